# SPDX-License-Identifier: GPL-3.0-or-later
"""How an answer is read: its envelope, lists, ids, texts and numbers, in every form that clients have met.

The documented form always wins. A value may stand under several names, which are asked in order, each also
written with_underscores. Texts come out clean (clean_text.py): nothing later has to think of it. Only what
nothing can be done without raises BadAnswer, with the service's own words if the answer has any.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ..clean_text import one_line, several_lines
from ..message import Message
from .error import BadAnswer
from .service_message import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = Any  # the service's word for it is not proof

IDS = ("id", "_id", "uuid")
ENVELOPES = ("result", "item", "payload", "response")  # besides the documented "data"
LISTS = ("data", "items", "results", "rows", "entries", "list", "docs")
DEEPEST = 3  # envelopes in one another
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")


def resource(answer: Json, *kinds: str, marks: tuple[str, ...] = ()) -> dict[str, Json]:
    """The object that an answer, or a row of a list, is about; it may stand in an envelope.

    kinds: the names that an envelope may have besides, and an id with "Id" after it, such as "generation".
    marks: names of which one is enough to know the object by; without them it must have an id.
    """
    for found in objects(answer, *kinds):
        if identity(found, *kinds) or value(found, *marks) is not None:
            return found
    raise unreadable(Message("The service's answer has no data"), answer)


def objects(answer: Json, *kinds: str, depth: int = DEEPEST) -> Iterator[dict[str, Json]]:
    """What may be meant: what is in the documented envelope, the answer itself, what is in another one."""
    if isinstance(answer, list) and len(answer) == 1:
        answer = answer[0]
    if not isinstance(answer, dict) or not depth:
        return
    yield from objects(answer.get("data"), *kinds, depth=depth - 1)
    yield answer
    for name in (*kinds, *ENVELOPES):
        yield from objects(answer.get(name), *kinds, depth=depth - 1)


def rows(answer: Json, kind: str, depth: int = DEEPEST) -> list[Json]:
    """The list that an answer is, or has."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict) and depth:
        for name in (*LISTS, f"{kind}s"):
            if isinstance(answer.get(name), list):
                return list(answer[name])
        for name in ("data", *ENVELOPES):
            if isinstance(answer.get(name), dict):
                return rows(answer[name], kind, depth - 1)
    raise unreadable(Message("The service's answer has no list"), answer)


def unreadable(what: Message, answer: Json) -> BadAnswer:
    """The error of an answer that cannot be read, with what it says itself."""
    said = messages(answer) if isinstance(answer, dict) else ()
    return BadAnswer(Message("{sentence}. {more}", sentence=what, more="; ".join(said)) if said else what)


def identity(data: Json, *kinds: str) -> str:
    """An id, which may be a number, or ""."""
    for found in values(data, *IDS, *(f"{kind}Id" for kind in kinds)):
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        if isinstance(found, str) and found.strip():
            return one_line(found)
    return ""


def value(data: Json, *names: str) -> Json:
    """What stands under the first of the names that has anything."""
    return next(values(data, *names), None)


def values(data: Json, *names: str) -> Iterator[Json]:
    if isinstance(data, dict):
        for name in names:
            for spelling in (name, _with_underscores(name)):
                if data.get(spelling) is not None:
                    yield data[spelling]


@cache
def _with_underscores(name: str) -> str:
    return re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", name)


def line(data: Json, *names: str) -> str:
    """A name, a word or a date, on one line; "" when there is none."""
    return next(filter(None, (one_line(text) for text in _texts(data, names))), "")


def lines(data: Json, *names: str) -> str:
    """A prompt or a description, which may have several lines."""
    return next(filter(None, (several_lines(text) for text in _texts(data, names))), "")


def words(data: Json, *names: str) -> tuple[str, ...]:
    """A list of words, such as tags."""
    entries = (entry if isinstance(entry, str) else line(entry, "name") for entry in array(data, *names))
    return tuple(filter(None, map(one_line, entries)))


def array(data: Json, *names: str) -> list[Json]:
    """The first list under one of the names; [] when there is none."""
    return next((found for found in values(data, *names) if isinstance(found, list)), [])


def _texts(data: Json, names: tuple[str, ...]) -> Iterator[str]:
    return (found for found in values(data, *names) if isinstance(found, str))


def number(data: Json, *names: str) -> float | None:
    """A number, also one that was sent as text."""
    for found in values(data, *names):
        if isinstance(found, str) and _NUMBER.fullmatch(found.strip()):
            return float(found)
        if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 2**53:
            return found
    return None


def integer(data: Json, *names: str) -> int | None:
    found = number(data, *names)
    return int(found) if found is not None and found == int(found) else None


def cleaned(data: Json, depth: int = 8) -> Json:
    """Values that are passed on as they came, with clean texts; what is nested deeper is left out."""
    if isinstance(data, str):
        return several_lines(data)
    if isinstance(data, dict) and depth:
        return {one_line(str(name)): cleaned(inner, depth - 1) for name, inner in data.items()}
    if isinstance(data, list) and depth:
        return [cleaned(inner, depth - 1) for inner in data]
    return None if isinstance(data, dict | list) else data


def count(data: Json, *names: str) -> int | None:
    """A number of things, which is not below zero."""
    found = integer(data, *names)
    return found if found is not None and found >= 0 else None
