# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the dialog of *Animate*: the picture, all that the video is made with, and what it costs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..api.request import VideoRequest
from ..catalog.picture_cache import image_of
from ..operators import gallery_catalog, runtime, source_picture
from ..operators.scene_properties import VIDEO_SETTINGS
from ..operators.use_generation import entry
from ..operators.video_dialog import WIDTH, VideoDialog
from . import balance_line, prompt_field, snapshot
from .thumbnail import Thumbnails
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context

HAD = n_("You have this video already: it costs nothing. With another motion or setting it is a new one.")
SCALE = 8.0  # of the picture, in buttons


def draw(operator: Any, context: Context) -> None:  # noqa: ANN401 - antekirt.generate_video
    layout, shown = operator.layout, snapshot.seen()
    if icon := _icon(operator.generation_id, operator.image_index):
        layout.template_icon(icon_value=icon, scale=SCALE)
    column = layout.column(align=True)
    column.label(text="Motion")
    prompt_field.draw_field(column, context, operator, "prompt", n_("How should it move?"), 2, width=WIDTH)
    prompt_field.draw_count(column, operator.prompt)
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    for name in (*VIDEO_SETTINGS, "import_as"):
        column.prop(operator, name)
    if not operator.told_price:
        paragraph(layout, context, iface_(HAD), icon="CHECKMARK", width=WIDTH)
        return
    reason = balance_line.unaffordable_reason(shown, VideoRequest.price)
    balance_line.draw_below(layout, context, shown, reason, VideoRequest.price, width=WIDTH)


def _icon(generation_id: str, index: int) -> int:
    """The picture as an icon, from its file or as the history has it; 0 while there is none."""
    path = source_picture.file_of(generation_id, index)
    catalog, listed = gallery_catalog.known(), entry(generation_id)
    if path is None and catalog and listed and index < len(listed.outputs.images):
        path = catalog.pictures.get(image_of(listed, index), time.monotonic())
    return runtime.state(Thumbnails).icon(str(path)) if path else 0


CLASSES = ()


def register() -> None:
    runtime.state(VideoDialog).draw = draw
