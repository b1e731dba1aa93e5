# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a file could not be drawn, to be read later on the root of its artwork."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...message import Message, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import bpy

LEFT_OUT = "antekirt_left_out"  # a list of sentences, in English
MESSAGES = "antekirt_left_out_messages"  # the same as JSON, fit to be translated


def counted(name: str, count: int) -> str:
    """“3 filters”."""
    return (
        Message("1 {name}", name=name) if count == 1 else Message("{count} {name}s", count=count, name=name)
    )


def sentences(counts: Mapping[str, int]) -> list[str]:
    """“3 filters were left out”, one for each kind."""
    return [
        Message("{things} was left out", things=counted(name, count))
        if count == 1
        else Message("{things} were left out", things=counted(name, count))
        for name, count in counts.items()
    ]


def note(root: bpy.types.Object, told: Sequence[str]) -> None:
    """Leave sentences on the root of an artwork."""
    root[LEFT_OUT] = [str(sentence) for sentence in told]
    if told:
        root[MESSAGES] = json.dumps([to_json(sentence) for sentence in told])


def noted(root: Any) -> list[str]:  # noqa: ANN401 - an Object, as its stubs know no custom properties
    """The sentences on a root; where only these have been changed since, as they are."""
    told = list(root.get(LEFT_OUT, ()))
    messages = [from_json(data) for data in json.loads(root.get(MESSAGES, "[]"))]
    return messages if [str(message) for message in messages] == told else told
