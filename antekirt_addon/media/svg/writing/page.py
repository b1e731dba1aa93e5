# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain data of a document that is to be written; document_text.py makes it text.

Coordinates are user units of the page, its top left corner at (0, 0), x right, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..paint import Gradient, Matrix, Solid, Stroke
    from ..shape import Group, Rule, Subpath

Fill: TypeAlias = "Solid | Gradient"


@dataclass(frozen=True, slots=True, eq=False)
class PathMark:
    """A path. name, key and groups are as in an Element."""

    name: str
    key: str
    groups: tuple[Group, ...]
    subpaths: tuple[Subpath, ...]
    fill: Fill | None
    rule: Rule = "EVEN_ODD"
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PictureMark:
    """A picture. href: its file, or all of it as a data: URL. matrix: from its unit square, (0, 0) top left.

    clip: outlines, filled by the nonzero rule, within which it is seen; none if all of it is.
    """

    name: str
    key: str
    groups: tuple[Group, ...]
    href: str
    matrix: Matrix
    alpha: float = 1.0
    is_smooth: bool = True
    clip: tuple[Subpath, ...] = ()


Mark: TypeAlias = "PathMark | PictureMark"


@dataclass(frozen=True, slots=True)
class Creator:
    """Whose work a page shows, and the address of that work, or ""."""

    name: str
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """All of a document; the first mark lies furthest back.

    left, top: where its corner is.
    millimeters: how wide it is in the real world; None: in CSS pixels, one to a unit.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str = ""
    creators: tuple[Creator, ...] = ()
    millimeters: float | None = None
    left: float = 0.0
    top: float = 0.0
