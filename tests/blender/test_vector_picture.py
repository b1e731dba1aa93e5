# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and effects of an SVG in a scene: meshes at their depth beside whatever the rest becomes."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from antekirt_addon.media.svg.raster.png_file import encoded

if TYPE_CHECKING:
    from pathlib import Path

TARGETS = ("CURVES", "MESH", "GREASE_PENCIL")


@pytest.fixture
def png() -> bytes:
    import numpy as np

    pixels = np.full((4, 6, 4), 255, np.uint8)
    pixels[:2, :, 1:3] = 0
    return encoded(pixels)


@pytest.fixture
def file(tmp_path: Path, png: bytes) -> Path:
    """A ground, a picture over it, a blurred shape over that, and a shape before all."""
    url = "data:image/png;base64," + base64.b64encode(png).decode()
    body = (
        '<filter id="f"><feGaussianBlur stdDeviation="4"/></filter>'
        '<rect width="100" height="100" fill="#fe8"/>'
        f'<image id="photo" href="{url}" x="10" y="10" width="60" height="40"/>'
        '<rect id="soft" x="40" y="20" width="40" height="40" fill="#036" filter="url(#f)"/>'
        '<circle cx="60" cy="40" r="5" fill="#f00"/>'
    )
    path = tmp_path / "drawing.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>', "utf-8")
    return path


def bring(file: Path, **properties: Any) -> tuple[bpy.types.Object, list[Any]]:
    """Import a file; gives the artwork's parent and its pictures, the furthest first."""
    bpy.ops.antekirt.import_svg(filepath=str(file), **properties)
    parent = next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")
    pictures = [obj for obj in parent.children_recursive if "Picture" in obj.name]
    return parent, sorted(pictures, key=lambda obj: obj.location.z)


def image_of(obj: Any) -> Any:
    nodes = obj.material_slots[0].material.node_tree.nodes
    return next(node.image for node in nodes if node.type == "TEX_IMAGE")


@pytest.mark.parametrize("target", TARGETS)
def test_each_is_a_mesh_at_its_depth_with_a_uv_map(file: Path, target: str) -> None:
    parent, pictures = bring(file, import_as=target, spacing=0.1)
    assert [obj.location.z for obj in pictures] == pytest.approx([0.1, 0.2])
    photo, soft = pictures
    assert (photo.name, soft.name) == ("photo Picture", "soft Picture")
    assert len(photo.data.polygons) == 1
    assert photo.data.polygons[0].normal.z > 0.99
    uv = [tuple(round(v, 5) for v in corner.uv) for corner in photo.data.uv_layers[0].data]
    corners = [tuple(photo.data.vertices[i].co) for i in photo.data.polygons[0].vertices]
    low_left = min(range(4), key=lambda i: corners[i][0] + corners[i][1])
    assert uv[low_left] == (0.0, 0.0)
    assert corners[low_left] == pytest.approx((-0.8, 0.0, 0.0))  # 10, 50 of 100 units, two scene units long
    parent.antekirt_spacing = 0.2
    bpy.context.view_layer.update()
    assert [obj.matrix_world.translation.z for obj in pictures] == pytest.approx([0.2, 0.4])


def test_a_file_is_packed_as_it_is(file: Path, png: bytes) -> None:
    _, (photo, soft) = bring(file)
    image = image_of(photo)
    assert image.packed_file.data == png
    assert tuple(image.size) == (6, 4)
    assert image.colorspace_settings.name == "sRGB"
    assert image_of(soft).packed_file
    assert image.filepath == "//photo_Picture.png"


def test_an_effect_on_a_jpeg_is_drawn_of_its_pixels(tmp_path: Path) -> None:
    image: Any = bpy.data.images.new("jpeg", 16, 16)
    image.generated_color = (1.0, 0.0, 0.0, 1.0)
    image.file_format, image.filepath_raw = "JPEG", str(tmp_path / "red.jpg")
    image.save()
    bpy.data.images.remove(image)
    url = "data:image/jpeg;base64," + base64.b64encode((tmp_path / "red.jpg").read_bytes()).decode()
    body = (
        '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter>'
        f'<image filter="url(#f)" href="{url}" x="20" y="20" width="60" height="60"/>'
    )
    path = tmp_path / "drawing.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>', "utf-8")
    _, (picture,) = bring(path)
    shown = image_of(picture)
    middle = 4 * (shown.size[0] * (shown.size[1] // 2) + shown.size[0] // 2)
    assert list(shown.pixels[middle : middle + 4]) == pytest.approx([1.0, 0.0, 0.0, 1.0], abs=0.02)
    assert len(bpy.data.images) == 1


def test_pictures_of_one_name_are_files_of_their_own(file: Path) -> None:
    """USD writes each to the name that it has, and so one over the other."""
    file.write_text(file.read_text("utf-8").replace('id="photo"', 'id="soft"'), "utf-8")
    _, pictures = bring(file)
    assert len({image_of(obj).filepath for obj in pictures}) == 2


@pytest.mark.parametrize(("target", "has_depth"), [("MESH", False), ("GREASE_PENCIL", True)])
def test_renders_have_the_depth_by_which_grease_pencil_is_hidden(
    file: Path, target: str, has_depth: bool
) -> None:
    bpy.context.view_layer.use_pass_z = False
    bring(file, import_as=target)
    assert bpy.context.view_layer.use_pass_z == has_depth


def test_without_effects_there_is_the_file_alone(file: Path) -> None:
    parent, pictures = bring(file, effects_as_pictures=False, import_as="MESH")
    assert [obj.name for obj in pictures] == ["photo Picture"]
    assert len(parent.children_recursive) == 2


def test_what_is_stopped_leaves_no_picture(file: Path) -> None:
    from antekirt_addon.scene.import_target import capture
    from antekirt_addon.scene.import_vector import import_vector
    from antekirt_addon.scene.source_file import SourceFile
    from antekirt_addon.scene.vector.vector_settings import VectorSettings

    before = [len(kind) for kind in (bpy.data.images, bpy.data.materials, bpy.data.meshes, bpy.data.objects)]
    steps = import_vector(SourceFile(file), VectorSettings(), capture(bpy.context))
    while not (next(steps) or 0.0) > 0.6:
        pass
    assert len(bpy.data.images) == before[0] + 2
    steps.close()
    after = [len(kind) for kind in (bpy.data.images, bpy.data.materials, bpy.data.meshes, bpy.data.objects)]
    assert after == before
