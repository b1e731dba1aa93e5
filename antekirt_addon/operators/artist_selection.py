# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists that one press of Generate asks: one as a rule, several where their pictures are compared.

`Scene.antekirt` keeps the first as it always did, and the further ones beside it: ids with commas between
them, and names in lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from ..message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .scene_properties import AntekirtSceneProperties

MOST_ARTISTS = 6


@dataclass(frozen=True, slots=True)
class SelectedArtist:
    id: str
    name: str


def selected(chosen: AntekirtSceneProperties) -> list[SelectedArtist]:
    """The artists that are chosen in the panel, in the order in which they were."""
    ids = [id_.strip() for id_ in (chosen.artist_id, *chosen.artist_ids.split(","))]
    names = [chosen.artist_name, *chosen.artist_names.split("\n")]
    names += [""] * (len(ids) - len(names))  # a script may have set the ids alone
    artists = dict[str, SelectedArtist]()
    for id_, name in zip(ids, names, strict=False):
        artists.setdefault(id_.lower(), SelectedArtist(id_, name))  # an id is the same in capital letters
    return [artist for artist in artists.values() if artist.id]


def pictures(chosen: AntekirtSceneProperties) -> int:
    """How many pictures the next press of Generate asks for."""
    return int(len(selected(chosen)) * chosen.count)


def select(chosen: AntekirtSceneProperties, artists: Iterable[SelectedArtist]) -> None:
    """Choose these in place of those that are chosen."""
    first, *further = artists or [SelectedArtist("", "")]
    chosen.artist_id, chosen.artist_name = first.id, first.name
    chosen.artist_ids = ",".join(artist.id for artist in further)
    chosen.artist_names = "\n".join(artist.name for artist in further)


def asked(artist_id: str, artist_ids: str) -> list[str]:
    """The ids that a request names, each once, as the service writes them. Raises InvalidRequest."""
    named = [id_.strip().lower() for id_ in artist_ids.split(",")] if artist_ids.strip() else []
    if not all(named):
        raise InvalidRequest("One of the artist ids is empty. Leave no comma too many.")
    ids = list(dict.fromkeys(filter(None, [artist_id.strip().lower(), *named]))) or [""]
    if len(ids) > MOST_ARTISTS:
        raise InvalidRequest(
            Message(
                "At most {most} artists can be asked at once, not {count}.", most=MOST_ARTISTS, count=len(ids)
            )
        )
    return ids
