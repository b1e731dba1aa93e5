# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of an artwork as it is now, by how much of it they cover."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .color_area import corner_areas, material_areas
from .color_name import name_of
from .color_use import drawn_objects, usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from ...media.svg.paint import Stop


class Swatch(NamedTuple):
    """A colour by its name, and the share of the artwork that it covers, 0 to 1."""

    color: str
    share: float


def swatches(root: bpy.types.Object) -> list[Swatch]:
    """The colours of an artwork, what covers most before the others. A gradient counts for its stops."""
    found, objects = usage(root), drawn_objects(root)
    areas: defaultdict[str, float] = defaultdict(float)
    covered = material_areas(objects)
    for material, paint in found.paints.items():
        for stop, part in zip(paint.stops, _parts(paint.stops), strict=True):
            areas[name_of(stop.color)] += part * covered.get(material, 0.0)
    for mesh, attribute in found.attributes.items():
        obj = next(obj for obj in objects if obj.data == mesh)
        shown = [n for n, slot in enumerate(obj.material_slots) if slot.material not in found.paints]
        for code, area in corner_areas(mesh, attribute, set(shown)).items():
            areas[f"#{code:06x}"] += area
    whole = sum(areas.values()) or 1.0
    return sorted(
        (Swatch(color, area / whole) for color, area in areas.items()),
        key=lambda one: (-one.share, one.color),
    )


def _parts(stops: Sequence[Stop]) -> list[float]:
    """The part of a gradient that is nearer to each stop than to others."""
    between = [(a.offset + b.offset) / 2 for a, b in pairwise(stops)]
    bounds = [0.0, *between, 1.0]
    return [b - a for a, b in pairwise(bounds)]
