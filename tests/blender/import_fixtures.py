# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of imports share: files, attributions, objects to import onto."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "data"
GENERATION = "aa471b83-3153-48fe-8d42-79476ff73e75"


def attribution(part: Callable[[str], Any], **changes: Any) -> Any:
    """Give the attribution of an image of one generation."""
    fields = {
        "generation_id": GENERATION,
        "kind": "image",
        "image_index": 0,
        "artist_id": "825a12f9-c650-488e-beb7-39d0c201f9e7",
        "artist_name": "Humberto Ventura",
        "prompt": "a sunset over mountains\nwith dramatic clouds",
        "created_at": "2026-03-04T09:43:26.538Z",
        "source_url": "https://cdn.example/image.webp",
    }
    return part("scene.attribution").Attribution(**{**fields, **changes})


def source_files(
    part: Callable[[str], Any], folder: Path, name: str = "quadrants.webp", count: int = 1
) -> list[Any]:
    """Give results of one generation, as a job leaves them in the results folder."""
    kind = "video" if name.endswith("mp4") else "image"
    folder.mkdir(exist_ok=True)
    made = []
    for index in range(count):
        path = Path(shutil.copy(DATA / name, folder / f"{kind}-{index}{Path(name).suffix}"))
        made.append(
            part("scene.source_file").SourceFile(path, attribution(part, kind=kind, image_index=index))
        )
    return made


def target(part: Callable[[str], Any], **changes: Any) -> Any:
    """Give a target in the current scene, what it refers to by its names."""
    return part("scene.import_target").Target.from_json({"scene": bpy.context.scene.name, **changes})


def square(name: str = "Square", *, unwrapped: bool = True) -> Any:
    """Add a plane of 2 by 2 that faces up."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [], [(0, 1, 2, 3)])
    if unwrapped:
        mesh.uv_layers.new().data.foreach_set("uv", [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0])
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(obj)
    return obj


def linked_from_library(file: Path, kind: str, block: Any) -> Any:
    """Put a datablock into another file; gives it as linked from there."""
    name, block.use_fake_user = block.name, True
    bpy.ops.wm.save_as_mainfile(filepath=str(file), copy=True)  # a part of it is not safe in 5.2
    getattr(bpy.data, kind).remove(block)
    with bpy.data.libraries.load(str(file), link=True) as (there, here):  # type: ignore[func-returns-value] # so say the stubs
        assert name in getattr(there, kind)
        setattr(here, kind, [name])
    return getattr(here, kind)[0]
