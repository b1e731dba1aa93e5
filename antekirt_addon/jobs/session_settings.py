# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session is made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .results_folder import ResultsFolder

if TYPE_CHECKING:
    from pathlib import Path

    from .shared_budget import SharedBudget


@dataclass(frozen=True, slots=True)
class Settings:
    """What the artist has set. `key` is secret: repr() does not show it.

    spare_folder: where jobs are kept if locks do not hold in `folder`. budget: of all who use `folder`.
    """

    base_url: str
    key: str
    folder: Path
    user_agent: str
    spare_folder: Path | None = None
    budget: SharedBudget | None = None
    is_shared: bool = False  # by the group of `folder`

    @property
    def results_folder(self) -> ResultsFolder:
        """What belongs to these settings; each time another one, whose locks are not tried yet."""
        return ResultsFolder(self.folder, self.spare_folder, self.budget, is_shared=self.is_shared)

    @property
    def can_resume(self) -> bool:
        """Whether an earlier Blender may have left something to go on with."""
        folders = [self.folder, self.spare_folder] if self.folder.is_dir() else [self.folder]
        return bool(self.key) and any(ResultsFolder(each).journal_path.exists() for each in folders if each)

    def __repr__(self) -> str:
        return f"Settings({self.base_url!r}, folder={str(self.folder)!r})"
