# SPDX-License-Identifier: GPL-3.0-or-later
"""The documented limits of path, query and body, in the service's own words.

Types are strict: in a JSON body a boolean or a string is no integer (4.0 is one, as JSON knows a single
kind of number). A prompt's length is counted in Unicode code points; a prompt of blanks alone counts as
text, because the documentation asks for 1 to 2000 characters and nothing else.
"""

import json
import re
from collections.abc import Sequence
from typing import NoReturn

from aiohttp import web

from .error_response import Refusal

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)


def guid(name: str, value: object) -> str:
    if not isinstance(value, str) or not GUID.fullmatch(value):
        raise Refusal(400, f"{name} must be a valid GUID")
    return value.lower()


def within(name: str, value: int, low: int, high: int | None) -> int:
    if value < low:
        raise Refusal(400, f"{name} must be greater than or equal to {low}")
    if high is not None and value > high:
        raise Refusal(400, f"{name} must be less than or equal to {high}")
    return value


def one_of(name: str, value: object, allowed: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise Refusal(400, f"{name} must be one of [{', '.join(allowed)}]")
    return value


class Query:
    """The parameters after the question mark."""

    def __init__(self, request: web.Request) -> None:
        self.values = request.query

    def text(self, name: str) -> str | None:
        given = self.values.getall(name, [])
        if len(given) > 1:
            raise Refusal(400, f"query.{name} must be a single value")
        return given[0] if given else None

    def guid(self, name: str) -> str | None:
        value = self.text(name)
        return None if value is None else guid(f"query.{name}", value)

    def integer(self, name: str, default: int, low: int, high: int | None) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not WHOLE_NUMBER.fullmatch(value):
            raise Refusal(400, f"query.{name} must be an integer")
        return within(f"query.{name}", int(value), low, high)

    def one_of(self, name: str, default: str, allowed: Sequence[str]) -> str:
        value = self.text(name)
        return default if value is None else one_of(f"query.{name}", value, allowed)


class Body:
    """The JSON object that came with a request."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def guid(self, name: str) -> str:
        return guid(f"body.{name}", self.required(name))

    def text(self, name: str, longest: int) -> str:
        value = self.required(name)
        if not isinstance(value, str):
            raise Refusal(400, f"body.{name} must be a string")
        if not value:
            raise Refusal(400, f"body.{name} is not allowed to be empty")
        if len(value) > longest:
            raise Refusal(400, f"body.{name} length must be less than or equal to {longest} characters long")
        return value

    def integer(self, name: str, default: int, low: int, high: int | None) -> int:
        value = self.values.get(name, default)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refusal(400, f"body.{name} must be an integer")
        return within(f"body.{name}", value, low, high)

    def one_of(self, name: str, default: str, allowed: Sequence[str]) -> str:
        return one_of(f"body.{name}", self.values.get(name, default), allowed)

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise Refusal(400, f"body.{name} must be a boolean")
        return value

    def required(self, name: str) -> object:
        if name not in self.values:
            raise Refusal(400, f"body.{name} is required")
        return self.values[name]


async def read_object(request: web.Request) -> dict[str, object]:
    """The request's JSON object; anything else is refused."""
    try:
        value = json.loads(await request.read(), parse_constant=refuse_constant)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        raise Refusal(400, "body must be valid JSON") from None
    if not isinstance(value, dict):
        raise Refusal(400, "body must be of type object")
    return value


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
