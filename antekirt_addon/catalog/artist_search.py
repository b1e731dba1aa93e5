# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists that a text and a style find.

The service searches names alone. Whose styles or models have the words is found here, among all the artists
that are known so far; more of them are asked for until enough are found.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..api.resource import Artist
    from .paged_list import PagedList


class ArtistSearch:
    """What was found last. items: all of it, in order; total: how many there are, None while nobody knows.

    styles: the tags of all known artists, those that most of them have first.
    """

    def __init__(self) -> None:
        self.items: tuple[Artist, ...] = ()
        self.total: int | None = None
        self.is_complete = False
        self.styles: tuple[str, ...] = ()
        self._made_of: tuple[object, ...] = ()

    def update(
        self, every: PagedList[Artist], named: PagedList[Artist] | None, text: str, style: str
    ) -> bool:
        """Look among what is known now; give whether anything may have changed.

        every: all artists, as far as they are known. named: whom the service finds by name, once
        it was asked.
        """
        made_of = (every, every.version, named, named and named.version, text, style)
        if made_of == self._made_of:
            return False
        if (every, every.version) != self._made_of[:2]:
            self.styles = styles(every.items)
        self._made_of = made_of
        if not text and not style:
            self.items, self.total, self.is_complete = every.items, every.total, every.is_complete
            return True
        by_name = named.items if named else ()
        by_id = {artist.id: artist for artist in (*by_name, *matching(every.items, text))}
        self.items = tuple(artist for artist in by_id.values() if not style or style in artist.tags)
        self.is_complete = every.is_complete and named is not None and named.is_complete
        self.total = len(self.items) if self.is_complete else None
        return True


def matching(artists: Iterable[Artist], text: str) -> list[Artist]:
    """The artists whose name, styles or models have every word of the text in them."""
    words = text.casefold().split()
    return [artist for artist in artists if all(word in _searchable(artist) for word in words)]


def _searchable(artist: Artist) -> str:
    names = (artist.name, *artist.tags, *(model.name for model in artist.models))
    return "\n".join(names).casefold()


def styles(artists: Iterable[Artist]) -> tuple[str, ...]:
    """The tags of these artists, each once, those that most of them have first."""
    counted = Counter(tag for artist in artists for tag in dict.fromkeys(artist.tags))
    return tuple(sorted(counted, key=lambda tag: (-counted[tag], tag.casefold())))
