# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG becomes shapes in painter's order, ready for a scene.

    reading/document             bytes → Drawing, through
      svg_bytes, xml_tree        the file, unpacked, as a tree of nodes
      document_index             nodes by id, their CSS properties, all path data at once
      converter                  node by node an Element, with everything inherited resolved
    raster/effect_picture        what no outline can say as pictures of just that piece
    geometry/artwork             Drawing → Artwork, through
      element_outline            fills and strokes as closed curves
      self_intersection_removal  cut to clips and to the viewport, ready for the even-odd rule
      compositing                what lets light through, cut by what lies beneath it
      color_merging              colours that an eye cannot tell apart as one
      overlap, layering          painter's order as few layers
    raster/stand_in              a picture for shapes that blend as no paint can say; then again
    geometry/backdrop            what lies beneath shapes that let light through
    geometry/fill_polygons       their outlines as simple polygons, for all but curves

The two wings do not know each other. Between them stand shape (the data, and what each step may rely on),
options and error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .geometry.artwork import make_artwork
from .options import Options
from .raster.effect_picture import with_pictures
from .raster.read_picture import nobody_decodes
from .raster.stand_in import with_stand_ins
from .reading.document import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..font.lent_face import Lender
    from .raster.read_picture import Decode
    from .shape import Artwork

__all__ = ["Options", "load"]


def _never() -> bool:
    return False


def load(
    source: Path | bytes,
    options: Options = Options(),  # noqa: B008 - it is frozen
    stop: Callable[[], bool] = _never,
    lender: Lender | None = None,
    decode: Decode = nobody_decodes,
) -> Artwork:
    """The artwork of an SVG file or of its bytes; gzip is welcome.

    lender: knows glyphs of fonts that cannot be read here, for computers without fonts.
    decode: the pixels of files that cannot be read here, for effects on them; see Picture.
    Raises SvgError, with one sentence for the artist, if it cannot be drawn; Stopped once stop() says so.
    """
    drawing = with_pictures(
        read(source, stop, files_beside=options.files_beside, lender=lender), options, stop, decode
    )
    artwork = make_artwork(drawing, options, stop)
    if artwork.beyond and options.effects_as_pictures:
        drawing = with_pictures(with_stand_ins(drawing, artwork.beyond), options, stop, decode)
        artwork = make_artwork(drawing, options, stop)
    return artwork
