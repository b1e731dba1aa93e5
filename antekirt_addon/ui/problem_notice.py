# SPDX-License-Identifier: GPL-3.0-or-later
"""A problem that belongs to no job: something could not be had, and a button asks for it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.problem import Problem, Remedy
from . import remedy_button, wording
from .wrapped_text import paragraph

if TYPE_CHECKING:
    import bpy


def draw(
    layout: bpy.types.UILayout,
    context: bpy.types.Context,
    problem: Problem,
    again: str = "antekirt.test_connection",
) -> None:
    """again: the operator that asks anew."""
    paragraph(layout, context, wording.problem_text(problem), icon="ERROR", boxes=1)
    column = layout.column(align=True)
    if problem.remedy in {Remedy.NONE, Remedy.CHECK_AGAIN, Remedy.SUBMIT_AGAIN}:
        column.operator(again, text="Try Again", icon="FILE_REFRESH")
    else:
        remedy_button.draw(column, problem, None)
