# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG becomes shapes in painter's order, ready for a scene.

document.read      the file → elements with everything inherited resolved
resolve.resolve    elements → shapes to fill by the even-odd rule, in layers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .geometry.artwork import resolve
from .options import Options
from .reading.document import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .shape import Artwork

__all__ = ["Options", "load"]


def never() -> bool:
    return False


def load(
    source: Path | bytes,
    options: Options = Options(),  # noqa: B008 - it is frozen
    stop: Callable[[], bool] = never,
) -> Artwork:
    """The artwork of an SVG file or of its bytes; gzip is welcome.

    Raises SvgError, with one sentence for the artist, if it cannot be drawn; Stopped once stop() says so.
    """
    return resolve(read(source, stop), options, stop)
