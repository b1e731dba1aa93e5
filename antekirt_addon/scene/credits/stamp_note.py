# SPDX-License-Identifier: GPL-3.0-or-later
"""The credit line in Blender's own note of a scene, which its renders carry as metadata.

The artist's note stays first; ours is the line after it. What we have written is remembered in the scene word
for word, so that this alone is taken out again: a line of ours that the artist has changed is the artist's.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from ...clean_text import whole
from .formats import credit_line, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from .credit import Credit

LIMIT = 511  # bytes that reach a file; the property itself holds more
REMEMBERED = "antekirt_credit_note"


@dataclass(frozen=True, slots=True)
class Written:
    """What we have written into a scene, and what was there before.

    line: ours. own: the artist's note. used: whether renders carried that note.
    """

    line: str
    own: str
    used: bool


def write(scene: bpy.types.Scene, credits_: Sequence[Credit]) -> None:
    """Have the renders of a scene carry these credits, as far as there is room. Changes only what differs."""
    before = written(scene)
    own = own_note(scene)
    line = fitting(credits_, LIMIT - len(f"{own}\n".encode() if own else b""))
    if not line:
        take_out(scene)
        return
    render = scene.render
    kept = before or Written("", own, used=render.use_stamp_note)
    now = Written(line, kept.own, kept.used)
    if now != before:
        scene[REMEMBERED] = json.dumps(asdict(now), ensure_ascii=False)
    _set_note(scene, f"{own}\n{line}" if own else line)
    if not render.use_stamp_note:
        render.use_stamp_note = True


def take_out(scene: bpy.types.Scene) -> None:
    """Leave the artist's note alone in a scene, and in its renders only if it was there before, or is new."""
    before = written(scene)
    if before is None:
        return
    own = own_note(scene)
    _set_note(scene, own)
    if scene.render.use_stamp_note and not before.used and own in {"", before.own}:
        scene.render.use_stamp_note = False
    del scene[REMEMBERED]


def written(scene: bpy.types.Scene) -> Written | None:
    """What `write` has left in a scene; None if it has not, or if that is damaged."""
    try:
        kept = Written(**json.loads(scene[REMEMBERED]))
        return replace(kept, line=whole(kept.line), own=whole(kept.own))
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def own_note(scene: bpy.types.Scene) -> str:
    """The artist's own note: all but what we have written.

    Blender's field shows all lines as one, so that the artist may have gone on where ours ends.
    """
    before, note = written(scene), scene.render.stamp_note_text
    if before is None or not before.line:
        return note
    above, found, below = note.rpartition(before.line)
    if not found:
        return note
    if below[:1] in {"", "\n"} and above[-1:] in {"", "\n"}:  # still a line of its own
        return above[:-1] + below if above else below[1:]
    return above + below


def fitting(credits_: Sequence[Credit], room: int) -> str:
    """The credit line with as many names as fit into so many bytes of UTF-8; "" if not even one does."""
    for count in range(len(credits_), 0, -1):
        line = " ".join(credit_line(_first(credits_, count)).split())
        if len(line.encode()) <= room:
            return line
    return ""


def _first(credits_: Sequence[Credit], count: int) -> list[Credit]:
    """So many of the artists. The last one's name goes on to say how many there are besides."""
    *others, last = credits_[:count]
    if left := len(credits_) - count:
        name = f"{name_of(last)} and {left} more, see CREDITS.md"
        last = replace(last, artist_name=name)
    return [*others, last]


def _set_note(scene: bpy.types.Scene, note: str) -> None:
    if scene.render.stamp_note_text != note:
        scene.render.stamp_note_text = note
