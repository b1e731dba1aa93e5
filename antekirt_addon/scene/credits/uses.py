# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a file names a work: the name of each datablock or strip, and whose work it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import compat
from ..attribution import Attribution, read_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy


def in_file(data: bpy.types.BlendData) -> Iterator[tuple[str, Attribution]]:
    """Every stamped datablock or strip that is in use."""
    for blocks in (data.images, data.materials, data.worlds, data.objects, data.collections):
        for block in blocks:
            if block.users:
                yield from ((block.name, attribution) for attribution in read_all(block))
    for scene in data.scenes:
        yield from _of_strips(scene)


def _of_strips(scene: bpy.types.Scene) -> Iterator[tuple[str, Attribution]]:
    for strip in compat.every_strip(scene):
        yield from ((strip.name, attribution) for attribution in read_all(strip))
