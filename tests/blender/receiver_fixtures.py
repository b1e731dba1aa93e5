# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of receivers share: things to put a picture on, and how it gets there."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bmesh
import bpy

from tests.blender.import_fixtures import DATA, source_files, square

if TYPE_CHECKING:
    from pathlib import Path


PICTURE = str(DATA / "quadrants.png")


def put(**choices: Any) -> None:
    bpy.ops.antekirt.import_image(filepath=PICTURE, import_as="MATERIAL", shading="UNLIT", **choices)


def select(*objects: Any) -> None:
    bpy.context.view_layer.update()
    for obj in bpy.context.view_layer.objects:
        obj.select_set(obj in objects)
    bpy.context.view_layer.objects.active = objects[0]


def strip(name: str = "Strip", *, faces: int = 3) -> Any:
    """Add quads of 1 by 1 side by side that face up, each with the whole picture on it."""
    mesh = bpy.data.meshes.new(name)
    corners = [(x, y, 0) for x in range(faces + 1) for y in (0, 1)]
    quads = [(2 * x, 2 * x + 2, 2 * x + 3, 2 * x + 1) for x in range(faces)]
    mesh.from_pydata(corners, [], quads)
    mesh.uv_layers.new().data.foreach_set("uv", [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0] * faces)
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(obj)
    return obj


def edit(obj: Any, *faces: int) -> None:
    """Go into Edit Mode with these faces selected."""
    select(obj)
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_mode(type="FACE")
    edited = bmesh.from_edit_mesh(obj.data)
    for face in edited.faces:
        face.select_set(face.index in faces)
    edited.select_flush_mode()
    bmesh.update_edit_mesh(obj.data)


def face_slots(obj: Any) -> list[int]:
    if obj.mode == "EDIT":
        bpy.ops.object.mode_set(mode="OBJECT")
    return [face.material_index for face in obj.data.polygons]


def names(obj: Any) -> list[str | None]:
    return [slot.material.name if slot.material else None for slot in obj.material_slots]


def put_later(part: Any, folder: Path, between: Any, **choices: Any) -> Any:
    """Put a picture where the artist has said it goes, after something else has happened."""
    options = part("scene.texture.texture_options").TextureOptions(**choices)
    noted = part("scene.import_target").capture(bpy.context, texture=options)
    part("scene.import_image").check(noted, "MATERIAL")
    stored = json.dumps(asdict(noted))
    between()
    again = part("scene.import_target").Target.from_json(json.loads(stored))
    return part("scene.import_image").import_image(source_files(part, folder), "MATERIAL", again)


def wooden(*names_of_them: str) -> tuple[Any, list[Any]]:
    """Give a material with nodes, and the squares that share it."""
    wood = bpy.data.materials.new("wood")
    if wood.node_tree is None:
        wood.use_nodes = True
    objects = [square(name) for name in names_of_them]
    for obj in objects:
        obj.data.materials.append(wood)
    return wood, objects
