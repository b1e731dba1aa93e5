# SPDX-License-Identifier: GPL-3.0-or-later
"""What an element's properties are: attributes, style sheet, style attribute and inheritance (SVG 1.1, 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .color import parse_color
from .length import FONT_SIZE, length
from .style_sheet import Declarations, Sheet, parse_declarations

if TYPE_CHECKING:
    from .xml_tree import Node

INHERITED = frozenset(
    {
        *(
            "clip-rule",
            "color",
            "color-interpolation-filters",
            "fill",
            "fill-opacity",
            "fill-rule",
            "font-size",
        ),
        *("marker", "marker-end", "marker-mid", "marker-start", "paint-order", "stroke", "stroke-dasharray"),
        *("stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity"),
        *("image-rendering", "stroke-width", "visibility"),
    }
)
OWN = frozenset(
    {
        *(
            "clip-path",
            "display",
            "filter",
            "flood-color",
            "flood-opacity",
            "mask",
            "mask-type",
            "opacity",
            "overflow",
            "stop-color",
        ),
        *("stop-opacity", "transform", "transform-origin", "vector-effect"),
    }
)
ATTRIBUTES = (INHERITED - {"marker"}) | OWN  # the shorthand is for style sheets alone
PROPERTIES = INHERITED | OWN | {"background-color"}
PAINTS = {"fill", "stroke"}
KEPT = {"inherit", "unset"}


def declared(node: Node, sheet: Sheet) -> Declarations:
    """The properties that are set on the element itself, by whatever means."""
    attributes = node.attributes
    found = {name: attributes[name] for name in attributes if name in ATTRIBUTES}
    written = attributes.get("style")
    if sheet.is_empty and written is None:
        return found
    rules = [] if sheet.is_empty else sheet.matching(node)
    normal, important = parse_declarations(written) if written else ({}, {})
    for rule in rules:
        _update(found, rule.normal)
    _update(found, normal)
    for rule in rules:
        _update(found, rule.important)
    _update(found, important)
    return found


def _update(found: Declarations, declarations: Declarations) -> None:
    """Let known properties of a rule override those found before."""
    for name, value in declarations.items():
        if name == "marker":
            found.update({"marker-start": value, "marker-mid": value, "marker-end": value})
        elif name == "background":
            found["background-color"] = value
        elif name in PROPERTIES or name.startswith("--"):
            found[name] = value


def inherit(above: Declarations, own: Declarations) -> Declarations:
    """What an element hands down: the properties of those above it, and its own inherited ones."""
    style = above
    for name, value in own.items():
        if (
            (name not in INHERITED and not name.startswith("--"))
            or value in KEPT
            or (name in PAINTS and not _is_paint(value))
        ):
            continue
        if style is above:
            style = dict(above)
        if value == "initial":
            style.pop(name, None)
        elif name == "font-size":
            size = font_size(above)
            style[name] = str(length(value, size, size, size))
        elif name == "color" and value.lower() == "currentcolor":
            continue
        else:
            style[name] = value
    return style


def _is_paint(value: str) -> bool:
    """Whether a value can be a paint; others count as if they had not been written."""
    if parse_color(value) is not None:
        return True
    return value.lstrip()[:4].lower() in ("url(", "none", "curr", "cont") or "icc-color" in value


def font_size(style: Declarations) -> float:
    """The font size in user units; cascaded ones are absolute already."""
    return float(style.get("font-size", FONT_SIZE))
