# SPDX-License-Identifier: GPL-3.0-or-later
"""The documented order and direction of a list request."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from sandbox.validation import Query


class Dated(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


T = TypeVar("T", bound=Dated)


class SortOrder:
    """Checked before the list is looked at.

    Equals are kept apart by id, so that no page shows an item twice.
    """

    def __init__(self, query: Query, allowed: Sequence[str]) -> None:
        self.by = query.one_of("order", "createdAt", allowed)
        self.descending = query.one_of("direction", "DESC", ("ASC", "DESC")) == "DESC"

    def sorted(self, items: Sequence[T]) -> list[T]:
        return sorted(items, key=self.key, reverse=self.descending)

    def key(self, item: Dated) -> tuple[str, str]:
        if self.by == "createdAt":
            return item.created_at.isoformat(timespec="microseconds"), item.id
        return str(getattr(item, "name", "")).casefold(), item.id
