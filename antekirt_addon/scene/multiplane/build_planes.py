# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""The cut-outs in the scene: a mesh for each plane, with its own picture; all follow the root's values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import bpy
import numpy as np

from ...media.svg.geometry.fill_polygons import polygons_of
from .. import image_material, packed_image
from ..artwork.connection import connect, thicken
from ..artwork.live_driver import LiveDrivers
from ..attribution import add, read_all
from ..texture.texture_options import TextureOptions
from ..vector.layer_spacing import LAYER
from ..vector.triangulation import fill_mesh, triangulate
from . import film_material
from .shown_part import MADE, PLANE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from ..attribution import Attribution
    from ..film_texture import Movie
    from ..vector.artwork_space import ArtworkSpace
    from ..vector.transaction import Transaction
    from .plane_reading import Planes

APART = 1 / 4000  # of the size: what lies in one plane would flicker, once they are laid flat
OPTIONS = TextureOptions(projection="UV", extension="EXTEND")


class PlaneImage(NamedTuple):
    """What cut-outs show: a picture; or a film in its place, from a frame of the scene on."""

    image: Any
    lit: bool
    movie: Movie | None
    start: int


def build(
    root: Any, planes: Planes, space: ArtworkSpace, transaction: Transaction, shown: PlaneImage
) -> Generator[float, None, list[Any]]:
    """Make the cut-outs below the root of an artwork, in no collection yet; yields progress."""
    made: list[Any] = []
    credits_ = [
        one for thing in (root, shown.image, shown.movie and shown.movie.image) for one in _works(thing)
    ]
    for number, (content, found) in enumerate(planes.pictures):
        name = f"{root.name} Plane {number + 1}"
        data = transaction.add(bpy.data.meshes.new(name))
        own = polygons_of(planes.polygons, [number])
        size = max(space.width, space.height)
        faces = [some for some, _ in triangulate(own, size, data)]
        if not faces:
            continue
        depth = np.full(len(own.points), number * APART * space.size)
        fill_mesh(data, space.to_local(own.points), depth, np.concatenate(faces))
        _lay(data, space)
        image = transaction.add(packed_image.new(name, content, found))
        material = transaction.add(_material(image, shown))
        data.materials.append(material)
        data[MADE] = material[MADE] = image[MADE] = len(content)
        obj: Any = transaction.new_object(name, data, ())
        obj.parent = root
        obj[PLANE] = obj[LAYER] = number
        _credit((image, material, obj), credits_)
        made.append(obj)
        yield (number + 1) / len(planes.pictures)
    for _ in connect(root, made, space.spacing):
        yield 1.0
    drivers = LiveDrivers(root)
    for obj in made:
        thicken(obj, drivers)
    return made


def _material(own: Any, shown: PlaneImage) -> bpy.types.Material:
    """The material of a cut-out with a picture of its own."""
    if shown.movie:
        return film_material.build(shown.movie, own, start=shown.start, lit=shown.lit)
    return image_material.build(own, lit=shown.lit, options=OPTIONS)


def _works(thing: Any) -> list[Attribution]:
    return read_all(thing) if thing else []


def _credit(datablocks: Iterable[bpy.types.ID], works: Sequence[Attribution]) -> None:
    """Have datablocks name the works that they show: the vectors and the picture."""
    for datablock in datablocks:
        add(datablock, works)


def _lay(data: bpy.types.Mesh, space: ArtworkSpace) -> None:
    """Give a mesh the UV map by which each point has its place in the picture."""
    layer = data.uv_layers.new(name="UVMap")
    assert layer is not None
    positions = np.empty(3 * len(data.vertices), np.float32)
    data.vertices.foreach_get("co", positions)
    corners = np.empty(len(data.loops), np.int32)
    data.loops.foreach_get("vertex_index", corners)
    sides = np.array((space.width, space.height)) * space.scale
    uv = positions.reshape(-1, 3)[corners, :2] / sides + 0.5
    layer.data.foreach_set("uv", uv.astype(np.float32).ravel())
