# SPDX-License-Identifier: GPL-3.0-or-later
"""The outlines of shapes in local space and fit to be filled, computed for many shapes in one go."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from .separate_coincident_points import separated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...media.svg.shape import Points, Shape
    from .artwork_space import ArtworkSpace

SHAPES_AT_ONCE = 300  # about five milliseconds
TOLERANCE = 1 / 4000  # how far a drawn curve may lie off the true one, as a part of the artwork's size
SEPARATION = 1e-5  # how far points that lie on each other are moved, as a part of the artwork's size


def fill_outlines(
    shapes: Sequence[Shape], space: ArtworkSpace
) -> Iterator[tuple[Sequence[Shape], list[Sequence[Points]]]]:
    """Some shapes at a time, and the outlines of each, which are closed chains of shape (3n + 1, 2)."""
    for first in range(0, len(shapes), SHAPES_AT_ONCE):
        together = shapes[first : first + SHAPES_AT_ONCE]
        chains = [subpath.points for shape in together for subpath in shape.subpaths]
        local = space.to_local(np.concatenate(chains))
        ends = accumulate(map(len, chains), initial=0)
        own = iter([local[first:last] for first, last in pairwise(ends)])
        outlines = [[next(own) for _ in shape.subpaths] for shape in together]
        yield together, separated(outlines, SEPARATION * space.size)
