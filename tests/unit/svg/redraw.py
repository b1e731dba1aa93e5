# SPDX-License-Identifier: GPL-3.0-or-later
"""A Drawing → the plainest SVG that shows it: paths with absolute curves, one by one.

Rasterized beside the file that it was read from, it tells whether the reader understood the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from antekirt_addon.media.svg.shape import Solid
from antekirt_addon.media.svg.transform import compose, invert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from antekirt_addon.media.svg.shape import (
        ClipRegion,
        Drawing,
        Element,
        Gradient,
        Matrix,
        Paint,
        Stroke,
        Subpath,
    )

CLIP_RULES = {"NONZERO": "nonzero", "EVEN_ODD": "evenodd"}


def redraw(drawing: Drawing) -> str:
    sheet = Sheet()
    body = "".join(sheet.element(element) for element in drawing.elements)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width!r}" height="{drawing.height!r}">'
        f"<defs>{''.join(sheet.definitions)}</defs>{body}</svg>"
    )


class Sheet:
    def __init__(self) -> None:
        self.definitions: list[str] = []
        self.clip_names: dict[int, str] = {}

    def element(self, element: Element) -> str:
        fill = self.paint("fill", element.fill, element.matrix)
        stroke = self.stroke(element.stroke, element.matrix)
        order = ' paint-order="stroke"' if element.stroke_first else ""
        drawn = (
            f'<path d="{path_data(element.subpaths)}" transform="{text_of(element.matrix)}"'
            f' fill-rule="{CLIP_RULES[element.fill_rule]}"{fill}{stroke}{order}/>'
        )
        for clip in element.clips:
            drawn = f'<g clip-path="url(#{self.clip(clip)})">{drawn}</g>'
        return drawn

    def clip(self, clip: tuple[ClipRegion, ...]) -> str:
        if id(clip) not in self.clip_names:
            name = self.clip_names[id(clip)] = f"c{len(self.clip_names)}"
            paths = "".join(
                f'<path d="{path_data(region.subpaths)}" clip-rule="{CLIP_RULES[region.rule]}"/>'
                for region in clip
            )
            self.definitions.append(f'<clipPath id="{name}">{paths}</clipPath>')
        return self.clip_names[id(clip)]

    def paint(self, kind: str, paint: Paint | None, matrix: Matrix) -> str:
        if paint is None:
            return f' {kind}="none"'
        if isinstance(paint, Solid):
            return f' {kind}="{color(paint)}" {kind}-opacity="{paint.alpha!r}"'
        name = f"g{len(self.definitions)}"
        self.definitions.append(gradient(name, paint, matrix))
        return f' {kind}="url(#{name})"'

    def stroke(self, stroke: Stroke | None, matrix: Matrix) -> str:
        if stroke is None:
            return ""
        dashes = f' stroke-dasharray="{" ".join(map(repr, stroke.dashes))}"' if stroke.dashes else ""
        return (
            f"{self.paint('stroke', stroke.paint, matrix)}"
            f' stroke-width="{stroke.width!r}" stroke-linecap="{stroke.cap.lower()}"'
            f' stroke-linejoin="{stroke.join.lower()}" stroke-miterlimit="{stroke.miter_limit!r}"'
            f'{dashes} stroke-dashoffset="{stroke.dash_offset!r}"'
        )


def gradient(name: str, paint: Gradient, matrix: Matrix) -> str:
    from_gradient, to_local = invert(paint.to_gradient), invert(matrix)
    assert from_gradient is not None
    assert to_local is not None
    if paint.kind == "LINEAR":
        tag, shape = "linearGradient", 'x1="0" y1="0" x2="1" y2="0"'
    else:
        tag, shape = "radialGradient", f'cx="0" cy="0" r="1" fx="{paint.focus[0]!r}" fy="{paint.focus[1]!r}"'
    stops = "".join(
        f'<stop offset="{stop.offset!r}"'
        f' stop-color="{color(stop.color)}" stop-opacity="{stop.color.alpha!r}"/>'
        for stop in paint.stops
    )
    return (
        f'<{tag} id="{name}" gradientUnits="userSpaceOnUse" {shape} spreadMethod="{paint.spread.lower()}"'
        f' gradientTransform="{text_of(compose(to_local, from_gradient))}">{stops}</{tag}>'
    )


def path_data(subpaths: Iterable[Subpath]) -> str:
    return " ".join(
        "M" + " C".join([pair(subpath.points[0]), *curves(subpath)]) + (" Z" if subpath.closed else "")
        for subpath in subpaths
    )


def curves(subpath: Subpath) -> Iterable[str]:
    points = subpath.points
    for at in range(1, len(points), 3):
        yield " ".join(pair(point) for point in points[at : at + 3])


def pair(point: Iterable[float]) -> str:
    return ",".join(f"{float(value)!r}" for value in point)


def text_of(matrix: Matrix) -> str:
    values = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    return f"matrix({' '.join(map(repr, values))})"


def color(solid: Solid) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in (solid.red, solid.green, solid.blue))
