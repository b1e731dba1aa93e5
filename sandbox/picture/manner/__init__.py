# SPDX-License-Identifier: GPL-3.0-or-later
"""The manners of drawing, by name: each makes SVG elements, back to front, of a subject and a palette."""

import random
from collections.abc import Callable

from sandbox.picture.palette import Palette
from sandbox.picture.subject import Subject

from .vista import vista

Manner = Callable[[Subject, Palette, random.Random], list[str]]
MANNERS: dict[str, Manner] = {
    "vista": vista,
    "bauhaus": vista,
    "papercut": vista,
    "woodcut": vista,
    "mosaic": vista,
    "botanic": vista,
}
