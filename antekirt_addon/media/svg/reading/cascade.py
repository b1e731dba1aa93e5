# SPDX-License-Identifier: GPL-3.0-or-later
"""What an element's properties are: attributes, style sheet, style attribute and inheritance (SVG 1.1, 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .color import parse_color
from .font_properties import expanded
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
            "direction",
            "dominant-baseline",
            "fill",
            "fill-opacity",
            "fill-rule",
            "font",
        ),
        *("font-family", "font-kerning", "font-size", "font-stretch", "font-style", "font-weight"),
        *("letter-spacing", "text-anchor", "white-space", "word-spacing", "writing-mode"),
        *("marker", "marker-end", "marker-mid", "marker-start", "paint-order", "stroke", "stroke-dasharray"),
        *("stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity"),
        *("image-rendering", "stroke-width", "visibility"),
    }
)
OWN = frozenset(
    {
        *("alignment-baseline", "baseline-shift", "text-decoration", "text-decoration-line"),
        *(
            "clip-path",
            "display",
            "filter",
            "flood-color",
            "flood-opacity",
            "lighting-color",
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
PROPERTIES = INHERITED | OWN | {"background-color", "isolation", "mix-blend-mode"}
PAINTS = {"fill", "stroke"}
KEPT = {"inherit", "unset"}
FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}


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
        elif name == "font":
            found = expanded(value)
            style.update(found)
            if found:
                style["font-size"] = _font_size(found["font-size"], above)
        elif name == "font-size":
            style[name] = _font_size(value, above)
        elif name == "color" and value.lower() == "currentcolor":
            continue
        else:
            style[name] = value
    return style


def _font_size(text: str, above: Declarations) -> str:
    """A font size in user units."""
    size = font_size(above)
    if text in FONT_SIZES:
        return str(FONT_SIZES[text])
    return str(length({"larger": "1.2em", "smaller": "0.8333em"}.get(text, text), size, size, size))


def _is_paint(value: str) -> bool:
    """Whether a value can be a paint; others count as if they had not been written."""
    if parse_color(value) is not None:
        return True
    return value.lstrip()[:4].lower() in ("url(", "none", "curr", "cont") or "icc-color" in value


def font_size(style: Declarations) -> float:
    """The font size in user units; cascaded ones are absolute already."""
    return float(style.get("font-size", FONT_SIZE))
