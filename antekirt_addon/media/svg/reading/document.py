# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG document → a Drawing: the story of reading, in the order it happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..real_size import RealSize
from ..shape import Drawing
from .background import add_background
from .converter import open_document
from .graphics_state import GraphicsState
from .svg_bytes import svg_bytes
from .transform import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...font.lent_face import Lender


def read(
    source: Path | bytes,
    stop: Callable[[], bool],
    *,
    files_beside: bool = False,
    lender: Lender | None = None,
) -> Drawing:
    """The drawing in an SVG file or in its bytes; svgz is welcome.

    Raises SvgError, with a sentence for the artist, if it cannot be drawn, and Stopped once stop() is true.
    Nothing but the file itself is ever opened, and with files_beside what lies in its folder or below.
    """
    folder = source.parent if files_beside and isinstance(source, Path) else None
    converter = open_document(svg_bytes(source), stop, folder, lender)
    page = converter.page
    add_background(converter, GraphicsState({}, IDENTITY, page.viewport))
    converter.convert([converter.index.root], GraphicsState({}, page.matrix, page.viewport))
    converter.index.close()
    return Drawing(
        page.width,
        page.height,
        tuple(converter.elements),
        dict(converter.left_out),
        converter.index.stand_ins,
        RealSize(1.0 / page.pixel, page.is_measured),
    )
