# SPDX-License-Identifier: GPL-3.0-or-later
"""What brings an imported result before the artist's eyes, each button only where it is of use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_

from ..operators import view_transform
from ..scene import compat, view_shading, world_environment
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, Scene, UILayout

    from ..jobs.job import Job
    from ..operators.whereabouts import Whereabouts

FRAMED = {
    "PLANE",
    "DECAL",
    "CAMERA_PLANE",
    "PLANE_GRID",
    "VIEW_REFERENCE",
    "MATERIAL",
    "REFERENCE",
    "CURVES",
    "MESH",
    "GREASE_PENCIL",
}  # what are objects


def draw(layout: UILayout, context: Context, job: Job, there: Whereabouts) -> None:
    """Go There for another scene; Show in View, Frame It and Standard for this one."""
    scene = context.scene
    if scene is None or not there.is_here:
        return
    shown = compat.sequencer_scene(context) if there.import_as == "SEQUENCER" else scene
    if there.scene and there.scene != shown.name:
        told = iface_("In the scene {scene}").format(scene=there.scene)
        paragraph(layout, context, told, icon="SCENE_DATA", boxes=1)
        layout.operator("antekirt.go_there").job_id = job.id
        return
    if there.import_as in {"WORLD", "BACKDROP"} and world_environment.former(scene):
        layout.operator("antekirt.former_world", icon="LOOP_BACK")
    area = view_shading.largest_view(context)
    if area is None or not (there.need or there.import_as in FRAMED):
        return
    column = layout.column(align=True)
    row = column.row(align=True)
    is_shown = view_shading.shows(area.spaces.active, there.need)
    if not is_shown:
        row.operator("antekirt.show_in_view", icon="HIDE_OFF").job_id = job.id
    if there.import_as in FRAMED:
        text = None if is_shown else ""
        row.operator("antekirt.show_whole", text=text, icon="ZOOM_SELECTED").job_id = job.id
    _draw_standard(column, context, scene, area.spaces.active, there)


def _draw_standard(
    layout: UILayout,
    context: Context,
    scene: Scene,
    space: Any,  # noqa: ANN401 - a SpaceView3D
    there: Whereabouts,
) -> None:
    """Where the view, too, shows the colors as the scene's view transform changes them."""
    if there.need not in view_shading.TRANSFORMED:
        return
    if name := view_transform.former(scene):
        text = iface_("Back to {name}").format(name=iface_(name))
        layout.operator("antekirt.leave_standard", text=text, translate=False, icon="LOOP_BACK")
    elif (
        space.shading.type in {"MATERIAL", "RENDERED"}
        and scene.view_settings.view_transform not in view_transform.EXACT
    ):
        text = iface_("Standard (Renders Too)", "Operator")
        if fitted(context, text, boxes=1, buttons=1) == text:
            layout.operator("antekirt.use_standard", icon="COLOR")
            return
        text = iface_("Standard")
        layout.operator("antekirt.use_standard", text=text, translate=False, icon="COLOR")
        paragraph(layout, context, iface_("It changes renders, too"), boxes=1)
