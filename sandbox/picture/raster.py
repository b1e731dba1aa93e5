# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture in pixels."""

import io
import random

import resvg_py
from PIL import Image

from sandbox.render_spec import Picture

from .palette import palette_for
from .style import STYLES
from .subject import subject_of
from .svg_element import CANVAS


def paint(picture: Picture) -> Image.Image:
    rng = random.Random(f"{picture.prompt} {picture.seed}".encode("utf-8", "surrogatepass"))
    subject = subject_of(picture.prompt, rng)
    palette = palette_for(subject.mood, random.Random(picture.artist))
    shapes = STYLES[picture.style](subject, palette, rng)
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CANVAS} {CANVAS}" '
        f'width="{picture.size}" height="{picture.size}">{"".join(shapes)}</svg>'
    )
    painted = resvg_py.svg_to_bytes(svg_string=document, skip_system_fonts=True)
    return Image.open(io.BytesIO(painted)).convert("RGB")


def to_webp(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=92, method=2)
    return file.getvalue()
