# SPDX-License-Identifier: GPL-3.0-or-later
"""How a picture becomes a texture, as plain data that can wait and be stored."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal, Self, TypeAlias

from .face_selection import FaceSelection
from .viewpoint import Viewpoint

Projection: TypeAlias = Literal[
    "AUTO", "UV", "BOX", "FLAT", "GENERATED", "WINDOW", "CAMERA", "OBJECT", "CYLINDER", "SPHERE"
]
Extension: TypeAlias = Literal["REPEAT", "EXTEND", "CLIP", "MIRROR"]
Interpolation: TypeAlias = Literal["Linear", "Closest", "Cubic", "Smart"]
PutOn: TypeAlias = Literal["SELECTED", "ACTIVE", "SHARED"]


@dataclass(frozen=True, slots=True)
class TextureOptions:
    """What was chosen for a texture.

    socket: the input of the material that is there: its name, BUMP or MIX; "" for a material of its own.
    projection: AUTO is by the UV map, or over the bounding box where there is none.
    uv_map: its name; "" for the active one.
    tile_size: the longer side of the picture in scene units; 0 for once over the object.
    put_on: the selected objects, the active one, or all that share its material.
    viewpoint: from where CAMERA projects it, noted at the press.
    faces: of objects in Edit Mode, those alone that it is put on.
    """

    socket: str = ""
    projection: Projection = "AUTO"
    uv_map: str = ""
    tile_size: float = 0.0
    extension: Extension = "REPEAT"
    interpolation: Interpolation = "Linear"
    no_repeat: bool = False
    put_on: PutOn = "SELECTED"
    viewpoint: Viewpoint | None = None
    faces: tuple[FaceSelection, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `asdict` and JSON have made of one; what a later version has added to it is ignored."""
        told = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        if told.get("viewpoint"):
            told["viewpoint"] = Viewpoint.from_json(told["viewpoint"])
        told["faces"] = tuple(map(FaceSelection.from_json, told.get("faces", ())))
        return cls(**told)
