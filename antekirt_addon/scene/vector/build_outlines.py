# SPDX-License-Identifier: GPL-3.0-or-later
"""What is filled outlines in the scene becomes curves, or a mesh or a drawing, or one for each file layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...media.svg.geometry.fill_polygons import polygons_of
from ...media.svg.paint import Picture
from . import origin
from .build_curves import build_curves
from .build_grease_pencil import build_grease_pencil
from .build_mesh import build_mesh
from .file_layer import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ...media.svg.shape import Artwork
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import VectorSettings

BUILDERS = {"MESH": build_mesh, "GREASE_PENCIL": build_grease_pencil}


def build_outlines(
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the objects of an artwork that is outlines alone; yields progress."""
    if not artwork.shapes:
        return
    if settings.import_as == "CURVES":  # these group shapes themselves
        yield from build_curves(artwork, settings, space, materials, transaction)
    else:
        build = BUILDERS[settings.import_as]
        yield from build_parts(
            lambda part: build(part, settings, space, materials, transaction),
            artwork,
            settings,
            space,
            transaction,
        )


def build_parts(
    build: Callable[[Artwork], Iterator[float]],
    artwork: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    transaction: Transaction,
) -> Iterator[float]:
    """Make one object of an artwork, or one of each layer of the file."""
    parts = parts_of(artwork) if settings.grouping == "FILE_LAYERS" else {(): artwork}
    for number, (layers, part) in enumerate(parts.items()):
        placed = origin.centered_artwork(part, space) if settings.origin_to_center else part
        for progress in build(placed):
            yield (number + progress) / len(parts)
        obj, _ = transaction.drawn[-1]
        if settings.origin_to_center:
            obj.location.xy = space.to_local_point(*origin.middle(part.shapes))
        if layers:
            obj.name = obj.data.name = layers[-1].name


def outlined(artwork: Artwork, others: Collection[int]) -> Artwork:
    """The artwork without what is no outline in the scene: pictures, and others by their shapes' id()."""
    plain = [
        n
        for n, shape in enumerate(artwork.shapes)
        if not isinstance(shape.paint, Picture) and id(shape) not in others
    ]
    polygons = polygons_of(artwork.polygons, plain) if artwork.polygons else None
    return replace(artwork, shapes=tuple(artwork.shapes[n] for n in plain), polygons=polygons)
