# SPDX-License-Identifier: GPL-3.0-or-later
"""One import at a time: of two that build in turns, each would have half of the other in its undo step.

An import has its turn until nobody holds it any more, so that no way for an operator to end can forget to
give it back: Blender does not tell one whose class it unregisters.
"""

from __future__ import annotations

from weakref import ref

_turn: ref[object] | None = None


def take(importing: object) -> None:
    """Begin or go on with this import. It is nobody else's turn."""
    global _turn  # noqa: PLW0603 - one for each process
    assert not is_anothers(importing)
    _turn = ref(importing)


def is_anothers(importing: object | None) -> bool:
    """Whether an import is under way, and not this one."""
    holder = _turn() if _turn else None
    return holder is not None and holder is not importing
