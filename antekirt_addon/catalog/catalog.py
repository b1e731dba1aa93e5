# SPDX-License-Identifier: GPL-3.0-or-later
"""All that one session can choose from. Read `show_artists` and `pump` first."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from ..api.resource import Artist, Generation, Page
from ..jobs.job import State
from . import cached_page
from .artist_search import ArtistSearch
from .disk_cache import DiskCache
from .paged_list import PagedList, Source
from .picture_cache import PictureCache, portrait
from .query import ArtistQuery
from .recent_artists import RecentArtist, RecentArtists
from .starred import Starred

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..api.client import Client
    from ..jobs.session import Session
    from .query import HistoryQuery

T = TypeVar("T")
Q = TypeVar("Q")
PART = 48  # artists or generations in one request
LISTINGS_KEPT = 16  # queries whose answers are kept in memory
DEBOUNCE = 0.3  # seconds without typing before a search is sent
LISTS_LIMIT = 32 * 2**20  # bytes on disk
PICTURES_LIMIT = 256 * 2**20  # bytes on disk


class Catalog:
    """One for each session.

    folder: for caches and the recently used artists; may be deleted at any time. starred: the file of what is
    starred, which stays.
    """

    def __init__(self, session: Session, folder: Path, starred: Path) -> None:
        self.session = session
        self.recent = RecentArtists(folder / "recent_artists.json")
        self.starred = Starred(starred)
        self.pictures = PictureCache(session, DiskCache(folder / "pictures", PICTURES_LIMIT))
        self.history: tuple[Generation, ...] = ()  # what the history's query finds, as far as it is known
        self._lists = DiskCache(folder / "lists", LISTS_LIMIT)
        self._settings = session.settings
        self._online = session.online
        self.found = ArtistSearch()
        self._artists = ListsByQuery(self._list_artists, ArtistQuery())
        self._generations = ListsByQuery(self._list_generations, ("", ""))
        self._details = ListsByQuery(self._list_one, "")
        self._history_made_of: tuple[object, ...] = ()
        self._search = ""
        self._search_changed_at = 0.0
        self._ready_jobs = self._count_ready()

    @property
    def artists(self) -> PagedList[Artist]:
        """What the service was asked for; `found` is what is shown of it, and of all that are known."""
        return self._artists.current

    @property
    def generations(self) -> PagedList[Generation]:
        """What the service was asked for; `history` is what of it matches the text."""
        return self._generations.current

    def detail(self, artist_id: str) -> PagedList[Artist]:
        """A list of the one artist, with models and examples; give it its `need`."""
        return self._details.of(artist_id)

    def note_use(self, artist_id: str, name: str) -> None:
        """An artist has been chosen; from now on they are among the recently used ones."""
        pictures = {artist.id: artist.profile_picture_url for artist in self.recent.artists}
        pictures |= {artist.id: artist.profile_picture_url for artist in self.found.items}
        self.recent.note(RecentArtist(artist_id, name, pictures.get(artist_id, "")))

    def show_artists(self, query: ArtistQuery, count: int, now: float, style: str = "") -> None:
        """Show what this query finds, at least `count` of it; a search waits for a pause in the typing.

        style: a tag; only artists who have it.
        """
        if query.search != self._search:
            self._search, self._search_changed_at = query.search, now
        if query.search == self._artists.query.search or now - self._search_changed_at >= DEBOUNCE:
            self._redraw_if(self._artists.select(query))
        self.artists.need(count)
        every = self._artists.of(replace(query, search=""))
        wants_more = bool(query.search or style) and len(self.found.items) < count
        every.need(len(every.items) + 1 if wants_more else count)
        named = self.artists if query == self._artists.query else None
        self._redraw_if(self.found.update(every, named, query.search, style))

    def request_portraits(self, first: int, end: int, now: float) -> None:
        """Have these artists' pictures, those who stand first before the others."""
        for artist in self.found.items[first:end]:
            if artist.profile_picture_url:
                self.pictures.get(portrait(artist), now)

    def show_history(self, query: HistoryQuery, count: int) -> None:
        """Show what this query finds, at least `count` of it."""
        self._redraw_if(self._generations.select(query.of_service))
        listing = self.generations
        wants_more = query.is_filtered_here and len(self.history) < count
        listing.need(len(listing.items) + 1 if wants_more else count)
        every = self._generations.of(("", ""))
        made_of = (listing, listing.version, every.version, query, self.starred.version)
        if made_of != self._history_made_of:
            self._history_made_of = made_of
            if query.generation_id:
                known = tuple(entry for entry in every.items if entry.id == query.generation_id)
                self.history = listing.items or known
                self._redraw_if(True)
                return
            starred = (entry for entry in listing.items if entry.id in self.starred.ids)
            self.history = matching(tuple(starred) if query.only_starred else listing.items, query.text)
            self._redraw_if(True)

    def pump(self, now: float) -> bool:
        """Keep up with the network, the jobs and the pictures. True when something is under way."""
        if self.session.settings != self._settings:
            self._settings = self.session.settings
            self._forget()
        self._redraw_if(self.recent.belong_to(self.session.client.known_account))
        if self.session.online != self._online:
            self._online = self.session.online
            self.reload()
        if self._count_ready() != self._ready_jobs:
            self._ready_jobs = self._count_ready()
            self._generations.reload()
        self.pictures.pump(now)
        searching = self._search != self._artists.query.search
        return searching or self.pictures.is_busy or self._artists.is_busy or self._generations.is_busy

    def reload(self) -> None:
        """Ask for everything again, as far as it is needed."""
        for lists in (self._artists, self._generations, self._details):
            lists.reload()

    def _redraw_if(self, changed: bool) -> None:
        """Have what has changed drawn."""
        self.session.version += changed

    def _forget(self) -> None:
        """Another key or server: nothing that was shown holds any more."""
        for lists in (self._artists, self._generations, self._details):
            lists.clear()

    def close(self) -> bool:
        """End the threads, once the session is closed. True when they have ended."""
        return self.pictures.close()

    def _list_artists(self, query: ArtistQuery) -> PagedList[Artist]:
        def fetch(client: Client, number: int) -> Page[Artist]:
            return client.artists(
                page=number, limit=PART, search=query.search, order=query.order, direction=query.direction
            )

        return self._listing(Source(f"artists {query}", PART, fetch, cached_page.artist))

    def _list_generations(self, wanted: tuple[str, str]) -> PagedList[Generation]:
        """wanted: see HistoryQuery.of_service."""
        artist_id, generation_id = wanted

        def fetch(client: Client, number: int) -> Page[Generation]:
            if generation_id:
                return Page((client.generation(generation_id),), page=1, total_pages=1, total_count=1)
            return client.generations(page=number, limit=PART, artist_id=artist_id)

        key = f"generation {generation_id}" if generation_id else f"generations {artist_id}"
        return self._listing(Source(key, PART, fetch, cached_page.generation))

    def _list_one(self, artist_id: str) -> PagedList[Artist]:
        def fetch(client: Client, _number: int) -> Page[Artist]:
            return Page((client.artist(artist_id),), page=1, total_pages=1, total_count=1)

        return self._listing(Source(f"artist {artist_id}", 1, fetch, cached_page.artist))

    def _listing(self, source: Source[T]) -> PagedList[T]:
        """What one account is shown on one server is nothing that another should find in the cache."""
        owner = hashlib.sha256(self._settings.key.encode()).hexdigest()
        source = Source(
            f"{self._settings.base_url} {owner} {source.key}", source.size, source.fetch, source.read
        )
        return PagedList(self.session, self._lists, source)

    def _count_ready(self) -> int:
        return sum(job.state is State.READY for job in self.session.jobs.values())


class ListsByQuery(Generic[Q, T]):
    """The listings of the latest queries, one of which is the current one."""

    def __init__(self, make: Callable[[Q], PagedList[T]], query: Q) -> None:
        self.query = query
        self._make = make
        self._listings: dict[Q, PagedList[T]] = {}

    @property
    def current(self) -> PagedList[T]:
        return self.of(self.query)

    @property
    def is_busy(self) -> bool:
        return any(listing.is_busy for listing in self._listings.values())

    def of(self, query: Q) -> PagedList[T]:
        listing = self._listings.pop(query, None) or self._make(query)
        self._listings[query] = listing  # now the latest
        if len(self._listings) > LISTINGS_KEPT:
            self._listings.pop(next(old for old in self._listings if old not in {query, self.query}))
        return listing

    def select(self, query: Q) -> bool:
        """Make a query the current one. True when it was not."""
        if query == self.query:
            return False
        self.query = query
        return True

    def clear(self) -> None:
        self._listings.clear()

    def reload(self) -> None:
        for listing in self._listings.values():
            listing.reload()


def matching(generations: tuple[Generation, ...], text: str) -> tuple[Generation, ...]:
    """The generations whose prompt, artist or date has every word of the text in it.

    A date is year, month and day, as in 2026-11-28, in the computer's own time zone.
    """
    words = text.casefold().split()
    dated = any(letter.isdigit() for letter in text)

    def has_all(generation: Generation) -> bool:
        date = local_date(generation.created_at) if dated else ""
        said = f"{generation.prompt} {generation.artist_name} {date}".casefold()
        return all(word in said for word in words)

    return tuple(filter(has_all, generations))


@functools.lru_cache(maxsize=8192)
def local_date(created_at: str) -> str:
    """The day of an instant as the service gives it; "" where it gives none."""
    try:
        return f"{datetime.fromisoformat(created_at).astimezone():%Y-%m-%d}"
    except (ValueError, OverflowError):
        return ""
