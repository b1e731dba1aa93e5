# SPDX-License-Identifier: GPL-3.0-or-later
"""A pattern with more tiles than anybody could edit: one tile, repeated as a filter repeats it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ....message import Message
from .. import filter_primitive as fp
from ..paint import Solid
from ..shape import Effect, Element
from .basic_shape import rectangle
from .bounding_box import bounds
from .element_name import element_name
from .patterned_part import WHITE, opacity_of, painted, stroke_in
from .transform import compose, invert, map_subpaths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..filter_primitive import Region
    from ..paint import Matrix
    from ..shape import Subpath
    from .bounding_box import Box
    from .context_paint import PaintKind
    from .graphics_state import Figure
    from .viewport import Page


def seen_part(subpaths: Sequence[Subpath], local: Matrix, matrix: Matrix, page: Page) -> Box | None:
    """The box of a shape as far as it is on the page, in a pattern's units; None if nothing is.

    local: maps the shape's own units to root units; matrix: the pattern's to the shape's own.
    """
    to_pattern = invert(compose(local, matrix))
    back = invert(matrix)
    if to_pattern is None or back is None:
        return None
    shape = bounds(map_subpaths(back, subpaths))
    seen = bounds(map_subpaths(to_pattern, rectangle((0.0, 0.0), (page.width, page.height))))
    if shape is None or seen is None:
        return None
    low = np.maximum(shape[:2], seen[:2])
    high = np.minimum(shape[2:], seen[2:])
    return type(shape)(*low.tolist(), *high.tolist()) if (low < high).all() else None


def repeated(
    figure: Figure, kind: PaintKind, matrix: Matrix, tile: Region, content: tuple[Element, ...]
) -> Element:
    """The element that fills or strokes a shape with a tile's content.

    matrix: maps the pattern's units to root units.
    """
    rule, plain = figure.style.fill_rule, _plain(content)
    shape = Element(
        name="",
        groups=(),
        subpaths=figure.subpaths,
        matrix=figure.space.matrix,
        fill=plain if kind == "fill" else None,
        fill_rule=rule,
        stroke=stroke_in(plain, figure) if kind == "stroke" else None,
    )
    primitives = (
        fp.Primitive(fp.Content(0), (), tile, is_linear=False),
        fp.Primitive(fp.Tile(tile), (0,), None, is_linear=False),
        fp.Primitive(fp.Compose("in"), (1, fp.SOURCE), None, is_linear=False),
    )
    opacity = figure.state.opacity * opacity_of(kind, figure)
    effect = Effect((shape,), matrix, Message("pattern"), primitives, (content,), opacity=opacity)
    return Element(
        name=element_name(figure.node),
        groups=figure.state.groups,
        subpaths=painted(kind, figure),
        matrix=figure.space.matrix,
        fill=None,
        fill_rule=rule,
        stroke=None,
        clips=figure.state.clips,
        key=figure.node.attributes.get("id", ""),
        effect=effect,
    )


def _plain(content: Sequence[Element]) -> Solid:
    """An opaque colour for those who draw no pictures: the first one in a tile."""
    paints = [paint for one in content for paint in (one.fill, one.stroke and one.stroke.paint)]
    found = next((paint for paint in paints if isinstance(paint, Solid)), WHITE)
    return replace(found, alpha=1.0)
