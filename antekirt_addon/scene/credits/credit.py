# SPDX-License-Identifier: GPL-3.0-or-later
"""Works by artist, sorted: what every report of credits is made of. Its texts are clean."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING

from ...clean_text import one_line, several_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..attribution import Attribution, Kind


@dataclass(frozen=True, slots=True)
class CreditedWork:
    """One generation. used_by: the names of the datablocks that show it."""

    generation_id: str
    prompt: str
    created_at: str
    kinds: tuple[Kind, ...]
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """One artist and the works of theirs in the file, oldest first."""

    artist_id: str
    artist_name: str
    works: tuple[CreditedWork, ...]


def credits_of(uses: Iterable[tuple[str, Attribution]]) -> list[Credit]:
    """The artists of works, by name. uses: the name of what shows a work, and whose it is."""
    works: dict[tuple[str, str], dict[str, list[tuple[str, Attribution]]]] = {}
    for name, attribution in uses:
        artist = one_line(attribution.artist_name), one_line(attribution.artist_id)
        by_id = works.setdefault(artist, {})
        by_id.setdefault(one_line(attribution.generation_id), []).append((one_line(name), attribution))
    credits_ = [
        Credit(artist_id, artist_name, tuple(sorted(starmap(_work, by_id.items()), key=_age)))
        for (artist_name, artist_id), by_id in works.items()
    ]
    return sorted(credits_, key=lambda credit: (credit.artist_name.casefold(), credit.artist_id))


def _work(generation_id: str, uses: list[tuple[str, Attribution]]) -> CreditedWork:
    """One generation, of the names and attributions of all that show it."""
    first = uses[0][1]
    return CreditedWork(
        generation_id,
        several_lines(first.prompt),
        one_line(first.created_at),
        tuple(sorted({attribution.kind for _, attribution in uses})),
        tuple(sorted({name for name, _ in uses})),
    )


def _age(work: CreditedWork) -> tuple[str, str]:
    return work.created_at, work.generation_id
