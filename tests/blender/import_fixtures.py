# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of imports share: files, attributions, objects to import onto."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "data"
GENERATION = "aa471b83-3153-48fe-8d42-79476ff73e75"


STORED = {  # by EXIF's orientation, how rows and columns of an upright picture become those of the file
    1: lambda rows: rows,
    2: lambda rows: rows[:, ::-1],
    3: lambda rows: rows[::-1, ::-1],
    4: lambda rows: rows[::-1],
    5: lambda rows: rows.swapaxes(0, 1),
    6: lambda rows: rows[:, ::-1].swapaxes(0, 1),
    7: lambda rows: rows[::-1, ::-1].swapaxes(0, 1),
    8: lambda rows: rows[::-1].swapaxes(0, 1),
}


def turned_picture(folder: Path, orientation: int) -> Path:
    """Write tests/data/quadrants.png as a camera does that was held otherwise, and says so."""
    corners = np.array([[(255, 0, 0), (0, 255, 0)], [(0, 0, 255), (255, 255, 255)]], np.uint8)
    rows = STORED[orientation](corners.repeat(16, axis=0).repeat(32, axis=1))
    exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x112, 3, 1, orientation, 0, 0)
    path = folder / f"turned-{orientation}.png"
    path.write_bytes(png(rows, 2, (b"eXIf", exif)))
    return path


def png(rows: Any, color: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Give a PNG of a type of color with more chunks. rows: of bytes, or of pairs of them (">u2")."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    high, wide = rows.shape[:2]
    header = struct.pack(">IIBBBBB", wide, high, 8 * rows.dtype.itemsize, color, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row.tobytes() for row in rows))
    parts = ((b"IHDR", header), *chunks, (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def credits_in_file(part: Callable[[str], Any]) -> Any:
    """Give the artists whose works the open file uses, with these."""
    return part("scene.credits.credit").credits_of(part("scene.credits.uses").in_file(bpy.data))


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
    folder.mkdir(parents=True, exist_ok=True)
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
