# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns of a batch besides the usual ones: properties of its operator that a row can say for itself."""

from __future__ import annotations

from typing import Any

import bpy

from ..message import Message
from ..scene.error import SceneError
from .texture_choices import TEXTURE_CHOICES

OPTIONS = (*TEXTURE_CHOICES, "size", "align", "shading")
YES = {"true", "yes", "1", "x"}
LARGEST = 1e9  # what Blender can still calculate with
NO = {"false", "no", "0"}


def read_option(name: str, text: str) -> Any:  # noqa: ANN401 - a property's value
    """The value that is written in a cell. Raises SceneError."""
    operator: Any = bpy.ops.antekirt.generate_batch  # type: ignore[attr-defined]  # ours
    known = operator.get_rna_type().properties[name]
    match known.type:
        case "ENUM":
            by_word = {item.identifier.lower(): item.identifier for item in known.enum_items}
            if text.lower() not in by_word:
                raise _wrong(name, text, ", ".join(by_word.values()))
            return by_word[text.lower()]
        case "BOOLEAN":
            if text.lower() not in YES | NO:
                raise _wrong(name, text, "true, false")
            return text.lower() in YES
        case "FLOAT":
            try:
                value = float(text.replace(",", "."))
            except ValueError:
                value = -1.0
            if not known.hard_min <= value <= min(known.hard_max, LARGEST):
                raise _wrong(name, text, Message("{low} or more", low=round(known.hard_min, 3)))
            return value
    return text


def _wrong(column: str, text: str, choices: str) -> SceneError:
    return SceneError(
        Message(
            "“{text}” is no value of {column}: it can be {choices}.",
            text=text,
            column=column,
            choices=choices,
        )
    )
