# SPDX-License-Identifier: GPL-3.0-or-later
"""A fault as JSON describes it.

`{"kind": "answer", "status": 503, "headers": {"Retry-After": "2"}}` makes an `Answer`; the kind's name is
the class's in snake case.
"""

import re
from collections.abc import Mapping
from typing import get_type_hints

from sandbox.error_response import Refusal

from .kind import (
    Answer,
    ContentLength,
    ContentType,
    Delay,
    Drip,
    DripHead,
    DropAfter,
    DropBefore,
    Endless,
    Fault,
    GzipBomb,
    HalfBody,
    Hang,
    Merge,
    Redirect,
    Replace,
    TakeLate,
)

ALL: tuple[type[Fault], ...] = (
    *(Answer, DropBefore, DropAfter, HalfBody, ContentLength, Drip, DripHead, TakeLate, Hang),
    *(GzipBomb, Endless, ContentType, Redirect, Merge, Replace, Delay),
)
KINDS = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in ALL}


def make_fault(description: object) -> Fault:
    """A fault from its JSON, its parameters checked by the class's own annotations."""
    if not isinstance(description, Mapping) or description.get("kind") not in KINDS:
        raise Refusal(400, f"fault must be an object whose kind is one of {', '.join(KINDS)}")
    kind = KINDS[description["kind"]]
    hints = get_type_hints(kind)
    parameters = {name: value for name, value in description.items() if name != "kind"}
    for name, value in parameters.items():
        if name not in hints:
            raise Refusal(
                400, f"{description['kind']} has no {name}; it has {', '.join(hints) or 'no parameters'}"
            )
        if not is_a(value, hints[name]):
            raise Refusal(
                400,
                f"{description['kind']}.{name} must be of type {getattr(hints[name], '__name__', 'object')}",
            )
        if name == "status" and value not in range(200, 600):
            raise Refusal(400, f"{description['kind']}.status must be from 200 to 599")
    return kind(**parameters)


def is_a(value: object, hint: object) -> bool:
    if hint is object:
        return True
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint == dict[str, str]:
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if hint == dict[str, object]:
        return isinstance(value, dict)
    return isinstance(value, bool if hint is bool else str)
