# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot show a picture is said in a sentence, before anything is changed or paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library, square
from tests.blender.receiver_fixtures import edit, face_slots, names, put, put_later, select, strip, wooden

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.client import Sandbox


def no_uv_map(folder: Path) -> dict[str, Any]:  # noqa: ARG001 # as the others
    select(square(unwrapped=False))
    return {"projection": "UV"}


def no_such_uv_map(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    select(square())
    return {"uv_map": "Second"}


def hidden(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    select(obj)
    obj.hide_set(True)
    bpy.context.view_layer.objects.active = obj
    return {"put_on": "ACTIVE"}


def without_faces(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    obj.data.clear_geometry()
    select(obj)
    return {}


def of_no_size(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    obj.scale = (0.0, 0.0, 0.0)
    select(obj)
    return {}


def all_at_a_point(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    obj.data.vertices.foreach_set("co", [0.0] * 12)
    obj.data.update()
    select(obj)
    return {}


def linked(folder: Path) -> dict[str, Any]:
    obj = linked_from_library(folder / "library.blend", "objects", square())
    bpy.context.scene.collection.objects.link(obj)
    select(obj)
    return {}


def system_override(folder: Path) -> dict[str, Any]:
    obj = linked_from_library(folder / "library.blend", "objects", square())
    bpy.context.scene.collection.objects.link(obj)
    obj = obj.override_create(remap_local_usages=True)
    obj.override_library.is_system_override = True
    select(obj)
    return {}


def linked_without_slot(folder: Path) -> dict[str, Any]:
    mesh = square().data
    bpy.data.objects.remove(bpy.data.objects["Square"])
    mesh = linked_from_library(folder / "library.blend", "meshes", mesh)
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Square", mesh))
    select(bpy.data.objects["Square"])
    return {}


def no_such_input(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    _wood, (obj,) = wooden("Square")
    select(obj)
    return {"socket": "Nonsense"}


def everything() -> list[Any]:
    return [[block.name for block in blocks] for blocks in (bpy.data.images, bpy.data.materials)] + [
        names(obj) for obj in bpy.data.objects
    ]


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (no_uv_map, "Without a UV map: Square. Unwrap, or choose another projection"),
        (no_such_uv_map, "Without the UV map “Second”: Square"),
        (hidden, "No visible object is active: select the one to put the image on"),
        (without_faces, "Without a surface, so nothing would be seen: Square"),
        (of_no_size, "Without a surface, so nothing would be seen: Square"),
        (all_at_a_point, "Without a surface, so nothing would be seen: Square"),
        (linked, "Linked from a library: make a library override of Square first"),
        (system_override, "Linked from a library: make a library override of Square first"),
        (linked_without_slot, "Linked without a material slot, so nothing can be put on it: Square"),
    ],
)
def test_what_cannot_be_had_is_said_and_changes_nothing(
    situation: Any, sentence: str, tmp_path: Path
) -> None:
    choices = situation(tmp_path)
    before = everything()
    with pytest.raises(RuntimeError, match=sentence):
        put(**choices)
    assert everything() == before


def test_nothing_is_paid_for_what_cannot_be_had(
    service: Sandbox, artist_id: str, online: None, tmp_path: Path
) -> None:
    del online
    for situation in (no_uv_map, hidden, of_no_size, linked_without_slot, no_such_input):
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        bpy.context.preferences.system.use_online_access = True
        choices = situation(tmp_path)
        before = everything()
        with pytest.raises(RuntimeError, match=r"^Error: (With|No visible|Linked|wood has no input)"):
            bpy.ops.antekirt.generate_image(
                artist_id=artist_id, prompt="a fox", import_as="MATERIAL", **choices
            )
        assert everything() == before
    assert service.ledger() == []
    obj = strip()
    edit(obj, 2)
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="MATERIAL")
    assert face_slots(obj) == [0, 0, 1]


def test_what_is_left_out_is_named(part: Any, tmp_path: Path) -> None:
    good, flat = square("Good"), square("Flat")
    flat.scale = (0.0, 0.0, 0.0)
    select(good, flat)
    done = put_later(part, tmp_path, lambda: None)
    assert done.warnings == ("Without a surface, so nothing would be seen: Flat",)
    assert names(flat) == []


def test_what_has_a_surface_only_by_its_modifiers_or_needs_no_uv_map_is_not_refused() -> None:
    obj = square(unwrapped=False)
    obj.data.clear_geometry()
    obj.modifiers.new("Screw", "SCREW")
    bpy.ops.object.text_add()
    text = bpy.context.object
    select(obj, text)
    put()
    assert names(obj)
    assert names(text)
    select(text)
    put(projection="UV")
