# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a thing comes from, drawn: picture, artist, prompt, when, and what can be done with it.

All of it is in the file, so that it is shown without a key and without a network, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..api.request import SvgRequest, VideoRequest
from ..jobs.job import Kind
from ..operators import runtime
from . import artist_gallery, credit_choice, place_again, result_card, snapshot, thumbnail, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context

    from .origin_listing import Origin, ShownWork

PICTURE_SHARE = 0.32  # of the width
LARGEST = 6.0  # buttons that a picture is high at most
KIND_NAMES = {Kind.IMAGE: n_("Image"), Kind.SVG: n_("Vectors"), Kind.VIDEO: n_("Video")}
PRICES = {Kind.SVG: SvgRequest.price, Kind.VIDEO: VideoRequest.price}


def draw(layout: Any, context: Context, origin: Origin) -> None:  # noqa: ANN401 - the stubs allow for none
    """The works of a thing, and what is done with all of them."""
    several = len(origin.works) > 1
    for shown in origin.works:
        _draw_work(layout.box() if several else layout, context, shown, boxes=several)
    if more := origin.total - len(origin.works):
        layout.label(text=iface_("{count} more").format(count=more), translate=False)
    layout.operator("antekirt.copy_credit_line", icon="COPYDOWN")
    credit_choice.draw(layout, context)


def _draw_work(layout: Any, context: Context, shown: ShownWork, *, boxes: int) -> None:  # noqa: ANN401 - see above
    work = shown.work
    width = artist_gallery.available_width(context)
    _draw_artist(layout, context, shown, boxes)
    split = layout.split(factor=PICTURE_SHARE)
    _draw_picture(split, shown, min(PICTURE_SHARE * width / artist_gallery.BUTTON, LARGEST))
    column = split.column(align=True)
    for line in (iface_(KIND_NAMES[Kind(work.kind)]), shown.when):
        _muted(column, line)
    paragraph(layout, context, work.prompt, boxes=boxes, max_lines=6)
    _muted(layout, fitted(context, work.generation_id, boxes=boxes))
    _draw_verbs(layout, shown)


def _draw_picture(layout: Any, shown: ShownWork, scale: float) -> None:  # noqa: ANN401 - see above
    """The picture from its file, or else Blender's own of the datablock, which is packed, say."""
    if shown.picture:
        icon = runtime.state(thumbnail.Thumbnails).icon(shown.picture)
    elif shown.image and shown.image.found():
        icon = layout.icon(shown.image.found())
    else:
        icon = thumbnail.builtin(wording.KIND_ICONS[Kind(shown.work.kind)])
    layout.template_icon(icon_value=icon, scale=max(scale, 2.0))


def _draw_artist(layout: Any, context: Context, shown: ShownWork, boxes: int) -> None:  # noqa: ANN401 - see above
    name = shown.work.artist_name or shown.work.artist_id
    row, text = layout.row(align=True), fitted(context, name, boxes=boxes, buttons=2)
    if snapshot.current().key:
        link = row.row()
        link.alignment = "LEFT"
        button = link.operator("antekirt.show_artist", text=text, translate=False, icon="USER", emboss=False)
        button.artist_name = shown.work.artist_name
    else:
        row.label(text=text, translate=False, icon="USER")
    row.operator("antekirt.open_website", text="", icon="URL", emboss=False)


def _draw_verbs(layout: Any, shown: ShownWork) -> None:  # noqa: ANN401 - see above
    """Each kind of output: placed again where it is there already, else made for its price."""
    work, now = shown.work, snapshot.current()
    column = layout.column(align=True)
    for kind in Kind:
        if kind in shown.had:
            operator = column.operator(
                "antekirt.import_menu",
                text=iface_(place_again.PLACE_AGAIN),
                translate=False,
                icon=wording.KIND_ICONS[kind],
            )
            operator.generation_id, operator.kind = work.generation_id, kind.name
            operator.image_index = work.image_index
        elif now.key and kind in PRICES:
            image = work.generation_id, work.image_index
            result_card.draw_conversion(column, now, image, kind, PRICES[kind], icon_only=False)
    if now.key:
        operator = column.operator("antekirt.show_in_history", icon="RECOVER_LAST")
        operator.generation_id, operator.image_index = work.generation_id, work.image_index


def _muted(layout: Any, text: str) -> None:  # noqa: ANN401 - see above
    if text:
        row = layout.row()
        row.active = False
        row.label(text=text, translate=False)
