# SPDX-License-Identifier: GPL-3.0-or-later
"""Artists by what people write for them: an id, or a name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..api.client import every_page
from ..api.error import BadRequest, Forbidden, NotFound
from ..api.request import ID
from ..message import Message, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..api.client import Client
    from ..api.resource import Artist


def find_artists(client: Client, texts: Iterable[str]) -> dict[str, Artist | str]:
    """Whom each text means, or why that is nobody or not clear. Blocks, and is free of charge."""
    texts = list(texts)
    every = every_artist(client) if not all(map(ID.fullmatch, texts)) else []
    known = {artist.id.lower(): artist for artist in every}
    return {
        text: (known.get(text.lower()) or _by_id(client, text))
        if ID.fullmatch(text)
        else _by_name(every, text)
        for text in texts
    }


def every_artist(client: Client) -> list[Artist]:
    """All whom the account may ask."""
    return list(every_page(lambda page: client.artists(page=page, limit=100, order="name", direction="ASC")))


def matching(artists: Iterable[Artist], text: str) -> list[Artist]:
    """Those of exactly this name, or else those in whose name it stands."""
    wanted = _folded(text)
    matches = [artist for artist in artists if wanted and wanted in _folded(artist.name)]
    return [artist for artist in matches if _folded(artist.name) == wanted] or matches


def _by_id(client: Client, text: str) -> Artist | str:
    try:
        return client.artist(text)
    except (BadRequest, Forbidden, NotFound):
        return Message("There is no artist with the id {id}.", id=text)


def _by_name(artists: list[Artist], text: str) -> Artist | str:
    matches = matching(artists, text)
    if len(matches) == 1:
        return matches[0]
    if not matches:
        return Message("No artist is called “{name}”.", name=text)
    named = listed([f"{artist.name} ({artist.id})" for artist in matches])
    return Message("“{name}” may be {artists}. Write the id.", name=text, artists=named)


def _folded(name: str) -> str:
    """A name without case, accents and spaces too many."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split())
