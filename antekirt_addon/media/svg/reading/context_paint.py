# SPDX-License-Identifier: GPL-3.0-or-later
"""The paints that a marker takes from its line, and a use's content from the use (SVG 2, 13.2)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from .object_space import ObjectSpace
    from .style_sheet import Declarations

PaintKind: TypeAlias = Literal["fill", "stroke"]
KINDS: dict[str, PaintKind] = {"context-fill": "fill", "context-stroke": "stroke"}
NAMED = "context-"


class PaintValue(NamedTuple):
    """What a property says, and the space in which a gradient of it lies."""

    text: str
    space: ObjectSpace


class ContextPaint(NamedTuple):
    """What "context-fill" and "context-stroke" stand for."""

    fill: PaintValue
    stroke: PaintValue

    @classmethod
    def of(cls, style: Declarations, space: ObjectSpace, around: ContextPaint | None) -> ContextPaint:
        """The paints of an element, which may come from around it themselves."""
        lasting = replace(space, box=cache(space.box))
        return cls(
            *(
                paint_value(kind, {**style, kind: _lasting(style, kind)}, lasting, around)
                for kind in ("fill", "stroke")
            )
        )


def paint_value(
    kind: str, style: Declarations, space: ObjectSpace, context: ContextPaint | None
) -> PaintValue:
    """What "fill" or "stroke" says in the end."""
    text = style.get(kind) or ("black" if kind == "fill" else "none")
    named = KINDS.get(text.strip()) if text.startswith(NAMED) else None
    if named is None:
        return PaintValue(text, space)
    if context is None:
        return PaintValue("none", space)
    return context.fill if named == "fill" else context.stroke


def _lasting(style: Declarations, kind: str) -> str:
    """The value of a property, with the colour named that is the current one."""
    text = style.get(kind, "")
    return style.get("color", "black") if text.strip().lower() == "currentcolor" else text
