# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists that were used last, the latest first, by each account; a small file in the user's folder.

Until it is known whose the key is, those of the last account are shown. Who is used meanwhile is kept for
nobody ("") and goes to the account that turns out to be it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..api import key_file
from ..api.reading import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT = 8


@dataclass(frozen=True, slots=True)
class RecentArtist:
    id: str
    name: str
    profile_picture_url: str = ""


Artists = tuple[RecentArtist, ...]


class RecentArtists:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._last, self._by_account = _read(path)
        self._is_known = False

    @property
    def artists(self) -> Artists:
        own = () if self._is_known else self._of("")
        return _latest((*own, *self._of(self._last)))

    def note(self, artist: RecentArtist) -> None:
        """An artist has been used; put them first."""
        account = self._last if self._is_known else ""
        self._by_account |= {other: artists for other, artists in _read(self._path)[1].items() if other}
        self._by_account[account] = _latest((artist, *self._of(account)))
        self._write()

    def belong_to(self, account: str) -> bool:
        """Learn whose the key is; "" for not known. True when others are to be shown now."""
        if not account or (self._is_known and account == self._last):
            self._is_known = bool(account)
            return False
        before, is_news = self.artists, account != self._last or "" in self._by_account
        self._by_account[account] = _latest((*self._by_account.pop("", ()), *self._of(account)))
        self._last, self._is_known = account, True
        if is_news:
            self._write()
        return self.artists != before

    def _of(self, account: str) -> Artists:
        return self._by_account.get(account, ())

    def _write(self) -> None:
        rows = {account: list(map(asdict, artists)) for account, artists in self._by_account.items()}
        with suppress(OSError):
            key_file.write(self._path, json.dumps({"account": self._last, "artists": rows}))


def _latest(artists: Iterable[RecentArtist]) -> Artists:
    each_once: dict[str, RecentArtist] = {}
    for artist in artists:
        each_once.setdefault(artist.id, artist)
    return tuple(each_once.values())[:KEPT]


def _read(path: Path) -> tuple[str, dict[str, Artists]]:
    """The last account, and the artists of each."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(held, list):  # of 0.1.0, which did not tell accounts apart
            held = {"account": "", "artists": {"": held}}
        return str(held["account"]), {account: _from_rows(rows) for account, rows in held["artists"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return "", {}


def _from_rows(rows: Any) -> Artists:  # noqa: ANN401 - whatever is in the file
    return _latest(RecentArtist(**row) for row in cleaned(rows))  # 0.1.0 kept names as sent
