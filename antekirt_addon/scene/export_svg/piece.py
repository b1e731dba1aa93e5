# SPDX-License-Identifier: GPL-3.0-or-later
"""What of an object is drawn at one go, before its place in painter's order is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...media.svg.writing.page import PathMark
from ...media.svg.writing.region import outlines, polygon_subpath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...media.arrays import Floats, Integers
    from ...media.svg.shape import Group, Subpath
    from ...media.svg.writing.page import Fill, Mark, PictureMark


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Polygons of one color on a sheet of points (n, 2) of the page, by their directed edges (m, 2)."""

    sheet: Floats
    edges: Integers
    fill: Fill

    def subpaths(self) -> tuple[Subpath, ...]:
        """The outlines around it."""
        return tuple(polygon_subpath(self.sheet[chain]) for chain in outlines(self.edges) if len(chain) > 2)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """owner: the object as it is in the scene, not evaluated; later its number. name, key: its own, or "".

    loops: where it lies, as polygons (n, 3) on the page with their nearness.
    content: what is drawn, its name and groups still to be said; a region may be united with the next one.
    drawing: pieces with the same one are drawn in the order that they come in.
    """

    owner: Any
    loops: Sequence[Floats]
    content: Region | PathMark | PictureMark
    drawing: object = None
    name: str = ""
    key: str = ""


class Owner(NamedTuple):
    """What is known of an object: its name, the id in its file or "", and its groups with its own."""

    name: str
    key: str
    groups: tuple[Group, ...]


def united(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces in painter's order, with those in one that follow each other and look like one."""
    last: Piece | None = None
    for piece in pieces:
        if last and (both := _both(last, piece)):
            last = both
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _both(one: Piece, other: Piece) -> Piece | None:
    a, b = one.content, other.content
    if not (isinstance(a, Region) and isinstance(b, Region)) or a.sheet is not b.sheet or a.fill != b.fill:
        return None
    if (one.name, one.key) != (other.name, other.key):
        return None
    return replace(one, content=replace(a, edges=np.concatenate([a.edges, b.edges])))


def marked(piece: Piece) -> Mark | None:
    """What is drawn of a piece; None if nothing is left of it."""
    if not isinstance(piece.content, Region):
        return replace(piece.content, name=piece.name, key=piece.key)
    subpaths = piece.content.subpaths()
    if not subpaths:
        return None
    return PathMark(piece.name, piece.key, (), subpaths, piece.content.fill, "NONZERO")
