# SPDX-License-Identifier: GPL-3.0-or-later
"""Films that go on being in step when something has been moved, cut, copied or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import film_sound, strip_speed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy


def keep_in_step(scenes: Iterable[bpy.types.Scene]) -> None:
    """Mend what is not in step, and write nothing else."""
    for scene in scenes:
        strip_speed.keep_in_step(scene)
        film_sound.keep_in_step(scene)
