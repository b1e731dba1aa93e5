# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a node stands while a document is drawn: what comes down to it from those around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .cascade import INHERITED, inherit
from .computed_style import Look
from .length import length
from .transform import IDENTITY, around, compose, parse_transform

if TYPE_CHECKING:
    from ..shape import Matrix, Subpath
    from .clip_path import Clip
    from .object_space import Frame, Viewport
    from .style_sheet import Declarations
    from .xml_tree import Node

LANGUAGE = "en"
ORIGINS = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}


@dataclass(frozen=True, slots=True)
class Place:
    """matrix maps the place's units to root units; opacity is that of all groups around, multiplied."""

    style: Declarations
    matrix: Matrix
    opacity: float
    clips: tuple[Clip, ...]
    groups: tuple[str, ...]
    viewport: Viewport
    copied: tuple[Node, ...] = ()  # the targets of use and the markers that lead here
    looks: dict[tuple[tuple[str, str], ...], Look] = field(default_factory=dict, init=False)

    def look(self, own: Declarations) -> Look:
        """Give how a shape with these properties of its own is drawn here; most have them in common."""
        key = tuple([item for item in own.items() if item[0] in INHERITED])
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = Look.of(inherit(self.style, own))
        return look


class Figure(NamedTuple):
    """A shape on its way to an Element; place.matrix is that of its own units."""

    node: Node
    own: Declarations
    look: Look
    subpaths: tuple[Subpath, ...]
    frame: Frame
    place: Place


def local_matrix(own: Declarations, place: Place) -> Matrix:
    """Give the map of an element's own units to root units."""
    text = own.get("transform")
    if not text:
        return place.matrix
    matrix = parse_transform(text)
    if "transform-origin" in own:
        words = [*own["transform-origin"].split(), "50%"]
        x = length(ORIGINS.get(words[0], words[0]), 0.0, place.viewport.width)
        y = length(ORIGINS.get(words[1], words[1]), 0.0, place.viewport.height)
        matrix = around(matrix, x, y)
    return compose(place.matrix, matrix) if matrix is not IDENTITY else place.matrix


def applies(node: Node) -> bool:
    """Tell whether an element's conditions hold (SVG 1.1, 5.8)."""
    attributes = node.attributes
    if "systemLanguage" in attributes:
        languages = [word.strip().lower() for word in attributes["systemLanguage"].split(",")]
        if not any(word == LANGUAGE or word.startswith(LANGUAGE + "-") for word in languages):
            return False
    return not attributes.get("requiredExtensions")
