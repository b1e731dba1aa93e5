# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures to compare: an SVG as a rasterizer draws it, and an artwork drawn by the same.

``python -m tests.svg_raster`` draws the pictures in tests/data/svg anew, which Blender's renders are compared
with where there is no rasterizer.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import resvg_py
from PIL import Image
from skimage.metrics import structural_similarity

from antekirt_addon.media.svg.paint import Gradient
from antekirt_addon.media.svg.paint import Picture as PicturePaint
from antekirt_addon.media.svg.raster.png_file import encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from antekirt_addon.media.svg.paint import Matrix, Paint
    from antekirt_addon.media.svg.shape import Artwork, Shape

    Picture = NDArray[np.uint8]

DRAWINGS = sorted((Path(__file__).parent / "data" / "svg").glob("*.svg"))


def draw(text: str, width: int = 256, height: int = 256) -> Picture:
    """The SVG over white, (height, width, 3)."""
    png = resvg_py.svg_to_bytes(svg_string=text, width=width, height=height, dpi=96, languages=["en"])
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return np.asarray(white.convert("RGB"))


def draw_artwork(artwork: Artwork, width: int = 256, height: int = 256) -> Picture:
    """The artwork's shapes, layer by layer, filled by the even-odd rule."""
    body = "".join(map(_path, sorted(artwork.shapes, key=lambda shape: shape.layer)))
    box = f"0 0 {artwork.width!r} {artwork.height!r}"
    return draw(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>', width, height)


def likeness(one: Picture, other: Picture) -> float:
    """SSIM, 1 for equal pictures."""
    return float(structural_similarity(one, other, channel_axis=2))


def _path(shape: Shape) -> str:
    parts = []
    for subpath in shape.subpaths:
        numbers = [f"{x!r} {y!r}" for x, y in subpath.points.tolist()]
        parts.append(f"M{numbers[0]}C{' '.join(numbers[1:])}z")
    if isinstance(shape.paint, PicturePaint):
        return _picture(shape.paint, "".join(parts), f"p{id(shape)}")
    return f'{_definition(shape.paint)}<path fill-rule="evenodd" {_fill(shape.paint)} d="{"".join(parts)}"/>'


def _picture(paint: PicturePaint, outline: str, name: str) -> str:
    """A picture within an outline."""
    content = paint.content if isinstance(paint.content, bytes) else encoded(paint.content)
    kind = {b"\xff\xd8": "jpeg", b"RI": "webp"}.get(content[:2], "png")
    href = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    rendering = "" if paint.is_smooth else ' image-rendering="optimizeSpeed"'
    return (
        f'<clipPath id="{name}"><path clip-rule="evenodd" d="{outline}"/></clipPath>'
        f'<g clip-path="url(#{name})"><image transform="matrix({_inverse(paint.to_picture)})" width="1"'
        f' height="1" preserveAspectRatio="none" opacity="{paint.alpha!r}"{rendering} href="{href}"/></g>'
    )


def _inverse(m: Matrix) -> str:
    """The numbers of the map back."""
    inverse = np.linalg.inv(np.array([[m.a, m.c, m.e], [m.b, m.d, m.f], [0, 0, 1]]))
    return " ".join(repr(float(value)) for value in inverse[:2].T.ravel())


def _fill(paint: Paint) -> str:
    assert not isinstance(paint, PicturePaint)
    if isinstance(paint, Gradient):
        return f'fill="url(#g{id(paint)})"'
    channels = ",".join(str(round(255 * value)) for value in (paint.red, paint.green, paint.blue))
    return f'fill="rgb({channels})" fill-opacity="{paint.alpha!r}"'


def _definition(paint: Paint) -> str:
    if not isinstance(paint, Gradient):
        return ""
    numbers = _inverse(paint.to_gradient)
    stops = "".join(
        f'<stop offset="{stop.offset!r}" stop-opacity="{stop.color.alpha!r}" '
        f'stop-color="{_fill(stop.color).split(chr(34))[1]}"/>'
        for stop in paint.stops
    )
    name = "linearGradient" if paint.kind == "LINEAR" else "radialGradient"
    place = (
        'x1="0" y1="0" x2="1" y2="0"'
        if paint.kind == "LINEAR"
        else f'cx="0" cy="0" r="1" fx="{paint.focus[0]!r}" fy="{paint.focus[1]!r}"'
    )
    return (
        f'<{name} id="g{id(paint)}" gradientUnits="userSpaceOnUse" {place} '
        f'spreadMethod="{paint.spread.lower()}" gradientTransform="matrix({numbers})">{stops}</{name}>'
    )


if __name__ == "__main__":
    for drawing in DRAWINGS:
        Image.fromarray(draw(drawing.read_text("utf-8"))).save(drawing.with_suffix(".png"), optimize=True)
