# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's own words for what went wrong, wherever in an answer they stand. None of them is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..clean_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

# The documented place comes first. The first name that says something is the one that counts.
NAMES = (
    "messages",
    "message",
    "errorMessage",
    "error_message",
    "failureReason",
    "failure_reason",
    "failReason",
    "reason",
    "statusMessage",
    "msg",
    "detail",
    "details",
    "error_description",
    "errors",
    "error",
    "title",
    "data",
)
MOST = 5  # messages of one answer
PLAIN_LIMIT = 200  # characters of a text that is no JSON
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


def messages(answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON
    """What an answer that was JSON says, each message on one line, once."""
    found = dict.fromkeys(line for text in _texts(answer, NAMES) if (line := one_line(text)))
    return tuple(found)[:MOST]


def reason(generation: Any) -> str:  # noqa: ANN401 - JSON
    """Why a generation is as it is, if it says so itself. Its title is no reason."""
    found = _texts(generation, NAMES[:-2]) if isinstance(generation, dict) else ()
    return one_line("; ".join(dict.fromkeys(found)))


def messages_of_body(body: bytes) -> tuple[str, ...]:
    """What the body of a refusal says: JSON, the title of a page, or the first words of a plain text."""
    try:
        return messages(json.loads(body))
    except (ValueError, RecursionError):
        text = body[:20_000].decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        from html import unescape  # not read at Blender's start

        title = _TITLE.search(text)
        text = unescape(title[1]) if title else ""
    elif text.startswith(("{", "[")) or "\0" in text or text.count("\ufffd") * 10 > len(text):
        text = ""  # half an answer, or no text at all
    line = one_line(text, PLAIN_LIMIT)
    return (line,) if line else ()


def _texts(data: Any, names: tuple[str, ...], depth: int = 4) -> Iterator[str]:  # noqa: ANN401 - JSON
    """The texts of a string, of a list, or of what an object has under the first of `names` that has any."""
    if isinstance(data, str):
        yield data.strip()
    elif isinstance(data, list) and depth:
        for entry in data[:MOST]:
            yield from _texts(entry, names, depth - 1)
    elif isinstance(data, dict) and depth:
        for name in names:
            if texts := [text for text in _texts(data.get(name), NAMES, depth - 1) if text]:
                yield from texts
                return
            if name == "errors" and isinstance(data.get(name), dict):  # by the field that is wrong
                yield from _by_field(data[name])


def _by_field(errors: dict[str, Any]) -> Iterator[str]:
    for name, wrong in errors.items():
        yield from (f"{name}: {text}" for text in _texts(wrong, NAMES) if text)
