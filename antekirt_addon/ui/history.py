# SPDX-License-Identifier: GPL-3.0-or-later
"""The account's generations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw(layout: UILayout, _context: Context) -> None:
    layout.operator("antekirt.import_generation", icon="IMPORT")
