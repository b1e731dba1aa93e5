# SPDX-License-Identifier: GPL-3.0-or-later
"""Films that go on being in step when something has been moved, cut, copied or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import film_sound, film_texture, strip_speed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy


def keep_in_step(scenes: Iterable[bpy.types.Scene]) -> None:
    """Mend what is not in step, and write nothing else."""
    film_texture.own_starts()
    for scene in scenes:
        strip_speed.keep_in_step(scene)
        film_sound.keep_in_step(scene)
