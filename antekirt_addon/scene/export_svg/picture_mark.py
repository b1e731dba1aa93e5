# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""Pictures on meshes as pictures of a page, and the files that these are in."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media.probe import probe_bytes
from ...media.svg.raster.png_file import encoded
from ...media.svg.shape import Matrix
from ...media.svg.writing.page import PictureMark
from ...media.svg.writing.region import polygon_subpath
from .. import image_datablock
from .shown_paint import color_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.arrays import Bytes, Floats, Integers

MOST_EMBEDDED = 1 << 20  # bytes of a file that is not packed
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
EXACT = 1e-3  # of the picture's side: how far an affine map may be off


class Pictures:
    """The pictures of one export.

    beside: the folder of the document; files that are too large to be in it are written there, and none that
    is there is touched.
    """

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._found: dict[str, str | None] = {}
        self.used: list[bpy.types.Image] = []
        self.distorted: int = 0

    def href(self, image: Any) -> str | None:
        """What a page says for an image; None if it cannot be had."""
        if image.name_full not in self._found:
            self._found[image.name_full] = self._href(image)
            self.used.append(image)
        return self._found[image.name_full]

    def _href(self, image: Any) -> str | None:
        data = _file(image)
        found = probe_bytes(data) if data else None
        kind = KINDS.get(found.format) if found else None
        if data is None or kind is None or (found and found.turn.is_needed):
            pixels = _pixels(image)
            if pixels is None:
                return None
            data, kind = encoded(pixels), "image/png"
        if image.packed_file or len(data) <= MOST_EMBEDDED:
            return f"data:{kind};base64,{base64.b64encode(data).decode()}"
        return _written(self._beside, Path(bpy.path.basename(image.filepath)).stem or image.name, kind, data)


def shown_image(material: bpy.types.Material) -> Any:
    """The image that is a material's color; None if it is something else."""
    source = color_source(material)
    image = getattr(source, "image", None)
    return image if image is not None and image_datablock.size(image)[0] else None


@dataclass(frozen=True, slots=True, eq=False)
class Lie:
    """How some faces of a mesh lie on the page: its loops, each seen at a point (n, 2), and the outlines."""

    mesh: Any
    corners: Integers
    points: Floats
    loops: Sequence[Floats]


def picture_mark(material: Any, lie: Lie, pictures: Pictures) -> PictureMark | None:
    """The picture that a material shows by the UV map of faces; None if it shows none."""
    image = shown_image(material) if material is not None else None
    layer = lie.mesh.uv_layers.active
    href = pictures.href(image) if image is not None and layer is not None else None
    if href is None:
        return None
    flat = np.empty(2 * len(lie.mesh.loops), np.float32)
    layer.data.foreach_get("uv", flat)
    uv = flat.astype(np.float64).reshape(-1, 2)[lie.corners]
    unit = np.column_stack([uv[:, 0], 1.0 - uv[:, 1], np.ones(len(uv))])
    solved, _, rank, _ = np.linalg.lstsq(unit, lie.points, rcond=None)
    if rank < 3:
        return None
    found: Floats = solved.astype(np.float64)
    size = float(np.ptp(lie.points, axis=0).max())
    if np.abs(unit @ found - lie.points).max() > EXACT * size:
        pictures.distorted += 1
    (a, b), (c, d), (e, f) = found.tolist()
    clip = (
        () if _is_whole(found, lie.loops, size) else tuple(polygon_subpath(loop[:, :2]) for loop in lie.loops)
    )
    is_smooth = color_source(material).interpolation != "Closest"
    return PictureMark("", "", (), href, Matrix(a, b, c, d, e, f), _alpha(material), is_smooth, clip)


def _is_whole(found: Floats, loops: Sequence[Floats], size: float) -> bool:
    """Whether an outline is the picture's own."""
    if len(loops) != 1:
        return False
    square = np.array([[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]], np.float64) @ found
    away = np.linalg.norm(loops[0][:, None, :2] - square[None], axis=2)
    corner = away.min(axis=1) <= EXACT * size
    return len(loops[0]) == 4 and bool(corner.all()) and len(set(away.argmin(axis=1).tolist())) == 4


def _alpha(material: Any) -> float:
    """How opaque all of a picture is made: what its alpha is multiplied with, or stands for it."""
    shader = next((node for node in material.node_tree.nodes if "Alpha" in node.inputs), None)
    if shader is None:
        return 1.0
    socket: Any = shader.inputs["Alpha"]
    if not socket.is_linked:
        return float(socket.default_value)
    factor: Any = socket.links[0].from_node
    if getattr(factor, "operation", "") == "MULTIPLY":
        return float(min((one.default_value for one in factor.inputs[:2] if not one.is_linked), default=1.0))
    return 1.0


def _file(image: Any) -> bytes | None:
    """The bytes of an image's file, packed or on the disk."""
    if image.is_dirty or image.source != "FILE":
        return None
    if image.packed_file:
        return bytes(image.packed_file.data)
    try:
        return Path(bpy.path.abspath(image.filepath, library=image.library)).read_bytes()
    except OSError:
        return None


def _pixels(image: Any) -> Bytes | None:
    """An image's pixels as it shows them, straight alpha, the top row first."""
    wide, high = image_datablock.size(image)
    values = np.empty(4 * wide * high, np.float32)
    if len(image.pixels) != len(values):
        return None
    image.pixels.foreach_get(values)
    if image.is_float:
        color = values.reshape(-1, 4)[:, :3]
        color[:] = np.where(
            color <= 0.0031308, 12.92 * color, 1.055 * np.maximum(color, 0) ** (1 / 2.4) - 0.055
        )
    pixels: Bytes = np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.uint8).reshape(high, wide, 4)[::-1]
    return pixels


def _written(folder: Path, stem: str, kind: str, data: bytes) -> str:
    """The name of a file in a folder that has these bytes, written if there is none."""
    ending = kind.rpartition("/")[2].replace("jpeg", "jpg")
    number = 0
    while True:
        name = f"{stem}{f'-{number}' if number else ''}.{ending}"
        path = folder / name
        if not path.exists():
            path.write_bytes(data)
            return name
        if path.read_bytes() == data:
            return name
        number += 1
