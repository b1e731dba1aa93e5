# SPDX-License-Identifier: GPL-3.0-or-later
"""The Image or Shader Editor in which a picture was asked for, noted by what was open in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Self, TypeAlias

import bpy

from .id_reference import IdReference, from_json_or_name, note

EditorKind: TypeAlias = Literal["", "IMAGE_EDITOR", "NODE_EDITOR"]
SHADED = (bpy.types.Material, bpy.types.World, bpy.types.Light)  # what has shader nodes
SHOWN: dict[EditorKind, str] = {"IMAGE_EDITOR": "IMAGE", "NODE_EDITOR": "MATERIAL"}


@dataclass(frozen=True, slots=True)
class EditorTarget:
    """An editor that can take a picture; none if kind is "".

    shows: the image in it, or whose nodes: a material, world or light. group: the node group that was open.
    middle: of its view, in the units of node locations. area: its address, which it keeps while the file is
    open.
    """

    kind: EditorKind = ""
    shows: IdReference | None = None
    middle: tuple[float, float] = (0.0, 0.0)
    group: IdReference | None = None
    area: int = 0

    @classmethod
    def from_json(cls, target: dict[str, Any]) -> Self:
        """The editor in the JSON of a whole target, where the first version wrote three fields for it."""
        told = target.get("editor", "")
        if isinstance(told, str):
            told = {"kind": told, "shows": target.get("editor_shows"), "middle": target.get("editor_middle")}
        kind, middle = told["kind"], told.get("middle") or (0.0, 0.0)
        shows = from_json_or_name(SHOWN[kind], told.get("shows")) if kind in SHOWN else None
        group = from_json_or_name("NODETREE", told.get("group"))
        return cls(kind, shows, (middle[0], middle[1]), group, told.get("area", 0))


def noted_editor(context: bpy.types.Context) -> EditorTarget:
    """The editor that the artist works in, if it is one that can take a picture."""
    space: Any = context.space_data
    address = context.area.as_pointer() if context.area else 0
    if isinstance(space, bpy.types.SpaceImageEditor):
        return EditorTarget("IMAGE_EDITOR", note(space.image) if space.image else None, area=address)
    if isinstance(space, bpy.types.SpaceNodeEditor) and isinstance(space.id, SHADED):
        group = note(tree) if (tree := space.edit_tree) and tree != space.node_tree else None
        return EditorTarget("NODE_EDITOR", note(space.id), _middle(context), group, address)
    return EditorTarget()


def _middle(context: bpy.types.Context) -> tuple[float, float]:
    region: Any
    for region in context.area.regions if context.area else ():
        if region.type == "WINDOW":
            x, y = region.view2d.region_to_view(region.width / 2, region.height / 2)
            scale = context.preferences.system.ui_scale if context.preferences else 1.0
            return x / scale, y / scale
    return 0.0, 0.0
