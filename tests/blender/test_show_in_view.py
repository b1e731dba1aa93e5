# SPDX-License-Identifier: GPL-3.0-or-later
"""An imported result is brought before the artist's eyes, and nothing else is changed for it."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Quaternion, Vector

from .import_fixtures import square

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

SOLID = ("SOLID", "MATERIAL")


@pytest.fixture
def imported(part: Callable[[str], Any], service: Sandbox, artist_id: str) -> Callable[[str], str]:  # noqa: ARG001 - it answers
    """Make a picture, import it so, and give its job's id."""

    def image(import_as: str) -> str:
        bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as=import_as)
        return str(list(part("operators.job_session").running().jobs)[-1])

    return image


def space() -> Any:
    """Give the largest 3D view."""
    views = [area for area in bpy.context.screen.areas if area.type == "VIEW_3D"]
    return max(views, key=lambda area: area.width * area.height).spaces.active


def shading() -> tuple[str, str]:
    return space().shading.type, space().shading.color_type


def show(job_id: str) -> None:
    assert bpy.ops.antekirt.show_in_view(job_id=job_id) == {"FINISHED"}


def test_a_plane_is_shown_by_its_texture(imported: Callable[[str], str]) -> None:
    job_id = imported("PLANE")
    space().shading.type, space().shading.color_type = SOLID
    show(job_id)
    assert shading() == ("SOLID", "TEXTURE")
    space().shading.type = "WIREFRAME"
    show(job_id)
    assert shading() == ("SOLID", "TEXTURE")
    space().shading.type = "MATERIAL"  # which shows it as it is
    show(job_id)
    assert shading()[0] == "MATERIAL"


def test_other_views_and_renders_are_left_alone(imported: Callable[[str], str]) -> None:
    area = min(bpy.context.screen.areas, key=lambda area: area.width * area.height)
    former, area.type = area.type, "VIEW_3D"
    other, scene = area.spaces.active, bpy.context.scene
    assert other != space()
    settings = (other.shading, other.overlay, scene.display.shading, scene.view_settings, scene.render)
    for import_as in ("PLANE", "WORLD", "REFERENCE"):
        job_id, it = imported(import_as), space()
        for one in (it, other):
            one.shading.type, one.shading.color_type = SOLID
            one.overlay.show_overlays = False
        before, shown = list(map(values, settings)), values(it.shading) + values(it.overlay)
        show(job_id)
        assert list(map(values, settings)) == before
        assert values(it.shading) + values(it.overlay) != shown
    space().overlay.show_overlays, area.type = True, former


def values(settings: Any) -> list[Any]:
    """Give all that is set in some settings."""
    names = [name for name, one in settings.bl_rna.properties.items() if one.type != "POINTER"]
    return [repr(getattr(settings, name)) for name in names if name != "rna_type"]


@pytest.mark.parametrize(
    ("unwrapped", "tile_size", "shown"),
    [
        (True, 0.0, ("SOLID", "TEXTURE")),
        (False, 0.0, ("MATERIAL", "MATERIAL")),
        (True, 0.5, ("MATERIAL", "MATERIAL")),
    ],
)
def test_what_does_not_lie_by_the_uv_map_needs_its_nodes(
    imported: Callable[[str], str], *, unwrapped: bool, tile_size: float, shown: tuple[str, str]
) -> None:
    thing = square(unwrapped=unwrapped)
    bpy.context.view_layer.objects.active = thing
    thing.select_set(True)
    bpy.context.scene.antekirt.tile_size = tile_size
    job_id = imported("MATERIAL")
    space().shading.type, space().shading.color_type = SOLID
    show(job_id)
    assert shading() == shown


def test_a_world_is_shown_in_the_shading_that_has_one(imported: Callable[[str], str]) -> None:
    job_id, it = imported("WORLD"), space().shading
    it.type, it.use_scene_world = "SOLID", False
    show(job_id)
    assert (it.type, it.use_scene_world) == ("MATERIAL", True)
    it.type, it.use_scene_world_render = "RENDERED", False
    show(job_id)
    assert (it.type, it.use_scene_world_render) == ("RENDERED", True)


def test_a_reference_needs_its_overlay(imported: Callable[[str], str]) -> None:
    job_id = imported("REFERENCE")
    space().overlay.show_overlays = False
    before = shading()
    show(job_id)
    assert space().overlay.show_overlays
    assert shading() == before


def test_what_is_not_here_is_said(imported: Callable[[str], str]) -> None:
    job_id = imported("PLANE")
    for obj in bpy.data.objects:
        bpy.data.objects.remove(obj)
    with pytest.raises(RuntimeError, match="import it again"):
        bpy.ops.antekirt.show_in_view(job_id=job_id)
    with pytest.raises(RuntimeError, match="not known here"):
        bpy.ops.antekirt.show_in_view(job_id="unknown")


def test_mesh_artwork_is_shown_by_its_attribute_and_curves_by_their_materials(part: Any) -> None:
    view_shading, it = part("scene.view_shading"), space()
    for import_as, color in (("MESH", "VERTEX"), ("CURVES", "MATERIAL")):
        it.shading.type, it.shading.color_type = "SOLID", "RANDOM"
        need = view_shading.need(import_as, ())
        assert not view_shading.shows(it, need)
        view_shading.show(it, need)
        assert shading() == ("SOLID", color)
        assert view_shading.shows(it, need)
    assert view_shading.need("IMAGE", ()) == ""
    assert view_shading.need("IMAGE", [bpy.data.materials.new("Paint")]) == "TEXTURE"
    assert view_shading.need("IMAGE", [bpy.data.worlds.new("Sky")]) == "WORLD"


def test_go_there_opens_the_scene_and_a_layer_that_shows_it(imported: Callable[[str], str]) -> None:
    first = bpy.context.scene
    first.view_layers.new("Second")
    props = bpy.data.collections.new("Props")
    first.collection.children.link(props)
    for layer in first.view_layers:
        layer.layer_collection.children["Props"].exclude = layer.name != "Second"
    bpy.context.window.view_layer = first.view_layers["Second"]
    layer = bpy.context.view_layer
    layer.active_layer_collection = layer.layer_collection.children["Props"]
    job_id = imported("PLANE")
    bpy.context.window.scene = bpy.data.scenes.new("Other")
    assert bpy.ops.antekirt.go_there(job_id=job_id) == {"FINISHED"}
    assert (bpy.context.scene, bpy.context.view_layer.name) == (first, "Second")
    third, (plane,) = bpy.data.scenes.new("Third"), props.objects
    third.collection.objects.link(plane)
    bpy.data.scenes.remove(first)  # and so the plane is in the other one alone
    assert bpy.ops.antekirt.go_there(job_id=job_id) == {"FINISHED"}
    assert bpy.context.scene == third


def test_standard_is_a_step_of_undo_and_back_goes_back(imported: Callable[[str], str], part: Any) -> None:
    imported("PLANE")
    settings: Any = bpy.context.scene.view_settings
    settings.view_transform, settings.look = "AgX", "AgX - Punchy"
    former = part("operators.view_transform").former
    assert not bpy.ops.antekirt.leave_standard.poll()
    bpy.ops.antekirt.use_standard()
    assert settings.view_transform == "Standard"
    assert former(bpy.context.scene) == "AgX"
    bpy.ops.antekirt.leave_standard()
    assert (settings.view_transform, settings.look) == ("AgX", "AgX - Punchy")
    assert not former(bpy.context.scene)
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.antekirt.use_standard("EXEC_DEFAULT", True)
    bpy.ops.ed.undo()
    assert bpy.context.scene.view_settings.view_transform == "AgX"
    assert not former(bpy.context.scene)  # it is not Standard: there is nothing to go back from


def framed(part: Any, *objects: Any) -> str:
    area = next(area for area in bpy.context.screen.areas if area.spaces.active == space())
    return str(part("scene.framing").fill_view(bpy.context, area, objects))


def test_framing_moves_the_view_alone(part: Any) -> None:
    thing, other = square(), square("Other")
    thing.location, thing.scale = (50, 0, 0), (3, 3, 3)
    other.select_set(True)
    bpy.context.view_layer.update()
    view = space().region_3d
    view.view_perspective = "PERSP"
    assert framed(part, thing) == ""
    assert (view.view_location - Vector((50, 0, 0))).length < view.view_distance / 2
    assert 4 < view.view_distance < 30
    assert [obj.select_get() for obj in (thing, other)] == [False, True]


def test_what_is_hidden_or_seen_edge_on_is_looked_at_from_its_front(part: Any) -> None:
    thing, wall, view = square(), square("Wall"), space().region_3d
    thing.location, wall.location = (50, 0, 0), (0, 0, 50)
    view.view_perspective = "PERSP"
    for rotation in (Quaternion((1, 0, 0), pi / 2), Quaternion((1, 0, 0), pi / 4)):  # edge-on, and aslant
        view.view_rotation = rotation
        bpy.context.view_layer.update()
        assert framed(part, thing) == "The view was turned to its front"
        assert view.view_rotation.rotation_difference(Quaternion()).angle < 0.01
        wall.location = (50, -1, 1)
        wall.rotation_euler.x = pi / 4
    wall.scale = (50, 50, 50)
    wall.location, wall.rotation_euler = (50, 0, 0.01), (0, 0, 0)
    bpy.context.view_layer.update()
    view.view_rotation = Quaternion((1, 0, 0), pi / 4)
    assert framed(part, thing) == "Something stands before it"
    assert view.view_rotation.angle == pytest.approx(pi / 4)


def test_the_camera_is_left_only_for_what_it_does_not_see(part: Any) -> None:
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera, camera.location = camera, (0, 0, 10)
    thing, wall = square(), square("Wall")
    wall.location = (20, 0, 5)
    bpy.context.view_layer.update()
    view = space().region_3d
    view.view_perspective = "CAMERA"
    assert framed(part, thing) == "The camera sees all of it"
    assert view.view_perspective == "CAMERA"
    wall.location = (0, 0, 5)
    bpy.context.view_layer.update()
    assert framed(part, thing) == "The view has left the camera"
    assert view.view_perspective == "PERSP"
    view.view_perspective = "CAMERA"
    wall.location, thing.location = (20, 0, 0), (30, 0, 0)
    bpy.context.view_layer.update()
    assert framed(part, thing) == "The view has left the camera"
    assert camera.location == Vector((0, 0, 10))


def test_what_is_hidden_cannot_be_framed(part: Any) -> None:
    thing = square()
    thing.hide_viewport = True
    with pytest.raises(part("scene.error").SceneError, match="hidden in this view layer"):
        framed(part, thing)
