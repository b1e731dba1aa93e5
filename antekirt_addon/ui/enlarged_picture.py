# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as large as the window lets it be, with what is known of it, until the mouse moves away."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import bpy
import bpy.utils.previews
from bpy.app.translations import pgettext_iface as iface_

from ..catalog.picture_cache import Picture, image_of
from ..jobs.job import Kind
from ..operators import gallery_catalog, job_session, runtime, whereabouts
from ..operators.use_generation import entry
from ..scene import picture_pixels
from ..scene.error import SceneError
from ..translations import translated
from . import date_text, kind_icon, whereabouts_text
from .history_entry import output_kinds
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.stub_internal.rna_enums import IconItems, OperatorReturnItems
    from bpy.types import Context, UILayout

    from ..api.resource import Generation
    from ..jobs.job import Job

BUTTON = 20  # pixels at scale 1
WIDEST, HIGHEST = 0.8, 0.7  # parts of the window
NARROWEST = 300  # pixels at scale 1 that the text needs
MADE_OF_IT = {Kind.SVG: "Vectors", Kind.VIDEO: "Video"}


class EnlargedPictures:
    """The one that is shown, as Blender's icon."""

    def __init__(self) -> None:
        self.previews: Any = bpy.utils.previews.new()  # an ImagePreviewCollection

    def close(self) -> None:
        bpy.utils.previews.remove(self.previews)

    def show(self, path: Path, room: tuple[float, float]) -> tuple[int, int, int]:
        """The icon of a picture, and its width and height in pixels: just those that are seen.

        Raises SceneError.
        """
        wide, high, pixels = picture_pixels.read(path, room)
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
    url: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})  # of an artist's picture

    _icon = 0
    _scale = 1.0
    _width = 0  # pixels at scale 1
    _facts: Facts | None = None

    def invoke(self, context: Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Have all at hand that is drawn."""
        path = self._find()
        if path is None or context.window is None or context.preferences is None:
            self.report({"INFO"}, "This picture is not on your disk yet")
            return {"CANCELLED"}
        ui_scale = context.preferences.system.ui_scale
        room = WIDEST * context.window.width, HIGHEST * context.window.height
        try:
            self._icon, wide, high = runtime.state(EnlargedPictures).show(path, room)
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        fit = min(room[0] / wide, room[1] / high) / ui_scale
        self._scale = high * fit / BUTTON
        self._width = int(max(wide * fit, NARROWEST))
        return context.window_manager.invoke_popup(self, width=self._width)

    def execute(self, _context: Context) -> set[OperatorReturnItems]:
        return {"FINISHED"}

    def draw(self, context: Context) -> None:
        layout: Any = self.layout
        layout.template_icon(icon_value=self._icon, scale=self._scale)
        if self._facts:
            self._facts.draw(layout, context, self._width)

    def _find(self) -> Path | None:
        """The picture's file; what is known of it is noted on the way."""
        session, catalog = job_session.running(), gallery_catalog.known()
        if session is None:
            return None
        if self.url:
            return catalog.pictures.get(Picture(self.url, self.url), time.monotonic()) if catalog else None
        job = session.jobs.get(self.job_id)
        generation_id = job.generation_id if job else self.generation_id
        generation = entry(generation_id)
        jobs = [other for other in session.jobs.values() if other.generation_id == generation_id]
        self._facts = Facts(generation, jobs)
        here = session.results_folder.file_of(generation_id, Kind.IMAGE, self.image_index)
        if here is None and catalog and generation and self.image_index < len(generation.outputs.images):
            return catalog.pictures.get(image_of(generation, self.image_index), time.monotonic())
        if here is None and job and job.kind is Kind.VIDEO and job.files:
            return session.results_folder.path(job.files[0])
        return here


def draw_button(
    layout: UILayout, *, job_id: str = "", generation_id: str = "", image_index: int = 0, url: str = ""
) -> None:
    """A small button for a picture that does something else when it is clicked itself.

    url: of a picture that is no result, such as an artist's.
    """
    operator = layout.operator("antekirt.enlarge", text="", icon="ZOOM_IN", emboss=False)
    operator.job_id, operator.generation_id = job_id, generation_id
    operator.image_index, operator.url = image_index, url


class Facts:
    """What is known of a picture: what was asked for, whose it is, what was made of it, and where it is."""

    def __init__(self, generation: Generation | None, jobs: list[Job]) -> None:
        told = generation or next((job for job in jobs if job.prompt), None)
        self.prompt, artist = (told.prompt, told.artist_name) if told else ("", "")
        created_at = generation.created_at if generation else jobs[0].generation_created_at if jobs else ""
        date = date_text.date_in_words(created_at, datetime.now(tz=UTC).astimezone().date())
        self.lines: list[tuple[str, IconItems]] = [(" · ".join(filter(None, [artist, date])), "USER")]
        kinds = {job.kind for job in jobs if job.files} | set(output_kinds(generation) if generation else ())
        self.lines += [
            (iface_(name), kind_icon.KIND_ICONS[kind]) for kind, name in MADE_OF_IT.items() if kind in kinds
        ]
        found = (whereabouts.whereabouts(job) for job in jobs if job.is_imported)
        here = dict.fromkeys(whereabouts_text.text(there) for there in found if there and there.is_here)
        self.lines += [(text, "CHECKMARK") for text in here]

    def draw(self, layout: UILayout, context: Context, width: int) -> None:
        paragraph(layout, context, self.prompt, width=width, max_lines=4)
        facts = layout.column(align=True)  # not muted: on a popup's dark ground that could hardly be read
        for text, icon in self.lines:
            facts.label(text=text, translate=False, icon=icon)


CLASSES = (ANTEKIRT_OT_enlarge,)


def register() -> None:
    runtime.state(EnlargedPictures)  # made now, and not by draw()
