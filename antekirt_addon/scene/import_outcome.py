# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of an import."""

from __future__ import annotations

from dataclasses import dataclass

from ..message import joined


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What was made, by name: references to datablocks would not outlive an undo.

    sentence says what happened; warnings say what was not as asked.
    """

    sentence: str
    images: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """All of it as one text."""
        return joined([self.sentence, *self.warnings])
