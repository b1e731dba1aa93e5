# SPDX-License-Identifier: GPL-3.0-or-later
"""Spacing, thickness and bevel of artworks: keyed, copied, overridden, saved, without the add-on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Vector

from .render_view import look_down, rendered_pixels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STACK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
<rect id="ground" width="10" height="10" fill="red"/>
<rect id="middle" x="1" y="1" width="8" height="8" fill="blue"/>
<rect id="top" x="2" y="2" width="6" height="6" fill="red"/></svg>"""
KINDS: list[dict[str, Any]] = [
    {"import_as": "CURVES", "grouping": "LAYERS"},
    {"import_as": "CURVES", "grouping": "COLORS"},
    {"import_as": "CURVES", "grouping": "PATHS"},
    {"import_as": "MESH"},
    {"import_as": "GREASE_PENCIL"},
]
SOLID = [kind for kind in KINDS if kind["import_as"] != "GREASE_PENCIL"]
SPACING, THICKNESS, BEVEL, RELIEF = (
    f"antekirt_{name}" for name in ("spacing", "thickness", "bevel", "relief")
)


def brought(folder: Path, **chosen: Any) -> Any:
    """The root of three layers that are imported."""
    file = folder / "stack.svg"
    file.write_text(STACK)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    return next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")


def shown_points(root: Any) -> list[Vector]:
    """Where the corners of all that an artwork shows are in the world."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    found: list[Vector] = []
    for obj in root.children_recursive:
        shown: Any = obj.evaluated_get(graph)
        if obj.type in {"CURVE", "MESH"}:
            mesh = shown.to_mesh()
            found += [shown.matrix_world @ vertex.co for vertex in mesh.vertices]
            shown.to_mesh_clear()
        elif obj.type == "GPENCIL":  # of 4.2, whose bounds may be earlier ones
            found += [
                shown.matrix_world @ point.co
                for layer in shown.data.layers
                for stroke in layer.frames[0].strokes
                for point in stroke.points
            ]
        elif obj.type != "EMPTY":
            found += [shown.matrix_world @ Vector(corner) for corner in shown.bound_box]
    return found


def extent(root: Any, axis: int) -> tuple[float, float]:
    along = [point[axis] for point in shown_points(root)]
    return min(along), max(along)


def depth(root: Any) -> float:
    least, most = extent(root, 2)
    return most - least


def set_value(root: Any, key: str, value: float) -> None:
    """Set a custom property as the panel does."""
    root[key] = value
    root.update_tag()


def key_spacing(root: Any) -> None:
    for frame, spacing in ((1, 0.0), (5, 0.5), (9, 0.1)):
        root[SPACING] = spacing
        root.keyframe_insert(f'["{SPACING}"]', frame=frame)
    for curve in curves_of(root):
        for point in curve.keyframe_points:
            point.interpolation = "LINEAR"


def curves_of(root: Any) -> Any:
    action = root.animation_data.action
    if hasattr(action, "fcurves"):
        return action.fcurves
    return action.layers[0].strips[0].channelbag(root.animation_data.action_slot).fcurves


def nine_depths(root: Any) -> list[float]:
    found = []
    for frame in range(1, 10):
        bpy.context.scene.frame_set(frame)
        found.append(depth(root))
    return found


RISE = [spacing * 2 for spacing in (0.0, 0.125, 0.25, 0.375, 0.5, 0.4, 0.3, 0.2, 0.1)]  # of two gaps


@pytest.mark.parametrize("kind", KINDS)
def test_keys_of_the_spacing_move_all_layers_also_after_saving(kind: dict[str, Any], tmp_path: Path) -> None:
    root = brought(tmp_path, **kind)
    key_spacing(root)
    assert nine_depths(root) == pytest.approx(RISE, abs=1e-5)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "keyed.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "keyed.blend"))
    assert nine_depths(bpy.data.objects["stack"]) == pytest.approx(RISE, abs=1e-5)


def test_without_the_add_on_it_is_the_same(tmp_path: Path, addon: Any) -> None:
    for kind in KINDS:
        key_spacing(brought(tmp_path, **kind))
    roots = [obj.name for obj in bpy.context.scene.objects if SPACING in obj]
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "keyed.blend"))
    bpy.ops.preferences.addon_disable(module=addon.__name__)
    try:
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "keyed.blend"))
        assert not hasattr(bpy.data.objects[roots[0]], SPACING)
        for name in roots:
            bpy.context.scene.frame_set(3)
            assert depth(bpy.data.objects[name]) == pytest.approx(0.5, abs=1e-5)
    finally:
        bpy.ops.preferences.addon_enable(module=addon.__name__)


@pytest.mark.parametrize("linked", [True, False])
def test_the_spacing_of_a_copy_moves_the_copy_alone(tmp_path: Path, linked: bool) -> None:
    for kind in KINDS:
        root = brought(tmp_path, **kind, spacing=0.1)
        if not linked and root.children[0].type == "GPENCIL":
            continue  # 4.2 applies the places of a copied drawing's layers twice, whatever they were made for
        for obj in (root, *root.children_recursive):
            obj.select_set(True)
        bpy.ops.object.duplicate(linked=linked)
        copy = next(obj for obj in bpy.context.selected_objects if SPACING in obj)
        assert copy != root
        set_value(copy, SPACING, 0.4)
        assert (depth(root), depth(copy)) == pytest.approx((0.2, 0.8), abs=1e-5)
        set_value(root, SPACING, 0.0)
        assert (depth(root), depth(copy)) == pytest.approx((0.0, 0.8), abs=1e-5)


def test_an_override_of_a_linked_artwork_has_values_of_its_own(tmp_path: Path) -> None:
    for kind in KINDS:
        brought(tmp_path, **kind, spacing=0.1)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "library.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    libraries: Any = bpy.data.libraries
    with libraries.load(str(tmp_path / "library.blend"), link=True) as (there, here):
        here.collections = list(there.collections)
    for linked in list(here.collections):
        bpy.context.scene.collection.children.link(linked)
        linked.override_hierarchy_create(bpy.context.scene, bpy.context.view_layer, do_fully_editable=True)
        bpy.context.scene.collection.children.unlink(linked)
    for root in overridden():
        assert depth(root) == pytest.approx(0.2, abs=1e-5)
        set_value(root, SPACING, 0.3)
        set_value(root, THICKNESS, 0.05)
        assert depth(root) == pytest.approx(0.6 + thick(root), abs=1e-5)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "shot.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "shot.blend"))
    assert len(overridden()) == len(KINDS)
    for root in overridden():
        assert root[SPACING] == pytest.approx(0.3)
        assert depth(root) == pytest.approx(0.6 + thick(root), abs=1e-5)
        set_value(root, THICKNESS, 0.0)
        key_spacing(root)
        assert nine_depths(root) == pytest.approx(RISE, abs=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_one_value_takes_all_depth_away(kind: dict[str, Any], tmp_path: Path) -> None:
    solid = kind["import_as"] != "GREASE_PENCIL"
    root = brought(tmp_path, **kind, spacing=0.2, extrude=0.05 * solid, bevel=0.01 * solid)
    whole = depth(root)
    assert whole == pytest.approx(0.4 + 0.1 * solid, abs=1e-5)
    for frame, relief in ((1, 1.0), (5, 0.0)):
        root[RELIEF] = relief
        root.keyframe_insert(f'["{RELIEF}"]', frame=frame)
    for frame, share in ((1, 1.0), (3, 0.5), (5, 0.0)):
        bpy.context.scene.frame_set(frame)
        assert depth(root) == pytest.approx(share * whole, abs=1e-4)


def test_what_is_flat_shows_its_layers_in_their_order(tmp_path: Path) -> None:
    for place, kind in enumerate(({"import_as": "CURVES"}, {"import_as": "MESH"})):
        root = brought(tmp_path, **kind, size=4.0)
        root.location, root.rotation_euler = (4.0 * place - 2.0, 0.0, 0.0), (0.0, 0.0, 0.0)
        set_value(root, RELIEF, 0.0)
    look_down(8.0)
    pixels = rendered_pixels()
    for left in (0, 8):
        assert pixels[3:5, left + 3 : left + 5].min(axis=(0, 1)).tolist() == pytest.approx([255, 0, 0], abs=2)
        assert pixels[4, left + 1, 2] > 150  # of the blue between


def overridden() -> list[Any]:
    return [obj for obj in bpy.data.objects if SPACING in obj and obj.override_library]


def thick(root: Any) -> float:
    """What a thickness of 0.05 adds: a drawing has none."""
    return 0.05 * all(obj.type in {"CURVE", "MESH"} for obj in root.children_recursive)


@pytest.mark.parametrize("kind", SOLID)
def test_thickness_is_the_whole_and_a_bevel_lies_within(kind: dict[str, Any], tmp_path: Path) -> None:
    root = brought(tmp_path, **kind, extrude=0.1, bevel=0.02)
    assert (root[THICKNESS], root[BEVEL]) == pytest.approx((0.2, 0.02))
    for thickness, bevel in ((0.2, 0.02), (0.3, 0.05), (0.0, 0.05), (0.1, 0.0)):
        set_value(root, SPACING, 0.0)
        set_value(root, THICKNESS, thickness)
        set_value(root, BEVEL, bevel)
        assert extent(root, 2) == pytest.approx((-thickness / 2, thickness / 2), abs=1e-5)
        assert extent(root, 0) == pytest.approx((-1.0, 1.0), abs=1e-4)
    for frame, thickness in ((1, 0.0), (5, 0.2)):
        root[THICKNESS] = thickness
        root.keyframe_insert(f'["{THICKNESS}"]', frame=frame)
    for frame, thickness in ((1, 0.0), (3, 0.1), (5, 0.2)):
        bpy.context.scene.frame_set(frame)
        assert depth(root) == pytest.approx(thickness, abs=1e-5)


def test_attributes_are_the_properties_of_a_root_and_act_at_once(tmp_path: Path) -> None:
    root = brought(tmp_path, spacing=0.1)
    piece = root.children[-1]
    root.antekirt_spacing = 0.5
    assert root[SPACING] == pytest.approx(0.5)
    assert max(child.location.z for child in root.children) == pytest.approx(1.0)
    root.antekirt_thickness, root.antekirt_bevel = 0.2, 0.01
    assert (root.antekirt_thickness, root.antekirt_bevel) == pytest.approx((0.2, 0.01))
    assert not hasattr(piece, SPACING)


def test_the_panel_is_there_for_the_root_and_each_piece(tmp_path: Path, part: Callable[[str], Any]) -> None:
    panel = part("ui.artwork_panel").ANTEKIRT_PT_artwork_values
    root = brought(tmp_path, grouping="COLORS")
    for obj in (root, *root.children_recursive):
        bpy.context.view_layer.objects.active = obj
        assert panel.poll(bpy.context)
    bpy.context.view_layer.objects.active = None
    assert not panel.poll(bpy.context)


@pytest.mark.parametrize("kind", KINDS)
def test_an_artwork_of_an_earlier_version_comes_alive(kind: dict[str, Any], tmp_path: Path) -> None:
    root = brought(tmp_path, **kind, spacing=0.1)
    make_former(root)
    root.antekirt_spacing = 0.3
    assert depth(root) == pytest.approx(0.6, abs=1e-5)
    key_spacing(root)
    assert nine_depths(root) == pytest.approx(RISE, abs=1e-5)


def make_former(root: Any) -> None:
    """Leave of an artwork what there was of it before its values were alive."""
    for obj in root.children_recursive:
        for one in (obj, obj.data):
            one.animation_data_clear()
        obj.modifiers.clear()
        if obj.type == "GPENCIL":
            obj.grease_pencil_modifiers.clear()
    for obj in root.children:
        if obj.children:
            merge_into(obj, obj.children[0])
    for key in (SPACING, THICKNESS, BEVEL):
        del root[key]
    if hasattr(root, "bl_system_properties_get"):  # where 5.0 and later keep what an add-on registered
        root.bl_system_properties_get(do_create=True)[SPACING] = 0.1
    else:
        root[SPACING] = 0.1


def merge_into(obj: Any, other: Any) -> None:
    """Have one curve object hold another's splines in a slot of their own, at their depth."""
    layer = other["antekirt_layer"]
    obj.data.materials.append(other.data.materials[0])
    for source in other.data.splines:
        spline = obj.data.splines.new("BEZIER")
        spline.bezier_points.add(len(source.bezier_points) - 1)
        for point, given in zip(spline.bezier_points, source.bezier_points, strict=True):
            point.handle_left_type = point.handle_right_type = "FREE"
            for name in ("co", "handle_left", "handle_right"):
                setattr(point, name, getattr(given, name) + Vector((0, 0, 0.1 * layer)))
        spline.use_cyclic_u, spline.material_index = True, 1
    obj["antekirt_slot_layers"] = [obj["antekirt_layer"], obj["antekirt_layer"] + layer]
    bpy.data.objects.remove(other)


@pytest.mark.parametrize("limit", ["MOST_SOLID", "MOST_POINTS"])
def test_very_many_objects_follow_a_thickness_once_it_is_asked_for(
    tmp_path: Path, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    connection = part("scene.artwork.connection")
    monkeypatch.setattr(connection, limit, 2)
    root = brought(tmp_path, grouping="PATHS", spacing=0.0)
    assert not any(child.data.animation_data for child in root.children)
    bpy.context.view_layer.objects.active = root
    bpy.ops.antekirt.make_live()
    assert not bpy.ops.antekirt.make_live.poll()
    set_value(root, THICKNESS, 0.2)
    assert depth(root) == pytest.approx(0.2, abs=1e-5)
    other = brought(tmp_path, grouping="PATHS", spacing=0.0)
    other.antekirt_thickness = 0.1
    assert (depth(root), depth(other)) == pytest.approx((0.2, 0.1), abs=1e-5)
    third, fourth = (brought(tmp_path, grouping="PATHS", spacing=0.0) for _ in range(2))
    set_value(third, THICKNESS, 0.3)
    for frame, thickness in ((1, 0.0), (5, 0.4)):
        fourth[THICKNESS] = thickness
        fourth.keyframe_insert(f'["{THICKNESS}"]', frame=frame)
    bpy.context.scene.frame_set(5)
    assert (depth(third), depth(fourth)) == pytest.approx((0.3, 0.4), abs=1e-5)


def test_layers_of_very_many_objects_are_carried_by_empties(
    tmp_path: Path, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    layer_empty = part("scene.vector.layer_empty")
    monkeypatch.setattr(layer_empty, "MOST_DRIVEN", 2)
    file = tmp_path / "stack.svg"
    dots = "".join(
        f'<rect x="{n % 8}.6" y="{n // 8}.6" width=".3" height=".3" fill="#{n:02}0"/>' for n in range(16)
    )
    file.write_text(STACK.replace("</svg>", f"{dots}</svg>"))
    bpy.ops.antekirt.import_svg(filepath=str(file), grouping="PATHS")
    root = bpy.data.objects["stack"]
    pieces = [obj for obj in root.children_recursive if obj.type == "CURVE"]
    assert len(pieces) == 19
    assert sum(bool(obj.animation_data) for obj in root.children_recursive) == len(root.children) - 1 == 2
    key_spacing(root)
    assert nine_depths(root) == pytest.approx(RISE, abs=1e-5)
    bpy.context.view_layer.objects.active = pieces[-1]
    bpy.ops.antekirt.add_heights(height=0.0)
    file.write_text(file.read_text().replace('width=".3"', 'width=".4"'))
    assert bpy.ops.antekirt.reload_artwork() == {"FINISHED"}
    assert {obj for obj in root.children_recursive if obj.type == "CURVE"} >= set(pieces[:3])
    for obj in root.children_recursive:
        assert obj.matrix_world.translation.z == pytest.approx(0.1 * number_of_layer(obj), abs=1e-5)


def number_of_layer(obj: Any) -> int:
    """The layer of an object, with those of what carries it."""
    above = number_of_layer(obj.parent) if obj.parent else 0
    return int(obj.get("antekirt_layer", 0)) + above


def test_what_was_left_out_stands_on_the_root(tmp_path: Path) -> None:
    assert list(brought(tmp_path)["antekirt_left_out"]) == []
    file = tmp_path / "clock.svg"
    file.write_text(
        STACK.replace(
            "</svg>", '<foreignObject width="1" height="1"/>' * 2 + '<use href="other.svg#a"/></svg>'
        )
    )
    bpy.ops.antekirt.import_svg(filepath=str(file))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    assert list(bpy.data.objects["clock"]["antekirt_left_out"]) == [
        "2 foreign objects were left out",
        "1 external reference was left out",
    ]
