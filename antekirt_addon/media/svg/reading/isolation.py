# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements that are filtered or faded as one thing: as vectors where these can say it, else as an effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ....message import Message
from ..fading import faded
from ..shape import Effect, Element
from .basic_shape import rectangle
from .clip_algebra import intersection, window
from .element_name import element_name
from .filter_chain import FilterChain
from .gradient_fade import faded_by_gradient
from .recoloring import color_steps, recolored
from .transform import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..paint import Matrix
    from ..shape import Fade, Subpath
    from .clip_algebra import Clip
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .xml_tree import Node

DEEPEST = 12  # one in another


@dataclass(frozen=True, slots=True)
class Isolation:
    """A node that is drawn as one thing, then filtered, cut to its clips and faded.

    state: around the node. clips, opacity: all those on the node.
    """

    node: Node
    space: ObjectSpace
    state: GraphicsState
    clips: tuple[Clip, ...]
    opacity: float
    chain: FilterChain
    fade: Fade | None

    def add(self, converter: ContentConverter) -> None:
        """Add what it shows."""
        content = converter.isolated(self.node, self.state)
        converter.left_out.update(content.left_out)
        elements, chain, fade, clips = content.elements, self.chain, self.fade, self.clips
        plain = self._recolored(elements)
        if plain is not None:
            if chain.region:
                clips = intersection(clips, [_clip(chain, self.space.matrix)])
            elements, chain = plain, FilterChain()
        if fade and not chain.primitives:
            plain = faded_by_gradient(elements, fade)
            if plain is not None:
                elements, fade = plain, None
        if elements and (chain.primitives or fade):
            elements = [self._effect(elements, chain, fade, converter)]
        for element in elements:
            cut = replace(element, clips=intersection(clips, element.clips))
            converter.add(faded(cut, self.opacity), self.state)

    def _recolored(self, elements: Sequence[Element]) -> list[Element] | None:
        """The elements in the colours of a filter, if it does no more to them."""
        steps = color_steps(self.chain.primitives) if self.chain.primitives else []
        return None if steps is None else recolored(elements, steps)

    def _effect(
        self, elements: Sequence[Element], chain: FilterChain, fade: Fade | None, converter: ContentConverter
    ) -> Element:
        """The element that stands for what vectors cannot say."""
        matrix, outline = IDENTITY, _around(converter.page.width, converter.page.height)
        if chain.primitives:
            matrix = self.space.matrix
        if chain.region:
            left, top, right, bottom = chain.region
            outline = tuple(rectangle((left, top), (right - left, bottom - top)))
        effect = Effect(
            tuple(elements),
            matrix,
            Message("filter") if chain.primitives else Message("mask"),
            tuple(chain.primitives),
            tuple(chain.contents),
            fade,
        )
        return Element(
            name=element_name(self.node),
            groups=self.state.groups,
            subpaths=outline,
            matrix=matrix if chain.region else IDENTITY,
            fill=None,
            fill_rule="NONZERO",
            stroke=None,
            key=self.node.attributes.get("id", ""),
            effect=effect,
        )


def _clip(chain: FilterChain, matrix: Matrix) -> Clip:
    """The region of a filter as a clip."""
    assert chain.region
    left, top, right, bottom = chain.region
    return window((left, top), (right - left, bottom - top), matrix)


def _around(width: float, height: float) -> tuple[Subpath, ...]:
    """The page, and as much around it."""
    return tuple(rectangle((-width, -height), (3 * width, 3 * height)))
