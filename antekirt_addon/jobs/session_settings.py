# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session is made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .results_folder import ResultsFolder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the artist has set. `key` is secret: repr() does not show it."""

    base_url: str
    key: str
    folder: Path
    user_agent: str

    @property
    def can_resume(self) -> bool:
        """Whether an earlier Blender may have left something to go on with."""
        return bool(self.key) and ResultsFolder(self.folder).journal_path.exists()

    def __repr__(self) -> str:
        return f"Settings({self.base_url!r}, folder={str(self.folder)!r})"
