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
from . import job_import, runtime
from .artist_by_name import find_artists
from .batch_option import read_option
from .error_sentence import error_sentence
from .job_purpose import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import bpy

    from ..api.client import Client
    from ..jobs.batch_file import BatchRow, BatchRows
    from ..jobs.session import Session

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


class KnownArtists:
    """Whom a text means, or why nobody; asked of the service once, as long as the key stays the same."""

    def __init__(self) -> None:
        self.client: Client | None = None
        self.by_text: dict[str, Artist | str] = {}

    def missing(self, client: Client, texts: Iterable[str]) -> list[str]:
        """Those that the service is still to be asked for."""
        if client is not self.client:
            self.client, self.by_text = client, {}
        return [text for text in dict.fromkeys(texts) if text and text not in self.by_text]

    def keep(self, found: dict[str, Artist | str]) -> None:
        """Whom it knows. Whom it does not is asked for again."""
        self.by_text |= found


def meant(rows: BatchRows, choices: BatchChoices) -> set[str]:
    """What is written for the artists."""
    return {row.artist or choices.artist for row in rows.rows}


def ask_artists(session: Session, texts: list[str], then: Callable[[Any], None]) -> None:
    """Have the service asked whom some texts mean, in the background. `then` gets an exception or None."""

    def take(outcome: dict[str, Artist | str] | Exception) -> None:
        if isinstance(outcome, dict):
            runtime.state(KnownArtists).keep(outcome)
        then(outcome if isinstance(outcome, Exception) else None)

    session.ask(lambda client: find_artists(client, texts), take)


def learn_artists(session: Session, rows: BatchRows, choices: BatchChoices) -> None:
    """The same, and block until it has answered. Raises ApiError."""
    missing = runtime.state(KnownArtists).missing(session.client, meant(rows, choices))
    if missing:
        answers: list[Any] = []
        ask_artists(session, missing, answers.append)
        session.wait_until(lambda: bool(answers))
        if answers[0]:
            raise answers[0]


def plan(context: bpy.types.Context, rows: BatchRows, choices: BatchChoices, batch: str) -> list[Job]:
    """A job for each row, with nothing begun. Raises BatchRefused."""
    jobs, wrong = [], list(rows.wrong)
    for row in rows.rows:
        try:
            jobs.append(_job(context, row, choices, batch))
        except (ApiError, SceneError) as error:
            wrong.append((row.number, error_sentence(error)))
    if wrong:
        raise BatchRefused(wrong)
    return jobs


def _job(context: bpy.types.Context, row: BatchRow, choices: BatchChoices, batch: str) -> Job:
    written = row.artist or choices.artist
    artist = runtime.state(KnownArtists).by_text.get(written)
    if not isinstance(artist, Artist):
        raise SceneError(artist or Message("It names no artist. Choose one."))
    request = ImageRequest(artist.id, row.prompt)
    purpose = _purpose(context, row, choices, batch)
    job_import.check_import(Kind.IMAGE, purpose)
    return Job(
        Kind.IMAGE,
        {"artist_id": request.artist_id, "prompt": request.prompt},
        runtime.session().service,
        purpose.to_json() | {"row": _row_to_json(row, artist, purpose, choices)},
        batch=batch,
        at_once=choices.at_once,
        artist_id=artist.id,
        artist_name=artist.name,
        prompt=row.prompt,
    )


def _purpose(context: bpy.types.Context, row: BatchRow, choices: BatchChoices, batch: str) -> Purpose:
    import_as = "_".join(row.import_as.upper().split()) or choices.import_as
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


def _row_to_json(row: BatchRow, artist: Artist, purpose: Purpose, choices: BatchChoices) -> dict[str, Any]:
    """What the same row is known by after a restart, whatever else has changed in its file."""
    said = [row.prompt, artist.id.lower(), row.object, purpose.import_as, row.options]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
    return {"source": choices.source, "number": row.number, "digest": digest, "object": row.object}
