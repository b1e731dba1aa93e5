# SPDX-License-Identifier: GPL-3.0-or-later
"""Of all packages of this add-on that are enabled, the one that Blender is told of.

The free part is a package of its own, and either may be installed in more than one repository. What they
register has the same names, and Blender takes each name once. So the whole add-on goes before the free part,
and among equals whoever came first; the others wait, and when it goes, the next one registers in its place at
once. Packages find each other among Python's modules. What they ask of each other is `Presence`, which must
stay as it is, as they may be of different versions.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from .addon_id import ADDON_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RANKS = {"antekirt": 0, "antekirt_import": 1}  # by the id in the manifest; the lowest goes first


class Presence(Protocol):
    """One package, as the others know it.

    is_waiting: it is enabled, but another one is registered. turn: when it was enabled.
    """

    rank: int
    turn: int
    is_registered: bool
    is_waiting: bool

    def step_aside(self) -> None: ...

    def take_over(self) -> None: ...


class Package:
    """This package."""

    def __init__(self, register: Callable[[], None], unregister: Callable[[], None]) -> None:
        self.rank = RANKS.get(ADDON_ID.rpartition(".")[2], 0)
        self.turn = 0
        self.is_registered = False
        self.is_waiting = False
        self._register, self._unregister = register, unregister

    def enable(self) -> None:
        """Register, unless another one goes first."""
        others = list(_others())
        self.turn = 1 + max((other.turn for other in others), default=0)
        registered = [other for other in others if other.is_registered]
        self.is_waiting = any(other.rank <= self.rank for other in registered)
        if self.is_waiting:
            return
        with _unrestricted():
            for other in registered:
                other.step_aside()
        try:
            self.take_over()
        except Exception:
            _next_one()
            raise

    def disable(self) -> None:
        """Unregister, and have the next one register."""
        self.is_waiting = False
        if self.is_registered:
            self._unregister()
            self.is_registered = False
            _next_one()

    def step_aside(self) -> None:
        """Make room for another one, until it goes."""
        self._unregister()
        self.is_registered, self.is_waiting = False, True

    def take_over(self) -> None:
        self._register()
        self.is_registered, self.is_waiting = True, False


def _next_one() -> None:
    """Have the one register that goes first now."""
    waiting = [other for other in _others() if other.is_waiting]
    if waiting:
        min(waiting, key=lambda other: (other.rank, other.turn)).take_over()


def _others() -> Iterator[Presence]:
    """The other packages that Python has read."""
    for name, module in list(sys.modules.items()):
        if name != ADDON_ID and name.startswith("bl_ext.") and name.rpartition(".")[2] in RANKS:
            presence: Presence | None = getattr(module, "presence", None)
            if presence:
                yield presence


@contextmanager
def _unrestricted() -> Iterator[None]:
    """Blender hides its data from what it enables; one that steps aside may have to tidy up there."""
    import _bpy  # type: ignore[import-not-found]  # Blender's own
    import bpy  # here, as tests read plain modules of the package without Blender

    hidden = bpy.data, bpy.context
    bpy.data, bpy.context = _bpy.data, _bpy.context
    try:
        yield
    finally:
        bpy.data, bpy.context = hidden
