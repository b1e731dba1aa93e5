# SPDX-License-Identifier: GPL-3.0-or-later

"""Whose works are on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...media.svg.writing.page import Creator
from ..attribution import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import bpy


def creators_of(objects: Iterable[Any], images: Iterable[bpy.types.Image]) -> list[Creator]:
    """The artists of what objects and images show, by name, each of their works once."""
    found = {
        Creator(named.artist_name or named.artist_id, named.source_url)
        for block in (*_blocks(objects), *images)
        for named in read_all(block)
    }
    return sorted(found, key=lambda one: (one.name.casefold(), one.source))


def _blocks(objects: Iterable[Any]) -> Iterator[Any]:
    for obj in objects:
        yield obj
        yield from (slot.material for slot in obj.material_slots if slot.material)
