# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a thing comes from, drawn: picture, artist, prompt, when, and what can be done with it.

All of it is in the file, so that it is shown without a key and without a network, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..clean_text import one_line
from ..operators import runtime
from . import credit_choice, kind_icon, panel_width, thumbnail
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import Context

    from .origin_listing import Origin, ShownWork

PICTURE_SHARE = 0.32  # of the width
LARGEST = 6.0  # buttons that a picture is high at most
KIND_NAMES = {"image": n_("Image"), "svg": n_("Vectors"), "video": n_("Video")}


class OriginVerbs:
    """What can be done with a work where there is an account.

    draw_artist: draws the name with what it leads to. draw: draws the buttons below. draw_for_all: those
    for all works of a thing.
    """

    def __init__(self) -> None:
        self.draw_artist: Callable[[Any, str, ShownWork], None] | None = None
        self.draw: Callable[[Any, ShownWork], None] | None = None
        self.draw_for_all: Callable[[Any], None] | None = None


def draw(layout: Any, context: Context, origin: Origin) -> None:  # noqa: ANN401 - the stubs allow for none
    """The works of a thing, and what is done with all of them."""
    several = len(origin.works) > 1
    for shown in origin.works:
        _draw_work(layout.box() if several else layout, context, shown, boxes=several)
    if more := origin.total - len(origin.works):
        layout.label(text=iface_("{count} more").format(count=more), translate=False)
    column = layout.column(align=True)
    column.operator("antekirt.copy_credit_line", icon="COPYDOWN")
    if draw_for_all := runtime.state(OriginVerbs).draw_for_all:
        draw_for_all(column)
    credit_choice.draw(layout, context)


def _draw_work(layout: Any, context: Context, shown: ShownWork, *, boxes: int) -> None:  # noqa: ANN401 - see above
    work = shown.work
    width = panel_width.available_width(context)
    _draw_artist(layout, context, shown, boxes)
    split = layout.split(factor=PICTURE_SHARE)
    _draw_picture(split, shown, min(PICTURE_SHARE * width / panel_width.BUTTON, LARGEST))
    column = split.column(align=True)
    for line in (iface_(KIND_NAMES[work.kind]), shown.when):
        _muted(column, line)
    paragraph(layout, context, shown.prompt, boxes=boxes, max_lines=6)
    _muted(layout, fitted(context, one_line(work.generation_id), boxes=boxes))
    if draw_verbs := runtime.state(OriginVerbs).draw:
        draw_verbs(layout, shown)


def _draw_picture(layout: Any, shown: ShownWork, scale: float) -> None:  # noqa: ANN401 - see above
    """The picture from its file, or else Blender's own of the datablock, which is packed, say."""
    if shown.picture:
        icon = runtime.state(thumbnail.Thumbnails).icon(shown.picture)
    elif shown.image and shown.image.found():
        icon = layout.icon(shown.image.found())
    else:
        icon = thumbnail.builtin(kind_icon.KIND_ICONS[shown.work.kind])
    layout.template_icon(icon_value=icon, scale=max(scale, 2.0))


def _draw_artist(layout: Any, context: Context, shown: ShownWork, boxes: int) -> None:  # noqa: ANN401 - see above
    row, text = layout.row(align=True), fitted(context, shown.artist, boxes=boxes, buttons=2)
    if draw_artist := runtime.state(OriginVerbs).draw_artist:
        draw_artist(row, text, shown)
    else:
        row.label(text=text, translate=False, icon="USER")


def _muted(layout: Any, text: str) -> None:  # noqa: ANN401 - see above
    if text:
        row = layout.row()
        row.active = False
        row.label(text=text, translate=False)
