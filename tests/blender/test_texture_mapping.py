# SPDX-License-Identifier: GPL-3.0-or-later
"""How a picture lies on objects, read from renders: each point of the picture has a color of its own."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from math import pi
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest
from mathutils import Matrix

from tests.blender.import_fixtures import source_files, square, target
from tests.blender.render_view import look_down

CELLS = 8  # across and up
WIDE, HIGH = 256, 64  # pixels of a render
UNITS = 16.0  # that it is wide
NONE = (-1.0, -1.0)  # where nothing is


def cells(wide: int = CELLS, high: int = CELLS) -> Any:
    """Give a picture in which red says how far to the right a point is, and green how far up."""
    image = bpy.data.images.new("Cells", wide, high)
    image.colorspace_settings.name = "Non-Color"
    red, green = np.meshgrid((np.arange(wide) + 0.5) / wide, (np.arange(high) + 0.5) / high)
    pixels = np.stack([red, green, np.ones_like(red), np.ones_like(red)], axis=2)
    image.pixels.foreach_set(pixels.astype(np.float32).ravel())
    return image


class Textures:
    """Puts the picture on objects, and reads from a render from above which point of it lies where."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.image = cells()

    def put(self, *objects: Any, turn: Any = None, **options: Any) -> Any:
        """Cover objects with one material; gives its tree."""
        chosen = self.part("scene.texture.texture_options").TextureOptions(**options)
        mapping = self.part("scene.texture.mapping")
        chosen = replace(chosen, projection=mapping.projection_for(objects[0], chosen))
        material = bpy.data.materials.new("Textured")
        material.cycles.emission_sampling = "NONE"
        tree = self.part("scene.compat").node_tree(material)
        tree.nodes.clear()
        picture = self.part("scene.picture").Picture(
            self.part("scene.source_file").SourceFile(Path("cells.png")),
            self.image,
            turn or self.part("media.orientation").NONE,
        )
        bpy.context.view_layer.update()
        nodes = self.part("scene.texture.node_set").NodeSet(tree, "Cells")
        vector = mapping.vector(nodes, picture, chosen, objects)
        color, alpha = self.part("scene.texture.sampling").sample(nodes, self.image, vector, chosen)
        self._show(tree, color, alpha)
        for obj in objects:
            obj.data.materials.clear()
            obj.data.materials.append(material)
        return tree

    def _show(self, tree: Any, color: Any, alpha: Any) -> None:
        glow, clear = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeBsdfTransparent")
        mix, output = tree.nodes.new("ShaderNodeMixShader"), tree.nodes.new("ShaderNodeOutputMaterial")
        for source, to in (
            (color, glow.inputs["Color"]),
            (alpha, mix.inputs[0]),
            (clear.outputs[0], mix.inputs[1]),
            (glow.outputs[0], mix.inputs[2]),
            (mix.outputs[0], output.inputs["Surface"]),
        ):
            tree.links.new(source, to)

    def render(self) -> Any:
        """Give the pixels, the lowest row first: which point of the picture is seen, or NONE."""
        scene = bpy.context.scene
        if scene.camera is None:
            look_down(UNITS)
        scene.render.engine, scene.view_settings.view_transform = "CYCLES", "Raw"
        scene.cycles.samples, scene.cycles.use_denoising = 1, False
        scene.cycles.pixel_filter_type, scene.cycles.filter_width = "BLACKMAN_HARRIS", 0.01
        scene.render.resolution_x, scene.render.resolution_y = WIDE, HIGH
        scene.render.resolution_percentage = 100
        scene.render.image_settings.file_format = "PNG"
        with tempfile.TemporaryDirectory() as folder:
            scene.render.filepath = str(Path(folder) / "view.png")
            bpy.ops.render.render(write_still=True)
            image = bpy.data.images.load(scene.render.filepath)
            flat = np.empty(WIDE * HIGH * 4, np.float32)
            image.pixels.foreach_get(flat)
            bpy.data.images.remove(image)
        pixels = flat.reshape(HIGH, WIDE, 4)
        return np.where(pixels[:, :, 2:3] > 0.5, pixels[:, :, :2], NONE)


@pytest.fixture
def textures(part: Any) -> Textures:
    return Textures(part)


def at(shown: Any, x: float, y: float) -> Any:
    """Give the point of the picture that is seen at a place in the scene."""
    column, row = (x / UNITS + 0.5) * WIDE, y / UNITS * WIDE + HIGH / 2
    return shown[int(row), int(column)]


def placed(obj: Any, x: float, y: float = 0.0, scale: Any = (1, 1, 1)) -> Any:
    obj.location, obj.scale = (x, y, 0), scale
    return obj


def repeated(*lengths: float) -> Any:
    """Where in a picture one is after so many lengths of it, from its lower left."""
    return np.mod(lengths, 1.0)


def test_a_box_shows_it_upright_on_each_side_once_and_all_of_them_are_changed_by_one_field(
    textures: Textures,
) -> None:
    boxes = []
    for x, turn in {-6.0: (0, 0), -3.0: (-pi / 2, 0), 0.0: (-pi / 2, pi / 2), 3.0: (-pi / 2, pi)}.items():
        bpy.ops.mesh.primitive_cube_add(location=(x, 0, -1))
        bpy.context.object.rotation_euler = (turn[0], 0, 0)
        bpy.context.object.rotation_euler.rotate_axis("Z", turn[1])
        boxes.append(bpy.context.object)
    tree = textures.put(*boxes, projection="BOX")
    shown = textures.render()
    for box in boxes:
        for across, up in ((-0.7, 0.4), (0.6, 0.7), (0.3, -0.6)):
            found = at(shown, box.location.x + across, up)
            assert found == pytest.approx(((across + 1) / 2, (up + 1) / 2), abs=0.08)
    frame = next(node for node in tree.nodes if node.bl_idname == "NodeFrame")
    frame.antekirt_extension, frame.antekirt_interpolation = "CLIP", "Closest"
    images = [node for node in tree.nodes if node.bl_idname == "ShaderNodeTexImage"]
    assert {(node.extension, node.interpolation) for node in images} == {("CLIP", "Closest")}
    assert (frame.antekirt_extension, frame.antekirt_interpolation) == ("CLIP", "Closest")


def test_a_tile_is_as_long_on_every_object(textures: Textures) -> None:
    scales = {-6.5: (1.0, 0.8), -1.5: (3.0, 0.9), 4: (0.5, 0.6)}
    rows: list[tuple[Any, float]] = [("FLAT", 1.5), ("BOX", 0.7), ("GENERATED", -0.1), ("OBJECT", -0.9)]
    rows += [("UV", -1.7)]
    for projection, y in rows:
        objects = [
            placed(square(projection, unwrapped=projection == "UV"), x, y, (wide, 0.4 * high, 1))
            for x, (wide, high) in scales.items()
        ]
        is_shared = projection not in {"UV", "OBJECT"}
        for covered in [objects] if is_shared else [[obj] for obj in objects]:
            textures.put(*covered, projection=projection, tile_size=2.0)
    shown = textures.render()
    for across in (-0.3, 0.1, 0.4):
        for up in (-0.1, 0.2):
            for x, scale in scales.items():
                expected = repeated(across / 2 + 0.5, up / 2 + 0.5)
                from_corner = repeated((across + scale[0]) / 2, (up + 0.4 * scale[1]) / 2)
                for name, y in rows:
                    due = from_corner if name == "UV" else expected
                    assert at(shown, x + across, y + up) == pytest.approx(due, abs=0.04), name


def test_a_box_shows_it_upright_on_each_side_and_turns_it_there(textures: Textures) -> None:
    textures.image = cells(CELLS, 2 * CELLS)  # a tile is half as wide as high
    boxes = []
    for x, turn in ((-6, 0.0), (-2, pi), (2, -pi / 2), (6, None)):  # front, back and right, above
        bpy.ops.mesh.primitive_cube_add(location=(x, 0, 0), calc_uvs=False)
        boxes.append(bpy.context.object)
        if turn is not None:
            rotation = Matrix.Rotation(-pi / 2, 3, "X") @ Matrix.Rotation(turn, 3, "Z")
            bpy.context.object.rotation_euler = rotation.to_euler()
    tree = textures.put(*boxes, projection="BOX", tile_size=4.0)
    shown = textures.render()
    for x in (-6, -2, 2, 6):
        assert at(shown, x + 0.5, 0.5) == pytest.approx((0.75, 0.625), abs=0.03)
    (mapping,) = textures.part("scene.texture.inserted").inserted(tree)
    mapping.mapping.inputs["Rotation"].default_value = (0, 0, pi / 2)
    shown = textures.render()
    for x in (-6, -2, 2, 6):
        assert at(shown, x + 0.5, 0.8) == pytest.approx((0.9, 0.375), abs=0.03)


@pytest.mark.one_blender
def test_a_flat_side_reads_no_other_side_at_one_place_alone(textures: Textures) -> None:
    """Mixed in at 0, but software that filters by how fast the place changes gives no color there."""
    for name, x in (("Side", -4.0), ("Front", 4.0)):
        tree = textures.put(placed(square(name), x), projection="BOX", tile_size=4.0)
        nodes = {node.bl_idname: node for node in tree.nodes}
        sides = next(node for node in tree.nodes if name in node.outputs)
        blue = tree.nodes.new("ShaderNodeVectorMath")
        blue.inputs[1].default_value = (0.0, 0.0, 0.5)
        tree.links.new(sides.outputs[name], blue.inputs[0])
        tree.links.new(blue.outputs[0], nodes["ShaderNodeEmission"].inputs["Color"])
    shown = textures.render()
    assert at(shown, -4.0, 0.5)[0] - at(shown, -4.0, -0.5)[0] == pytest.approx(0.25, abs=0.02)
    assert at(shown, 3.5, 0.0)[0] - at(shown, 4.5, 0.0)[0] == pytest.approx(0.25, abs=0.02)


def test_without_a_tile_it_lies_once_over_the_object(textures: Textures) -> None:
    rows: list[tuple[Any, float]] = [("UV", 1.0), ("GENERATED", 0.0), ("FLAT", -1.0)]
    for projection, y in rows:
        textures.put(placed(square(projection), 0, y, (3, 0.4, 1)), projection=projection)
    shown = textures.render()
    for _, y in rows:
        assert at(shown, -1.5, y + 0.2) == pytest.approx((0.25, 0.75), abs=0.04)


def lying(add: Any, x: float, scale: float = 1.0, **shape: Any) -> Any:
    """Add something round whose front looks up, and its Z axis along the scene's Y."""
    add(location=(x, 0, 0), rotation=(-pi / 2, 0, 0), calc_uvs=False, **shape)
    bpy.context.object.scale = (scale,) * 3
    return bpy.context.object


def test_it_is_wound_around_by_its_length_or_once(textures: Textures) -> None:
    cylinder, sphere = bpy.ops.mesh.primitive_cylinder_add, bpy.ops.mesh.primitive_uv_sphere_add
    barrels = [lying(cylinder, x, scale, vertices=96, depth=2) for x, scale in ((-6.5, 1), (-3.5, 1.6))]
    balls = [lying(sphere, x, scale, segments=96, ring_count=48) for x, scale in ((5.5, 1), (2, 1.6))]
    once = [lying(add, x) for add, x in ((cylinder, -0.9), (sphere, 7.4))]
    textures.put(*barrels, projection="CYLINDER", tile_size=2.0)
    textures.put(*balls, projection="SPHERE", tile_size=2.0)
    textures.put(once[0], projection="CYLINDER")
    textures.put(once[1], projection="SPHERE")
    shown = textures.render()
    for x in (-0.5, 0.2, 0.5):
        for barrel in barrels:
            radius = barrel.scale.x
            length = np.arcsin(x) * radius
            found = at(shown, barrel.location.x + x * radius, 0.3)
            assert found == pytest.approx(repeated(length / 2 + 0.5, 0.3 / 2 + 0.5), abs=0.05)
        for ball in balls:
            radius = ball.scale.x
            along, up = np.arctan2(x, np.sqrt(1 - x * x - 0.3**2)) * radius, np.arcsin(0.3) * radius
            found = at(shown, ball.location.x + x * radius, 0.3 * radius)
            assert found == pytest.approx(repeated(along / 2 + 0.5, up / 2 + 0.5), abs=0.05)
        found = at(shown, -0.9 + x, 0.3)
        assert found == pytest.approx((np.arcsin(x) / 2 / pi + 0.5, 0.65), abs=0.03)
    assert at(shown, 7.4 + 0.3, 0.5) == pytest.approx((0.5 + 0.06, 0.5 + 1 / 6), abs=0.03)


def test_a_camera_projects_it_from_where_it_was(textures: Textures, part: Any) -> None:
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = WIDE, HIGH
    camera = scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(camera)
    for kind in ("PERSP", "ORTHO"):
        bpy.ops.mesh.primitive_cube_add(size=4, rotation=(0.3, 0.2, 0.5), calc_uvs=False)
        camera.data.type, camera.data.shift_x, camera.data.ortho_scale = kind, 0.1, 9
        camera.location, camera.rotation_euler = (1, -9, 7), (0.9, 0.1, 0.1)
        bpy.context.view_layer.update()
        noted = part("scene.texture.texture_options").TextureOptions(
            projection="CAMERA", viewpoint=part("scene.texture.viewpoint").viewpoint(bpy.context)
        )
        camera.location = (5, 5, 5)  # before the result is there
        camera.data.type = "PERSP" if kind == "ORTHO" else "ORTHO"
        textures.put(bpy.context.object, **fields_of(noted))
        camera.data.type = kind
        camera.location = (1, -9, 7)
        shown = textures.render()
        seen = 0
        for row, column in [(row, column) for row in range(4, HIGH, 8) for column in range(4, WIDE, 8)]:
            if shown[row, column, 0] >= 0:
                seen += 1
                place = (column + 0.5) / WIDE, ((row + 0.5) - HIGH / 2) / WIDE + 0.5
                assert shown[row, column] == pytest.approx(place, abs=0.015)
        assert seen > 10


def fields_of(options: Any) -> dict[str, Any]:
    return {name: getattr(options, name) for name in options.__dataclass_fields__}


def test_what_is_live_moves_it(textures: Textures) -> None:
    flat = placed(square(unwrapped=False), -5.5, 0, (2, 2, 1))
    tree = textures.put(flat, projection="FLAT", tile_size=2.0)
    (mapping,) = (node for node in tree.nodes if node.type == "MAPPING")
    assert mapping.inputs["Scale"].default_value[:2] == (2.0, 2.0)
    mapping.inputs["Location"].default_value = (0.5, 0, 0)
    mapping.inputs["Rotation"].default_value = (0, 0, pi / 2)
    mapping.inputs["Scale"].default_value = (4, 4, 1)
    wall = placed(square("Wall", unwrapped=False), 0, 0, (2, 1, 1))
    textures.put(wall, projection="OBJECT")
    (empty,) = (obj for obj in bpy.data.objects if obj.type == "EMPTY")
    empty.location.x += 1
    window = placed(square("Window"), 5, 0, (2, 2, 1))
    textures.put(window, projection="WINDOW")
    shown = textures.render()
    assert at(shown, -5.5 + 0.5, 0) == pytest.approx((0.5, 0.5), abs=0.03)
    assert at(shown, -5.5 + 0.5, 1) == pytest.approx((0.75, 0.5), abs=0.03)
    assert at(shown, 1, 0) == pytest.approx((0.5, 0.5), abs=0.03)
    assert at(shown, 1.5, 0.5) == pytest.approx((0.625, 0.75), abs=0.03)
    assert at(shown, 5, 1) == pytest.approx((5 / 16 + 0.5, 0.75), abs=0.03)


def test_fields_are_added_where_there_were_none_and_nothing_moves(textures: Textures, part: Any) -> None:
    turn = part("media.orientation").Turn(1, mirrored=False)
    sheets = {x: placed(square(), x, 0, (1.5, 1, 1)) for x in (-6, 0, 6)}
    for (x, sheet), projection in zip(sheets.items(), ("UV", "FLAT", "UV"), strict=True):
        textures.put(sheet, turn=turn if x == 6 else None, projection=projection)
    before = textures.render()
    for x, obj in sheets.items():
        bpy.context.view_layer.objects.active = obj
        bpy.ops.antekirt.add_mapping()
        assert not bpy.ops.antekirt.add_mapping.poll()
        assert np.abs(textures.render() - before).max() < 0.01
        (texture,) = part("scene.texture.inserted").inserted(obj.active_material.node_tree)
        texture.mapping.inputs["Rotation"].default_value = (0, 0, pi)
        after = textures.render()
        assert np.abs(at(after, x + 0.5, 0.3) - at(before, x + 0.5, 0.3)).max() > 0.1
        texture.mapping.inputs["Rotation"].default_value = (0, 0, 0)


def test_beyond_its_border_is_what_was_chosen(textures: Textures) -> None:
    smooth = textures.put(placed(square("Sharp"), 0, 5), projection="UV", interpolation="Closest")
    assert {node.interpolation for node in smooth.nodes if node.type == "TEX_IMAGE"} == {"Closest"}
    expected = {"REPEAT": (0.25, 0.5), "EXTEND": (1 - 1 / 16, 0.5), "CLIP": NONE, "MIRROR": (0.75, 0.5)}
    for x, extension in zip((-6, -2, 2, 6), expected, strict=True):
        sheet = placed(square(), x, 0, (1.8, 1, 1))
        textures.put(sheet, projection="FLAT", tile_size=2.0, extension=extension)
    shown = textures.render()
    found = [at(shown, x + 1.5, 0) for x in (-6, -2, 2, 6)]
    assert np.array(found) == pytest.approx(np.array(list(expected.values())), abs=0.03)


def test_another_uv_map_and_a_turned_picture_lie_right(textures: Textures, part: Any) -> None:
    left, right = placed(square("Left"), -4, 0), placed(square("Right"), 4, 0)
    second = left.data.uv_layers.new(name="Second")
    second.data.foreach_set("uv", [0.0, 0.0, 2.0, 0.0, 2.0, 2.0, 0.0, 2.0])
    assert left.data.uv_layers.active.name != "Second"
    textures.put(left, projection="UV", uv_map="Second")
    turn = part("media.orientation").Turn(1, mirrored=False)
    textures.put(right, projection="FLAT", tile_size=2.0, turn=turn)
    shown = textures.render()
    assert at(shown, -3.75, 0.25) == pytest.approx((0.25, 0.25), abs=0.05)
    assert at(shown, 4.5, 0) == pytest.approx((0.5, 0.75), abs=0.03)  # what lies right is stored above


def test_faces_of_another_scale_in_the_map_are_named(part: Any, tmp_path: Path) -> None:
    even = square()
    scale = part("scene.texture.uv_scale").uv_scale([even], "")
    assert scale == pytest.approx((2.0, 2.0, True))
    bpy.ops.mesh.primitive_cube_add()
    uneven = bpy.context.object
    uneven.scale.x = 3
    uneven.select_set(True)
    bpy.context.view_layer.update()
    assert not part("scene.texture.uv_scale").uv_scale([uneven], "").is_even
    chosen = {"objects": (uneven.name,), "texture": {"projection": "UV", "tile_size": 1.0}}
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path), "MATERIAL", target(part, **chosen)
    )
    assert done.warnings == (
        "By the UV map of Cube the picture is more than a fifth larger or smaller on some faces",
    )


def test_the_operators_lay_it_as_they_are_told(textures: Textures, tmp_path: Path) -> None:
    path = tmp_path / "cells.png"
    textures.image.filepath_raw, textures.image.file_format = str(path), "PNG"
    textures.image.save()
    flat, seen = placed(square("Flat"), -4), placed(square("Seen"), 4)
    told: Any = {"filepath": str(path), "import_as": "MATERIAL", "shading": "UNLIT"}
    seen.select_set(True)
    with pytest.raises(RuntimeError, match="There is no camera to project from"):
        bpy.ops.antekirt.import_image(**told, projection="CAMERA")
    assert len(bpy.data.images) == 1
    look_down(UNITS)
    bpy.context.scene.render.resolution_x, bpy.context.scene.render.resolution_y = WIDE, HIGH
    bpy.ops.antekirt.import_image(**told, projection="CAMERA")
    seen.select_set(False)
    flat.select_set(True)
    bpy.ops.antekirt.import_image(**told, projection="FLAT", tile_size=4.0, extension="MIRROR")
    for image in bpy.data.images:
        image.colorspace_settings.name = "Non-Color"
    shown = textures.render()
    assert at(shown, -4.5, 0.5) == pytest.approx((0.375, 0.625), abs=0.03)
    assert at(shown, 4.5, 0.5) == pytest.approx((4.5 / 16 + 0.5, 0.5 / 16 + 0.5), abs=0.03)


def test_a_mesh_is_unwrapped_only_when_asked(part: Any, tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_cube_add(calc_uvs=False)
    cube, other = bpy.context.object, square("Other")
    cube.data.polygons[0].hide = True
    other.select_set(True)
    bpy.context.view_layer.objects.active = cube
    told = target(part, objects=(cube.name,), texture={"projection": "AUTO", "tile_size": 1.0})
    part("scene.import_image").import_image(source_files(part, tmp_path), "MATERIAL", told)
    assert not cube.data.uv_layers
    before = [tuple(corner.uv) for corner in other.data.uv_layers[0].data]
    bpy.ops.object.mode_set(mode="EDIT")
    assert bpy.ops.antekirt.unwrap() == {"FINISHED"}
    assert cube.mode == "EDIT"
    bpy.ops.object.mode_set(mode="OBJECT")
    assert bpy.context.view_layer.objects.active == cube
    assert cube.select_get()
    assert other.select_get()
    assert [face.hide for face in cube.data.polygons] == [True, *[False] * 5]
    assert [tuple(corner.uv) for corner in other.data.uv_layers[0].data] == before
    assert part("scene.texture.uv_scale").uv_scale([cube], "").is_even
    assert not bpy.ops.antekirt.unwrap.poll()
