# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG document → a Drawing: the story of reading, in the order it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..shape import Drawing
from . import svg_bytes as source_
from . import xml_tree
from .converter import Walk
from .document_index import Catalog
from .graphics_state import Place
from .object_space import Purpose, Viewport
from .transform import IDENTITY
from .viewport import Page, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


UNSIZED = Page(100.0, 100.0, IDENTITY, Viewport(100.0, 100.0), 1.0)


def never() -> bool:
    return False


def read(source: Path | bytes, stop: Callable[[], bool] = never) -> Drawing:
    """Read an SVG from a file or from its bytes; svgz is welcome.

    Raises SvgError, with a sentence for the artist, if it cannot be drawn, and Stopped once stop() is true.
    Nothing but the file itself is ever opened.
    """
    root = xml_tree.parse(source_.load(source), stop)
    catalog = Catalog(root, stop)
    sheet = page(root, lambda: draw(catalog, UNSIZED, stop, Purpose.MEASURE).extent())
    walk = draw(catalog, sheet, stop)
    return Drawing(sheet.width, sheet.height, tuple(walk.elements), dict(walk.left_out))


def draw(catalog: Catalog, sheet: Page, stop: Callable[[], bool], purpose: Purpose = Purpose.DRAW) -> Walk:
    walk = Walk(catalog, sheet, stop, purpose)
    walk.draw([catalog.root], Place({}, sheet.matrix, 1.0, (), (), sheet.viewport))
    return walk
