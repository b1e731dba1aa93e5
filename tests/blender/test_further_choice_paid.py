# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated for each of its further places: refused before it is paid, found again once it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.render_view import look_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

GONE = "not in the scene any more"


@pytest.mark.one_blender
def test_what_cannot_be_had_is_refused_before_anything_is_paid(service: Sandbox, artist_id: str) -> None:
    for import_as in ("DECAL", "CAMERA_BACKGROUND", "CAMERA_PLANE"):
        with pytest.raises(RuntimeError, match=r"Nothing is there for a decal|has no camera"):
            bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as=import_as)
    assert service.ledger() == []


@pytest.mark.one_blender
def test_a_film_without_a_camera_is_refused_before_it_is_paid(service: Sandbox, artist_id: str) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="PLANE")
    generation_id = bpy.context.object["antekirt_generation_id"]
    with pytest.raises(RuntimeError, match="has no camera"):
        bpy.ops.antekirt.generate_video(generation_id=generation_id, import_as="CAMERA_BACKGROUND")
    assert [charge["operation"] for charge in service.ledger()] == ["image"]


def take_away(import_as: str, made: Any) -> None:
    scene: Any = bpy.context.scene
    match import_as:
        case "CAMERA_BACKGROUND":
            scene.camera.data.background_images.clear()
        case "BACKDROP":
            bpy.ops.antekirt.former_world()
        case "CLONE_SOURCE":
            scene.tool_settings.image_paint.clone_image = None
        case "BRUSH" | "STENCIL":
            bpy.data.brushes.remove(made)
        case "GEOMETRY_NODES":
            bpy.data.node_groups.remove(made)
        case "COMPOSITOR":
            made.nodes.remove(next(node for node in made.nodes if node.bl_idname == "CompositorNodeImage"))
        case _:
            bpy.data.objects.remove(made)


@pytest.mark.parametrize(
    ("import_as", "told"),
    [
        ("DECAL", "As a decal · On Cube"),
        ("CAMERA_BACKGROUND", "Behind the camera's view"),
        ("BRUSH", "As a brush"),
        ("CAMERA_PLANE", "On a plane before the camera"),
        ("PLANE_GRID", "In a grid of planes · 3D cursor"),
        ("BACKDROP", "World of Scene"),
        ("STENCIL", "As a stencil"),
        ("CLONE_SOURCE", "As the clone source"),
        ("COMPOSITOR", "In the compositor"),
        ("GEOMETRY_NODES", "In geometry nodes"),
        ("VIEW_REFERENCE", "As a reference of one view · 3D cursor"),
    ],
)
@pytest.mark.one_blender
def test_the_card_says_where_it_is_and_when_it_is_gone(
    part: Callable[[str], Any], service: Sandbox, artist_id: str, import_as: str, told: str
) -> None:
    look_down()
    bpy.ops.mesh.primitive_cube_add(location=(0, 0, -1))
    bpy.context.scene.world = bpy.data.worlds.new("Mine")
    known = set(bpy.data.brushes)
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as=import_as)
    assert len(service.ledger()) == 1
    (job,) = part("operators.job_session").session().jobs.values()

    def words() -> str:
        return str(part("ui.whereabouts_text").text(part("operators.whereabouts").whereabouts(job)))

    assert words() == told
    brushes = set(bpy.data.brushes) - known
    tree = part("scene.compat").compositor_tree(bpy.context.scene)
    take_away(import_as, next(iter([*brushes, *bpy.data.node_groups]), tree or bpy.context.object))
    assert GONE in words()
