# SPDX-License-Identifier: GPL-3.0-or-later
"""What names a work: each datablock or strip by its name, and whose work it shows.

Three questions are asked of a scene: what its view layers render, what its compositor adds, and what its
sequencer shows. A scene within another one, as a strip or in nodes, is asked the same.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from ..attribution import Attribution, read_all
from .scene_view import show_assets, show_compositor, show_strips, show_view
from .sight import FileSight, RenderSight
from .walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import bpy


class Part(Enum):
    """What a scene shows by itself."""

    VIEW, COMPOSITOR, STRIPS = range(3)


def in_render(scene: bpy.types.Scene) -> Iterator[tuple[str, Attribution]]:
    """Every stamped datablock or strip that a scene's render can see, in any of its frames.

    It is judged by what is enabled for the render, not by what the camera's frame shows.
    """
    walks: dict[bpy.types.Scene, Walk] = {}

    def walk_of(other: bpy.types.Scene) -> Walk:
        if other not in walks:
            walks[other] = Walk(RenderSight(other))
        return walks[other]

    _show_all([scene], walk_of)
    yield from _named({work: None for walk in walks.values() for work in walk.works})


def in_file(data: bpy.types.BlendData) -> Iterator[tuple[str, Attribution]]:
    """Every stamped datablock or strip that is in use: hidden or not, but reached from a scene.

    What is marked as an asset is made to be used elsewhere, and counts by itself.
    """
    walk, every = Walk(FileSight()), cast("Any", data.scenes)
    _show_all([scene for scene in every if not scene.library], lambda _scene: walk)
    show_assets(data, walk)
    yield from _named(walk.works)


def _show_all(scenes: list[bpy.types.Scene], walk_of: Callable[[bpy.types.Scene], Walk]) -> None:
    """Go on from scenes, and from those that are within them."""
    waiting = [
        (scene, part)
        for scene in scenes
        for part in Part
        if part is not Part.STRIPS or scene.render.use_sequencer or walk_of(scene).sight.everything
    ]
    done = set()
    while waiting:
        scene, part = waiting.pop(0)
        if (scene, part) in done:
            continue
        done.add((scene, part))
        walk = walk_of(scene)
        if part is Part.VIEW:
            show_view(scene, walk)
        elif part is Part.COMPOSITOR:
            show_compositor(scene, walk)
        else:
            for strip in show_strips(scene, walk):
                waiting += [(strip.scene, part) for part in _played(strip)]
        waiting += [(other, Part.VIEW) for other in walk.scenes]


def _played(strip: Any) -> tuple[Part, ...]:  # noqa: ANN401 - a scene strip
    """What a strip shows of its scene."""
    return (Part.STRIPS,) if strip.scene_input == "SEQUENCER" else (Part.VIEW, Part.COMPOSITOR)


def _named(works: Iterable[Any]) -> Iterator[tuple[str, Attribution]]:
    for work in works:
        yield from ((work.name, attribution) for attribution in read_all(work))
