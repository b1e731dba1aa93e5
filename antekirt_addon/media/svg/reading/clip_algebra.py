# SPDX-License-Identifier: GPL-3.0-or-later
"""Clips: what an element shows is the intersection of its clips, and a clip is the union of its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..error import SvgError
from ..shape import ClipRegion
from .basic_shape import rectangle
from .transform import map_subpaths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..paint import Matrix
    from ..shape import Element

Clip: TypeAlias = "tuple[ClipRegion, ...]"

MOST_CLIPS = 64


def region(element: Element) -> ClipRegion:
    """What an element fills, in root units."""
    return ClipRegion(map_subpaths(element.matrix, element.subpaths), element.fill_rule)


def window(corner: tuple[float, float], size: tuple[float, float], matrix: Matrix) -> Clip:
    """The clip of a viewport that hides what overflows; matrix maps its units to root units."""
    subpaths = map_subpaths(matrix, rectangle(corner, size))
    return (ClipRegion(subpaths, "NONZERO"),) if subpaths else ()


def intersection(clips: tuple[Clip, ...], more: Iterable[Clip]) -> tuple[Clip, ...]:
    """The clips in force and some more, each but once."""
    clips = (*clips, *(clip for clip in more if not any(clip is other for other in clips)))
    _check_count(clips)
    return clips


def union_of_cut(parts: list[tuple[ClipRegion, tuple[Clip, ...]]]) -> list[Clip]:
    """Clips whose intersection is the union of the regions, each cut by its own clips.

    (A and a) or (B and b) is (A or B) and (A or b) and (a or B) and (a or b).
    """
    clips: list[Clip] = [()]
    for whole, cuts in parts:
        clips = [(*clip, *choice) for choice in [(whole,), *cuts] for clip in clips]
        _check_count(clips)
    return clips


def _check_count(clips: list[Clip] | tuple[Clip, ...]) -> None:
    """SvgError if they would take too long to cut with."""
    if len(clips) > MOST_CLIPS:
        raise SvgError("This SVG's clip paths are too deeply nested; simplify the file and try again")
