# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG file, read beside Blender: the thread works on the file alone, and knows nothing of Blender."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import side_thread
from .error import SceneError, file_error
from .kept_reading import reading_key
from .picture_decoder import PictureDecoder

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from ..media.svg.shape import Artwork
    from .kept_reading import KeptReadings
    from .vector.lent_glyphs import GlyphLender
    from .vector.vector_settings import VectorSettings

MANY_SHAPES = 10_000  # that took so much memory to be read that the rest of it is worth the time to give back
# What of an artist's choices is about the way from the document to shapes.
CHOSEN = (
    "color_tolerance",
    "strokes_as",
    "text_as",
    "effects_as_pictures",
    "drop_background",
    "files_beside",
)


def read(
    path: Path, settings: VectorSettings, lender: GlyphLender, kept: KeptReadings | None = None
) -> Generator[None, None, Artwork]:
    """The artwork of an SVG file, with its backdrops; yields None while it is read. Raises SceneError.

    kept: where it may be found, if it was read lately, and is left for the next time.
    """
    key = reading_key(path, settings, (*CHOSEN, "lit", "import_as")) if kept else None
    found = kept.find(key) if kept else None
    if found:
        return found
    decoder = PictureDecoder()

    def answer() -> None:
        lender.answer()
        decoder.answer()

    try:
        artwork = yield from side_thread.worked_out(
            "SVG", lambda stop: _artwork(path, settings, lender, decoder, stop), answer
        )
    except ImportError as problem:  # some Linux distributions leave it out of their Blender
        raise SceneError("Importing SVG needs NumPy, which this Blender lacks: install it") from problem
    except OSError as problem:
        raise file_error(path, problem) from problem
    except ValueError as problem:
        from ..media.svg.error import SvgError

        if isinstance(problem, SvgError):
            raise file_error(path, problem) from problem
        raise
    if kept:
        kept.keep(key, artwork)
    return artwork


def _artwork(
    path: Path,
    settings: VectorSettings,
    lender: GlyphLender,
    decoder: PictureDecoder,
    stop: Callable[[], bool],
) -> Artwork:
    """The artwork of a file, ready for what it is to become; called in the thread."""
    from ..media import svg
    from ..media.freed_memory import give_back
    from ..media.svg.geometry.backdrop import with_backdrops
    from ..media.svg.geometry.fill_polygons import with_polygons
    from ..media.svg.geometry.gradient_bands import with_bands
    from ..media.svg.raster.linear_mixing import with_picture_files
    from ..media.svg.raster.over_ground import with_grounds
    from .vector.polygon_choice import filled_by_polygons

    options = svg.Options(**{name: getattr(settings, name) for name in CHOSEN})
    decode = partial(decoder.pixels, stop)
    artwork = svg.load(path, options, stop, lender, decode)
    artwork = with_backdrops(artwork, stop)
    if settings.import_as == "GREASE_PENCIL":
        artwork = with_grounds(artwork, stop, decode)
    artwork = with_picture_files(artwork, mixes_light=not settings.lit, stop=stop)
    if settings.import_as == "GREASE_PENCIL":
        artwork = with_bands(artwork, options.curve_tolerance, stop)
    wanted = filled_by_polygons(settings.import_as)
    filled = with_polygons(artwork, options.curve_tolerance, wanted, stop)
    if len(artwork.shapes) > MANY_SHAPES:
        give_back()
    return filled
