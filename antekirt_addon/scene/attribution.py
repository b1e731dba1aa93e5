# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose work a datablock is, written into it: it stays through save, append and link."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

if TYPE_CHECKING:
    import bpy

Stampable: TypeAlias = "bpy.types.ID | bpy.types.Strip"  # what can have custom properties
Kind: TypeAlias = Literal["image", "svg", "video"]
PREFIX = "antekirt_"


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


def stamp(datablock: Stampable, attribution: Attribution | None) -> None:
    """Write it into a datablock; None leaves the datablock alone."""
    if attribution:
        for field, value in zip(fields(attribution), astuple(attribution), strict=True):
            datablock[PREFIX + field.name] = value


def read(datablock: Stampable) -> Attribution | None:
    """What `stamp` wrote; None if nothing did. What somebody has removed since reads as empty."""
    if not datablock.get(PREFIX + "generation_id"):
        return None
    text = {field.name: str(datablock.get(PREFIX + field.name, "")) for field in fields(Attribution)}
    index = text.pop("image_index")
    kind = cast("Kind", text.pop("kind"))
    return Attribution(kind=kind, image_index=int(index) if index.isdecimal() else 0, **text)
