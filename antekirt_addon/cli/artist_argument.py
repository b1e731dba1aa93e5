# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist whom --artist means: by an id, by a name, or by @N, a row of the list that was printed last.

That list is kept in a small file of the results folder, for each account.
"""

from __future__ import annotations

import argparse
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..api import key_file
from ..api.request import ID
from ..operators.artist_by_name import every_artist, matching
from . import progress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..api.resource import Artist
    from ..jobs.session import Session

SHOWN = 10  # matches that are named


class NoSuchArtist(argparse.ArgumentTypeError):
    """Not one artist is meant; a wrong use."""


def artist_ids(session: Session, meant: Iterable[str]) -> list[str]:
    """The id of each. Raises NoSuchArtist, and ApiError where the service cannot be asked."""
    texts = [text.strip() for text in meant]
    known = {text: _by_number(session, text) if text.startswith("@") else text for text in texts}
    if names := [text for text, id_ in known.items() if id_ == text and not ID.fullmatch(text)]:
        artists = every_artist(session.client)
        known |= {name: _by_name(artists, name) for name in names}
    return [known[text] for text in texts]


def keep_list(session: Session, artists: Iterable[Artist]) -> None:
    """Note the rows that are printed; what cannot be written is not worth a failure."""
    with suppress(OSError):
        rows = _read(session) | {_account(session): [[artist.id, artist.name] for artist in artists]}
        key_file.write(_path(session), json.dumps(rows))
        session.results_folder.rights.give_result(_path(session))


def _by_number(session: Session, text: str) -> str:
    rows = _read(session).get(_account(session), [])
    if not (text[1:].isdecimal() and 1 <= int(text[1:]) <= len(rows)):
        told = f"the last list of artists has {len(rows)} rows" if rows else "list them first: artists"
        raise NoSuchArtist(f"argument --artist: there is no {text}, {told}")
    return _told(text, *rows[int(text[1:]) - 1])


def _by_name(artists: list[Artist], text: str) -> str:
    """The artist of exactly this name, or the only one in whose name it stands."""
    matches = matching(artists, text)
    if len(matches) == 1:
        return _told(text, matches[0].id, matches[0].name)
    if not matches:
        raise NoSuchArtist(f"argument --artist: no artist is called “{text}”")
    named = ", ".join(f"{artist.name} ({artist.id})" for artist in matches[:SHOWN])
    more = f", and {len(matches) - SHOWN} more" if len(matches) > SHOWN else ""
    raise NoSuchArtist(f"argument --artist: “{text}” may be {named}{more}")


def _told(text: str, artist_id: str, name: str) -> str:
    """The id, once it is said who is meant: nobody pays for another artist's work unawares."""
    progress.show_notice(f"{text}: {name} ({artist_id})")
    return artist_id


def _account(session: Session) -> str:
    """Whose list it is: two accounts may be shown other artists."""
    return f"{session.service} {session.client.account_id()}"


def _path(session: Session) -> Path:
    return session.results_folder.folder / "artists.json"


def _read(session: Session) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        rows = json.loads(_path(session).read_text(encoding="utf-8"))
        if isinstance(rows, dict):
            return {account: ids for account, ids in rows.items() if isinstance(ids, list)}
    return {}
