# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a thing comes from: the works that it shows, by itself or by what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .attribution import Attribution, read_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .attribution import Stampable


def works(things: Iterable[Stampable]) -> list[Attribution]:
    """Whose works some things show, each output of a generation once."""
    return each_once(work for thing in things for shown in shown_by(thing) for work in read_all(shown))


def each_once(named: Iterable[Attribution]) -> list[Attribution]:
    """Of works that are named several times, each output of a generation once."""
    found: dict[tuple[str, str, int], Attribution] = {}
    for work in named:
        found.setdefault((work.generation_id, work.kind, work.image_index), work)
    return list(found.values())


def shown_by(thing: Stampable) -> list[Stampable]:
    """A thing and all that it shows: an object's materials, their pictures, its artwork's root, and so on."""
    if not isinstance(thing, bpy.types.ID):
        strip: Any = thing
        return [thing, *getattr(strip, "strips", ())]
    from .credits.sight import FileSight  # not read at Blender's start
    from .credits.walk import Walk

    walk = Walk(FileSight())
    walk.show(thing)
    return list(dict.fromkeys([thing, *walk.works]))
