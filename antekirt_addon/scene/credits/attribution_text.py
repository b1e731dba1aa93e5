# SPDX-License-Identifier: GPL-3.0-or-later
"""The Text datablock that names the artists: made when it is asked for, and kept up to date from then on.

It is known by a custom property, which says what is written in it: no name is sure to be ours.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ...clean_text import whole
from .formats import FORMATS
from .scope import SCOPES, credits_in

if TYPE_CHECKING:
    import bpy

PROPERTY = "antekirt_credits"  # nobody takes it for the works of a datablock: it is no list
NAME = "Credits"
NAME_BESIDE_ANOTHER = "Credits (Antekirt)"  # where the artist has a Text of that name


@dataclass(frozen=True, slots=True)
class Subject:
    """What a Text tells of: the render of a scene, by its name and its library's file, or the whole file."""

    scope: str
    format: str
    scene: str
    library: str = ""

    @classmethod
    def of(cls, scene: bpy.types.Scene, scope: str, format_: str) -> Subject:
        library: Any = scene.library  # its path is a plain text
        return cls(scope, format_, scene.name, library.filepath if library else "")

    @classmethod
    def read(cls, text: bpy.types.Text) -> Subject:
        """What `keep` has written; as far as it is damaged, a plain text of the render."""
        try:
            kept = dict(json.loads(text[PROPERTY]))
        except (TypeError, ValueError, RecursionError):
            kept = {}
        scope, format_ = str(kept.get("scope", "")), str(kept.get("format", ""))
        return cls(
            scope if scope in SCOPES else SCOPES[0],
            format_ if format_ in FORMATS else "TEXT",
            whole(str(kept.get("scene", ""))),
            whole(str(kept.get("library", ""))),
        )

    def keep(self, text: bpy.types.Text) -> None:
        if text.get(PROPERTY) != (kept := json.dumps(asdict(self), ensure_ascii=False)):
            text[PROPERTY] = kept

    def find_scene(self, data: bpy.types.BlendData) -> bpy.types.Scene | None:
        return data.scenes.get((self.scene, self.library or None))


def ours(data: bpy.types.BlendData) -> bpy.types.Text | None:
    """The Text that we have made in this file, if it is still there."""
    made = [text for text in data.texts if text.get(PROPERTY) and not text.library]
    return next(
        (text for text in made if text.name in {NAME, NAME_BESIDE_ANOTHER}), made[0] if made else None
    )


def write(data: bpy.types.BlendData, subject: Subject, content: str) -> tuple[bpy.types.Text, bool]:
    """Have our Text hold this, making it if need be; gives it, and whether anything has changed."""
    text = ours(data)
    is_new = text is None
    if text is None:
        is_taken = any(other.name == NAME and not other.library for other in data.texts)
        text = data.texts.new(NAME_BESIDE_ANOTHER if is_taken else NAME)
    subject.keep(text)
    differs = text.as_string().rstrip("\n") != content.rstrip("\n")
    if differs:
        line, character = (0, 0) if is_new else (text.current_line_index, text.current_character)
        text.from_string(content)
        text.cursor_set(line, character=character)  # which else is below its end, and so is what is seen
    return text, is_new or differs


def renew(data: bpy.types.BlendData, scene: bpy.types.Scene, *, is_rendered: bool = False) -> None:
    """Bring our Text up to date, if there is one; it is left alone if nothing differs.

    scene: of which it is to tell if it is rendered just now, or if the one it told of is gone.
    """
    text = ours(data)
    if text is None:
        return
    subject = Subject.read(text)
    told = scene if is_rendered else subject.find_scene(data) or scene
    subject = Subject.of(told, subject.scope, subject.format)
    write(data, subject, FORMATS[subject.format](credits_in(data, told, subject.scope)))
