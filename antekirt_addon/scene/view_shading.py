# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the shading of a 3D view shows a result, and what has to be set in that view for it to do so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..message import Message
from .texture.inserted import inserted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

# What a view must show for a result to be seen: the image texture of its objects where they have a UV map,
# or else their nodes; the colors of their materials or of their attribute; the world; empties. "": anything.
Need: TypeAlias = Literal["", "TEXTURE", "NODES", "MATERIAL", "VERTEX", "WORLD", "EMPTIES"]

NEEDS: dict[str, Need] = {
    "PLANE": "TEXTURE",
    "DECAL": "TEXTURE",
    "CAMERA_PLANE": "TEXTURE",
    "PLANE_GRID": "TEXTURE",
    "BACKDROP": "WORLD",
    "VIEW_REFERENCE": "EMPTIES",
    "MATERIAL": "TEXTURE",
    "WORLD": "WORLD",
    "CURVES": "MATERIAL",
    "MESH": "VERTEX",
    "REFERENCE": "EMPTIES",
}
NODE_NEEDS: dict[str, Need] = {"MATERIAL": "TEXTURE", "WORLD": "WORLD"}
TRANSFORMED = {"TEXTURE", "NODES", "MATERIAL", "VERTEX", "WORLD"}  # seen through the scene's view transform


def need(import_as: str, carriers: Sequence[bpy.types.ID]) -> Need:
    """What a result needs that was imported so. carriers: the objects, or what has nodes, that show it."""
    if import_as == "MATERIAL" and not all(map(_lies_by_uv_map, carriers)):
        return "NODES"
    if import_as == "IMAGE" and carriers:  # as a node
        return NODE_NEEDS.get(carriers[0].id_type, "")
    return NEEDS.get(import_as, "")


def _lies_by_uv_map(obj: Any) -> bool:  # noqa: ANN401 - an Object
    """Whether its picture lies as Solid shading has it, which knows but the UV map, and nothing moved."""
    material = obj.active_material
    textures = inserted(material.node_tree) if material and material.node_tree else []
    readers = [image for texture in textures for image in texture.images]
    is_moved = any(reader.inputs["Vector"].is_linked for reader in readers)
    return bool(getattr(obj.data, "uv_layers", None)) and not is_moved


def shows(space: Any, wanted: Need) -> bool:  # noqa: ANN401 - a SpaceView3D
    """Whether a view shows what is needed. Cheap enough for draw()."""
    shading = space.shading
    if wanted == "EMPTIES":
        return bool(space.overlay.show_overlays and space.overlay.show_extras)
    if wanted == "WORLD":
        world = {"MATERIAL": shading.use_scene_world, "RENDERED": shading.use_scene_world_render}
        return bool(world.get(shading.type))
    if wanted == "" or shading.type in {"MATERIAL", "RENDERED"}:
        return True
    if shading.type != "SOLID" or wanted == "NODES":
        return False
    return shading.color_type in ({"MATERIAL", "TEXTURE"} if wanted == "MATERIAL" else {wanted})


def show(space: Any, wanted: Need) -> str:  # noqa: ANN401 - a SpaceView3D
    """Set what is needed, in this view alone; gives the sentence that says what that was."""
    shading = space.shading
    match wanted:
        case "EMPTIES":
            space.overlay.show_overlays = space.overlay.show_extras = True
            return Message("This view shows overlays and extras now")
        case "WORLD" if shading.type == "RENDERED":
            shading.use_scene_world_render = True
            return Message("This view shows the scene's world now")
        case "WORLD":
            shading.type, shading.use_scene_world = "MATERIAL", True
            return Message("This view is in Material Preview now, with the scene's world")
        case "NODES":
            shading.type = "MATERIAL"
            return Message("This view is in Material Preview now")
    shading.type, shading.color_type = "SOLID", wanted
    if wanted == "TEXTURE":
        return Message("This view shows textures now: the color of its Solid shading is Texture")
    if wanted == "VERTEX":
        return Message("This view shows attributes now: the color of its Solid shading is Attribute")
    return Message("This view shows materials now: the color of its Solid shading is Material")


def largest_view(context: bpy.types.Context) -> Any:  # noqa: ANN401 - an Area, or None
    """The 3D view that the artist works in, or else the largest of the window."""
    if context.area and context.area.type == "VIEW_3D":
        return context.area
    views = [area for area in context.screen.areas if area.type == "VIEW_3D"] if context.screen else []
    return max(views, key=lambda area: area.width * area.height, default=None)
