# SPDX-License-Identifier: GPL-3.0-or-later
"""The Generate button: its price, what remains after it, and in words what keeps it from being pressed."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..operators import artist_selection
from ..operators.generate_image import price_of
from ..request_limit import PROMPT_LIMIT
from ..scene.selection import can_take_image
from . import balance_line, snapshot, wording
from .panel_width import available_width
from .wrapped_text import fitted

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..operators.scene_properties import AntekirtSceneProperties
    from .snapshot import Snapshot

NARROW = 220  # pixels at scale 1 below which price and count do not fit side by side
SIGN, TIMES = 0.8, 2.0  # buttons that the sign and the count take


def draw(layout: UILayout, context: Context, shown: Snapshot, *, into_editor: bool) -> None:
    """into_editor: the picture goes into the editor that the panel stands in, and nothing else is made."""
    chosen = context.scene.antekirt
    count = max(1, artist_selection.pictures(chosen))
    price = price_of(set() if into_editor else chosen.then, count)
    reason = blocking_reason(context, shown, price, into_editor=into_editor)
    column = layout.column(align=True)
    is_narrow = available_width(context) < NARROW
    if is_narrow:
        column.prop(chosen, "count")
    row = column.row(align=True)
    row.scale_y = 1.5
    button = row.row(align=True)
    button.enabled = not reason
    text = _text(context, count, price, beside=0 if is_narrow else ceil(SIGN + TIMES))
    operator = button.operator("antekirt.generate_image", text=text, translate=False, icon="IMAGE_DATA")
    operator.shown_price = price
    if into_editor:
        operator.import_as = "IMAGE"
        operator.then = set()
    if not is_narrow:
        _draw_times(row, chosen)
    balance_line.draw_below(column, context, shown, reason, price)


def _text(context: Context, count: int, price: int, *, beside: int) -> str:
    """What stands on the button: the price in full, whatever else there is no room for.

    beside: how many buttons' room something else takes.
    """
    in_words = wording.price_in_words(price)
    if count == 1:
        return iface_("Generate · {price}").format(price=in_words)
    text = iface_("Generate {count} · {price}").format(count=count, price=in_words)
    return text if fitted(context, text, buttons=1 + beside) == text else f"{count} · {in_words}"


def _draw_times(layout: UILayout, chosen: AntekirtSceneProperties) -> None:
    sign = layout.row(align=True)
    sign.ui_units_x = SIGN
    sign.label(text="×", translate=False)  # noqa: RUF001 - a sign of multiplication
    field = layout.row(align=True)
    field.ui_units_x = TIMES
    field.prop(chosen, "count", text="")


def blocking_reason(context: Context, shown: Snapshot, price: int, *, into_editor: bool) -> str:
    """Why Generate cannot be pressed just now; "" when it can."""
    chosen = context.scene.antekirt
    if shown.is_offline:
        return iface_("Online access is off")
    if not chosen.artist_id:
        return iface_("Choose an artist first")
    if chosen.prompt_text:
        return iface_("Use or discard the text first")
    if not chosen.prompt.strip():
        return iface_("Write a prompt first")
    if len(chosen.prompt) > PROMPT_LIMIT:
        return iface_("The prompt is too long by {count}").format(count=len(chosen.prompt) - PROMPT_LIMIT)
    if "VIDEO" in chosen.then and not into_editor and not chosen.motion.strip():
        return iface_("Say how the video should move")
    if (
        chosen.image_import_as == "MATERIAL"
        and not into_editor
        and not can_take_image(context, active_alone=chosen.put_on != "SELECTED")
    ):
        return iface_("Select an object for the material")
    if artist_selection.pictures(chosen) > 1 and shown.account is None:
        snapshot.note_too_dear()  # all is sent or nothing
        return iface_("Your balance is not known yet")
    return balance_line.unaffordable_reason(shown, price)
