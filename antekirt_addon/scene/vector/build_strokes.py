# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes that stay lines become curves or Grease Pencil, beside what the outlines become."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .build_center_lines import build_center_lines
from .build_grease_pencil import build_grease_pencil
from .build_outlines import build_parts
from .stroke_choice import stays_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...media.svg.shape import Artwork
    from .artwork_material import ArtworkMaterials
    from .artwork_space import ArtworkSpace
    from .transaction import Transaction
    from .vector_settings import VectorSettings


def strokes_beside(artwork: Artwork, settings: VectorSettings) -> Artwork:
    """What of an artwork is drawn as lines by other objects than its outlines are."""
    is_one = settings.import_as == settings.strokes_as  # one drawing holds both
    lines = () if is_one else tuple(s for s in artwork.shapes if stays_line(s, settings.strokes_as))
    layers = max((shape.layer for shape in lines), default=-1) + 1
    return replace(artwork, shapes=lines, layer_count=layers, polygons=None)


def build_strokes(
    strokes: Artwork,
    settings: VectorSettings,
    space: ArtworkSpace,
    materials: ArtworkMaterials,
    transaction: Transaction,
) -> Iterator[float]:
    """Make the objects of an artwork that is lines alone; yields progress."""
    if not strokes.shapes:
        return
    if settings.strokes_as == "CENTER_LINES":
        yield from build_center_lines(strokes.shapes, settings, space, materials, transaction)
    else:
        yield from build_parts(
            lambda part: build_grease_pencil(part, settings, space, materials, transaction),
            strokes,
            settings,
            space,
            transaction,
        )
