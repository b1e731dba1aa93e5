# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of the service, fetched part by part as it is needed, and remembered from one Blender to the next.

Each part is shown from the cache at once, and replaced when the service has answered.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..jobs.problem import Problem, describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from ..api.resource import Page
    from ..jobs.session import Session
    from .disk_cache import DiskCache

T = TypeVar("T")


class ListState(Enum):
    """What there is to show."""

    LOADING = auto()  # nothing yet
    READY = auto()  # items; `problem` says why there are no newer ones
    EMPTY = auto()  # the service has none
    PROBLEM = auto()  # nothing, and why


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """Where a list comes from. key: names it in the cache. size: items in each part."""

    key: str
    size: int
    fetch: Callable[[Client, int], Page[T]]  # of a part's number, from 1
    read: Callable[[dict[str, Any]], T]


@dataclass(slots=True)
class Part(Generic[T]):
    page: Page[T] | None = None
    fresh: bool = False  # the service's own answer of late
    asked: bool = False  # whose answer is on the way


class PagedList(Generic[T]):
    """One list. Used on the main thread only.

    items: all that is known, in order, each once.
    total: how many the service has; None while that is not known.
    version: grows when `items` change.
    """

    def __init__(self, session: Session, cache: DiskCache, source: Source[T]) -> None:
        self.items: tuple[T, ...] = ()
        self.total: int | None = None
        self.problem: Problem | None = None
        self.version = 0
        self._session = session
        self._cache = cache
        self._source = source
        self._parts: dict[int, Part[T]] = {}
        self._last: int | None = None  # the part after which there is nothing more

    @property
    def state(self) -> ListState:
        if self.items:
            return ListState.READY
        if self.problem:
            return ListState.PROBLEM
        first = self._parts.get(1)
        return ListState.EMPTY if first and first.page and first.fresh else ListState.LOADING

    @property
    def is_complete(self) -> bool:
        """Whether the service has no more than `items`."""
        return self._last is not None

    @property
    def is_busy(self) -> bool:
        return any(part.asked for part in self._parts.values())

    def need(self, count: int) -> None:
        """See to it that the first `count` items are there, and are what the service has now."""
        if self.problem:
            return  # until `reload`: what has just failed would fail again
        for number in itertools.count(1):
            part = self._parts.setdefault(number, Part())
            if not part.fresh and not part.asked:
                self._ask(number, part)
            if part.page is None or number == self._last:
                return
            count -= len(part.page.items)  # the service may give fewer than it is asked for
            if count <= 0:
                return

    def reload(self) -> None:
        """Ask for everything again once it is needed; what is known stays until the answer is there."""
        self.problem = None
        for part in self._parts.values():
            part.fresh = False

    def _ask(self, number: int, part: Part[T]) -> None:
        part.asked = True
        if part.page is None:
            self._session.ask(lambda _client: self._read_cached(number), partial(self._cached, part))
        self._session.ask(partial(self._fetch, number), partial(self._fetched, number, part))

    def _read_cached(self, number: int) -> Page[T] | None:
        from . import cached_page  # on a thread: the types of the service are slow to make

        data = self._cache.read(self._key(number))
        return cached_page.from_bytes(data, self._source.read) if data else None

    def _fetch(self, number: int, client: Client) -> Page[T]:
        from . import cached_page

        page = self._source.fetch(client, number)
        self._cache.write(self._key(number), cached_page.to_bytes(page))
        return page

    def _cached(self, part: Part[T], outcome: Page[T] | Exception | None) -> None:
        if part.page is None and outcome and not isinstance(outcome, Exception):
            part.page = outcome
            self._gather()

    def _fetched(self, number: int, part: Part[T], outcome: Page[T] | Exception) -> None:
        part.asked = False
        if isinstance(outcome, Exception):
            self.problem = describe(outcome)
            return
        if number == 1 and part.page and part.page.items != outcome.items:
            for other in self._parts.values():  # something was added or removed: the rest has moved
                other.fresh = False
        part.page, part.fresh = outcome, True
        self._gather()

    def _gather(self) -> None:
        known: dict[str, T] = {}
        self._last = None
        for number in sorted(self._parts):
            page = self._parts[number].page
            if page is None:
                break
            before = len(known)
            for item in page.items:
                known.setdefault(item.id, item)  # type: ignore[attr-defined]  # everything listed has one
            self.total = page.total_count
            if page.is_last or (page.items and len(known) == before):  # it repeats what was there
                self._last = number
                break
        self.items = tuple(known.values())
        self.version += 1

    def _key(self, number: int) -> str:
        return f"{self._source.key} {self._source.size} {number}"
