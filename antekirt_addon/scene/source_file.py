# SPDX-License-Identifier: GPL-3.0-or-later
"""A file to be imported, and whose work it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .datablock_name import readable

if TYPE_CHECKING:
    from pathlib import Path

    from .attribution import Attribution


@dataclass(frozen=True, slots=True)
class SourceFile:
    """attribution: None for a file of the artist's own."""

    path: Path
    attribution: Attribution | None = None

    @property
    def name(self) -> str:
        """What its datablocks are called."""
        return readable(self.attribution.prompt if self.attribution else "", readable(self.path.stem, "Work"))
