# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines become polygons, and polygons triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from mathutils.geometry import tessellate_polygon

from ...media.svg.flatten import flatten_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ...media.svg.shape import Points

Part: TypeAlias = "tuple[Points, NDArray[np.int32]]"  # points (n, 2), and the triangles (m, 3) between them


def triangles(shapes: Sequence[Sequence[Points]], tolerance: float) -> Iterator[Part]:
    """For the closed chains of each shape what fills them by the even-odd rule, counter-clockwise."""
    for rings in polygons(shapes, tolerance):
        faces = tessellate_polygon([ring.tolist() for ring in rings])
        yield np.concatenate(rings), np.array(faces, np.int32).reshape(-1, 3)[:, ::-1]


def polygons(shapes: Sequence[Sequence[Points]], tolerance: float) -> Iterator[list[Points]]:
    """For the closed chains of each shape the polygons (n, 2) close to them, no point repeated at the end."""
    chains = [chain for own in shapes for chain in own]
    lines = flatten_all(chains, np.full(len(chains), tolerance))
    rings = iter(np.split(lines.points, lines.starts[1:-1]))
    for own in shapes:
        yield [next(rings)[:-1] for _ in own]
