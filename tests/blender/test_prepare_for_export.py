# SPDX-License-Identifier: GPL-3.0-or-later
"""Results made ready for export: what exporters find instead, and how everything comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from scripts import export_compare
from tests.blender.import_fixtures import DATA, linked_from_library, source_files, square, target

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Part = Callable[[str], Any]

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs>
<linearGradient id="a" x2="1" y2="1"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/>
</linearGradient><radialGradient id="b"><stop stop-color="#ff0"/>
<stop offset="1" stop-color="#204" stop-opacity=".3"/></radialGradient></defs>
<rect width="100" height="100" fill="#dce"/>
<g id="group"><path fill="#282" fill-rule="evenodd" d="M5 55h40v40h-40zM15 65h20v20h-20z"/></g>
<rect x="5" y="5" width="40" height="40" fill="url(#a)"/><circle cx="75" cy="25" r="20" fill="url(#b)"/>
<circle cx="75" cy="75" r="20" fill="#06c" fill-opacity=".5"/></svg>"""


@pytest.fixture
def drawing(tmp_path: Path) -> Callable[..., Any]:
    """Import the drawing; gives its parent."""

    def bring(**choices: Any) -> Any:
        file = tmp_path / "drawing.svg"
        file.write_text(SVG)
        bpy.ops.antekirt.import_svg(filepath=str(file), **choices)
        return bpy.context.active_object

    return bring


def plane(tmp_path: Path, part: Part, name: str = "quadrants.webp") -> Any:
    """Import a picture of a generation as a plane; gives the plane."""
    source = source_files(part, tmp_path, name)[0]
    part("scene.import_image").import_image([source], "PLANE", target(part))
    return bpy.context.active_object


def exported() -> dict[str, str]:
    """What an exporter finds: the objects of all scenes, with their types."""
    return {obj.name: obj.type for scene in bpy.data.scenes for obj in scene.objects}


@pytest.mark.parametrize("shape", ["CURVES", "MESH"])
def test_a_prepared_drawing_arrives_as_it_was(
    drawing: Callable[..., Any], shape: str, tmp_path: Path
) -> None:
    drawing(import_as=shape)
    before = export_compare.rendered(export_compare.View())
    bpy.ops.antekirt.prepare_for_export()
    names = [image.name for image in bpy.data.images if image.packed_file]
    assert {name.split()[0] for name in names} - {"Color"} == {"Linear", "Radial"}
    differences = export_compare.compare(["glb", "usdc"], tmp_path, before=before)
    assert {ending: error.worst for ending, error in differences.items() if error.worst > 1.0} == {}


def test_everything_comes_back(drawing: Callable[..., Any]) -> None:
    parent = drawing(import_as="CURVES", grouping="PATHS", hierarchy=True)
    found = {obj: (obj.name, obj.parent, list(obj.users_collection)) for obj in bpy.data.objects}
    blocks = [len(kind) for kind in (bpy.data.meshes, bpy.data.materials, bpy.data.images)]
    bpy.ops.antekirt.prepare_for_export()
    copies = list(bpy.context.selected_objects)
    assert exported() == {
        name: "EMPTY" if obj.type == "EMPTY" else "MESH" for obj, (name, *_) in found.items()
    }
    assert not set(copies) & set(found)
    assert bpy.context.active_object.name == found[parent][0]
    bpy.ops.antekirt.undo_preparation()
    assert {obj: (obj.name, obj.parent, list(obj.users_collection)) for obj in bpy.data.objects} == found
    assert [len(kind) for kind in (bpy.data.meshes, bpy.data.materials, bpy.data.images)] == blocks
    assert bpy.context.active_object == parent


def test_pictures_become_png_and_keep_their_credit(tmp_path: Path, part: Part) -> None:
    obj = plane(tmp_path, part)
    image = obj.material_slots[0].material.node_tree.nodes["Image Texture"].image
    names = obj.name, obj.data.name, obj.material_slots[0].material.name, image.name
    bpy.ops.antekirt.prepare_for_export()
    copy = bpy.context.active_object
    shown = copy.material_slots[0].material
    made = next(node.image for node in shown.node_tree.nodes if node.type == "TEX_IMAGE")
    assert (copy.name, copy.data.name, shown.name, made.name) == names
    assert copy["antekirt_original"] == obj.name
    assert made.packed_file.data[:4] == b"\x89PNG"
    read = part("scene.attribution").read
    assert read(copy) == read(shown) == read(made) == read(obj) is not None
    assert image.filepath.endswith(".webp")


def test_what_refers_to_an_original_refers_to_its_copy_until_it_is_back(tmp_path: Path, part: Part) -> None:
    obj = plane(tmp_path, part)
    obj.rotation_mode, obj.rotation_quaternion = "QUATERNION", (0.7, 0.1, 0.2, 0.3)
    obj.keyframe_insert("location", frame=1)
    lamp = bpy.data.objects.new("Lamp", bpy.data.lights.new("Lamp", "POINT"))
    bpy.context.collection.objects.link(lamp)
    lamp.parent = obj
    follow = lamp.constraints.new("COPY_LOCATION")
    follow.target = obj
    bpy.ops.antekirt.prepare_for_export()
    copy = bpy.context.active_object
    assert copy != obj
    assert lamp.parent == follow.target == copy
    assert copy.animation_data.action == obj.animation_data.action
    assert copy.matrix_basis == obj.matrix_basis
    bpy.ops.antekirt.undo_preparation()
    assert lamp.parent == follow.target == obj


def test_originals_come_back_from_a_file_without_their_copies(
    drawing: Callable[..., Any], tmp_path: Path
) -> None:
    parent = drawing(import_as="CURVES")
    names = {obj.name: obj.parent and obj.parent.name for obj in parent.users_collection[0].objects}
    bpy.ops.antekirt.prepare_for_export()
    bpy.data.batch_remove(list(bpy.context.selected_objects))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "prepared.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "prepared.blend"))
    bpy.ops.antekirt.undo_preparation()
    there = bpy.data.collections["drawing"].objects
    assert {obj.name: obj.parent and obj.parent.name for obj in there} == names


@pytest.mark.parametrize("shape", ["CURVES", "MESH"])
def test_names_come_back_when_the_copies_were_deleted(drawing: Callable[..., Any], shape: str) -> None:
    drawing(import_as=shape)
    kinds = bpy.data.objects, bpy.data.meshes, bpy.data.curves, bpy.data.materials, bpy.data.images
    names = [sorted(kind.keys()) for kind in kinds]
    bpy.ops.antekirt.prepare_for_export()
    bpy.data.batch_remove(list(bpy.context.selected_objects))
    bpy.ops.antekirt.undo_preparation()
    assert [sorted(kind.keys()) for kind in kinds] == names


def test_a_second_run_renews_the_copies(drawing: Callable[..., Any]) -> None:
    parent = drawing(import_as="MESH")
    bpy.ops.antekirt.prepare_for_export()
    first = exported()
    counts = [len(kind) for kind in (bpy.data.objects, bpy.data.meshes, bpy.data.materials, bpy.data.images)]
    bpy.ops.antekirt.prepare_for_export()
    assert exported() == first
    assert counts == [
        len(kind) for kind in (bpy.data.objects, bpy.data.meshes, bpy.data.materials, bpy.data.images)
    ]
    bpy.ops.antekirt.undo_preparation()
    assert parent in set(bpy.context.scene.objects)


def test_it_is_one_step_of_undo(drawing: Callable[..., Any]) -> None:
    drawing(import_as="CURVES")
    before = exported()
    bpy.ops.ed.undo_push(message="Import")
    bpy.ops.antekirt.prepare_for_export("EXEC_DEFAULT", True)
    assert exported() != before
    bpy.ops.ed.undo()
    assert exported() == before
    assert not bpy.ops.antekirt.undo_preparation.poll()


def test_hidden_and_edited_results_are_prepared(drawing: Callable[..., Any]) -> None:
    parent = drawing(import_as="CURVES", extrude=0.1)
    hidden, edited = (obj for obj in parent.children if obj.type == "CURVE")
    hidden.hide_viewport = True
    bpy.context.view_layer.objects.active = edited
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.antekirt.prepare_for_export()
    copies = {obj.name: obj for obj in bpy.context.scene.objects}
    assert {obj.type for obj in copies.values()} == {"EMPTY", "MESH"}
    assert all(obj.dimensions.z > 0.1 for obj in copies.values() if obj.type == "MESH")
    assert [obj.hide_viewport for obj in copies.values()].count(True) == 1


def test_a_linked_result_is_refused(tmp_path: Path, part: Part) -> None:
    obj = linked_from_library(tmp_path / "library.blend", "objects", plane(tmp_path, part))
    bpy.context.collection.objects.link(obj)
    bpy.context.view_layer.objects.active = obj
    with pytest.raises(RuntimeError, match="linked, so make them local first"):
        bpy.ops.antekirt.prepare_for_export()
    assert exported() == {obj.name: "MESH"}


def test_a_film_becomes_its_first_frame_whatever_was_shown_last(tmp_path: Path) -> None:
    bpy.ops.antekirt.import_video(filepath=str(DATA / "ramp-24.mp4"), import_as="PLANE")
    before = export_compare.rendered(export_compare.View())
    bpy.context.scene.frame_set(20)
    later = export_compare.rendered(export_compare.View())
    bpy.ops.antekirt.prepare_for_export()
    after = export_compare.rendered(export_compare.View())
    assert (
        export_compare.difference(before, after).worst < 1.0 < export_compare.difference(later, after).worst
    )
    material = bpy.context.active_object.material_slots[0].material
    assert "Start Frame" not in material
    assert not material.node_tree.animation_data or not material.node_tree.animation_data.drivers
    assert (tmp_path / "film.glb") == export_compare.export(tmp_path / "film.glb")


def test_nodes_that_cannot_be_read_keep_everything_but_their_pictures(tmp_path: Path, part: Part) -> None:
    obj = plane(tmp_path, part)
    tree = obj.material_slots[0].material.node_tree
    noise = tree.nodes.new("ShaderNodeTexNoise")
    shader = tree.nodes["Surface"]
    tree.links.new(noise.outputs[0], shader.inputs["Alpha"])
    bpy.ops.antekirt.prepare_for_export()
    copied = bpy.context.active_object.material_slots[0].material.node_tree
    assert len(copied.nodes) == len(tree.nodes)
    assert copied.nodes["Image Texture"].image.packed_file.data[:4] == b"\x89PNG"


def test_a_reference_becomes_a_plane_where_it_is_seen(tmp_path: Path, part: Part) -> None:
    source = source_files(part, tmp_path)[0]
    part("scene.import_image").import_image([source], "REFERENCE", target(part, size=3.0))
    empty = bpy.context.active_object
    bpy.ops.antekirt.prepare_for_export()
    copy = bpy.context.active_object
    assert (copy.name, copy.type) == (empty["antekirt_own_name"], "MESH")
    assert max(copy.dimensions) == pytest.approx(3.0)
    assert sum((vertex.co for vertex in copy.data.vertices), start=copy.location * 0).length < 1e-6
    assert part("scene.attribution").read(copy.material_slots[0].material) == source.attribution
    bpy.ops.antekirt.undo_preparation()
    assert bpy.context.active_object == empty
    assert len(bpy.data.materials) == 0


def test_each_of_several_comes_back_by_itself_and_a_duplicate_stays(tmp_path: Path, part: Part) -> None:
    one, other = plane(tmp_path / "one", part), plane(tmp_path / "other", part, "quadrants.png")
    for obj in (one, other):
        obj.select_set(True)
    bpy.ops.antekirt.prepare_for_export()
    copies = [obj for obj in bpy.context.scene.objects if obj.get("antekirt_original")]
    first = next(obj for obj in copies if obj["antekirt_original"] == one.name)
    duplicate = first.copy()
    bpy.context.collection.objects.link(duplicate)
    for obj in bpy.context.scene.objects:
        obj.select_set(False)
    bpy.context.view_layer.objects.active = duplicate
    bpy.ops.antekirt.undo_preparation()
    shown = set(bpy.context.scene.objects)
    assert shown >= {one, duplicate}
    assert other not in shown
    assert "antekirt_original" not in duplicate
    assert not one.material_slots[0].material.name.endswith("(original)")
    bpy.context.view_layer.objects.active = duplicate
    bpy.ops.antekirt.prepare_for_export()
    assert other not in set(bpy.context.scene.objects)


def test_a_copy_that_the_artists_own_was_joined_to_stays(tmp_path: Path, part: Part) -> None:
    original = plane(tmp_path, part)
    name = original.name
    bpy.ops.antekirt.prepare_for_export()
    copy = bpy.context.active_object
    own = square()
    for obj in (own, copy):
        obj.select_set(True)
    bpy.context.view_layer.objects.active = copy
    bpy.ops.object.join()
    vertices = len(copy.data.vertices)
    assert vertices == 8
    bpy.ops.antekirt.undo_preparation()
    assert (original.name, original.users_collection) == (name, copy.users_collection)
    assert len(copy.data.vertices) == vertices
    assert "antekirt_original" not in copy
    bpy.context.view_layer.objects.active = original
    bpy.ops.antekirt.prepare_for_export()
    assert copy.name in bpy.context.scene.objects


def test_lines_of_a_drawing_are_said_to_be_left_out(drawing: Callable[..., Any], part: Part) -> None:
    parent = drawing(import_as="GREASE_PENCIL")
    obj = next(child for child in parent.children if child.type in {"GREASEPENCIL", "GPENCIL"})
    draws_lines = part("scene.export.grease_pencil_fill").draws_lines
    assert not draws_lines(obj)
    style = obj.material_slots[0].material.grease_pencil
    frame = obj.data.layers[0].frames[0]
    if "hide_stroke" in getattr(getattr(frame, "drawing", None), "attributes", {}):
        frame.drawing.attributes["hide_stroke"].data[0].value = False
    else:
        style.show_stroke = True
    assert draws_lines(obj)
    remarks = part("scene.export.preparation").prepare([obj]).remarks
    assert remarks == (
        f"{obj['antekirt_own_name']}: the fills of the drawing are kept, its lines are left out",
    )


def test_a_picture_whose_file_is_gone_is_named(tmp_path: Path, part: Part) -> None:
    obj = plane(tmp_path, part)
    source = source_files(part, tmp_path / "other", "quadrants.png")[0]
    part("scene.import_image").import_image([source], "REFERENCE", target(part))
    empty = bpy.context.active_object
    lost = obj.material_slots[0].material.node_tree.nodes["Image Texture"].image
    for image in (lost, empty.data):
        image.filepath = "//nowhere.png"
        image.reload()
    names = sorted([lost.name, empty.data.name])
    prepared = part("scene.export.preparation").prepare([obj, empty])
    assert sorted(image.name for image in bpy.data.images) == names
    (remark,) = prepared.remarks
    assert remark.endswith(": the file is missing; find it, then prepare again")
    assert all(name in remark for name in names)
    assert [copy.type for copy in prepared.copies] == ["MESH", "EMPTY"]
    bpy.ops.object.select_all(action="DESELECT")
    bpy.context.view_layer.objects.active = None
    bpy.ops.antekirt.undo_preparation()
    assert sorted(image.name for image in bpy.data.images) == names
    assert {obj, empty} == set(bpy.context.selected_objects)


def test_what_modifiers_make_of_a_result_is_prepared(drawing: Callable[..., Any]) -> None:
    line = bpy.data.node_groups.new("Two", "GeometryNodeTree")
    line.interface.new_socket("Geometry", in_out="INPUT", socket_type="NodeSocketGeometry")
    line.interface.new_socket("Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
    given, points, instances, result = map(
        line.nodes.new,
        ("NodeGroupInput", "GeometryNodeMeshLine", "GeometryNodeInstanceOnPoints", "NodeGroupOutput"),
    )
    points.inputs["Count"].default_value = 2
    line.links.new(points.outputs[0], instances.inputs["Points"])
    line.links.new(given.outputs[0], instances.inputs["Instance"])
    line.links.new(instances.outputs[0], result.inputs[0])
    drawing(import_as="MESH").children[0].modifiers.new("Two", "NODES").node_group = line
    high = 1.0 + bpy.data.objects["Shapes"].data.vertices[-1].co.z
    obj = next(
        child
        for child in drawing(import_as="GREASE_PENCIL").children
        if child.type in {"GREASEPENCIL", "GPENCIL"}
    )
    if obj.type == "GPENCIL":
        array: Any = obj.grease_pencil_modifiers.new("Three", "GP_ARRAY")
    else:
        array = obj.modifiers.new("Three", "GREASE_PENCIL_ARRAY")
    array.count = 3
    for each in bpy.context.scene.objects:
        each.select_set(True)
    names, groups = (obj.name, "Shapes"), len(bpy.data.node_groups)
    bpy.ops.antekirt.prepare_for_export()
    drawn, shapes = (bpy.context.scene.objects[name] for name in names)
    assert drawn.dimensions.x == pytest.approx(3 * drawn.dimensions.y, rel=1e-3)
    assert max(vertex.co.z for vertex in shapes.data.vertices) == pytest.approx(high)
    assert len(bpy.data.node_groups) == groups


def test_what_else_shows_a_material_keeps_its_names(tmp_path: Path, part: Part) -> None:
    obj = plane(tmp_path, part)
    obj.name = "夕" * 30
    material = obj.material_slots[0].material
    image = material.node_tree.nodes["Image Texture"].image
    mine = bpy.data.meshes.new("Mine")
    mine.materials.append(material)
    bpy.context.collection.objects.link(bpy.data.objects.new("Mine", mine))
    names = obj.name, material.name, image.name
    bpy.ops.antekirt.prepare_for_export()
    assert mine.materials[0] == material
    assert (bpy.context.active_object.name, material.name, image.name) == names
    bpy.ops.antekirt.undo_preparation()
    assert (obj.name, material.name, image.name) == names


def test_closed_eyes_stay_closed(drawing: Callable[..., Any]) -> None:
    closed = drawing(import_as="CURVES", grouping="PATHS").children[0]
    closed.hide_set(True)
    name = closed.name
    bpy.ops.antekirt.prepare_for_export()
    copies = {obj.name: obj.hide_get() for obj in bpy.context.scene.objects}
    assert [hidden for hidden, is_closed in copies.items() if is_closed] == [name]
    bpy.ops.antekirt.undo_preparation()
    assert [obj for obj in bpy.context.scene.objects if obj.hide_get()] == [closed]
