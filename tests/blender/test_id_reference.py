# SPDX-License-Identifier: GPL-3.0-or-later
"""What a result is for is found by what it is and not by its name, which may be another's by now."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from .import_fixtures import linked_from_library, source_files, square

if TYPE_CHECKING:
    from pathlib import Path

# What `new` of a kind of datablock takes beside a name.
MORE: dict[str, tuple[Any, ...]] = {
    "objects": (None,),
    "collections": (),
    "images": (4, 4),
    "lights": ("POINT",),
    "materials": (),
    "node_groups": ("ShaderNodeTree",),
    "scenes": (),
    "worlds": (),
}


def made(kind: str, name: str) -> Any:
    block = getattr(bpy.data, kind).new(name, *MORE[kind])
    if kind == "objects":
        bpy.context.scene.collection.objects.link(block)
    return block


@pytest.fixture(params=MORE)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_is_found_renamed_and_a_stranger_of_its_name_is_not(part: Any, kind: str) -> None:
    ids, meant = part("scene.id_reference"), made(kind, "Meant")
    noted = ids.IdReference.from_json(json.loads(json.dumps(ids.note(meant).to_json())))
    assert ids.find(noted) == meant
    meant.name = "Crate"
    stranger = made(kind, "Meant")
    assert stranger.name == "Meant"
    assert ids.find(noted) == meant
    getattr(bpy.data, kind).remove(meant)
    assert ids.find(noted) is None
    assert ids.find_namesake(noted) == stranger


def test_after_a_load_it_is_found_by_its_name(part: Any, kind: str, tmp_path: Path) -> None:
    meant = made(kind, "Meant")
    meant.use_fake_user = kind not in {"scenes", "objects"}
    noted = part("scene.id_reference").note(meant)
    saved = str(tmp_path / "saved.blend")
    bpy.ops.wm.save_as_mainfile(filepath=saved)
    assert noted.is_of_open_file
    bpy.ops.wm.open_mainfile(filepath=saved)
    assert not noted.is_of_open_file
    assert part("scene.id_reference").find(noted) == getattr(bpy.data, kind)["Meant"]
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    assert part("scene.id_reference").find(noted) is None


def test_it_outlives_undo_and_redo(part: Any) -> None:
    ids, noted = part("scene.id_reference"), part("scene.id_reference").note(square("Meant"))
    bpy.ops.ed.undo_push(message="made")
    bpy.data.objects["Meant"].name = "Crate"
    bpy.ops.ed.undo_push(message="renamed")
    bpy.data.objects.remove(bpy.data.objects["Crate"])
    bpy.ops.ed.undo_push(message="removed")
    assert ids.find(noted) is None
    bpy.ops.ed.undo()
    assert ids.find(noted).name == "Crate"
    bpy.ops.ed.undo()
    assert ids.find(noted).name == "Meant"
    bpy.ops.ed.redo()
    assert ids.find(noted).name == "Crate"


def test_a_linked_object_is_not_mistaken_for_an_own_one(part: Any, tmp_path: Path) -> None:
    ids = part("scene.id_reference")
    linked = linked_from_library(tmp_path / "library.blend", "objects", square("Meant"))
    own = square("Meant")
    assert own.name == linked.name
    assert [ids.find(ids.note(obj)) for obj in (linked, own)] == [linked, own]
    bpy.context.scene.collection.objects.link(linked)
    noted = ids.note(linked), ids.note(own)
    saved = str(tmp_path / "saved.blend")
    bpy.ops.wm.save_as_mainfile(filepath=saved)
    bpy.ops.wm.open_mainfile(filepath=saved)
    assert [bool(ids.find(reference).library) for reference in noted] == [True, False]


def captured(part: Any) -> Any:
    return part("scene.import_target").capture(bpy.context)


def imported(part: Any, folder: Path, choice: str, noted: Any) -> Any:
    """Import into a target that was stored meanwhile."""
    stored = part("scene.import_target").Target.from_json(json.loads(json.dumps(asdict(noted))))
    assert stored == noted
    return part("scene.import_image").import_image(source_files(part, folder), choice, stored)


def test_a_renamed_object_gets_its_material_and_a_new_one_of_its_name_does_not(
    part: Any, tmp_path: Path
) -> None:
    meant = square("Cube")
    bpy.context.view_layer.objects.active = meant
    meant.select_set(True)
    noted = captured(part)
    meant.name = "Crate"
    stranger = square("Cube")
    done = imported(part, tmp_path, "MATERIAL", noted)
    assert (done.objects, done.warnings) == (("Crate",), ())
    assert meant.active_material
    assert not stranger.active_material


def test_the_stranger_is_left_alone_when_the_object_is_gone(part: Any, tmp_path: Path) -> None:
    meant = square("Cube")
    meant.select_set(True)
    noted = captured(part)
    bpy.data.objects.remove(meant)
    stranger = square("Cube")
    done = imported(part, tmp_path, "MATERIAL", noted)
    assert not stranger.active_material
    assert done.warnings[0] == "Cube is gone; another of that name was left alone"
    assert "choose it in a material's image texture" in done.warnings[1]


def test_a_renamed_collection_takes_the_result(part: Any, tmp_path: Path) -> None:
    layer = bpy.context.view_layer
    props = bpy.data.collections.new("Props")
    bpy.context.scene.collection.children.link(props)
    layer.active_layer_collection = layer.layer_collection.children["Props"]
    noted = captured(part)
    props.name = "Old Props"
    stranger = bpy.data.collections.new("Props")
    bpy.context.scene.collection.children.link(stranger)
    assert not imported(part, tmp_path, "PLANE", noted).warnings
    assert (len(props.objects), len(stranger.objects)) == (1, 0)
    bpy.data.collections.remove(props)
    done = imported(part, tmp_path, "PLANE", noted)
    assert done.warnings == ("The collection Props is gone, so Scene Collection was used",)
    assert not stranger.objects


def test_a_renamed_scene_takes_the_result(part: Any, tmp_path: Path) -> None:
    meant = bpy.context.scene
    noted = captured(part)
    meant.name = "Shot 1"
    stranger = bpy.data.scenes.new("Scene")
    bpy.context.window.scene = stranger
    assert not imported(part, tmp_path, "PLANE", noted).warnings
    assert (len(meant.objects), len(stranger.objects)) == (1, 0)


def test_a_renamed_scene_takes_the_strip_and_one_that_is_gone_is_said(part: Any, tmp_path: Path) -> None:
    import_video, edit = part("scene.import_video").import_video, bpy.data.scenes.new("Edit")
    film, strips = *source_files(part, tmp_path, "ramp-24.mp4"), part("scene.compat").strips
    noted = part("scene.import_target").Target(
        *map(part("scene.id_reference").note, (bpy.context.scene, edit))
    )
    edit.name = "Cut"
    stranger = bpy.data.scenes.new("Edit")
    assert not import_video(film, "SEQUENCER", noted).warnings
    assert (len(strips(edit)), len(strips(stranger))) == (1, 0)
    bpy.data.scenes.remove(edit)
    done = import_video(film, "SEQUENCER", noted)
    assert done.warnings == ("The scene Edit is gone, so Scene was used",)
    assert (len(strips(bpy.context.scene)), len(strips(stranger))) == (1, 0)
    assert not import_video(film, "PLANE", noted).warnings  # which needs none


def test_a_renamed_material_takes_the_node(part: Any, tmp_path: Path) -> None:
    meant = bpy.data.materials.new("Paint")
    part("scene.compat").node_tree(meant)
    editor = part("scene.editor_target").EditorTarget("NODE_EDITOR", part("scene.id_reference").note(meant))
    scene = part("scene.id_reference").note(bpy.context.scene)
    noted = part("scene.import_target").Target(scene, editor=editor)
    meant.name = "Varnish"
    stranger = bpy.data.materials.new("Paint")
    part("scene.compat").node_tree(stranger)

    def textures(material: Any) -> int:
        return sum(node.type == "TEX_IMAGE" for node in material.node_tree.nodes)

    assert imported(part, tmp_path, "IMAGE", noted).message.endswith("as a texture of Varnish")
    assert (textures(meant), textures(stranger)) == (1, 0)
    bpy.data.materials.remove(meant)
    done = imported(part, tmp_path, "IMAGE", noted)
    assert done.warnings == ("Paint is gone, so the image was only added to this file",)
    assert textures(stranger) == 0
