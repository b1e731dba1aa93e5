# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog in which the dearest button says what it is about to make. What it draws is the interface's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_

from ..translations.number import number
from . import runtime

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.stub_internal.rna_enums import OperatorReturnItems
    from bpy.types import Context

WIDTH = 340  # pixels at scale 1


class VideoDialog:
    """draw: given by the interface, for an operator and the context."""

    def __init__(self) -> None:
        self.draw: Callable[[Any, Context], None] = lambda _operator, _context: None


def draw(operator: Any, context: Context) -> None:  # noqa: ANN401 - an Operator
    runtime.state(VideoDialog).draw(operator, context)


def ask(operator: Any, context: Context, price: int) -> set[OperatorReturnItems]:  # noqa: ANN401 - an Operator
    """Open it. Its button says the price, and executes the operator."""
    in_credits = iface_("{count} Credits").format(count=number(price)) if price else iface_("Free")
    return context.window_manager.invoke_props_dialog(
        operator,
        width=WIDTH,
        title=iface_(operator.bl_label, "Operator"),
        confirm_text=iface_("Animate · {price}").format(price=in_credits),
        translate=False,
    )
