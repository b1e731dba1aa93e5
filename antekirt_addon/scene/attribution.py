# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose work a datablock is, written into it: it stays through save, append and link."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

from ..clean_text import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

Stampable: TypeAlias = "bpy.types.ID | bpy.types.Strip"  # what can have custom properties
Kind: TypeAlias = Literal["image", "svg", "video"]
KINDS = get_args(Kind)
PREFIX = "antekirt_"
SEVERAL = PREFIX + "credits"  # the property of what shows more than one result: a list, as JSON


@dataclass(frozen=True, slots=True)
class Attribution:
    """Each field is one custom property, `antekirt_` and its name. Never the key."""

    generation_id: str
    kind: Kind
    image_index: int
    artist_id: str
    artist_name: str
    prompt: str
    created_at: str
    source_url: str


NAMES = {field.name: PREFIX + field.name for field in fields(Attribution)}


def stamp(datablock: Stampable, attribution: Attribution | None) -> None:
    """Write it into a datablock; None leaves the datablock alone."""
    if attribution:
        for name, value in zip(NAMES.values(), astuple(attribution), strict=True):
            datablock[name] = value


def read(datablock: Stampable) -> Attribution | None:
    """What `stamp` wrote; None if nothing did. What somebody has removed since reads as empty.

    A kind that is none reads as that of a picture, of which everything else is made.
    """
    if not datablock.get(PREFIX + "generation_id"):
        return None
    return _from_fields({name: datablock.get(stored, "") for name, stored in NAMES.items()})


def add(datablock: Stampable, attributions: Iterable[Attribution]) -> None:
    """Have a datablock name these works besides those that it names: one by a stamp, several in a list."""
    named = list(dict.fromkeys([*read_all(datablock), *attributions]))
    if named and not read(datablock) and len(named) == 1:
        stamp(datablock, named[0])
    elif len(named) > 1:
        _list(datablock, named)


def read_all(datablock: Stampable) -> list[Attribution]:
    """Whose works a datablock shows, by its stamp and by its list. What is damaged is left out."""
    stamped, listed = read(datablock), datablock.get(SEVERAL)
    named = [stamped] if stamped else []
    if listed:
        with suppress(TypeError, ValueError, AttributeError, RecursionError):
            named += [_from_fields(one) for one in json.loads(listed) if one.get("generation_id")]
    return list(dict.fromkeys(named))


def credit(datablock: Stampable, attribution: Attribution | None) -> None:
    """Have what the artist has made name a work that it shows: it is not thereby made for that."""
    if attribution and attribution not in (named := read_all(datablock)):
        _list(datablock, [*named, attribution])


def remove(datablock: Stampable, attribution: Attribution) -> None:
    """Have a datablock not name a work any more."""
    left = [named for named in read_all(datablock) if named != attribution]
    if read(datablock) == attribution:
        for name in NAMES.values():
            del datablock[name]
    if datablock.get(SEVERAL):
        _list(datablock, left)


def _list(datablock: Stampable, named: list[Attribution]) -> None:
    if named:
        datablock[SEVERAL] = json.dumps([asdict(one) for one in named], ensure_ascii=False)
    else:
        del datablock[SEVERAL]


def replace(
    datablock: Stampable, generation_id: str, image_index: int, attribution: Attribution | None
) -> None:
    """Have a datablock name another work where it names the image of a generation with an index."""
    if attribution is None:
        return

    def is_meant(named: Attribution | None) -> bool:
        return (
            named is not None
            and named.kind == "image"
            and (named.generation_id, named.image_index) == (generation_id, image_index)
        )

    listed = [attribution if is_meant(named) else named for named in read_all(datablock)]
    if is_meant(read(datablock)):
        stamp(datablock, attribution)
    if datablock.get(SEVERAL):
        _list(datablock, list(dict.fromkeys(listed)))


def _from_fields(values: dict[str, Any]) -> Attribution:
    text = {name: whole(str(values.get(name, ""))) for name in NAMES}
    index = text.pop("image_index")
    kind = text.pop("kind")
    known = cast("Kind", kind if kind in KINDS else "image")
    return Attribution(
        kind=known, image_index=int(index) if index.isdecimal() and len(index) < 10 else 0, **text
    )
