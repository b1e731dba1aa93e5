# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the scene is written as SVG, and is the same picture when it is read again."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import bpy
import numpy as np
import pytest
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Matrix, Vector

from tests.blender.render_view import QUADRANTS

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "data"
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="50mm" viewBox="0 0 100 50">
<linearGradient id="l" x1="20" x2="80" y2="0" gradientUnits="userSpaceOnUse"
 gradientTransform="rotate(20)"><stop stop-color="#ff8000"/><stop offset="1" stop-color="#0040ff"/>
</linearGradient>
<radialGradient id="r" fx="0.3"><stop offset="0.2" stop-color="white"/>
<stop offset="1" stop-color="#123456"/></radialGradient>
<rect id="ground" width="100" height="50" fill="#eeddcc"/>
<rect id="band" y="46" width="100" height="4" fill="url(#l)"/>
<path id="ring" d="M20 5C40 5 40 45 20 45C0 45 0 5 20 5ZM
20 15C10 15 10 35 20 35C30 35 30 15 20 15Z" fill="#a1b2c3"/>
<circle id="ball" cx="85" cy="25" r="12" fill="url(#r)"/>
<rect id="veil" x="40" y="10" width="30" height="30" fill="#d03010" fill-opacity="0.4"/></svg>"""


def brought(folder: Path, **chosen: Any) -> Any:
    """The root of an artwork that is imported."""
    file = folder / "drawing.svg"
    file.write_text(DRAWING)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    return next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")


def written(folder: Path, **chosen: Any) -> ET.Element:
    file = folder / "written.svg"
    assert bpy.ops.antekirt.export_svg(filepath=str(file), **chosen) == {"FINISHED"}
    return ET.parse(file).getroot()


def paths(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{SVG}path"))


def numbers(path: ET.Element) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+", path.get("d", ""))]


def looking(kind: str, at: tuple[float, float, float], turned: tuple[float, float, float]) -> Any:
    """The scene's camera, with a square picture of 100 pixels."""
    data: Any = bpy.data.cameras.new("Camera")
    data.type, data.ortho_scale, data.lens, data.sensor_width = kind, 4.0, 50.0, 36.0
    camera = bpy.data.objects.new("Camera", data)
    camera.location, camera.rotation_euler = at, turned
    scene = bpy.context.scene
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.resolution_x = scene.render.resolution_y = 100
    bpy.context.view_layer.update()
    return camera


def plane(name: str, depth: float, half: float = 1.0) -> Any:
    """A level square."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(
        [(-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0)], [], [(0, 1, 2, 3)]
    )
    obj = bpy.data.objects.new(name, mesh)
    obj.location.z = depth
    bpy.context.scene.collection.objects.link(obj)
    return obj


@pytest.mark.parametrize("target", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_an_artwork_has_its_units_and_colors_again(tmp_path: Path, target: str) -> None:
    brought(tmp_path, import_as=target, size=3.0, grouping="PATHS")
    root = written(tmp_path)
    assert (root.get("viewBox"), root.get("width")) == ("0 0 100 50", "3000mm")
    ring = next(path for path in paths(root) if path.get("fill") == "#a1b2c3")
    veil = next(path for path in paths(root) if path.get("fill-opacity"))
    assert (veil.get("fill"), veil.get("fill-opacity")) == ("#d03010", "0.4")
    assert sorted(numbers(veil)) == pytest.approx([10, 10, 40, 40, 40, 40, 70, 70], abs=0.01)
    if target == "CURVES":
        assert ring.get("d", "").count("C") == 4
        assert (ring.get("id"), veil.get("id")) == ("ring", "veil")
        assert ring.get("fill-rule") == "evenodd"
    if target != "GREASE_PENCIL":
        (line,), (circle,) = root.iter(f"{SVG}linearGradient"), root.iter(f"{SVG}radialGradient")
        assert f"url(#{line.get('id')})" in [path.get("fill") for path in paths(root)]
        assert [stop.get("stop-color") for stop in line] == ["#ff8000", "#0040ff"]
        assert [stop.get("stop-color") for stop in circle] == ["#ffffff", "#123456"]
        assert float(circle[0].get("offset", "")) == pytest.approx(0.2, abs=1e-3)


def test_bands_of_a_drawing_are_a_gradient_again(tmp_path: Path) -> None:
    """But for one whose focus lies beside its middle: that is written band by band."""
    brought(tmp_path, import_as="GREASE_PENCIL")
    root = written(tmp_path)
    (line,) = root.iter(f"{SVG}linearGradient")
    assert [stop.get("stop-color") for stop in line] == ["#ff8000", "#0040ff"]
    along = [float(one) for one in re.findall(r"-?[\d.]+", line.get("gradientTransform", ""))]
    turn = np.deg2rad(20)
    start, end = (np.array([x * np.cos(turn), x * np.sin(turn)]) for x in (20, 80))
    normal = (end - start) / np.linalg.norm(end - start)
    assert np.array(along[:2]) == pytest.approx(end - start, abs=0.5)
    assert normal @ along[4:6] == pytest.approx(normal @ start, abs=0.5)
    seen = {path.get("fill") for path in paths(root)}
    assert len([color for color in seen if color and color.startswith("#")]) > 20
    (tmp_path / "round.svg").write_text(DRAWING.replace('fx="0.3"', ""))
    bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "round.svg"), import_as="GREASE_PENCIL")
    (circle,) = written(tmp_path).iter(f"{SVG}radialGradient")
    found = [float(one) for one in re.findall(r"-?[\d.]+", circle.get("gradientTransform", ""))]
    assert found == pytest.approx([12, 0, 0, 12, 85, 25], abs=0.1)


def test_what_was_changed_is_so_in_the_file(tmp_path: Path) -> None:
    brought(tmp_path, grouping="PATHS", size=1.0)
    ring, ball, veil = (bpy.data.objects[name] for name in ("ring", "ball", "veil"))
    bpy.data.objects.remove(ball)
    ring.location.x += 0.25
    for node in ring.active_material.node_tree.nodes:
        if "Emission Color" in node.inputs:
            node.inputs["Emission Color"].default_value = (0.0, 1.0, 0.0, 1.0)
    named = {path.get("id"): path for path in paths(written(tmp_path))}
    assert named["ring"].get("fill") == "#00ff00"
    assert max(numbers(named["ring"])) == pytest.approx(65.0, abs=0.01)
    assert "ball" not in named
    bpy.ops.mesh.primitive_circle_add(fill_type="NGON", radius=0.1, location=(0.0, 0.0, 0.5))
    assert [path.get("id") for path in paths(written(tmp_path))] == ["Circle"]
    veil.select_set(True)
    assert [path.get("id") for path in paths(written(tmp_path))] == [
        "ground",
        "band",
        "ring",
        "veil",
        "Circle",
    ]


def test_a_turned_artwork_is_written_from_its_front(tmp_path: Path) -> None:
    root = brought(tmp_path, grouping="PATHS")
    before = [numbers(path) for path in paths(written(tmp_path))]
    root.matrix_world = (
        Matrix.Translation((3, 4, 5)) @ Matrix.Rotation(1.0, 4, Vector((1, 2, 3))) @ root.matrix_world
    )
    after = [numbers(path) for path in paths(written(tmp_path))]
    for one, other in zip(before, after, strict=True):
        np.testing.assert_allclose(one, other, atol=2e-3)


def test_a_thick_curve_shows_its_outline(tmp_path: Path) -> None:
    brought(tmp_path, grouping="PATHS", extrude=0.02, bevel=0.01)
    assert {path.get("id"): path for path in paths(written(tmp_path))}["ring"].get("d", "").count("C") == 4


@pytest.mark.parametrize(
    ("kind", "at", "turned"),
    [
        ("ORTHO", (0, -5, 5), (0.785, 0, 0)),
        ("PERSP", (1, -4, 4), (0.785, 0, 0.2)),
        ("ORTHO", (0, 0, -9), (3.1416, 0, 0)),
    ],
)
def test_a_camera_sees_what_lies_before_what(tmp_path: Path, kind: str, at: Any, turned: Any) -> None:
    """A small square just over a large one, and a wall that stands on that."""
    plane("Small", 0.01, 0.2).location.y = 0.7
    plane("Large", 0.0)
    plane("Wall", 0.3, 0.3).rotation_euler.x = 1.5708
    looking(kind, at, turned)
    names = [path.get("id") for path in paths(written(tmp_path, source="CAMERA"))]
    below = at[2] < 0
    assert (
        names.index("Small") < names.index("Large") if below else names.index("Large") < names.index("Small")
    )
    if not below:
        assert names.index("Wall") > names.index("Large")


@pytest.mark.one_blender
@pytest.mark.parametrize("kind", ["ORTHO", "PERSP"])
def test_what_a_camera_sees_is_the_same_picture_when_it_is_read_again(tmp_path: Path, kind: str) -> None:
    root = brought(tmp_path)
    root.rotation_euler.x = 0.4
    upright = brought(tmp_path, import_as="MESH")
    upright.matrix_world = Matrix.Translation((0.2, 0.9, 0.5)) @ Matrix.Rotation(1.4, 4, "X")
    looking(kind, (0.6, -4, 3), (0.93, 0, 0.15))
    seen = rendered(tmp_path)
    bpy.ops.antekirt.export_svg(filepath=str(tmp_path / "view.svg"), source="CAMERA")
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "view.svg"), size=2.0)
    looking("ORTHO", (0, 0, 5), (0, 0, 0)).data.ortho_scale = 2.0
    again = rendered(tmp_path)
    assert np.ptp(seen) > 100
    assert np.abs(seen - again).mean() < 0.6


def rendered(folder: Path) -> Any:
    """What the camera sees, over white, sRGB from 0 to 255."""
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 16, False
    scene.render.film_transparent, scene.view_settings.view_transform = True, "Standard"
    scene.render.filepath = str(folder / "seen.png")
    bpy.ops.render.render(write_still=True)
    image: Any = bpy.data.images.load(scene.render.filepath)
    values = np.empty(len(image.pixels), np.float32)
    image.pixels.foreach_get(values)
    bpy.data.images.remove(image)
    parts = values.reshape(-1, 4)
    return 255 * (parts[:, :3] * parts[:, 3:] + 1 - parts[:, 3:])


def test_perspective_is_where_blender_has_it(tmp_path: Path) -> None:
    obj = plane("Square", 0.0)
    obj.rotation_euler = (0.3, 0.4, 0.5)
    camera = looking("PERSP", (1, -4, 4), (0.785, 0, 0.2))
    camera.data.shift_x = 0.1
    (path,) = paths(written(tmp_path, source="CAMERA"))
    seen = [
        world_to_camera_view(bpy.context.scene, camera, obj.matrix_world @ vertex.co)
        for vertex in obj.data.vertices
    ]
    meant = sorted((100 * point.x, 100 * (1 - point.y)) for point in seen)
    found = numbers(path)
    np.testing.assert_allclose(sorted(zip(found[::2], found[1::2], strict=True)), meant, atol=1e-2)


def test_modifiers_are_seen_and_hidden_objects_are_not(tmp_path: Path) -> None:
    row = plane("Row", 0.0, 0.2)
    array: Any = row.modifiers.new("Array", "ARRAY")
    array.count, array.relative_offset_displace[0] = 3, 2.0
    for name in ("Not rendered", "Not in views", "Put away"):
        plane(name, 1.0)
    bpy.data.objects["Not rendered"].hide_render = True
    bpy.data.objects["Not in views"].hide_viewport = True
    bpy.data.objects["Put away"].hide_set(True)
    looking("ORTHO", (0, 0, 5), (0, 0, 0))
    (path,) = paths(written(tmp_path, source="CAMERA"))
    assert (path.get("id"), path.get("d", "").count("M")) == ("Row", 3)


def test_what_lies_behind_the_camera_is_cut_off(tmp_path: Path) -> None:
    plane("Floor", 0.0, 50.0)
    looking("PERSP", (0, 0, 1), (1.2, 0, 0))
    (path,) = paths(written(tmp_path, source="CAMERA"))
    assert all(np.isfinite(numbers(path)))


def test_a_solid_shows_its_front_alone(tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_cube_add(size=1.0)
    looking("PERSP", (3, -4, 5), (0.785, 0, 0.6435))
    (path,) = paths(written(tmp_path, source="CAMERA"))
    assert len(numbers(path)) == 12  # the six corners of its outline


def test_a_surface_shows_its_back_as_well(tmp_path: Path) -> None:
    """Of an open box one sees the inside too: the outline of all is six corners, with nothing missing."""
    bpy.ops.mesh.primitive_cylinder_add(end_fill_type="NOTHING", vertices=32)
    looking("ORTHO", (0, -4, 4), (0.785, 0, 0))
    (path,) = paths(written(tmp_path, source="CAMERA"))
    found = numbers(path)
    assert (min(found[1::2]), max(found[1::2])) == pytest.approx(
        (50 - 25 * 2**0.5, 50 + 25 * 2**0.5), abs=0.5
    )


def test_a_drawing_of_blenders_own_tools(tmp_path: Path) -> None:
    """It has fills without lines, and lines whose thickness changes; it is drawn in the front view."""
    if bpy.app.version < (4, 3):
        bpy.ops.object.gpencil_add(type="MONKEY")
    else:
        bpy.ops.object.grease_pencil_add(type="MONKEY")
    root = written(tmp_path)
    wide, high = (float(root.get(name, "").removesuffix("mm")) for name in ("width", "height"))
    assert 1.2 < wide / high < 1.3
    fills = [path.get("fill") for path in paths(root)]
    assert fills.count("#be8047") == 1  # the skin
    assert fills.count("#000000") > 10
    for path in paths(root):
        found = numbers(path)
        assert min(found) >= -0.01 * wide
        assert max(found[::2]) <= 1.01 * wide


def test_lines_are_strokes(tmp_path: Path) -> None:
    curve = bpy.data.curves.new("Line", "CURVE")
    curve.dimensions, curve.bevel_depth = "3D", 0.05
    spline = curve.splines.new("BEZIER")
    spline.bezier_points.add(1)
    for point, x in zip(spline.bezier_points, (0.0, 1.0), strict=True):
        point.co, point.handle_left, point.handle_right = (x, 0, 0), (x - 0.3, 0.4, 0), (x + 0.3, 0.4, 0)
    obj = bpy.data.objects.new("Line", curve)
    bpy.context.scene.collection.objects.link(obj)
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    (path,) = paths(written(tmp_path))
    assert (path.get("fill"), path.get("d", "").count("C")) == ("none", 1)
    assert float(path.get("stroke-width", "")) == pytest.approx(100.0)  # millimeters
    curve.bevel_depth = 0.0
    with pytest.raises(RuntimeError, match="nothing to export"):
        bpy.ops.antekirt.export_svg(filepath=str(tmp_path / "none.svg"))
    assert not (tmp_path / "none.svg").exists()


def test_a_drawing_from_the_front_is_seen_from_there(tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_plane_add(size=1.0, rotation=(1.5708, 0, 0))
    bpy.ops.object.transform_apply(rotation=True)
    root = written(tmp_path)
    assert root.get("viewBox") == "0 0 1000 1000"
    assert sorted(numbers(paths(root)[0])) == pytest.approx([0, 0, 0, 0, 1000, 1000, 1000, 1000], abs=0.1)


def test_a_picture_is_in_the_file_or_beside_it(tmp_path: Path, part: Callable[[str], Any]) -> None:
    image = bpy.data.images.new("Photo", 4, 2)
    image.filepath_raw, image.file_format = str(tmp_path / "photo.png"), "PNG"
    image.save()
    bpy.ops.antekirt.import_image(filepath=str(tmp_path / "photo.png"), import_as="PLANE", size=2.0)
    (found,) = written(tmp_path).iter(f"{SVG}image")
    href = "{http://www.w3.org/1999/xlink}href"
    assert found.get(href, "").startswith("data:image/png;base64,")
    assert found.get("transform") == "matrix(2000 0 0 1000 0 0)"
    part("scene.export_svg.picture_mark").MOST_EMBEDDED = 10
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "photo.png").write_bytes(b"another")
    (found,) = written(tmp_path / "other").iter(f"{SVG}image")
    assert found.get(href) == "photo-1.png"
    assert (tmp_path / "other" / "photo.png").read_bytes() == b"another"
    assert (tmp_path / "other" / "photo-1.png").read_bytes() == (tmp_path / "photo.png").read_bytes()
    part("scene.export_svg.picture_mark").MOST_EMBEDDED = 1 << 20


def test_a_picture_in_perspective_is_drawn_anew(tmp_path: Path, part: Callable[[str], Any]) -> None:
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE", size=2.0)
    obj = bpy.context.object
    obj.matrix_world = Matrix.Rotation(0.5, 4, "Y")
    camera = looking("PERSP", (0.5, -2, 4), (0.45, 0, 0.1))
    (found,) = written(tmp_path, source="CAMERA").iter(f"{SVG}image")
    data = base64.b64decode(found.get("{http://www.w3.org/1999/xlink}href", "").partition(",")[2])
    pixels = part("media.svg.raster.png_file").decoded(data)
    wide, _, _, high, left, top = map(float, re.findall(r"[-\d.e]+", found.get("transform", "")[6:]))
    extent = [max(abs(corner[axis]) for corner in obj.bound_box) for axis in (0, 1)]
    for name, color in QUADRANTS.items():
        x = extent[0] / 2 * (1 if "right" in name else -1)
        y = extent[1] / 2 * (1 if "top" in name else -1)
        seen = world_to_camera_view(bpy.context.scene, camera, obj.matrix_world @ Vector((x, y, 0.0)))
        column = (100 * seen.x - left) / wide * pixels.shape[1]
        row = (100 * (1 - seen.y) - top) / high * pixels.shape[0]
        np.testing.assert_allclose(pixels[int(row), int(column), :3], color, atol=3)


def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path, part: Callable[[str], Any]) -> None:
    image = bpy.data.images.new("Photo", 4, 2)
    image.filepath_raw, image.file_format = str(tmp_path / "photo.png"), "PNG"
    image.save()
    bpy.ops.antekirt.import_image(filepath=str(tmp_path / "photo.png"), import_as="PLANE")
    (tmp_path / "other").mkdir()
    part("scene.export_svg.picture_mark").MOST_EMBEDDED = 10
    export = part("scene.export_svg.svg_file").export(bpy.context, tmp_path / "other" / "one.svg", "ARTWORK")
    part("scene.export_svg.scene_reading").SLICE = 0.0
    next(export)
    part("scene.export_svg.scene_reading").SLICE = 0.01
    part("scene.export_svg.picture_mark").MOST_EMBEDDED = 1 << 20
    assert [file.name for file in (tmp_path / "other").iterdir()] == ["photo.png"]
    export.close()
    assert not list((tmp_path / "other").iterdir())
    assert not bpy.app.handlers.frame_change_post or "SceneWatch" not in str(
        bpy.app.handlers.frame_change_post
    )


def test_what_changes_meanwhile_is_read_anew(tmp_path: Path, part: Callable[[str], Any]) -> None:
    brought(tmp_path, grouping="PATHS")
    part("scene.export_svg.scene_reading").SLICE = 0.0
    export = part("scene.export_svg.svg_file").export(bpy.context, tmp_path / "one.svg", "ARTWORK")
    for _ in range(3):
        next(export)
    bpy.data.objects.remove(bpy.data.objects["ground"])
    bpy.data.objects["ball"].location.x -= 0.2
    bpy.context.view_layer.update()
    shares = list(export)
    part("scene.export_svg.scene_reading").SLICE = 0.01
    assert shares[0] < 0.5
    names = [path.get("id") for path in paths(ET.parse(tmp_path / "one.svg").getroot())]
    assert names == ["band", "ring", "ball", "veil"]


def test_the_artist_is_named(tmp_path: Path, part: Callable[[str], Any]) -> None:
    root = brought(tmp_path)
    attribution = part("scene.attribution")
    attribution.stamp(
        root,
        attribution.Attribution(
            "g1", "svg", 0, "a1", "Björk", "a fox", "2026-11-29", "https://example.org/g1"
        ),
    )
    (named,) = written(tmp_path).iter("{http://purl.org/dc/elements/1.1/}creator")
    assert "".join(named.itertext()) == "Björk"


def test_in_a_folder_alone_it_has_the_name_of_the_blend_file(tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_plane_add()
    assert bpy.ops.antekirt.export_svg(filepath=f"{tmp_path}/") == {"FINISHED"}
    assert [file.name for file in tmp_path.iterdir()] == ["untitled.svg"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    brought(tmp_path)
    with pytest.raises(RuntimeError, match=r"fox\.svg cannot be written"):
        bpy.ops.antekirt.export_svg(filepath=str(tmp_path / "missing" / "fox"))
