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
    """text is looked for here, in prompts and artists' names: the service does not search its history."""

    artist_id: str = ""
    text: str = ""
