# SPDX-License-Identifier: GPL-3.0-or-later
"""The styles of drawing, by name: each makes SVG elements, back to front, of a subject and a palette."""

import random
from collections.abc import Callable

from sandbox.picture.palette import Palette
from sandbox.picture.subject import Subject

from .bauhaus import bauhaus
from .botanic import botanic
from .mosaic import mosaic
from .papercut import papercut
from .vista import vista
from .woodcut import woodcut

Style = Callable[[Subject, Palette, random.Random], list[str]]
STYLES: dict[str, Style] = {
    "vista": vista,
    "bauhaus": bauhaus,
    "papercut": papercut,
    "woodcut": woodcut,
    "mosaic": mosaic,
    "botanic": botanic,
}
