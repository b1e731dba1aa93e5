# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes that are painted with a picture become meshes that show it, each at the depth of its layer.

They are objects of their own whatever the rest becomes, as curves have no UV map that lasts, and Grease
Pencil no pictures that export.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

import bpy
import numpy as np

from ...media.probe import probe_bytes
from ...media.svg.geometry.fill_polygons import polygons_of
from ...media.svg.paint import Picture
from ...media.svg.raster.linear_mixing import mixed_as_light
from ...media.svg.raster.png_file import encoded
from .. import image_material, packed_image
from ..texture.texture_options import TextureOptions
from . import layer_spacing
from .artwork_material import PAINT
from .file_color import note_backdrop
from .origin import centered_artwork, middle
from .triangulation import fill_mesh, triangulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...media.orientation import Turn
    from ...media.probe import MediaInfo
    from ...media.svg.shape import Artwork, Polygons
    from .artwork_space import ArtworkSpace
    from .color_conversion import Backdrop
    from .transaction import Transaction
    from .vector_settings import VectorSettings

NAME = "Picture"


def build_pictures(
    artwork: Artwork, settings: VectorSettings, space: ArtworkSpace, transaction: Transaction
) -> Iterator[None]:
    """Make an object of each shape whose paint is a picture; yields after each."""
    materials = _Materials(transaction, lit=settings.lit)
    for number, shape in enumerate(artwork.shapes):
        if not isinstance(shape.paint, Picture):
            continue
        assert artwork.polygons
        part = replace(artwork, shapes=(shape,), polygons=polygons_of(artwork.polygons, [number]))
        if settings.origin_to_center:
            part = centered_artwork(part, space)
        paint = part.shapes[0].paint
        assert isinstance(paint, Picture)
        assert part.polygons
        name = f"{shape.name} {NAME}"
        data = transaction.add(bpy.data.meshes.new(name))
        _fill(data, part.polygons, space)
        material, turn = materials.of(name, paint, shape.backdrop)
        _lay(data, paint, space, turn)
        data.materials.append(material)
        obj = transaction.new_object(name, data, [shape])
        obj[layer_spacing.LAYER] = shape.layer
        x, y = space.to_local_point(*middle([shape])) if settings.origin_to_center else (0.0, 0.0)
        obj.location = (x, y, shape.layer * space.spacing)
        yield


class _Materials:
    """The materials of pictures; what looks the same is one."""

    def __init__(self, transaction: Transaction, *, lit: bool) -> None:
        self._transaction = transaction
        self._lit = lit
        self._images: dict[bytes, tuple[bpy.types.Image, MediaInfo]] = {}
        self._made: dict[tuple[object, ...], bpy.types.Material] = {}

    def of(self, name: str, paint: Picture, backdrop: Backdrop) -> tuple[bpy.types.Material, Turn]:
        """The material that shows a picture over a backdrop, and how its file is turned."""
        assert isinstance(paint.content, bytes)
        image, found = self._image(name, paint.content)
        is_mixed = not (self._lit or paint.is_opaque or found.format == "PNG")  # those are mixed already
        key = (paint.content, paint.alpha, paint.is_smooth, backdrop if is_mixed else None)
        if key not in self._made:
            if is_mixed:
                below = np.array(backdrop, np.float32)
                pixels = mixed_as_light(packed_image.pixels(image), paint.alpha, below)
                image, _ = self._image(name, encoded(pixels))
            options = TextureOptions(
                projection="UV", extension="EXTEND", interpolation="Linear" if paint.is_smooth else "Closest"
            )
            alpha = 1.0 if is_mixed else paint.alpha
            material = image_material.build(image, lit=self._lit, options=options, alpha=alpha)
            if not (self._lit or paint.is_opaque):
                note_backdrop(material, backdrop)
            digest = blake2b(repr(key[1:]).encode(), key=blake2b(paint.content).digest(), digest_size=8)
            material[PAINT] = f"{NAME}|{digest.hexdigest()}"
            self._made[key] = self._transaction.add(material)
        return self._made[key], found.turn

    def _image(self, name: str, data: bytes) -> tuple[bpy.types.Image, MediaInfo]:
        """The image of a file, and what it holds."""
        if data not in self._images:
            found = probe_bytes(data)
            self._images[data] = self._transaction.add(packed_image.new(name, data, found)), found
        return self._images[data]


def _fill(data: bpy.types.Mesh, polygons: Polygons, space: ArtworkSpace) -> None:
    """Put a shape's polygons into a mesh; a rectangle becomes one face."""
    if len(polygons.corners) == len(polygons.points) == 4:
        faces = polygons.corners[None]
    else:
        size = max(space.width, space.height)
        faces = np.concatenate([some for some, _ in triangulate(polygons, size, data)])
    fill_mesh(data, space.to_local(polygons.points), np.zeros(len(polygons.points)), faces)


def _lay(data: bpy.types.Mesh, paint: Picture, space: ArtworkSpace, turn: Turn) -> None:
    """Give a mesh the UV map by which it shows its part of a picture."""
    layer = data.uv_layers.new(name="UVMap")
    assert layer is not None
    positions = np.empty(3 * len(data.vertices), np.float32)
    data.vertices.foreach_get("co", positions)
    corners = np.empty(len(data.loops), np.int32)
    data.loops.foreach_get("vertex_index", corners)
    local = positions.reshape(-1, 3)[corners, :2].astype(np.float64)
    (a, c, e), (b, d, f) = space.from_local(paint.to_picture)
    x, y = local.T
    upright = np.column_stack((a * x + c * y + e - 0.5, 0.5 - (b * x + d * y + f)))
    uv = [value for point in upright.tolist() for value in turn.of(*point)]
    layer.data.foreach_set("uv", np.array(uv, np.float32) + np.float32(0.5))
