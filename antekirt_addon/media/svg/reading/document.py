# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG document → a Drawing: the story of reading, in the order it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..shape import Drawing
from .background import add_background
from .converter import Converter
from .document_index import DocumentIndex
from .graphics_state import GraphicsState
from .nested_content import Purpose
from .object_space import Viewport
from .svg_bytes import svg_bytes
from .transform import IDENTITY
from .viewport import Page, page_of
from .xml_tree import parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


UNSIZED = Page(100.0, 100.0, IDENTITY, Viewport(100.0, 100.0), 1.0)


def read(source: Path | bytes, stop: Callable[[], bool]) -> Drawing:
    """The drawing in an SVG file or in its bytes; svgz is welcome.

    Raises SvgError, with a sentence for the artist, if it cannot be drawn, and Stopped once stop() is true.
    Nothing but the file itself is ever opened.
    """
    root = parse_xml(svg_bytes(source), stop)
    index = DocumentIndex(root, stop)
    page = page_of(root, lambda: _converted(index, UNSIZED, stop, Purpose.MEASURE).extent())
    converted = _converted(index, page, stop)
    return Drawing(page.width, page.height, tuple(converted.elements), dict(converted.left_out))


def _converted(
    index: DocumentIndex, page: Page, stop: Callable[[], bool], purpose: Purpose = Purpose.DRAW
) -> Converter:
    """The whole document, converted for a purpose."""
    converter = Converter(index, page, stop, purpose)
    if purpose is Purpose.DRAW:
        add_background(converter)
    converter.convert([index.root], GraphicsState({}, page.matrix, page.viewport))
    return converter
