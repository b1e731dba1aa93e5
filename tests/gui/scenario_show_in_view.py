# SPDX-License-Identifier: GPL-3.0-or-later
"""What was imported is seen in the factory scene, in its own colors, by a press of a button on its card."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
from bpy_extras.view3d_utils import location_3d_to_region_2d
from mathutils import Vector

from window import screen_reader
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

PICTURE = Path(__file__).resolve().parents[1] / "data" / "quadrants.webp"
COLORS = {"red": (1, 0, 0), "green": (0, 1, 0), "blue": (0, 0, 1)}  # a quarter each, and one is white
MANY = 200  # pixels
EXACT = 4  # of 255, by which a color is the file's own


def test_a_plane_is_seen_after_a_press(ui: AntekirtUser) -> Steps:
    job_session: Any = importlib.import_module(f"{ADDON}.operators.job_session")
    ui.poll_often()
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    bpy.ops.antekirt.generate_image(artist_id=artist, prompt="quarters", import_as="NONE")
    shutil.copy(PICTURE, job_session.session().results_folder.path(ui.jobs[0].files[0]))
    space = ui.area().spaces.active
    for name in ("show_axis_x", "show_axis_y", "show_outline_selected"):  # which are colored
        setattr(space.overlay, name, False)
    space.show_gizmo = False
    yield from ui.sidebar("Antekirt")
    yield from imported(ui, "PLANE")
    assert not seen(ui), "the factory scene is said to show no textures"
    yield from ui.press("antekirt.show_in_view")
    yield from ui.wait(lambda: seen(ui) == set(COLORS))
    yield from ui.screenshot("plane")
    buttons = yield from ui.visible("UI", "VIEW_3D")
    assert not any("antekirt.show_in_view" in button for button in buttons), "it is of no use any more"


def test_it_is_brought_back_into_sight(ui: AntekirtUser) -> Steps:
    plane = next(obj for obj in bpy.context.scene.objects if "antekirt_kind" in obj)
    plane.location, plane.scale = (30, 20, 10), (2, 2, 2)
    space, cube = ui.area().spaces.active, bpy.data.objects["Cube"]
    for obj in bpy.context.view_layer.objects:
        obj.select_set(obj == cube)
    with ui.override("WINDOW"):
        bpy.ops.view3d.localview()
    yield from ui.wait(lambda: not seen(ui))
    yield from ui.press("antekirt.show_whole")
    yield from ui.wait(lambda: seen(ui) == set(COLORS))
    assert [obj for obj in bpy.context.view_layer.objects if obj.select_get()] == [cube]
    region = ui.region("WINDOW")
    for corner in plane.bound_box:
        at = location_3d_to_region_2d(region, space.region_3d, plane.matrix_world @ Vector(corner))
        assert at is not None
        assert 0 < at.x < ui.region().x - region.x, "the sidebar lies over it"
        assert 0 < at.y < region.height
    yield from ui.screenshot("whole")
    with ui.override("WINDOW"):
        bpy.ops.view3d.localview()


def test_it_is_found_in_another_scene(ui: AntekirtUser) -> Steps:
    first = bpy.context.scene
    ui.window.scene = bpy.data.scenes.new("Other")
    yield from ui.press("antekirt.go_there")
    yield from ui.wait(lambda: ui.window.scene == first)
    bpy.ops.antekirt.import_job(job_id=ui.jobs[0].id, import_as="IMAGE")  # the plane is not looked for below
    for obj in [obj for obj in first.objects if "antekirt_kind" in obj]:
        bpy.data.objects.remove(obj)
    with ui.override("WINDOW"):
        bpy.ops.view3d.view_all()


def test_a_material_is_seen_after_a_press(ui: AntekirtUser) -> Steps:
    cube = bpy.data.objects["Cube"]
    cube.select_set(True)
    bpy.context.view_layer.objects.active = cube
    ui.area().spaces.active.shading.color_type = "MATERIAL"
    yield from imported(ui, "MATERIAL")
    assert not seen(ui)
    with ui.override("WINDOW"):
        bpy.ops.antekirt.show_in_view("INVOKE_DEFAULT", job_id=ui.jobs[0].id)
    yield from ui.wait(lambda: len(seen(ui)) > 1)
    yield from ui.screenshot("material")


def test_it_is_turned_and_scaled_in_the_sidebar(ui: AntekirtUser) -> Steps:
    yield from ui.press("antekirt.add_mapping")
    nodes: Any = bpy.context.object.active_material.node_tree.nodes
    yield from ui.wait(lambda: "Mapping" in nodes)
    for field, value in (("inputs[2].default_value[2]", "90"), ("inputs[3].default_value[0]", "0.25")):
        yield from ui.hover(f'nodes["Mapping"].{field}')
        ui.move(ui.position[0] + 50, ui.position[1])  # at its left edge is the arrow that goes back by a step
        yield from ui.key("RET")
        yield from ui.key("A", ctrl=True)
        yield from ui.type(value)
        yield from ui.key("RET")
    yield from ui.wait(lambda: nodes["Mapping"].inputs["Scale"].default_value[0] == 0.25)
    assert round(nodes["Mapping"].inputs["Rotation"].default_value[2], 3) == 1.571
    yield from ui.screenshot("mapping")


def test_it_goes_into_an_input_and_out_again(ui: AntekirtUser) -> Steps:
    chosen: Any = bpy.context.scene.antekirt
    chosen.image_import_as = "MATERIAL"
    yield from ui.press("antekirt.socket")
    yield 0.5
    yield from ui.screenshot("inputs")
    for key in ("DOWN_ARROW", "DOWN_ARROW", "DOWN_ARROW", "RET"):  # the third of the list below the field
        yield from ui.key(key)
    yield from ui.wait(lambda: chosen.socket == "Roughness")
    yield from imported(ui, "MATERIAL")
    chosen.socket = ""
    nodes: Any = bpy.context.object.active_material.node_tree.nodes
    shader = next(node for node in nodes if node.bl_idname == "ShaderNodeBsdfPrincipled")
    assert shader.inputs["Roughness"].links[0].from_node.image.colorspace_settings.is_data
    yield from ui.open_panel("ANTEKIRT_PT_texture")
    yield from ui.press("antekirt.take_out")
    yield from ui.wait(lambda: not shader.inputs["Roughness"].is_linked)


def test_a_world_is_seen_and_by_choice_in_its_own_colors(ui: AntekirtUser) -> Steps:
    space = ui.area().spaces.active
    space.shading.color_type = "MATERIAL"
    yield from imported(ui, "WORLD")
    for world in bpy.data.worlds:
        world.probe_resolution = "128"  # of what lights the scene, which a software renderer draws slowly
    bpy.context.scene.eevee.taa_samples = 1
    assert not seen(ui)
    with ui.override("WINDOW"):
        bpy.ops.antekirt.show_in_view("INVOKE_DEFAULT", job_id=ui.jobs[0].id)
    yield from ui.wait(lambda: seen(ui))  # the shaders are compiled
    assert space.shading.type == "MATERIAL"
    assert not exact(ui)
    yield from ui.press("antekirt.use_standard")
    yield from ui.wait(lambda: exact(ui))
    assert bpy.context.scene.view_settings.view_transform == "Standard"
    yield from ui.screenshot("world")
    with ui.override():
        bpy.ops.antekirt.leave_standard("INVOKE_DEFAULT")
    yield from ui.wait(lambda: not exact(ui))


def imported(ui: AntekirtUser, import_as: str) -> Steps:
    with ui.override("WINDOW"):
        bpy.ops.antekirt.import_job("INVOKE_DEFAULT", job_id=ui.jobs[0].id, import_as=import_as)
    yield from ui.wait(lambda: ui.is_idle and (ui.jobs[0].imported or {}).get("import_as") == import_as)
    yield 0.6


def view(ui: AntekirtUser) -> Any:
    """Give the colors on the screen of the 3D view's part that no sidebar covers, 0 to 255."""
    region = ui.region("WINDOW")
    width = ui.region().x - region.x
    raw = screen_reader.read_pixels(ui.window.x + region.x, ui.window.y + region.y, width, region.height - 60)
    return np.frombuffer(raw, np.uint8).reshape(-1, 4)[:, 2::-1].astype(int)


def seen(ui: AntekirtUser) -> set[str]:
    """Give the colors of the picture that are there, in whatever light."""
    pixels = view(ui)
    strength = pixels.max(axis=1)
    is_colored = (strength > 90) & (pixels.min(axis=1) < 0.4 * strength)
    found = {
        name: (
            is_colored & (np.sort(pixels, axis=1)[:, 1] < 0.6 * strength) & (pixels.argmax(axis=1) == at)
        ).sum()
        for at, name in enumerate(COLORS)
    }
    return {name for name, count in found.items() if count > MANY}


def exact(ui: AntekirtUser) -> bool:
    """Whether some color of the picture is there as in the file."""
    pixels = view(ui)
    wanted = [255 * np.array(color) for color in COLORS.values()]
    return any((abs(pixels - color).max(axis=1) <= EXACT).sum() > MANY for color in wanted)
