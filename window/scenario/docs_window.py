# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of docs/ that show whole windows and other editors (see scripts/docs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from window.antekirt_user import ADDON
from window.scenario import docs_setup
from window.scenario.docs_setup import MOTION, PROMPT, chosen, job, picture, run, state_of

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

WIDTH = 330  # pixels
PREFERENCES = 648  # pixels from the end of the page that are ours
VIEW_ROTATION = (0.81, 0.55, 0.12, 0.16)  # a view from a little to the left and above


def test_scene(ui: AntekirtUser) -> Steps:
    """An image as a plane and its vectors as curves, side by side."""
    yield from docs_setup.arrange(ui, WIDTH)
    yield from docs_setup.connect(ui)
    yield from docs_setup.choose_artist(ui)
    chosen().prompt, chosen().align = PROMPT, "UPRIGHT"
    chosen().image_import_as = "PLANE"  # the last Blender's choice is remembered
    bpy.context.scene.cursor.location = (-1.1, 0, 1)
    run(ui, "generate_image")
    yield from ui.wait(lambda: len(bpy.data.objects) == 1)
    bpy.context.scene.cursor.location = (1.1, 0, 1)
    run(ui, "convert_svg", generation_id=job(0).generation_id)
    yield from ui.wait(lambda: state_of(1) == "ready" and ui.is_idle, 90)
    bpy.ops.object.select_all(action="DESELECT")
    aim_view(ui)
    yield 8.0  # while shaders are compiled, of which Blender says nothing
    yield from picture(ui, "window")
    docs_setup.crop(ui, "window", 0, 0, ui.window.width, ui.window.height)


def test_prompt(ui: AntekirtUser) -> Steps:
    """The large window for the prompt, which opens at the mouse."""
    yield from ui.move_into()
    run(ui, "edit_prompt")
    yield 0.5
    yield from ui.screenshot("prompt")
    x, y = ui.position
    docs_setup.crop(ui, "prompt", x - 474, y - 243, 697, 296)  # its OK comes to lie under the mouse
    yield from ui.key("ESC")


def test_video(ui: AntekirtUser) -> Steps:
    """The image set in motion, as a plane that plays with the timeline."""
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    for collection in list(bpy.context.scene.collection.children_recursive)[1:]:
        bpy.data.collections.remove(collection)
    bpy.context.scene.cursor.location = (0, 0, 1)
    chosen().size = 3.5
    run(ui, "generate_video", generation_id=job(0).generation_id, prompt=MOTION)
    yield 0.5
    yield from ui.key("RET")  # in its dialog
    yield from ui.wait(lambda: state_of(2) == "ready" and ui.is_idle)
    bpy.context.scene.frame_end = 120
    bpy.context.scene.frame_set(40)
    bpy.data.objects[0].select_set(False)
    yield from picture(ui, "video")
    timeline, view = ui.area("DOPESHEET_EDITOR"), ui.area()
    docs_setup.crop(ui, "video", view.x, timeline.y, view.width, view.y + view.height - timeline.y)


def test_shader_editor(ui: AntekirtUser) -> Steps:
    yield from turn_into(ui, "VIEW_3D", "ShaderNodeTree")
    for node in ui.area("NODE_EDITOR").spaces.active.node_tree.nodes:
        node.select = False
    with ui.override("WINDOW", "NODE_EDITOR"):
        bpy.ops.node.view_all()
    yield from picture(ui, "shader-editor", area="NODE_EDITOR")


def test_image_editor(ui: AntekirtUser) -> Steps:
    yield from turn_into(ui, "NODE_EDITOR", "IMAGE_EDITOR")
    ui.area("IMAGE_EDITOR").spaces.active.image = next(i for i in bpy.data.images if i.source == "FILE")
    yield 0.2
    with ui.override("WINDOW", "IMAGE_EDITOR"):
        bpy.ops.image.view_all(fit_view=True)
    yield from picture(ui, "image-editor", area="IMAGE_EDITOR")


def test_sequencer(ui: AntekirtUser) -> Steps:
    run(ui, "import_generation", generation_id=job(0).generation_id, kind="VIDEO", import_as="SEQUENCER")
    yield from ui.wait(lambda: bpy.context.scene.sequence_editor and ui.is_idle)
    ui.area("IMAGE_EDITOR").type = "SEQUENCE_EDITOR"
    space = ui.area("SEQUENCE_EDITOR").spaces.active
    space.view_type = "SEQUENCER_PREVIEW"
    space.timeline_overlay.show_strip_source = False
    yield 0.5
    with ui.override("WINDOW", "SEQUENCE_EDITOR"):
        bpy.ops.sequencer.view_all()
    yield 2.0
    yield from picture(ui, "sequencer", area="SEQUENCE_EDITOR")


def test_preferences(ui: AntekirtUser) -> Steps:
    ui.area("SEQUENCE_EDITOR").type = "PREFERENCES"
    bpy.context.preferences.addons[ADDON].preferences.property_unset("confirm_above")
    bpy.context.preferences.active_section = "ADDONS"
    bpy.context.window_manager.addon_search = "antekirt"
    with ui.override("WINDOW", "PREFERENCES"):
        bpy.ops.preferences.addon_expand(module=ADDON)
    yield 3.0
    yield from docs_setup.move_mouse_away(ui, "PREFERENCES")
    for _ in range(50):
        ui.event("WHEELDOWNMOUSE")
    yield from picture(ui, "preferences", "WINDOW", "PREFERENCES")
    region = ui.region("WINDOW", "PREFERENCES")
    docs_setup.crop(ui, "preferences", region.x, region.y, region.width, PREFERENCES)


def turn_into(ui: AntekirtUser, editor: str, other: str) -> Steps:
    """Replace an editor by another, with our tab open."""
    area = ui.area(editor)
    area.ui_type = other
    yield 0.5
    yield from ui.sidebar("Antekirt", area.type)
    yield from ui.sidebar_width(WIDTH, area.type)


def aim_view(ui: AntekirtUser) -> None:
    space = ui.area().spaces.active
    space.shading.type = "MATERIAL"
    space.overlay.show_cursor = space.overlay.show_text = space.show_gizmo = False
    space.overlay.show_relationship_lines = space.overlay.show_extras = False
    space.region_3d.view_rotation = VIEW_ROTATION
    space.region_3d.view_location = (0, 0, 0.8)
    space.region_3d.view_distance = 4.6
