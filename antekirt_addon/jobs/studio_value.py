# SPDX-License-Identifier: GPL-3.0-or-later
"""The values that a studio may set, each held to its type and its limits."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ..api.address import check_base_url, secret_in
from ..api.error import InvalidRequest
from ..clean_text import one_line
from ..message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 10_000_000  # credits
LONGEST = 200  # characters of a name
SWITCHES = {"1": True, "true": True, "0": False, "false": False}


class Unusable(Exception):
    """str() says what a value must be, as the rest of a sentence."""


def of_text(text: str, value_of: Callable[[object], object]) -> object:
    """What a variable of the environment holds, as the same would stand in the file."""
    text = text.strip()
    if value_of is whole:
        return int(text) if text.isascii() and text.isdigit() else text
    if value_of is switch:
        return SWITCHES.get(text.lower(), text)
    if value_of is command:
        try:
            return _words(text)
        except ValueError:
            return text
    return text


def _words(text: str) -> list[str]:
    """What a shell would make of a line; on Windows, where paths have it, a backslash is only that."""
    words = shlex.shlex(text, posix=True, punctuation_chars=False)
    words.whitespace_split, words.commenters = True, ""
    if os.name == "nt":
        words.escape = ""
    return list(words)


def whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise Unusable(Message("must be a whole number from 0 to {most}", most=MOST))
    return value


def switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unusable(Message("must be true or false"))
    return value


def name(value: object) -> str:
    if not isinstance(value, str) or one_line(value) != value or not 0 < len(value) <= LONGEST:
        raise Unusable(Message("must be a text of one line, of at most {count} characters", count=LONGEST))
    return value


def folder(value: object) -> Path:
    """Of the machine, and not of the blend file that happens to be open."""
    if not isinstance(value, str) or "\0" in value:
        raise Unusable(Message("must be a folder with its whole path"))
    try:
        path = Path(value).expanduser()
    except RuntimeError:  # nobody has that home
        path = Path()
    if not path.is_absolute():
        raise Unusable(Message("must be a folder with its whole path"))
    return path


def command(value: object) -> tuple[str, ...]:
    """A program and its arguments; no shell stands between."""
    if not isinstance(value, list) or not all(isinstance(part, str) and "\0" not in part for part in value):
        raise Unusable(Message("must be a list of a program and its arguments"))
    if not value or not value[0]:
        raise Unusable(Message("must be a list of a program and its arguments"))
    return tuple(value)


def address(value: object) -> str:
    """Of the service. The key goes there: it may hold no secret, and must be encrypted."""
    if not isinstance(value, str) or secret_in(value):
        raise Unusable(Message("must be the address of a server"))
    try:
        return check_base_url(value)
    except InvalidRequest as error:
        raise Unusable(Message("must be the address of a server")) from error


def web_address(value: object) -> str:
    """Of a repository of extensions: a web address, or a file of a share."""
    is_address = isinstance(value, str) and value.startswith(("https://", "http://", "file:///"))
    if not isinstance(value, str) or not is_address or "@" in value or one_line(value) != value:
        raise Unusable(Message("must be the address of a repository, with https:// or file:///"))
    return value
