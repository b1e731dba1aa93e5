# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that was asked for in an Image or Shader Editor comes into what was open there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from . import attribution, shader_texture
from .id_reference import find

if TYPE_CHECKING:
    from .editor_target import EditorTarget


def show(image: bpy.types.Image, target: EditorTarget) -> str:
    """Show an image in the editor that it was asked for in; says why if that cannot be."""
    if target.kind == "IMAGE_EDITOR":
        return _show_in_image_editor(image, target)
    if target.kind == "NODE_EDITOR" and target.shows:
        return _add_to_nodes(image, target)
    return ""


def _show_in_image_editor(image: bpy.types.Image, target: EditorTarget) -> str:
    """The editor still shows what it did, nothing, or another result: then it shows the image, whole."""
    shown = find(target.shows) if target.shows else None
    for screen in bpy.data.screens:
        for area in screen.areas:
            space: Any = area.spaces.active
            if area.as_pointer() != target.area or area.type != "IMAGE_EDITOR":
                continue
            if space.image in {shown, None} or attribution.read(space.image):
                space.image = image
                _fit(screen, area)
                return ""
    return Message("The Image Editor shows something else now: the image is in its list")


def _fit(screen: bpy.types.Screen, area: bpy.types.Area) -> None:
    """Show the whole image beside what lies over the editor, if the editor is in a window now."""
    region = next(region for region in area.regions if region.type == "WINDOW")
    for window in bpy.data.window_managers[0].windows:
        if window.screen == screen:
            with bpy.context.temp_override(window=window, area=area, region=region):
                bpy.ops.image.view_all(fit_view=True)
                _move_aside(area, region)


def _move_aside(area: bpy.types.Area, region: bpy.types.Region) -> None:
    """From the whole editor into the part that no sidebar covers: this is where ours has its button."""
    space: Any = area.spaces.active
    left, right = region.x, region.x + region.width
    for over in area.regions:
        if over.type in {"UI", "TOOLS"} and over.width > 1:
            left = max(left, over.x + over.width) if over.x <= left else left
            right = min(right, over.x) if over.x + over.width >= right else right
    wide, high = space.image.size
    if right <= left or not wide or not high:
        return
    ratio = min((right - left) / wide, region.height / high)
    bpy.ops.image.view_zoom_ratio(ratio=ratio)
    aside = region.x + region.width / 2 - (left + right) / 2
    bpy.ops.image.view_pan(offset=(aside / ratio, 0.0))


def _add_to_nodes(image: bpy.types.Image, target: EditorTarget) -> str:
    assert target.shows
    shaded: Any = find(target.shows)
    if shaded is None:
        return Message("{thing} is gone, so the image was only added to this file", thing=target.shows.name)
    group = find(target.group) if target.group else None
    owner = group or shaded
    if owner.library or owner.override_library or not (group or shaded.node_tree):
        return Message(
            "{thing} cannot be changed, so the image was only added to this file", thing=owner.name
        )
    shader_texture.add(group or shaded.node_tree, image, target.middle)
    if target.group and not group:
        return Message(
            "The node group {gone} is gone, so {material} was used",
            gone=target.group.name,
            material=shaded.name,
        )
    return ""
