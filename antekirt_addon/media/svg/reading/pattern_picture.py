# SPDX-License-Identifier: GPL-3.0-or-later
"""A pattern with more tiles than anybody could edit: one tile, repeated as a filter repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ....message import Message
from .. import filter_primitive as fp
from ..shape import Effect, Element, Solid
from .basic_shape import rectangle
from .bounding_box import bounds
from .element_name import element_name
from .length import fraction
from .transform import compose, invert, map_subpaths

if TYPE_CHECKING:
    from ..filter_primitive import Region
    from ..shape import Matrix, Rule
    from .bounding_box import Box
    from .graphics_state import Figure
    from .viewport import Page

WHITE = Solid(1.0, 1.0, 1.0)


def seen_part(figure: Figure, matrix: Matrix, page: Page) -> Box | None:
    """The box of a shape as far as it is on the page, in a pattern's units; None if nothing is.

    matrix: maps these to the shape's own.
    """
    to_pattern = invert(compose(figure.space.matrix, matrix))
    back = invert(matrix)
    if to_pattern is None or back is None:
        return None
    shape = bounds(map_subpaths(back, figure.subpaths))
    seen = bounds(map_subpaths(to_pattern, rectangle((0.0, 0.0), (page.width, page.height))))
    if shape is None or seen is None:
        return None
    low = np.maximum(shape[:2], seen[:2])
    high = np.minimum(shape[2:], seen[2:])
    return type(shape)(*low.tolist(), *high.tolist()) if (low < high).all() else None


def repeated(
    figure: Figure, rule: Rule, matrix: Matrix, tile: Region, content: tuple[Element, ...]
) -> Element:
    """The element that fills a shape with a tile's content.

    matrix: maps the pattern's units to root units.
    """
    shape = Element(
        name="",
        groups=(),
        subpaths=figure.subpaths,
        matrix=figure.space.matrix,
        fill=WHITE,
        fill_rule=rule,
        stroke=None,
    )
    primitives = (
        fp.Primitive(fp.Content(0), (), tile, is_linear=False),
        fp.Primitive(fp.Tile(tile), (0,), None, is_linear=False),
        fp.Primitive(fp.Compose("in"), (1, fp.SOURCE), None, is_linear=False),
    )
    opacity = figure.state.opacity * fraction(figure.style.inherited.get("fill-opacity"), 1.0)
    effect = Effect((shape,), matrix, Message("pattern"), primitives, (content,), opacity=opacity)
    return Element(
        name=element_name(figure.node),
        groups=figure.state.groups,
        subpaths=figure.subpaths,
        matrix=figure.space.matrix,
        fill=None,
        fill_rule=rule,
        stroke=None,
        clips=figure.state.clips,
        key=figure.node.attributes.get("id", ""),
        effect=effect,
    )
