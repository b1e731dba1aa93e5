# SPDX-License-Identifier: GPL-3.0-or-later
"""A result as an asset: found by artist and prompt, seen as what it is, and no doubt whose work it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..attribution import read
from .asset_catalogue import catalogue_of
from .joined_mesh import in_earlier_place
from .preview import give_preview

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

    from ..attribution import Attribution

NO_CATALOGUE = "00000000-0000-0000-0000-000000000000"
LICENSE = "By the terms of Antekirt, https://antekirt.com"


def mark_all(datablocks: Iterable[bpy.types.ID]) -> list[str]:
    """Mark results. Gives the names of those that are another file's to mark."""
    origins = [(one, read(one)) for one in map(in_earlier_place, datablocks)]
    return [one.name for one, origin in origins if origin and not mark(one, origin)]


def mark(datablock: bpy.types.ID, attribution: Attribution) -> bool:
    """Put a datablock into the asset browser. What the artist has written or moved there since stays.

    False if Blender does not let it: one that is linked or overridden is another file's to offer.
    """
    if datablock.library or datablock.override_library:
        return False
    datablock.asset_mark()
    data: Any = datablock.asset_data
    rights = " ".join(filter(None, (attribution.created_at[:4], attribution.artist_name, "(Antekirt)")))
    data.author = data.author or attribution.artist_name
    data.description = data.description or attribution.prompt
    data.license = data.license or LICENSE
    data.copyright = data.copyright or rights
    if data.catalog_id in {"", NO_CATALOGUE}:
        data.catalog_id = catalogue_of(attribution).id
    for tag in ("Antekirt", attribution.artist_name, attribution.kind):
        if tag:
            data.tags.new(tag, skip_if_exists=True)
    give_preview(datablock)
    return True
