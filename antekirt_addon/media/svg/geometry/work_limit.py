# SPDX-License-Identifier: GPL-3.0-or-later
"""A bound on the work that self-intersecting outlines may cost, so that every import ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class TooComplex(Exception):
    """So many edges lie near each other that looking at their pairs would take too long."""


@dataclass(slots=True)
class WorkLimit:
    """How many pairs of edges may still be looked at, and how many of them in one go.

    check: raises Stopped when the artist has had enough.
    """

    left: int
    at_once: int
    check: Callable[[], None]

    def take(self, pairs: int) -> None:
        """Take pairs off what is left; raises TooComplex where that does not suffice."""
        if pairs > min(self.left, self.at_once):
            raise TooComplex
        self.left -= pairs
