# SPDX-License-Identifier: GPL-3.0-or-later
"""The spot of a result that comes by itself: seen from the view, beside what is there, never far away.

There is no window in these tests: what a view would be is made by hand, and what stands there is real.
"""

from __future__ import annotations

import time
from math import pi, radians, sin
from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Euler, Matrix, Vector

if TYPE_CHECKING:
    from collections.abc import Callable

    Part = Callable[[str], Any]

SIZE = 2.0
USUAL = (63.4, 0.0, 46.7)  # Blender's own first view, in degrees
FRONT, RIGHT, TOP = (90.0, 0.0, 0.0), (90.0, 0.0, 90.0), (0.0, 0.0, 0.0)
VIEWS = {"usual": (USUAL, True), "front": (FRONT, False), "right": (RIGHT, False), "top": (TOP, False)}


def shown(
    part: Part, turn: tuple[float, float, float], *, perspective: bool = True, distance: float = 17.0
) -> Any:
    """Give a view of the origin, or one that shows the same without depth."""
    rotation = Euler(tuple(map(radians, turn))).to_matrix().to_4x4()
    matrix = rotation @ Matrix.Translation((0, 0, distance))
    flat = Matrix(((2 / distance, 0, 0, 0), (0, 3 / distance, 0, 0), (0, 0, -0.001, 0), (0, 0, 0, 1)))
    deep = Matrix(((2, 0, 0, 0), (0, 3, 0, 0), (0, 0, -1, -0.02), (0, 0, -1, 0)))
    viewpoint = part("scene.spot.viewpoint").Viewpoint(
        matrix,
        (deep if perspective else flat) @ matrix.inverted(),
        is_perspective=perspective,
        has_eye=perspective,
    )
    area = next(area for area in bpy.context.screen.areas if area.type == "VIEW_3D")
    return part("scene.spot.shown_view").ShownView(area.spaces.active, viewpoint)


def found(part: Part, view: Any, at: tuple[float, float, float] = (0, 0, 0), width: float = SIZE) -> Any:
    """Give the spot for a square picture that was asked for at a place."""
    matrix = Matrix.Translation(at) @ part("scene.spot.facing").facing(view.viewpoint.matrix)
    sheet = part("scene.spot.sheet").Sheet(matrix, width, SIZE)
    obstacles = part("scene.spot.nearby").obstacles_near(view, sheet)
    return part("scene.spot.find_spot").find_spot(view.viewpoint, sheet, obstacles)


def is_seen(view: Any, spot: Any) -> bool:
    """Whether Blender's own rays reach the picture's middle and three of its corners."""
    graph = bpy.context.evaluated_depsgraph_get()
    hidden = []
    for point in (spot.sheet.middle, *spot.sheet.corners):
        origin = view.viewpoint.origin_to(point)
        way = point - origin
        hidden.append(
            bpy.context.scene.ray_cast(graph, origin, way.normalized(), distance=0.999 * way.length)[0]
        )
    return not hidden[0] and sum(hidden[1:]) <= 1


def way(spot: Any, at: tuple[float, float, float] = (0, 0, 0)) -> float:
    return float((spot.sheet.middle - Vector(at)).length)


@pytest.mark.parametrize("name", VIEWS)
def test_it_faces_the_view_and_stands_or_lies_straight(part: Part, name: str) -> None:
    turn, perspective = VIEWS[name]
    rotation = part("scene.spot.facing").facing(shown(part, turn, perspective=perspective).viewpoint.matrix)
    normal, up = rotation.col[2].to_3d(), rotation.col[1].to_3d()
    expected = {
        "usual": ((0.7278, -0.6858, 0), (0, 0, 1)),
        "front": ((0, -1, 0), (0, 0, 1)),
        "right": ((1, 0, 0), (0, 0, 1)),
        "top": ((0, 0, 1), (0, 1, 0)),
    }
    assert (normal - Vector(expected[name][0])).length < 1e-3
    assert (up - Vector(expected[name][1])).length < 1e-6
    assert abs(rotation.determinant() - 1) < 1e-6


@pytest.mark.parametrize(("degrees", "stands"), [(89, True), (31, True), (29, False), (155, False)])
def test_it_lies_when_the_view_is_steep(part: Part, degrees: float, stands: bool) -> None:
    facing = part("scene.spot.facing")
    rotation = facing.facing(shown(part, (degrees, 0, 30)).viewpoint.matrix)
    assert facing.stands(rotation) == stands
    assert rotation.col[2].to_3d().dot(shown(part, (degrees, 0, 30)).viewpoint.towards) > 0.5


def test_a_file_of_before_keeps_its_alignment() -> None:
    items = bpy.context.scene.antekirt.bl_rna.properties["align"].enum_items
    assert {item.identifier: item.value for item in items} == {"FLAT": 0, "UPRIGHT": 1, "VIEW": 2, "AUTO": 3}
    assert bpy.context.scene.antekirt.align == "AUTO"


@pytest.mark.parametrize("name", VIEWS)
def test_in_an_empty_scene_it_stays_at_the_cursor(part: Part, name: str) -> None:
    turn, perspective = VIEWS[name]
    spot = found(part, shown(part, turn, perspective=perspective), (3, 4, 5))
    assert (spot.where, spot.neighbor, way(spot, (3, 4, 5))) == ("3D_CURSOR", "", 0.0)


@pytest.mark.parametrize("name", VIEWS)
def test_it_stands_beside_the_cube_that_the_cursor_is_in(part: Part, name: str) -> None:
    bpy.ops.mesh.primitive_cube_add()
    turn, perspective = VIEWS[name]
    view = shown(part, turn, perspective=perspective)
    spot = found(part, view)
    assert (spot.where, spot.neighbor) == ("BESIDE", "Cube")
    assert is_seen(view, spot)
    assert way(spot) <= SIZE * 1.0001
    assert view.viewpoint.shows(spot.sheet.corners)


def test_what_is_hidden_drawn_as_lines_or_behind_is_not_in_the_way(part: Part) -> None:
    for number in range(4):
        bpy.ops.mesh.primitive_cube_add()
        cube = bpy.context.object
        if number == 0:
            cube.hide_set(True)
        elif number == 1:
            cube.display_type = "WIRE"
        elif number == 2:
            cube.hide_viewport = True
        else:
            cube.location = (-4, 4, 0)
    assert found(part, shown(part, USUAL)).where == "3D_CURSOR"


def test_on_a_ground_of_100_m_it_stands_above(part: Part) -> None:
    bpy.ops.mesh.primitive_plane_add(size=100)
    view = shown(part, USUAL)
    spot = found(part, view)
    assert (spot.where, spot.neighbor) == ("ON_TOP", "Plane")
    assert is_seen(view, spot)
    assert 0.99 < spot.sheet.middle.z < 1.1
    assert spot.sheet.middle.to_2d().length < 0.01


def test_on_a_ground_it_lies_just_above_for_a_view_from_above(part: Part) -> None:
    bpy.ops.mesh.primitive_plane_add(size=100)
    spot = found(part, shown(part, TOP, perspective=False))
    assert spot.where in {"ON_TOP", "IN_FRONT"}
    assert 0.0 < way(spot) < 0.1


def test_a_cube_on_a_ground(part: Part) -> None:
    bpy.ops.mesh.primitive_plane_add(size=100)
    bpy.ops.mesh.primitive_cube_add(location=(0, 0, 1))
    view = shown(part, USUAL)
    spot = found(part, view)
    assert is_seen(view, spot)
    assert way(spot) <= SIZE * 1.0001
    assert spot.sheet.middle.z > 1.0


@pytest.mark.parametrize("inside", [True, False])
def test_a_room(part: Part, inside: bool) -> None:
    bpy.ops.mesh.primitive_cube_add(size=16)
    spot = found(part, shown(part, USUAL, distance=6 if inside else 30))
    assert (spot.where, way(spot)) == ("3D_CURSOR", 0.0)


def test_a_cube_in_a_room(part: Part) -> None:
    bpy.ops.mesh.primitive_cube_add(size=16)
    bpy.ops.mesh.primitive_cube_add()
    view = shown(part, USUAL, distance=7)
    spot = found(part, view)
    assert is_seen(view, spot)
    assert 0.0 < way(spot) <= SIZE * 1.0001


@pytest.mark.parametrize("subdivisions", [3, 6])  # of the latter only the box is known
@pytest.mark.parametrize("inside", [True, False])
def test_a_sky_dome(part: Part, inside: bool, subdivisions: int) -> None:
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=subdivisions, radius=40)
    bpy.ops.mesh.primitive_cube_add()
    view = shown(part, USUAL, distance=17 if inside else 100)
    spot = found(part, view)
    assert way(spot) <= SIZE * 1.0001
    assert is_seen(view, spot) == inside
    assert (spot.where == "BESIDE") == inside


def test_a_path_without_a_face_hides_nothing(part: Part) -> None:
    bpy.ops.curve.primitive_bezier_circle_add(radius=1, rotation=(pi / 2, 0, 0))
    bpy.ops.curve.primitive_bezier_circle_add(radius=4)
    assert found(part, shown(part, USUAL)).where == "3D_CURSOR"


def test_text_hides_what_is_behind_it(part: Part) -> None:
    view = shown(part, FRONT, perspective=False)
    bpy.ops.object.text_add(rotation=(pi / 2, 0, 0), location=(-2, -1, -0.7))
    bpy.context.object.data.body, bpy.context.object.data.size = "WWW", 2.5
    spot = found(part, view)
    assert (spot.neighbor, is_seen(view, spot)) == ("Text", True)


def test_a_few_milliseconds_are_enough_among_100_000_faces(part: Part) -> None:
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=300, y_subdivisions=300, size=100)
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=6)
    view = shown(part, USUAL)
    runs = [_timed(lambda: found(part, view)) for _ in range(4)]  # in the first NumPy may have to be loaded
    spot, took = runs[0][0], min(took for _, took in runs)
    seen, rays = _timed(lambda: is_seen(view, spot))  # the first of which wait for a tree of all faces
    assert seen
    assert took < rays / 2
    assert way(spot) <= SIZE * 1.0001


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    return call(), time.process_time() - begun


@pytest.mark.parametrize("subdivisions", [50, 250])  # of the latter, a part of the surface is known
def test_in_a_landscape_it_stands_above_the_slope(part: Part, subdivisions: int) -> None:
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=subdivisions, y_subdivisions=subdivisions, size=60)
    for vertex in bpy.context.object.data.vertices:
        vertex.co.z = 4 * sin(vertex.co.x / 4)
    bpy.context.object.data.update()
    at = (1.0, 0.0, 4 * sin(1 / 4))
    view = shown(part, USUAL)
    spot = found(part, view, at)
    assert is_seen(view, spot)
    assert 0.0 < way(spot, at) <= SIZE * 1.0001
    assert 0.5 < spot.sheet.middle.z - 4 * sin(spot.sheet.middle.x / 4) < 3.0


@pytest.mark.parametrize("subdivisions", [2, 6])  # of the latter, a part of the surface is known
def test_in_a_hall_it_stands_beside_the_pillar(part: Part, subdivisions: int) -> None:
    bpy.ops.mesh.primitive_cube_add(size=14)
    hall = bpy.context.object
    bpy.ops.mesh.primitive_cylinder_add(radius=0.5, depth=14)
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=subdivisions, location=(-5, 5, 5))
    for obj in bpy.context.scene.objects:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = hall
    bpy.ops.object.join()
    view = shown(part, USUAL, distance=6)
    spot = found(part, view)
    assert spot.where != "3D_CURSOR"
    assert is_seen(view, spot)


def test_nothing_odd_in_a_scene_stands_in_the_way_of_an_import(part: Part) -> None:
    """Not even what has no face, no size, no image or no data, or what is being edited."""
    scene = bpy.context.scene
    odd: list[Any] = [
        bpy.data.objects.new("No Image", None),
        bpy.data.objects.new("No Face", bpy.data.meshes.new("No Face")),
        bpy.data.objects.new("No Spline", bpy.data.curves.new("No Spline", "CURVE")),
        bpy.data.objects.new("No Text", bpy.data.curves.new("No Text", "FONT")),
        bpy.data.objects.new("Ball", bpy.data.metaballs.new("Ball")),
    ]
    odd[0].empty_display_type = "IMAGE"
    for obj in odd:
        scene.collection.objects.link(obj)
    bpy.ops.mesh.primitive_cube_add()
    bpy.context.object.scale = (0, 1, 1)
    bpy.ops.curve.primitive_bezier_circle_add()
    bpy.ops.surface.primitive_nurbs_surface_sphere_add()
    bpy.ops.mesh.primitive_uv_sphere_add()
    bpy.ops.object.mode_set(mode="EDIT")
    view = shown(part, USUAL)
    spot = found(part, view)
    assert 0.0 < way(spot) <= SIZE * 1.0001


def test_instances_stand_in_the_way_too(part: Part) -> None:
    collection = bpy.data.collections.new("Kit")
    bpy.ops.mesh.primitive_cube_add(location=(0, 0, 0))
    cube = bpy.context.object
    collection.objects.link(cube)
    bpy.context.scene.collection.objects.unlink(cube)
    empty = bpy.data.objects.new("Placed", None)
    empty.instance_type, empty.instance_collection = "COLLECTION", collection
    empty.location = (5, 0, 0)
    bpy.context.scene.collection.objects.link(empty)
    view = shown(part, USUAL)
    assert found(part, view).where == "3D_CURSOR"
    spot = found(part, view, (5, 0, 0))
    assert (spot.where, spot.neighbor) == ("BESIDE", "Placed")


def test_close_up_a_part_of_it_is_enough(part: Part) -> None:
    bpy.ops.mesh.primitive_cube_add(size=10, location=(0, 0, 5))
    bpy.ops.mesh.primitive_cube_add(size=1.5, location=(0, 0, 0.75))
    view = shown(part, USUAL, distance=5)
    spot = found(part, view)
    assert is_seen(view, spot)
    assert view.viewpoint.shows([spot.sheet.middle])


def test_a_spot_where_a_part_is_covered_comes_last(part: Part) -> None:
    view = shown(part, USUAL)
    bpy.ops.mesh.primitive_cube_add()
    covered = found(part, view).sheet
    edge = covered.point(0, 1)  # between two corners, and not the middle
    at = edge.lerp(view.viewpoint.origin_to(edge), 0.3)
    bpy.ops.mesh.primitive_uv_sphere_add(radius=0.02, location=at)
    spot = found(part, view)
    assert (spot.sheet.middle - covered.middle).length > 0.1
    assert is_seen(view, spot)


def test_no_surface_is_subdivided_to_be_counted(part: Part) -> None:
    bpy.ops.mesh.primitive_monkey_add()
    bpy.context.object.modifiers.new("Smooth", "SUBSURF").levels = 5
    view = shown(part, USUAL)
    spot, took = _timed(lambda: found(part, view))
    assert spot.neighbor == "Suzanne"
    graph = bpy.context.evaluated_depsgraph_get()
    _, all_of_it = _timed(lambda: len(bpy.context.object.evaluated_get(graph).data.vertices))
    if bpy.app.version >= (5, 2, 0):  # older ones subdivide where there is no window
        assert took < all_of_it / 2
