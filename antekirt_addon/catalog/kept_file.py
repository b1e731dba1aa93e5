# SPDX-License-Identifier: GPL-3.0-or-later
"""A small JSON file that follows what is chosen: its owner's alone, never half written, seldom written."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..api import key_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 3.0  # between two writes at least


class KeptFile:
    """What cannot be read is as good as none, what cannot be written stays in memory: nothing here raises.

    merge: makes what is written of what another Blender may have left in the file meanwhile, and of ours.
    """

    def __init__(
        self,
        path: Path,
        merge: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]] = lambda _theirs, ours: ours,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._merge = merge
        self._clock = clock
        self._due: dict[str, Any] | None = None
        self._written_at = -SECONDS

    def read(self) -> dict[str, Any]:
        """What the file holds. One that is damaged is set aside."""
        try:
            held = json.loads(self._path.read_text(encoding="utf-8"))
        except OSError:
            return {}
        except (ValueError, RecursionError):
            held = None
        if isinstance(held, dict):
            return held
        with suppress(OSError):
            self._path.replace(self._path.with_suffix(".damaged"))
        return {}

    def keep(self, held: dict[str, Any]) -> None:
        """Have this written, at one of the next calls of `write_if_due` or at `write`."""
        self._due = held

    def write_if_due(self) -> None:
        if self._due is not None and self._clock() - self._written_at >= SECONDS:
            self.write()

    def write(self) -> None:
        """Write now what is still to be written."""
        due, self._due = self._due, None
        if due is None:
            return
        self._written_at = self._clock()
        with suppress(OSError):
            key_file.write(self._path, json.dumps(self._merge(self.read(), due)))
