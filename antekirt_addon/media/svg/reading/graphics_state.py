# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes down to a node from those around it, while a document is converted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .cascade import INHERITED, inherit
from .computed_style import ComputedStyle
from .length import POSITIONS, length
from .transform import IDENTITY, around, compose, parse_transform

if TYPE_CHECKING:
    from ..paint import Matrix
    from ..shape import Group, Subpath, Surface
    from .clip_algebra import Clip
    from .context_paint import ContextPaint
    from .object_space import ObjectSpace, Viewport
    from .style_sheet import Declarations
    from .xml_tree import Node

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class GraphicsState:
    """inherited: properties of those around it; matrix maps local units to root units.

    opacity: of those groups around, multiplied, that are drawn on no surface of their own. copied: targets of
    use and markers that lead here. surfaces: outermost first. context: of the innermost of these.
    """

    inherited: Declarations
    matrix: Matrix
    viewport: Viewport
    opacity: float = 1.0
    clips: tuple[Clip, ...] = ()
    groups: tuple[Group, ...] = ()
    copied: tuple[Node, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    context: ContextPaint | None = None
    _computed: dict[tuple[tuple[str, str], ...], ComputedStyle] = field(default_factory=dict, init=False)

    def computed_style(self, own: Declarations) -> ComputedStyle:
        """How a shape with these properties of its own is drawn here; most shapes share one."""
        key = tuple([item for item in own.items() if item[0] in INHERITED])
        style = self._computed.get(key)
        if style is None:
            style = self._computed[key] = ComputedStyle.of(inherit(self.inherited, own))
        return style


class Figure(NamedTuple):
    """A shape on its way to an Element; state.matrix is that of its own local units."""

    node: Node
    own: Declarations
    style: ComputedStyle
    subpaths: tuple[Subpath, ...]
    space: ObjectSpace
    state: GraphicsState


def local_matrix(own: Declarations, state: GraphicsState) -> Matrix:
    """The map of an element's own local units to root units."""
    text = own.get("transform")
    if not text:
        return state.matrix
    matrix = parse_transform(text)
    if "transform-origin" in own:
        words = [*(own["transform-origin"].split() or ["0", "0"]), "50%"]
        x = length(POSITIONS.get(words[0], words[0]), 0.0, state.viewport.width)
        y = length(POSITIONS.get(words[1], words[1]), 0.0, state.viewport.height)
        matrix = around(matrix, x, y)
    return compose(state.matrix, matrix) if matrix is not IDENTITY else state.matrix


def applies(node: Node) -> bool:
    """Whether an element's conditions hold (SVG 1.1, 5.8)."""
    attributes = node.attributes
    if "systemLanguage" in attributes:
        languages = [word.strip().lower() for word in attributes["systemLanguage"].split(",")]
        if not any(word == LANGUAGE or word.startswith(LANGUAGE + "-") for word in languages):
            return False
    return "requiredExtensions" not in attributes  # an empty one does not hold either
