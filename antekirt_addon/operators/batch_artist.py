# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom the rows of a batch mean: asked of the service once, as long as the key stays the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import bpy

from ..api.resource import Artist
from . import runtime
from .artist_by_name import find_artists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..api.client import Client
    from ..jobs.session import Session


class KnownArtists:
    """problem: what kept the service from answering, until it is told."""

    def __init__(self) -> None:
        self.problem: Exception | None = None
        self._client: Client | None = None
        self._by_text: dict[str, Artist | str] = {}

    def missing(self, client: Client, texts: Iterable[str]) -> list[str]:
        """Those that the service is still to be asked for."""
        if client is not self._client:
            self._client, self._by_text = client, {}
        return [text for text in dict.fromkeys(texts) if text and text not in self._by_text]

    def keep(self, outcome: dict[str, Artist | str] | Exception) -> None:
        if isinstance(outcome, Exception):
            self.problem = outcome
        else:
            self._by_text |= outcome

    def told(self, text: str) -> Artist | str:
        """The artist, or why it is none. That is told once, and the service asked again then."""
        found = self._by_text.get(text, "")
        if not isinstance(found, Artist):
            self._by_text.pop(text, None)
        return found


def learn(session: Session, texts: Iterable[str]) -> None:
    """Have the service asked for those that are not known, and block until it has. Raises ApiError."""
    known = runtime.state(KnownArtists)
    if missing := known.missing(session.client, texts):
        answers: list[Any] = []
        session.ask(lambda client: find_artists(client, missing), answers.append)
        session.wait_until(lambda: bool(answers))
        known.keep(answers[0])
        _raise_problem(known)


def ask(session: Session, texts: Iterable[str], then: Callable[[], None]) -> bool:
    """The same in the background; `then` is called after it. False if all are known. Raises ApiError."""
    known = runtime.state(KnownArtists)
    _raise_problem(known)
    missing = known.missing(session.client, texts)
    if not missing:
        return False

    def take(outcome: dict[str, Artist | str] | Exception) -> None:
        known.keep(outcome)
        then()

    session.ask(lambda client: find_artists(client, missing), take)
    return True


def call_again(context: bpy.types.Context, properties: dict[str, Any]) -> Callable[[], None]:
    """What invokes a batch's operator once more in the same window, if that is still there."""
    window = context.window.as_pointer() if context.window else 0
    return partial(_call_again, window, properties)


def _call_again(window: int, properties: dict[str, Any]) -> None:
    for found in bpy.data.window_managers[0].windows:
        if found.as_pointer() == window:
            with bpy.context.temp_override(window=found):
                bpy.ops.antekirt.generate_batch("INVOKE_DEFAULT", **properties)  # type: ignore[attr-defined]  # ours


def _raise_problem(known: KnownArtists) -> None:
    problem, known.problem = known.problem, None
    if problem:
        raise problem
