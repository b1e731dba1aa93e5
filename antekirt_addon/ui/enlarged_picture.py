# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as large as the window lets it be, with what is known of it, until the mouse moves away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import bpy
import bpy.utils.previews

from ..jobs.job import Kind
from ..operators import runtime
from ..operators.use_generation import entry
from ..scene import picture_pixels
from ..scene.error import SceneError
from ..translations import translated
from . import wording
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.stub_internal.rna_enums import OperatorReturnItems
    from bpy.types import Context, UILayout

    from ..jobs.session import Session

BUTTON = 20  # pixels at scale 1
WIDEST, HIGHEST = 0.8, 0.7  # parts of the window
KIND_TEXTS = {Kind.SVG: "Vectors", Kind.VIDEO: "Video"}


class EnlargedPictures:
    """The one that is shown, as Blender's icon."""

    def __init__(self) -> None:
        self.previews: Any = bpy.utils.previews.new()  # an ImagePreviewCollection

    def close(self) -> None:
        bpy.utils.previews.remove(self.previews)

    def show(self, path: Path, longest: int) -> tuple[int, int, int]:
        """The icon of a picture, and its width and height in pixels. Raises SceneError."""
        wide, high, pixels = picture_pixels.read(path, longest)
        self.previews.clear()
        preview = self.previews.new(str(path))
        preview.image_size = wide, high
        preview.image_pixels_float.foreach_set(pixels)
        return preview.icon_id, wide, high


class ANTEKIRT_OT_enlarge(bpy.types.Operator):
    """Show this picture large"""

    bl_idname = "antekirt.enlarge"
    bl_label = "Larger"
    bl_options = {"INTERNAL"}

    job_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})
    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})
    image_index: bpy.props.IntProperty(min=0, options={"HIDDEN", "SKIP_SAVE"})

    _icon = 0
    _scale = 1.0
    _width = 0  # pixels at scale 1

    def invoke(self, context: Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        session, window = runtime.running(), context.window
        job = session.jobs.get(self.job_id) if session else None
        self.generation_id = job.generation_id if job else self.generation_id
        path = _picture_file(session, self.generation_id, self.image_index) if session else None
        if path is None or window is None or context.preferences is None:
            self.report({"INFO"}, "This picture is not on your disk yet")
            return {"CANCELLED"}
        ui_scale = context.preferences.system.ui_scale
        room = WIDEST * window.width, HIGHEST * window.height
        try:
            icon, wide, high = runtime.state(EnlargedPictures).show(path, int(max(room)))
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        fit = min(room[0] / wide, room[1] / high)
        self._icon, self._scale = icon, max(wide, high) * fit / ui_scale / BUTTON
        self._width = int(max(wide * fit / ui_scale, 300))
        return context.window_manager.invoke_popup(self, width=self._width)

    def execute(self, _context: Context) -> set[OperatorReturnItems]:
        return {"FINISHED"}

    def draw(self, context: Context) -> None:
        layout: Any = self.layout
        layout.template_icon(icon_value=self._icon, scale=self._scale)
        _draw_facts(layout, context, self.generation_id, self._width)


def _picture_file(session: Session, generation_id: str, index: int) -> Path | None:
    return session.results_folder.file_of(generation_id, Kind.IMAGE, index)


def _draw_facts(layout: UILayout, context: Context, generation_id: str, width: int) -> None:
    session, generation = runtime.running(), entry(generation_id)
    jobs = [job for job in session.jobs.values() if job.generation_id == generation_id] if session else []
    told = generation or next((job for job in jobs if job.prompt), None)
    if told is None:
        return
    paragraph(layout, context, told.prompt, width=width)
    created_at = generation.created_at if generation else jobs[0].generation_created_at
    today = datetime.now(tz=UTC).astimezone().date()
    facts = layout.column(align=True)
    facts.active = False
    line = " · ".join(filter(None, [told.artist_name, wording.date_in_words(created_at, today)]))
    facts.label(text=line, translate=False, icon="USER")


CLASSES = (ANTEKIRT_OT_enlarge,)


def register() -> None:
    runtime.state(EnlargedPictures)  # made now, and not by draw()
