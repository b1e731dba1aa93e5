# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture is shown by stays as it is when another one takes its place: only what must follow does."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest
from mathutils import Vector

from tests.blender.import_fixtures import DATA, attribution, png, target, turned_picture
from tests.blender.render_view import look_down

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIDES = [(0, 0), (0, 1), (1, 0), (1, 1)]  # of corners, left to right and bottom to top


class Pictures:
    """Imports a picture and has others take its place."""

    def __init__(self, part: Callable[[str], Any], folder: Path) -> None:
        self.part, self.folder, self.count = part, folder, 0

    def source(self, path: Path, artist: str = "Humberto Ventura") -> Any:
        mark = attribution(self.part, image_index=self.count, artist_name=artist)
        self.count += 1
        return self.part("scene.source_file").SourceFile(path, mark)

    def put(self, path: Path, import_as: str = "PLANE", **changes: Any) -> Any:
        """Import a picture; gives the object."""
        where = target(self.part, **changes)
        done = self.part("scene.import_image").import_image([self.source(path)], import_as, where)
        return bpy.data.objects[done.objects[0]]

    def swap(self, thing: Any, path: Path, artist: str = "Humberto Ventura") -> Any:
        shown = self.part("scene.variant.shown_picture").shown_by([thing])
        return self.part("scene.variant.swap").swap(shown, self.source(path, artist))

    def picture(self, wide: int, high: int) -> Path:
        path = self.folder / f"{wide}x{high}.png"
        path.write_bytes(png(np.full((high, wide, 3), 128, np.uint8), 2))
        return path


@pytest.fixture
def pictures(part: Callable[[str], Any], tmp_path: Path) -> Pictures:
    return Pictures(part, tmp_path)


def test_a_plane_takes_the_proportions_and_keeps_its_longer_side(pictures: Pictures) -> None:
    plane = pictures.put(pictures.picture(40, 20), size=3.0)
    plane.scale = (2.0, 1.0, 1.0)
    pictures.swap(plane.active_material, pictures.picture(10, 30))
    assert sides(plane) == pytest.approx((1.0, 3.0))
    assert tuple(plane.scale) == (2.0, 1.0, 1.0), "what the artist has set stays"
    pictures.swap(plane.active_material, pictures.picture(40, 20))
    assert sides(plane) == pytest.approx((3.0, 1.5))


def test_what_was_cut_keeps_its_form(pictures: Pictures) -> None:
    plane = pictures.put(pictures.picture(40, 20))
    for vertex in plane.data.vertices:
        vertex.co.x *= 0.5
    pictures.swap(plane.active_material, pictures.picture(10, 30))
    assert sides(plane) == pytest.approx((1.0, 1.0))


def test_a_plane_with_keys_that_is_being_edited(pictures: Pictures) -> None:
    plane = pictures.put(pictures.picture(40, 20))
    plane.shape_key_add(name="Basis")
    plane.shape_key_add(name="Lifted").data[0].co.z = 1.0
    bpy.context.view_layer.objects.active = plane
    bpy.ops.object.mode_set(mode="EDIT")
    pictures.swap(plane.active_material, pictures.picture(20, 40))
    bpy.ops.object.mode_set(mode="OBJECT")
    assert sides(plane) == pytest.approx((1.0, 2.0))
    lifted = plane.data.shape_keys.key_blocks["Lifted"].data
    assert max(point.co.y for point in lifted) == pytest.approx(1.0)
    assert lifted[0].co.z == 1.0


def test_the_name_beneath_follows(pictures: Pictures) -> None:
    for import_as in ("PLANE", "REFERENCE"):
        shown = pictures.put(pictures.picture(40, 20), import_as, named=True)
        (label,) = shown.children
        before = label.data.offset_y
        thing = shown.active_material or shown
        pictures.swap(thing, pictures.picture(20, 40), "Marta Quiroga")
        assert label.data.body == "Marta Quiroga"
        assert label.data.offset_y == pytest.approx(before - 0.5)
        assert label["antekirt_artist_name"] == "Marta Quiroga"


@pytest.mark.parametrize("import_as", ["PLANE", "REFERENCE"])
@pytest.mark.parametrize("former", [1, 6])
def test_pictures_that_are_stored_turned_come_upright(
    pictures: Pictures, import_as: str, former: int
) -> None:
    """Whichever was there before: the corners are where they are in the upright picture."""
    thing = pictures.put(turned_picture(pictures.folder, former), import_as)
    for orientation in (1, 3, 6, 7):
        pictures.swap(thing.active_material or thing, turned_picture(pictures.folder, orientation))
        assert corners(thing) == {(0, 0): "blue", (1, 0): "white", (0, 1): "red", (1, 1): "green"}


@pytest.mark.parametrize("shows", ["PICTURE", "TILE", "OLDER"])
def test_a_picture_that_was_turned_and_whose_file_is_gone(
    pictures: Pictures, part: Callable[[str], Any], shows: str
) -> None:
    """What shows it is made for the turn; an older file does not tell of it."""
    path = turned_picture(pictures.folder, 6)
    plane = pictures.put(path)
    (node,) = (node for node in plane.active_material.node_tree.nodes if hasattr(node, "image"))
    if shows == "TILE":
        copy = part("scene.seamless_copy")
        pixels = np.zeros((64, 64, 4), np.float32)
        node.image = copy.make(node.image, copy.FinishedTile(pixels, b"", is_unseen=True, was_one=False))
    if shows == "OLDER":
        del node.image["antekirt_turn"]
    path.unlink()
    pictures.swap(plane.active_material, turned_picture(pictures.folder, 3))
    upright = {(0, 0): "blue", (1, 0): "white", (0, 1): "red", (1, 1): "green"}
    assert (corners(plane) == upright) == (shows != "OLDER")


def test_a_color_its_numbers_and_its_tile_change_together(
    pictures: Pictures, part: Callable[[str], Any]
) -> None:
    plane = pictures.put(pictures.picture(40, 20))
    tree = plane.active_material.node_tree
    (color,) = (node for node in tree.nodes if hasattr(node, "image"))
    numbers, tile = (tree.nodes.new("ShaderNodeTexImage") for _ in range(2))
    numbers.image = part("scene.texture.data_image").reading_numbers(color.image)
    first = tile.image = tile_of(color.image)
    done = pictures.swap(plane.active_material, pictures.picture(10, 30))
    assert [node.image["antekirt_image_index"] for node in (color, numbers, tile)] == [1, 1, 1]
    assert [node.image.colorspace_settings.name for node in (color, numbers)] == ["sRGB", "Non-Color"]
    assert "is not one now" in done.message
    pictures.count = 0
    tile.image = tile_of(color.image)
    done = pictures.swap(plane.active_material, pictures.picture(40, 20))
    assert tile.image == first
    assert "is not one now" not in done.message


def tile_of(image: Any) -> Any:
    """Give what stands for a seamless tile of a picture."""
    tile = bpy.data.images.new("Tile", 4, 4)
    for name in image.keys():  # noqa: SIM118 - the properties of an ID
        tile[name] = image[name]
    tile["antekirt_seamless_of"] = image.name
    return tile


def test_the_world(pictures: Pictures, part: Callable[[str], Any]) -> None:
    source = pictures.source(pictures.picture(40, 20))
    part("scene.import_image").import_image([source], "WORLD", target(part))
    world = bpy.context.scene.world
    path = shutil.copy(DATA / "quadrants.webp", pictures.folder)
    pictures.swap(world, pictures.folder / "quadrants.webp")
    (node,) = (node for node in world.node_tree.nodes if hasattr(node, "image"))
    assert node.image.filepath == str(path)
    assert world["antekirt_image_index"] == node.image["antekirt_image_index"] == 1


def test_a_backdrop_and_a_camera_plane_fill_the_frame_with_the_next_one(
    pictures: Pictures, part: Callable[[str], Any]
) -> None:
    look_down()
    render = bpy.context.scene.render
    render.resolution_x, render.resolution_y = 200, 100
    plane = pictures.put(pictures.picture(40, 20), "CAMERA_PLANE")
    assert plane["Distance"] == 10
    source = pictures.source(pictures.picture(20, 20))
    part("scene.import_image").import_image([source], "BACKDROP", target(part))
    world = bpy.context.scene.world
    (mapping,) = (node for node in world.node_tree.nodes if node.bl_idname == "ShaderNodeMapping")
    for wide, high, filling in ((10, 30, (1, 1 / 6)), (60, 10, (1 / 3, 1)), (40, 20, (1, 1))):
        pictures.swap(plane.active_material, pictures.picture(wide, high))
        pictures.swap(world, pictures.picture(2 * wide, 2 * high))  # another file
        assert mapping.inputs["Scale"].default_value[:2] == pytest.approx(filling)
        bpy.context.view_layer.update()
        assert plane.dimensions[:2] == pytest.approx((2 / filling[0], 1 / filling[1]))


def test_what_is_linked_is_refused_and_left_alone(pictures: Pictures, tmp_path: Path) -> None:
    plane = pictures.put(pictures.picture(40, 20))
    material = plane.active_material
    file = tmp_path / "library.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file), copy=True)
    with bpy.data.libraries.load(str(file), link=True) as (_there, here):  # type: ignore[func-returns-value] # so say the stubs
        here.materials = [material.name]
    images = len(bpy.data.images)
    with pytest.raises(pictures.part("scene.error").SceneError, match="linked"):
        pictures.swap(here.materials[0], pictures.picture(20, 20))
    assert len(bpy.data.images) == images


def sides(plane: Any) -> tuple[float, float]:
    points = [vertex.co for vertex in plane.data.vertices]
    return tuple(
        max(point[axis] for point in points) - min(point[axis] for point in points) for axis in (0, 1)
    )


def corners(thing: Any) -> dict[tuple[int, int], str]:
    """Give the colors at the corners of a plane or a reference, as they are seen."""
    image = thing.data
    if thing.type == "MESH":
        image = next(node for node in thing.active_material.node_tree.nodes if hasattr(node, "image")).image
        loops = zip(thing.data.loops, thing.data.uv_layers[0].data, strict=True)
        at = [(thing.data.vertices[loop.vertex_index].co, uv.uv) for loop, uv in loops]
    else:
        stored = [((x - 0.5, y - 0.5, 0.0), (x, y)) for x, y in SIDES]
        at = [(thing.matrix_basis.to_3x3() @ Vector(co), uv) for co, uv in stored]
    wide, high = image.size
    pixels = np.array(image.pixels[:]).reshape(high, wide, 4)
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white"}
    found = {}
    for co, (u, v) in at:
        color = pixels[min(int(v * high), high - 1), min(int(u * wide), wide - 1), :3]
        found[int(co[0] > 0), int(co[1] > 0)] = names[tuple(color.round().astype(int).tolist())]
    return found
