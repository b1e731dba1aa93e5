# SPDX-License-Identifier: GPL-3.0-or-later
"""An imported result is brought before the artist's eyes: shading, framing, its scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..api.error import InvalidRequest
from ..message import Message
from ..scene import framing, view_shading
from ..scene.error import SceneError
from ..translations import translated
from . import whereabouts
from .error_sentence import error_sentence
from .import_result import known_job

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.job import Job


class ShowingOperator:
    """Mixed into a bpy.types.Operator that gives `show`. What a window shows is no step of undo."""

    bl_options: Any = {"INTERNAL"}

    job_id: bpy.props.StringProperty(name="Job", description="Id of the job", options={"SKIP_SAVE"})

    report: Any  # an Operator's

    def show(self, context: bpy.types.Context, job: Job) -> str:
        """Do it, and return the sentence to report. Raises SceneError."""
        raise NotImplementedError

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            if told := self.show(context, known_job(self.job_id)):
                self.report({"INFO"}, translated(told))
        except (InvalidRequest, SceneError) as error:
            self.report({"ERROR"}, translated(error_sentence(error)))
            return {"CANCELLED"}
        return {"FINISHED"}


class ANTEKIRT_OT_show_in_view(ShowingOperator, bpy.types.Operator):
    """Set this 3D view's shading so that the result is seen in it. Other views and renders are left alone"""

    bl_idname = "antekirt.show_in_view"
    bl_label = "Show in View"

    def show(self, context: bpy.types.Context, job: Job) -> str:
        there = whereabouts.whereabouts(job)
        if there is None or not there.is_here:
            raise SceneError("The result is not in this file: import it again, free of charge")
        space = _view(context).spaces.active
        if view_shading.shows(space, there.need):
            return Message("This view shows it already")
        return view_shading.show(space, there.need)


class ANTEKIRT_OT_show_whole(ShowingOperator, bpy.types.Operator):
    """Move and zoom this 3D view until the result fills it"""

    bl_idname = "antekirt.show_whole"
    bl_label = "Frame It"

    def show(self, context: bpy.types.Context, job: Job) -> str:
        found = [thing for thing in whereabouts.things(job) if isinstance(thing, bpy.types.Object)]
        return framing.fill_view(context, _view(context), found)


class ANTEKIRT_OT_go_there(ShowingOperator, bpy.types.Operator):
    """Switch this window to the scene that the result is in"""

    bl_idname = "antekirt.go_there"
    bl_label = "Go There"

    def show(self, context: bpy.types.Context, job: Job) -> str:
        scene = whereabouts.scene(job)
        if scene is None or context.window is None:
            raise SceneError("The scene of this result is gone")
        context.window.scene = scene
        objects = [thing for thing in whereabouts.things(job) if isinstance(thing, bpy.types.Object)]
        with context.temp_override(area=None, region=None):  # whatever a local view leaves out
            showing = (
                layer
                for layer in scene.view_layers
                if any(obj.visible_get(view_layer=layer) for obj in objects)
            )
            context.window.view_layer = next(showing, context.window.view_layer)
        return ""


def _view(context: bpy.types.Context) -> bpy.types.Area:
    area: bpy.types.Area | None = view_shading.largest_view(context)
    if area is None:
        raise SceneError("This window has no 3D view: open one, and try again")
    return area


CLASSES = (ANTEKIRT_OT_show_in_view, ANTEKIRT_OT_show_whole, ANTEKIRT_OT_go_there)
