# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork becomes cut-outs of its picture: what is seen is the raster, what is hidden the vectors' own."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from .render_view import look_down

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 160
GROUND, RED, BLUE = (0xCC, 0xCC, 0xCC), (0xDD, 0x22, 0x11), (0x11, 0x22, 0xDD)


def write(file: Path) -> None:
    """A ground, on that a square, and on that a smaller one."""
    shapes = [(0, 0, 10, GROUND), (2, 2, 6, RED), (4, 4, 2, BLUE)]
    rects = "".join(
        f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="rgb{color}"/>'
        for x, y, side, color in shapes
    )
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{rects}</svg>')


def raster() -> Any:
    """The same as a picture, each colour with a grain: (SIDE, SIDE, 4) of 8 bits, the top row first."""
    cells = np.zeros((10, 10), int)
    cells[2:8, 2:8], cells[4:6, 4:6] = 1, 2
    cell = np.arange(SIDE) * 10 // SIDE
    colors = np.array((GROUND, RED, BLUE))[cells[np.ix_(cell, cell)]]
    grain = np.random.default_rng(3).integers(-16, 17, (SIDE, SIDE, 3))
    return np.dstack((np.clip(colors + grain, 0, 255), np.full((SIDE, SIDE), 255)))


def picture(name: str = "raster") -> Any:
    image: Any = bpy.data.images.new(name, SIDE, SIDE)
    image.pixels.foreach_set((raster()[::-1] / 255).astype(np.float32).ravel())
    image.pack()
    return image


def pixels_of(plane: Any) -> Any:
    """The picture of a cut-out, the top row first."""
    node = next(node for node in plane.active_material.node_tree.nodes if node.type == "TEX_IMAGE")
    values = np.empty(4 * SIDE * SIDE, np.float32)
    node.image.pixels.foreach_get(values)
    return np.rint(values.reshape(SIDE, SIDE, 4)[::-1, :, :3] * 255)


def planes(root: Any) -> list[Any]:
    return sorted(
        (obj for obj in root.children_recursive if not obj.hide_render), key=lambda o: o.matrix_world[2][3]
    )


@pytest.fixture
def root(tmp_path: Path) -> Any:
    write(tmp_path / "squares.svg")
    bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "squares.svg"))
    return bpy.context.object


def test_each_layer_is_a_cut_out_that_shows_the_raster_where_it_is_seen(root: Any) -> None:
    bpy.ops.antekirt.make_multiplane(image=picture().name)

    back, middle, front = planes(root)
    assert {back.type, middle.type, front.type} == {"MESH"}
    whole = raster()[..., :3]
    ground = pixels_of(back)
    assert np.array_equal(ground[:30, :], whole[:30, :])
    assert np.array_equal(pixels_of(front)[67:93, 67:93], whole[67:93, 67:93])
    hidden = ground[40:120, 40:120]
    assert np.abs(hidden - GROUND).max() <= 1, "what lies behind is the vectors' own color"
    assert np.abs(ground - GROUND).max() <= 17, "no trace of what lies over it"
    assert np.abs(pixels_of(middle)[72:88, 72:88] - RED).max() <= 1


def test_a_point_of_a_cut_out_shows_its_place_in_the_picture(root: Any) -> None:
    bpy.ops.antekirt.make_multiplane(image=picture().name)

    for plane in planes(root):
        mesh = plane.data
        for loop, uv in zip(mesh.loops, mesh.uv_layers.active.data, strict=True):
            at = mesh.vertices[loop.vertex_index].co
            assert tuple(uv.uv) == pytest.approx((at.x / 2 + 0.5, at.y / 2 + 0.5), abs=1e-5)
        assert all(polygon.normal.z > 0.99 for polygon in mesh.polygons)


def test_spacing_stacks_them_and_one_key_makes_them_flat(root: Any) -> None:
    bpy.ops.antekirt.make_multiplane(image=picture().name, spacing=0.25)

    made = planes(root)
    assert [plane.matrix_world[2][3] for plane in made] == pytest.approx([0.0, 0.25, 0.5])
    root.keyframe_insert('["antekirt_spacing"]', frame=1)
    root["antekirt_spacing"] = 0.0
    root.keyframe_insert('["antekirt_spacing"]', frame=9)
    bpy.context.scene.frame_set(9)
    assert [plane.matrix_world[2][3] for plane in made] == pytest.approx([0.0, 0.0, 0.0])
    assert np.abs(blocks(rendered()) - blocks(raster()[::-1, :, :3])).max() < 3.0


def test_many_layers_share_a_few_planes(tmp_path: Path) -> None:
    bars = "".join(
        f'<rect x="{n}" y="{n}" width="30" height="30" fill="rgb({8 * n},0,0)"/>' for n in range(30)
    )
    (tmp_path / "many.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60">{bars}</svg>'
    )
    bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "many.svg"))
    root: Any = bpy.context.object
    name = picture().name

    bpy.ops.antekirt.make_multiplane(image=name, planes=5)
    assert len(planes(root)) == 5
    covered = sum(polygon.area for polygon in planes(root)[0].data.polygons)
    assert covered == pytest.approx((900 + 5 * 59) / 900, rel=1e-3), "neighboring layers are one outline"
    bpy.ops.antekirt.make_multiplane(image=name)
    assert len(planes(root)) == 12, "made again, they take the place of those before"


def test_what_was_painted_or_given_to_a_cut_out_stays_when_it_is_made_again(root: Any) -> None:
    name = picture().name
    bpy.ops.antekirt.make_multiplane(image=name)
    painted, saved, given = (plane.active_material for plane in planes(root))
    images = [
        next(node.image for node in material.node_tree.nodes if node.type == "TEX_IMAGE")
        for material in (painted, saved)
    ]
    for image in images:
        image.pixels[0] = 0.5
        image.update()
    images[1].pack()
    own = bpy.data.materials.new("of the artist")
    planes(root)[2].data.materials[0] = own
    before = [image.name for image in images]
    lost = given.name
    bpy.ops.antekirt.make_multiplane(image=name)
    assert all(bpy.data.images[name].use_fake_user for name in before)
    assert "of the artist" in bpy.data.materials
    assert len(bpy.data.images) == 1 + 2 + 3 + 1, "the raster, two painted, three new, one with its material"
    assert lost in bpy.data.materials, "nothing shows it, so it is not ours to remove"


def test_it_finds_the_picture_of_the_generation_and_credits_it(root: Any) -> None:
    work = {"generation_id": "g1", "image_index": 2, "artist_name": "Vera", "prompt": "squares"}
    image = picture()
    for datablock, kind in ((root, "svg"), (image, "image")):
        for key, value in (work | {"kind": kind}).items():
            datablock[f"antekirt_{key}"] = value

    bpy.ops.antekirt.make_multiplane()

    for plane in planes(root):
        assert "Vera" in plane["antekirt_credits"]
        assert "Vera" in plane.active_material["antekirt_credits"]


def test_without_a_picture_nothing_changes(root: Any) -> None:
    with pytest.raises(RuntimeError, match="Choose the image"):
        bpy.ops.antekirt.make_multiplane()
    root["antekirt_kind"], root["antekirt_generation_id"] = "svg", "g1"
    with pytest.raises(RuntimeError, match="import it from the history"):
        bpy.ops.antekirt.make_multiplane()
    with pytest.raises(RuntimeError, match="no image “gone”"):
        bpy.ops.antekirt.make_multiplane(image="gone")
    wide: Any = bpy.data.images.new("wide", 32, 18)
    with pytest.raises(RuntimeError, match="other proportions than “squares”"):
        bpy.ops.antekirt.make_multiplane(image=wide.name)
    assert not any(obj.hide_render for obj in root.children_recursive)


def test_a_picture_that_is_stored_turned_is_cut_out_upright(tmp_path: Path) -> None:
    (tmp_path / "wide.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
        '<rect width="20" height="10" fill="#fff"/><rect x="2" y="2" width="6" height="6" fill="#d00"/></svg>'
    )
    bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "wide.svg"))
    upright = np.full((20, 40, 4), 255, np.uint8)
    upright[4:16, 4:16, 1:3] = 0
    stored = np.rot90(upright[:, ::-1])  # mirrored, then turned: EXIF's orientation 5
    image: Any = bpy.data.images.new("turned", 20, 40)
    image.pixels.foreach_set((stored[::-1] / 255).astype(np.float32).ravel())
    image.pack()
    image["antekirt_turn"] = [1, 1]

    bpy.ops.antekirt.make_multiplane(image=image.name)

    plane = planes(bpy.context.object)[-1]
    node = next(node for node in plane.active_material.node_tree.nodes if node.type == "TEX_IMAGE")
    assert tuple(node.image.size) == (40, 20)
    pixels = np.reshape(node.image.pixels[:], (20, 40, 4))
    assert np.abs(pixels[6:14, 6:14, :3] - (1, 0, 0)).max() < 0.01


def test_one_sees_the_pieces_again_or_the_cut_outs(root: Any) -> None:
    pieces, name = root.children_recursive, picture().name
    root.antekirt_spacing = 0.002
    pieces[0].hide_render = True
    bpy.ops.antekirt.make_multiplane(image=name, spacing=0.25)
    made = planes(root)
    assert len(made) == 3

    bpy.ops.antekirt.show_part(part="PIECES")
    assert [obj.hide_render for obj in pieces] == [True, False, False], "as the artist had it"
    assert all(obj.hide_render and obj.hide_viewport for obj in made)
    assert root["antekirt_spacing"] == pytest.approx(0.002)
    bpy.ops.antekirt.show_part(part="CUT_OUTS")
    assert planes(root) == made
    assert root["antekirt_spacing"] == pytest.approx(0.25)
    assert all(obj.hide_viewport for obj in pieces)

    materials, images = len(bpy.data.materials), len(bpy.data.images)
    bpy.ops.antekirt.remove_cut_outs()
    assert set(root.children_recursive) == set(pieces)
    assert (len(bpy.data.materials), len(bpy.data.images)) == (materials - 3, images - 3)
    assert [obj.hide_render for obj in pieces] == [True, False, False]
    assert root["antekirt_spacing"] == pytest.approx(0.002)
    assert not bpy.ops.antekirt.show_part.poll()


def test_it_is_one_step_of_undo(root: Any) -> None:
    pieces = len(root.children_recursive)
    name, image = root.name, picture().name
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.antekirt.make_multiplane(image=image)
    bpy.ops.ed.undo_push(message="after")

    bpy.ops.ed.undo()

    found = bpy.data.objects[name]
    assert len(found.children_recursive) == pieces
    assert not any(obj.hide_render for obj in found.children_recursive)


def rendered() -> Any:
    """What is seen from straight above, the lowest row first, 0 to 255."""
    look_down()
    scene: Any = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 4, False
    scene.cycles.pixel_filter_type = "BOX"  # each pixel is its own mean, whatever samples it gets
    scene.render.resolution_x = scene.render.resolution_y = SIDE
    scene.view_settings.view_transform = "Standard"
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        scene.render.filepath = file.name
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(file.name)
        values = np.empty(4 * SIDE * SIDE, np.float32)
        image.pixels.foreach_get(values)
    return values.reshape(SIDE, SIDE, 4)[..., :3] * 255


def blocks(pixels: Any) -> Any:
    """The means of 8 by 8 pixels, which the filter of a render leaves as they are."""
    return pixels.reshape(SIDE // 8, 8, SIDE // 8, 8, 3).mean(axis=(1, 3))
