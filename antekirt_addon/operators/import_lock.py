# SPDX-License-Identifier: GPL-3.0-or-later
"""One import at a time: of two that build in turns, each would have half of the other in its undo step.

An import holds the lock until nobody holds the import any more, so that no way for an operator to end can
forget to give it back: Blender does not tell one whose class it unregisters.
"""

from __future__ import annotations

from weakref import ref

from . import runtime


class ImportLock:
    """Held by one import or by none."""

    def __init__(self) -> None:
        self.holder: ref[object] | None = None


def take(importing: object) -> None:
    """Begin or go on with this import, while no other holds the lock."""
    assert not is_anothers(importing)
    runtime.state(ImportLock).holder = ref(importing)


def is_anothers(importing: object | None) -> bool:
    """Whether an import is under way, and not this one."""
    lock = runtime.state(ImportLock)
    holder = lock.holder() if lock.holder else None
    return holder is not None and holder is not importing
