# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""Pictures on meshes as pictures of a page, and the files that these are in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media.probe import probe_bytes
from ...media.svg.paint import Matrix
from ...media.svg.raster.linear_mixing import mixed_as_file
from ...media.svg.raster.png_file import encoded
from ...media.svg.writing.page import PictureMark
from ...media.svg.writing.region import polygon_subpath
from .. import image_datablock
from ..vector.file_color import backdrop_of
from .picture_file import embedded, image_file, image_pixels, written
from .picture_warp import projective, warped
from .shown_paint import color_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.arrays import Bytes, Floats, Integers
    from ..vector.color_conversion import Backdrop

MOST_EMBEDDED = 1 << 20  # bytes of a file that is not packed
OPAQUE = 255
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
EXACT = 1e-3  # of the picture's side: how far an affine map may be off


class Pictures:
    """The pictures of one export.

    folder: that of the document; files that are too large to be in it are written there, and none that is
    there is touched. distorted: how many lie on the page as no map of ours has it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: list[Path] = []
        self._found: dict[tuple[object, ...], str | None] = {}
        self.used: set[bpy.types.Image] = set()
        self.distorted: int = 0

    def href(self, image: Any, below: Backdrop | None) -> str | None:
        """What a page says for an image that is seen over a color; None if it cannot be had."""
        key = (image.name_full, below)
        if key not in self._found:
            self._found[key] = self._href(image, below)
            self.used.add(image)
        return self._found[key]

    def pixels(self, image: Any, below: Backdrop | None) -> Bytes | None:
        """The pixels of an image as a page must show them; None if they cannot be had."""
        self.used.add(image)
        pixels = image_pixels(image)
        if pixels is not None and below is not None and (pixels[..., 3] < OPAQUE).any():
            return mixed_as_file(pixels, np.array(below, np.float32))
        return pixels

    def _href(self, image: Any, below: Backdrop | None) -> str | None:
        data = image_file(image)
        found = probe_bytes(data) if data else None
        kind = KINDS.get(found.format) if found and not found.turn.is_needed else None
        if data is None or kind is None or below is not None:
            pixels = self.pixels(image, below)
            if pixels is None:
                return None
            if below is None or kind is None or (pixels[..., 3] < OPAQUE).any():
                data, kind = encoded(pixels), KINDS["PNG"]
        if data and (image.packed_file or len(data) <= MOST_EMBEDDED):
            return embedded(kind, data)
        stem = Path(bpy.path.basename(image.filepath)).stem or image.name
        if not data:
            return None
        path, is_new = written(self._folder, stem, kind, data)
        self._written += [path] if is_new else []
        return path.name

    def take_back(self) -> None:
        """Remove the files that were written beside the document, as there is to be none."""
        for path in self._written:
            path.unlink(missing_ok=True)


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
    if image is None or layer is None:
        return None
    flat = np.empty(2 * len(lie.mesh.loops), np.float32)
    layer.data.foreach_get("uv", flat)
    uv = flat.astype(np.float64).reshape(-1, 2)[lie.corners]
    unit = np.column_stack([uv[:, 0], 1.0 - uv[:, 1]])
    below, is_smooth = backdrop_of(material), color_source(material).interpolation != "Closest"
    clip = tuple(polygon_subpath(loop[:, :2]) for loop in lie.loops)
    solved, _, rank, _ = np.linalg.lstsq(np.column_stack([unit, np.ones(len(unit))]), lie.points, rcond=None)
    if rank < 3:
        return None
    found: Floats = solved.astype(np.float64)
    size = float(np.ptp(lie.points, axis=0).max())
    off = np.abs(np.column_stack([unit, np.ones(len(unit))]) @ found - lie.points).max()
    if off > EXACT * size:
        to_page = projective(unit, lie.points)
        pixels = pictures.pixels(image, below) if to_page is not None else None
        if to_page is not None and pixels is not None:
            low, high = lie.points.min(axis=0), lie.points.max(axis=0)
            href = embedded(KINDS["PNG"], encoded(warped(pixels, to_page, low, high)))
            matrix = Matrix(high[0] - low[0], 0.0, 0.0, high[1] - low[1], low[0], low[1])
            return PictureMark("", "", (), href, matrix, _alpha(material), clip=clip)
        pictures.distorted += 1
    seen = pictures.href(image, below)
    if seen is None:
        return None
    (a, b), (c, d), (e, f) = found.tolist()
    if _is_whole(found, lie.loops, size):
        clip = ()
    return PictureMark("", "", (), seen, Matrix(a, b, c, d, e, f), _alpha(material), is_smooth, clip)


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
