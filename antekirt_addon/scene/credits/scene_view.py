# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - view layers and what is in them
"""What a scene begins with: objects of its view layers, worlds and sets, its compositor, its strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import compat
from .walk import shows_something

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

    from .sight import Sight
    from .walk import Walk

PAINTS = ("image_paint", "sculpt", "vertex_paint", "weight_paint")  # the tools of a scene that have brushes
ASSETS = ("objects", "collections", "materials", "worlds", "images", "node_groups", "brushes")


def show_view(scene: Any, walk: Walk) -> None:
    """Go on from what a scene has in three dimensions."""
    if walk.sight.everything:
        tools = [getattr(scene.tool_settings, name) for name in PAINTS]
        walk.show(scene.collection, *(tool.brush for tool in tools if tool))
    for layer in scene.view_layers:
        if walk.sight.is_ever(layer, "use", True):
            material = layer.material_override
            walk.show(material, layer.world_override or scene.world)
            _show_layer(layer.layer_collection, walk, bare=bool(material))
    seen, behind = {scene}, scene.background_set
    while behind and behind not in seen:
        seen.add(behind)
        rendered = next((layer for layer in behind.view_layers if layer.use), None)
        if rendered:
            _show_layer(rendered.layer_collection, walk, bare=False)
        behind = behind.background_set


def _show_layer(tree: Any, walk: Walk, *, bare: bool) -> bool:
    """Go on from all objects of a view layer that are rendered; whether there is one that a render shows."""
    collection = tree.collection
    if not walk.sight.is_ever(collection, "hide_render", False):
        return False
    shown = False
    if not tree.exclude:
        for obj in collection.objects:
            if walk.sight.is_ever(obj, "hide_render", False):
                walk.show_object(obj, bare=bare)
                shown = shown or shows_something(obj)
    for child in tree.children:
        shown = _show_layer(child, walk, bare=bare) or shown
    if shown:
        walk.works[collection] = None
    return shown


def show_compositor(scene: bpy.types.Scene, walk: Walk) -> None:
    """Go on from the nodes that a scene's renders go through."""
    if walk.sight.everything or scene.render.use_compositing:
        for tree in compat.rendered_compositor_trees(scene):
            walk.show(tree)
            walk.show_nodes(tree)


def show_strips(scene: Any, walk: Walk) -> list[Any]:
    """Go on from the strips that a scene's renders show; gives those that play a scene."""
    if not scene.sequence_editor or not (walk.sight.everything or scene.render.use_sequencer):
        return []
    strips = list(_unmuted(compat.strips(scene), scene.sequence_editor.channels, walk.sight))
    for strip in strips:
        walk.works[strip] = None
        walk.show(*(getattr(strip, name, None) for name in ("sound", "clip", "mask", "font")))
        for modifier in strip.modifiers:
            if getattr(modifier, "node_group", None) and walk.sight.is_ever(modifier, "mute", False):
                walk.show_nodes(modifier.node_group)
    return [strip for strip in strips if strip.type == "SCENE" and strip.scene]


def _unmuted(strips: Any, channels: Any, sight: Sight) -> Iterator[Any]:
    """The strips that are played, those within meta strips too."""
    for strip in strips:
        is_heard = sight.everything or not channels[strip.channel].mute
        if is_heard and sight.is_ever(strip, "mute", False) and sight.overlap(*compat.strip_span(strip)):
            yield strip
            if strip.type == "META":
                yield from _unmuted(compat.strips_within(strip), strip.channels, sight)


def show_assets(data: Any, walk: Walk) -> None:
    """Go on from all that is marked as an asset of this file."""
    for blocks in (getattr(data, name) for name in ASSETS):
        walk.show(*(block for block in blocks if block.asset_data and not block.library))
