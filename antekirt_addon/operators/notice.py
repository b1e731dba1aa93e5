# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is to say while the artist is at something else, of what was begun before."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..translations import translated
from . import runtime
from .status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10.0


class Notices:
    """tell: who shows it in the panel, if anybody does; else the status bar shows it for a while."""

    def __init__(self) -> None:
        self.tell: Callable[[str], None] | None = None
        self.latest = ""
        self.told_at = 0.0


def tell(text: str) -> None:
    notices = runtime.state(Notices)
    if notices.tell:
        notices.tell(text)
    else:
        notices.latest, notices.told_at = text, time.monotonic()


def _said() -> str:
    notices = runtime.state(Notices)
    return translated(notices.latest) if time.monotonic() - notices.told_at < SECONDS else ""


CLASSES = ()


def register() -> None:
    runtime.state(StatusBar).others.append(_said)
