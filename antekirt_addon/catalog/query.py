# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be asked of the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..api.client import Direction, Order


@dataclass(frozen=True, slots=True)
class ArtistQuery:
    search: str = ""
    order: Order = "createdAt"
    direction: Direction = "DESC"


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """text is looked for here, in prompts, artists' names and dates: the service does not search its history.

    only_starred: nor does it know of stars. generation_id: of the one entry to be shown, "" for all.
    """

    artist_id: str = ""
    text: str = ""
    only_starred: bool = False
    generation_id: str = ""

    @property
    def is_filtered_here(self) -> bool:
        return (bool(self.text) or self.only_starred) and not self.generation_id

    @property
    def of_service(self) -> tuple[str, str]:
        """What the service is asked for: the artist, or the entry."""
        return ("", self.generation_id) if self.generation_id else (self.artist_id, "")
