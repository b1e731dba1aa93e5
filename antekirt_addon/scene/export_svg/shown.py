# SPDX-License-Identifier: GPL-3.0-or-later

"""An object as it is seen, and as the artist knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...media.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """An object as Blender shows it, evaluated; an instance has an object once more.

    owner: what an artist knows of it: the object of the scene. world: the way to there, (4, 4).
    """

    obj: Any
    owner: Any
    world: Floats
