# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a batch as jobs: each is checked before the first is sent, and what is wrong is named."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..api.error import ApiError
from ..api.request import ImageRequest
from ..api.resource import Artist
from ..jobs.job import Job, Kind
from ..jobs.problem import with_full_stop
from ..message import Message
from ..scene.error import SceneError
from ..scene.id_reference import note
from . import job_import, job_session, runtime
from .batch_artist import KnownArtists
from .batch_option import read_option
from .error_sentence import error_sentence
from .job_purpose import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

    from ..jobs.batch_file import BatchRow, BatchRows

MOST_NAMED = 10  # rows in one sentence


class BatchRefused(SceneError):
    """Nothing of a batch can be sent before what is wrong with some of its rows is put right."""

    def __init__(self, wrong: Iterable[tuple[int, str]]) -> None:
        self.wrong = sorted(wrong, key=lambda pair: pair[0])
        told = Message("Nothing was sent.")
        for number, reason in self.wrong[:MOST_NAMED]:
            told = Message(
                "{told} Row {number}: {reason}", told=told, number=number, reason=with_full_stop(reason)
            )
        if len(self.wrong) > MOST_NAMED:
            told = Message("{told} And {count} more.", told=told, count=len(self.wrong) - MOST_NAMED)
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class BatchChoices:
    """What holds for all rows that say nothing else.

    artist: an id or a name. said: fields of a Target, and of its texture.
    source: where the rows come from, so that they are known again; "" where they are not to be.
    """

    artist: str
    import_as: str
    at_once: int
    said: dict[str, Any]
    source: str = ""


def meant(rows: BatchRows, choices: BatchChoices) -> set[str]:
    """What is written for the artists."""
    return {row.artist or choices.artist for row in rows.rows}


def plan(context: bpy.types.Context, rows: BatchRows, choices: BatchChoices, batch: str) -> list[Job]:
    """A job for each row, with nothing begun. Raises BatchRefused."""
    known = runtime.state(KnownArtists)
    told = {text: known.told(text) for text in meant(rows, choices)}
    jobs, wrong = [], list(rows.wrong)
    for row in rows.rows:
        try:
            jobs.append(_job(context, row, choices, told[row.artist or choices.artist], batch))
        except (ApiError, SceneError) as error:
            wrong.append((row.number, error_sentence(error)))
    if wrong:
        raise BatchRefused(wrong)
    return jobs


def _job(
    context: bpy.types.Context, row: BatchRow, choices: BatchChoices, artist: Artist | str, batch: str
) -> Job:
    if not isinstance(artist, Artist):
        raise SceneError(artist or Message("It names no artist. Choose one."))
    request = ImageRequest(artist.id, row.prompt)
    purpose = purpose_of(context, row, choices, batch)
    job_import.check_import(Kind.IMAGE, purpose)
    return Job(
        Kind.IMAGE,
        {"artist_id": request.artist_id, "prompt": request.prompt},
        job_session.session().service,
        purpose.to_json() | {"row": _row_to_json(row, artist, choices)},
        batch=batch,
        at_once=choices.at_once,
        artist_id=artist.id,
        artist_name=artist.name,
        prompt=row.prompt,
    )


def purpose_of(context: bpy.types.Context, row: BatchRow, choices: BatchChoices, batch: str) -> Purpose:
    """What the result of a row is for, and where in the open scene it goes. Raises SceneError."""
    import_as = _import_word(row) or choices.import_as
    said = dict(choices.said)
    said |= {name: read_option(name, value) for name, value in row.options}
    purpose = Purpose.capture(context, import_as, press=batch, **said)
    if not row.object:
        return purpose
    assert context.scene
    obj = next((obj for obj in context.scene.objects if obj.name == row.object), None)
    if obj is None:
        raise SceneError(Message("There is no object “{name}” in the scene.", name=row.object))
    at = obj.matrix_world.translation
    target = replace(purpose.target, objects=(note(obj),), location=(at.x, at.y, at.z))
    return replace(purpose, target=target)


def _import_word(row: BatchRow) -> str:
    return "_".join(row.import_as.upper().split())


def _row_to_json(row: BatchRow, artist: Artist, choices: BatchChoices) -> dict[str, Any]:
    """What the same row is known by after a restart, whatever else has changed in its file.

    What holds for all rows but the artist is no part of it: to choose another import would pay for all again.
    """
    said = [row.prompt, artist.id.lower(), row.object, _import_word(row), row.options]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
    return {"source": choices.source, "number": row.number, "digest": digest, "object": row.object}
