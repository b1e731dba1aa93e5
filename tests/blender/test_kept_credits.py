# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works an object shows stays known through what Blender itself makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, attribution, source_files, square, target

if TYPE_CHECKING:
    from pathlib import Path


def brought(part: Any, kind: str) -> list[Any]:
    """Import a drawing as the work of an artist; gives the objects that draw it, selected."""
    bpy.ops.antekirt.import_svg(filepath=str(DATA / "svg" / "fill.svg"), import_as=kind)
    drawn = [obj for obj in bpy.data.objects if obj.type != "EMPTY"]
    for obj in drawn:
        part("scene.attribution").stamp(obj, attribution(part, kind="svg"))
    bpy.context.view_layer.update()
    only(*drawn)
    return drawn


def only(*objects: Any) -> None:
    """Select just these, the first one active."""
    bpy.ops.object.select_all(action="DESELECT")
    for obj in objects:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = objects[0]


def named(part: Any, obj: Any) -> list[Any]:
    found: list[Any] = part("scene.attribution").read_all(obj)
    return found


def drawing_type() -> str:
    """What the present Blender calls Grease Pencil as the target of a conversion."""
    convert: Any = bpy.ops.object.convert
    targets = convert.get_rna_type().properties["target"].enum_items
    return "GPENCIL" if "GPENCIL" in targets else "GREASEPENCIL"


@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize("kind", ["CURVES", "MESH"])
def test_as_grease_pencil(part: Any, kind: str, keep: bool) -> None:
    before = {obj.session_uid for obj in brought(part, kind)}
    bpy.ops.object.convert("EXEC_DEFAULT", True, target=drawing_type(), keep_original=keep)
    drawings = [obj for obj in bpy.data.objects if obj.type == drawing_type()]
    assert drawings
    assert all(named(part, obj) == [attribution(part, kind="svg")] for obj in drawings)
    assert keep == bool(before & {obj.session_uid for obj in bpy.data.objects if obj not in drawings})


def test_curves_as_meshes_parted_and_copied(part: Any) -> None:
    brought(part, "CURVES")
    bpy.ops.object.convert(target="MESH")
    bpy.ops.object.duplicate()
    bpy.ops.object.make_single_user(object=True, obdata=True, material=True)
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.separate(type="LOOSE")
    bpy.ops.object.mode_set(mode="OBJECT")
    meshes = [obj for obj in bpy.data.objects if obj.type == "MESH"]
    assert len(meshes) > 6
    assert all(named(part, obj) == [attribution(part, kind="svg")] for obj in meshes)


def test_what_an_applied_boolean_has_brought_in_is_credited(part: Any) -> None:
    (artwork, *_) = brought(part, "MESH")
    bpy.ops.mesh.primitive_cube_add()
    cube: Any = bpy.context.object
    for message in ("one", "two"):
        bpy.ops.ed.undo_push(message=message)
    for is_applied in (False, True):
        boolean = cube.modifiers.new("Boolean", "BOOLEAN")
        boolean.object, boolean.operation = artwork, "UNION"
        bpy.context.view_layer.update()
        if is_applied:
            bpy.ops.object.modifier_apply("EXEC_DEFAULT", True, modifier="Boolean")
        else:
            cube.modifiers.remove(boolean)
        bpy.context.view_layer.update()
        assert named(part, cube) == [attribution(part, kind="svg")] * is_applied
    bpy.ops.mesh.primitive_plane_add()
    bpy.ops.ed.undo_push(message="something else")
    bpy.ops.ed.undo()
    assert named(part, bpy.data.objects["Cube"]) == [attribution(part, kind="svg")]


def test_a_material_prepared_for_export_names_the_works_in_its_nodes(part: Any, tmp_path: Path) -> None:
    (source,) = source_files(part, tmp_path)
    part("scene.import_image").import_image([source], "IMAGE", target(part))
    (image,) = bpy.data.images
    obj, material = square(), bpy.data.materials.new("Own")
    tree = part("scene.compat").node_tree(material)
    node = tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
    obj.data.materials.append(material)
    only(obj)
    bpy.ops.antekirt.prepare_for_export()
    prepared: Any = bpy.context.object or bpy.context.selected_objects[0]
    assert prepared.active_material != material
    assert named(part, prepared.active_material) == [attribution(part)]
    assert named(part, material) == []
