# SPDX-License-Identifier: GPL-3.0-or-later
"""What can end the reading of an SVG.

SvgError     the file cannot be drawn; the message is one sentence for the artist
Stopped      the artist stopped it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class SvgError(ValueError):
    """The file cannot be drawn; the message says why and what to do."""


class Stopped(Exception):
    """Reading was interrupted on request."""


def checking(stop: Callable[[], bool]) -> Callable[[], None]:
    """What raises Stopped once stop() says so, for those who only want to ask."""

    def check() -> None:
        if stop():
            raise Stopped

    return check
