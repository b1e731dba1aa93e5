# SPDX-License-Identifier: GPL-3.0-or-later
"""The attribution report: whose works a file uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import compat
from .attribution import Attribution, Kind, read_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import bpy


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


def report(data: bpy.types.BlendData) -> list[Credit]:
    """The artists whose works a file uses, by name."""
    works: dict[tuple[str, str], dict[str, list[tuple[str, Attribution]]]] = {}
    for name, attribution in _stamped(data):
        artist = (attribution.artist_name, attribution.artist_id)
        works.setdefault(artist, {}).setdefault(attribution.generation_id, []).append((name, attribution))
    credits_ = [
        Credit(artist_id, artist_name, tuple(sorted(map(_work, by_id.values()), key=_age)))
        for (artist_name, artist_id), by_id in works.items()
    ]
    return sorted(credits_, key=lambda credit: (credit.artist_name.casefold(), credit.artist_id))


def as_text(credits_: Sequence[Credit]) -> str:
    """The report for people: each artist, and beneath a line for each work of theirs."""
    return (
        "\n\n".join(
            "\n".join([credit.artist_name or credit.artist_id, *map(_line, credit.works)])
            for credit in credits_
        )
        + "\n"
    )


def _line(work: CreditedWork) -> str:
    prompt = " ".join(work.prompt.split())
    return f"    {prompt} ({', '.join([*work.kinds, work.created_at[:10], work.generation_id])})"


def _stamped(data: bpy.types.BlendData) -> Iterator[tuple[str, Attribution]]:
    """Every stamped datablock or strip that is in use."""
    for blocks in (data.images, data.materials, data.worlds, data.objects, data.collections):
        for block in blocks:
            if block.users:
                yield from ((block.name, attribution) for attribution in read_all(block))
    for scene in data.scenes:
        for strip in compat.every_strip(scene):
            yield from ((strip.name, attribution) for attribution in read_all(strip))


def _work(uses: list[tuple[str, Attribution]]) -> CreditedWork:
    """One generation, of the names and attributions of all that show it."""
    first = uses[0][1]
    return CreditedWork(
        first.generation_id,
        first.prompt,
        first.created_at,
        tuple(sorted({attribution.kind for _, attribution in uses})),
        tuple(sorted({name for name, _ in uses})),
    )


def _age(work: CreditedWork) -> tuple[str, str]:
    return work.created_at, work.generation_id
