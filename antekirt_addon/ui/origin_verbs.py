# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with a work whose origin is shown: seen at the artist's, placed again, made into more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_

from ..api.request import SvgRequest, VideoRequest
from ..jobs.job import Kind
from ..operators import runtime
from . import kind_icon, place_again, result_card, snapshot
from .origin_body import KIND_NAMES, OriginVerbs

if TYPE_CHECKING:
    from ..scene.attribution import Attribution
    from .origin_listing import ShownWork

PRICES = {Kind.SVG: SvgRequest.price, Kind.VIDEO: VideoRequest.price}


def _draw_artist(row: Any, text: str, shown: ShownWork) -> None:  # noqa: ANN401 - the stubs allow for none
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
    _draw_places(layout.column(align=True), work, [kind for kind in Kind if kind in shown.had])
    column = layout.column(align=True)
    for kind, price in PRICES.items():
        if kind not in shown.had and now.key:
            image = work.generation_id, work.image_index
            result_card.draw_conversion(column, now, image, kind, price, icon_only=False)
    if now.key:
        operator = column.operator("antekirt.show_in_history", icon="RECOVER_LAST")
        operator.generation_id, operator.image_index = work.generation_id, work.image_index


def _draw_places(column: Any, work: Attribution, kinds: list[Kind]) -> None:  # noqa: ANN401 - see above
    """A button for each kind that is there; several say of which kind they are, below what they do."""
    again = iface_(place_again.PLACE_AGAIN)
    if several := len(kinds) > 1:
        column.label(text=again, translate=False)
    for kind in kinds:
        operator = column.operator(
            "antekirt.import_menu",
            text=iface_(KIND_NAMES[kind]) if several else again,
            translate=False,
            icon=kind_icon.KIND_ICONS[kind],
        )
        operator.generation_id, operator.kind = work.generation_id, kind.name
        operator.image_index = work.image_index


def _draw_for_all(layout: Any) -> None:  # noqa: ANN401 - see above
    layout.operator("antekirt.copy_originals", icon="PACKAGE")


CLASSES = ()


def register() -> None:
    origin_verbs = runtime.state(OriginVerbs)
    origin_verbs.draw_artist, origin_verbs.draw = _draw_artist, _draw_verbs
    origin_verbs.draw_for_all = _draw_for_all
