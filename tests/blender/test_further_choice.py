# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures where else they can be: each as it is seen, or as Blender finds it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import DATA, source_files, target
from tests.blender.render_view import look_down, rendered_pixels, saved_and_reopened, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = str(DATA / "quadrants.png")


AS_ASSETS = pytest.mark.skipif(
    bpy.app.version < (4, 3, 0),
    reason="after paint modes and undo 4.2 as a module has crashed in later tests",
)


def bring(import_as: str, **choices: Any) -> None:
    assert bpy.ops.antekirt.import_image(filepath=PICTURE, import_as=import_as, **choices) == {"FINISHED"}


def world_of(color: tuple[float, float, float]) -> Any:
    """Give the scene a world of one color."""
    world: Any = bpy.data.worlds.new("Mine")
    if bpy.app.version < (5, 0, 0):
        world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (*color, 1)
    world.cycles.sampling_method = "NONE"  # of a world of one color: no time goes by for its map
    bpy.context.scene.world = world
    return world


def white_floor(size: float) -> None:
    """Add a floor that shows the light that there is."""
    bpy.ops.mesh.primitive_plane_add(size=size)
    material: Any = bpy.data.materials.new("White")
    if bpy.app.version < (5, 0, 0):
        material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value, shader.inputs["Roughness"].default_value = (1, 1, 1, 1), 1
    bpy.context.object.data.materials.append(material)


def test_a_backdrop_fills_the_frame_and_leaves_the_light_as_it_was(tmp_path: Path) -> None:
    world_of((0, 0.5, 0))
    look_down()
    bpy.context.scene.camera.data.type = "PERSP"
    bring("BACKDROP")
    assert shows_quadrants(rendered_pixels())
    white_floor(100)
    red, green, blue = rendered_pixels().reshape(-1, 3).mean(axis=0)
    assert green > 100
    assert max(red, blue) < 30
    saved_and_reopened(tmp_path / "backdrop.blend")
    assert bpy.ops.antekirt.former_world() == {"FINISHED"}
    assert bpy.context.scene.world == bpy.data.worlds["Mine"]
    assert bpy.data.worlds["quadrants"].use_fake_user
    assert not bpy.ops.antekirt.former_world.poll()


def test_a_backdrop_is_cut_not_squeezed() -> None:
    render = bpy.context.scene.render
    render.resolution_x, render.resolution_y, render.pixel_aspect_y = 200, 100, 2  # square in all
    for _ in range(2):  # a second one takes the place of the first
        bring("BACKDROP")
        nodes = bpy.context.scene.world.node_tree.nodes
        (mapping,) = (node for node in nodes if node.bl_idname == "ShaderNodeMapping")
        assert mapping.inputs["Scale"].default_value[:] == pytest.approx((0.5, 1, 1))


def test_a_camera_plane_fills_the_view_wherever_it_is_moved_and_with_each_lens() -> None:
    look_down()
    white_floor(1)
    camera = bpy.context.scene.camera
    camera.rotation_euler, camera.data.type = (0.3, 0.2, 0.1), "PERSP"
    camera.data.shift_x = 0.1
    bring("CAMERA_PLANE")
    plane = bpy.context.object
    bpy.data.objects["Plane"].hide_render = True
    assert shows_quadrants(rendered_pixels())
    assert plane.location.z == pytest.approx(-plane["Distance"])
    assert plane["Distance"] > 49
    plane["Distance"], camera.data.lens = 5.0, 20
    plane.update_tag()
    assert shows_quadrants(rendered_pixels())
    assert plane.location.z == -5


@pytest.mark.one_blender
def test_a_camera_plane_of_a_parallel_view_and_of_none() -> None:
    with pytest.raises(RuntimeError, match="has no camera"):
        bring("CAMERA_PLANE")
    look_down(3.0)
    camera = bpy.context.scene.camera
    camera.scale, camera.data.shift_y = (0, 0, 0), -0.4
    bpy.context.view_layer.update()
    with pytest.raises(RuntimeError, match="has a scale of 0"):
        bring("CAMERA_PLANE")
    camera.scale = (1, 4, 2)
    bring("CAMERA_PLANE")
    assert shows_quadrants(rendered_pixels())
    bpy.context.scene.camera.data.type = "PANO"
    with pytest.raises(RuntimeError, match="is panoramic"):
        bring("CAMERA_PLANE")


@pytest.mark.one_blender
def test_a_grid_goes_on_where_the_pictures_before_have_left_it(part: Any, tmp_path: Path) -> None:
    importer, first = part("scene.import_image").import_image, target(part, size=1)
    done = importer(source_files(part, tmp_path, count=5), "PLANE_GRID", first)
    spots = [bpy.data.objects[name].location[:] for name in done.objects]
    assert [tuple(round(at, 3) for at in spot) for spot in spots] == [
        (-1.05, 0.525, 0), (0, 0.525, 0), (1.05, 0.525, 0), (-1.05, -0.525, 0), (0, -0.525, 0)
    ]  # fmt: skip
    later = target(part, size=1, beside=list(done.objects), by_itself=True)
    done = importer(source_files(part, tmp_path), "PLANE_GRID", later)
    assert bpy.data.objects[done.objects[0]].location[:] == pytest.approx((1.05, -0.525, 0))


@AS_ASSETS
@pytest.mark.parametrize(
    ("mode", "paint"),
    [
        ("TEXTURE_PAINT", "image_paint"),
        ("SCULPT", "sculpt"),
        ("OBJECT", "image_paint"),
        ("WEIGHT_PAINT", "sculpt"),
    ],
)
@pytest.mark.parametrize(("import_as", "mapping"), [("BRUSH", "VIEW_PLANE"), ("STENCIL", "STENCIL")])
def test_a_brush_of_its_own_is_active_where_one_paints(
    mode: str, paint: str, import_as: str, mapping: str
) -> None:
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.object.mode_set(mode=mode)
    tool: Any = getattr(bpy.context.tool_settings, paint)
    before = tool and tool.brush
    textures = {brush: brush.texture for brush in bpy.data.brushes}
    bring(import_as)
    made = next(brush for brush in bpy.data.brushes if brush.name == "quadrants")
    is_painting = mode in {"TEXTURE_PAINT", "SCULPT"}
    assert (tool and tool.brush) == (made if is_painting else before)
    assert made.texture.image == bpy.data.images["quadrants"]
    assert made.texture_slot.map_mode == mapping
    assert {element.color[:] for element in made.gradient.elements} == {(1, 1, 1, 1)}
    assert made.color_type == "GRADIENT", "or it would paint in black, as all brushes do at first"
    assert {brush: brush.texture for brush in textures} == textures
    assert bpy.context.object.mode == mode
    bpy.ops.object.mode_set(mode="OBJECT")
    is_dragged = import_as == "BRUSH" and mode != "WEIGHT_PAINT"
    assert made.stroke_method == ("ANCHORED" if is_dragged else "SPACE")


@AS_ASSETS
def test_a_brush_has_its_picture_again_after_undo_and_redo() -> None:
    for _ in range(2):
        bpy.ops.ed.undo_push()
    assert bpy.ops.antekirt.import_image("EXEC_DEFAULT", True, filepath=PICTURE, import_as="BRUSH")
    bpy.ops.ed.undo()
    assert "quadrants" not in bpy.data.textures
    bpy.ops.ed.redo()
    assert bpy.data.brushes["quadrants"].texture == bpy.data.textures["quadrants"]


@pytest.mark.one_blender
def test_a_clone_source_stays_in_the_file(tmp_path: Path) -> None:
    bring("CLONE_SOURCE")
    saved_and_reopened(tmp_path / "clone.blend")
    assert bpy.context.scene.tool_settings.image_paint.clone_image == bpy.data.images["quadrants"]


def test_the_compositor_has_the_picture_and_renders_are_as_before(part: Any) -> None:
    look_down()
    white_floor(100)
    world_of((1, 0, 0))
    before = rendered_pixels()
    for _ in range(2):
        bring("COMPOSITOR")
    tree = part("scene.compat").compositor_tree(bpy.context.scene)
    nodes = [node for node in tree.nodes if node.bl_idname == "CompositorNodeImage"]
    assert [node.image.name for node in nodes] == ["quadrants"] * 2
    assert np.abs(rendered_pixels() - before).max() <= 2


def test_geometry_nodes_without_an_open_tree_have_a_group_that_gives_the_colors(tmp_path: Path) -> None:
    bring("GEOMETRY_NODES")
    saved_and_reopened(tmp_path / "geometry.blend")
    group: Any = bpy.data.node_groups["quadrants"]
    sockets = [(socket.name, socket.in_out) for socket in group.interface.items_tree]
    assert sockets == [("Color", "OUTPUT"), ("Alpha", "OUTPUT"), ("Vector", "INPUT")]
    assert len(group.links) == 3


@pytest.mark.one_blender
def test_an_open_tree_of_geometry_nodes_takes_the_picture_in() -> None:
    group: Any = bpy.data.node_groups.new("Mine", "GeometryNodeTree")
    area = next(iter(bpy.context.window.screen.areas))
    area.type, area.ui_type = "NODE_EDITOR", "GeometryNodeTree"
    area.spaces.active.node_tree = group
    bring("GEOMETRY_NODES")
    (node,) = group.nodes
    assert node.inputs["Image"].default_value.name == "quadrants"
    assert len(bpy.data.node_groups) == 1


@pytest.mark.one_blender
def test_a_reference_of_one_view_is_locked_there() -> None:
    bring("VIEW_REFERENCE", size=3)
    empty: Any = bpy.context.object
    assert empty.show_empty_image_only_axis_aligned
    assert [all(lock) for lock in (empty.lock_location, empty.lock_rotation, empty.lock_scale)] == [True] * 3
    assert empty.matrix_world.to_3x3().col[2][:] == pytest.approx((0, -1, 0), abs=1e-6)
    assert empty.empty_display_size == 3
