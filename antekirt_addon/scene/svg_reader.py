# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG file, read beside Blender in a thread of its own.

The thread works on the file alone, knows nothing of Blender, and hands over one result when it ends.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from .error import SceneError, file_error
from .kept_reading import reading_key
from .picture_decoder import PictureDecoder

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from ..media.svg.shape import Artwork
    from .kept_reading import KeptReadings
    from .vector.lent_glyphs import GlyphLender
    from .vector.vector_settings import VectorSettings

WAIT_SECONDS = 0.005  # for the thread, at one go
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
    reading = _Reading(path, settings, lender)
    reading.start()
    try:
        while reading.is_alive():
            reading.join(WAIT_SECONDS)
            lender.answer()
            reading.decoder.answer()
            yield
    finally:
        reading.stop.set()
    artwork = reading.result()
    if kept:
        kept.keep(key, artwork)
    return artwork


class _Reading(threading.Thread):
    """The reading of one file. A daemon: Blender does not wait for it when it quits."""

    def __init__(self, path: Path, settings: VectorSettings, lender: GlyphLender) -> None:
        super().__init__(name="Antekirt SVG", daemon=True)
        self.stop = threading.Event()
        self.decoder = PictureDecoder(self.stop)
        self._lender = lender
        self._path = path
        self._settings = settings
        self._artwork: Artwork | None = None
        self._problem: Exception | None = None

    def run(self) -> None:
        try:
            from ..media import svg
            from ..media.freed_memory import give_back
            from ..media.svg.geometry.backdrop import with_backdrops
            from ..media.svg.geometry.fill_polygons import with_polygons
            from ..media.svg.geometry.gradient_bands import with_bands
            from ..media.svg.raster.linear_mixing import with_picture_files
            from ..media.svg.raster.over_ground import with_grounds
            from .vector.polygon_choice import filled_by_polygons

            options = svg.Options(**{name: getattr(self._settings, name) for name in CHOSEN})
            artwork = svg.load(self._path, options, self.stop.is_set, self._lender, self.decoder.pixels)
            artwork = with_backdrops(artwork, self.stop.is_set)
            if self._settings.import_as == "GREASE_PENCIL":
                artwork = with_grounds(artwork, self.stop.is_set)
            mixes_light = not self._settings.lit
            artwork = with_picture_files(artwork, mixes_light=mixes_light, stop=self.stop.is_set)
            if self._settings.import_as == "GREASE_PENCIL":
                artwork = with_bands(artwork, options.curve_tolerance, self.stop.is_set)
            wanted = filled_by_polygons(self._settings.import_as)
            self._artwork = with_polygons(artwork, options.curve_tolerance, wanted, self.stop.is_set)
            if len(artwork.shapes) > MANY_SHAPES:
                give_back()
        except Exception as problem:  # noqa: BLE001 - raised again where the result is asked for
            self._problem = problem

    def result(self) -> Artwork:
        """What was read, once the thread has ended. Raises SceneError."""
        if self._artwork:
            return self._artwork
        if isinstance(self._problem, ImportError):  # some Linux distributions leave it out of their Blender
            raise SceneError(
                "Importing SVG needs NumPy, which this Blender lacks: install it"
            ) from self._problem
        from ..media.svg.error import SvgError

        if isinstance(self._problem, SvgError | OSError):
            raise file_error(self._path, self._problem) from self._problem
        assert self._problem
        raise self._problem
