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
    overrides = compat.heeds_overrides(scene)
    if walk.sight.everything:
        _show_hidden(scene, walk)
    for layer in scene.view_layers:
        if walk.sight.is_ever(layer, "use", True):
            material = layer.material_override if overrides else None
            walk.show(material, (layer.world_override if overrides else None) or scene.world)
            _show_layer(layer, walk, bare=bool(material))
    seen, behind = {scene}, scene.background_set
    while behind and behind not in seen:
        seen.add(behind)
        rendered = next((layer for layer in behind.view_layers if layer.use), None)
        if rendered:
            _show_layer(rendered, walk, bare=False)
        behind = behind.background_set


def _show_hidden(scene: Any, walk: Walk) -> None:
    """Go on from what no render of a scene shows."""
    tools = [getattr(scene.tool_settings, name) for name in PAINTS]
    walk.show(scene.collection, scene.world, *(tool.brush for tool in tools if tool))
    painted = scene.tool_settings.image_paint
    walk.show(painted.canvas, painted.clone_image, painted.stencil_image)
    for layer in scene.view_layers:
        walk.show(layer.material_override, layer.world_override)


def _show_layer(layer: Any, walk: Walk, *, bare: bool) -> None:
    """Go on from all objects of a view layer that are rendered."""
    enabled: dict[Any, None] = {}
    _enable(compat.layer_collection(layer), walk, enabled)
    walk.show(*(obj for obj in enabled if _is_free(obj, enabled)), bare=bare)


def _is_free(obj: Any, enabled: dict[Any, None]) -> bool:
    """Whether an object is not one that is shown at points or faces of its parent, which is not rendered."""
    parent = obj.parent
    return not parent or parent.instance_type not in {"VERTS", "FACES"} or parent in enabled


def _enable(tree: Any, walk: Walk, enabled: dict[Any, None]) -> bool:
    """Note the objects of a collection that are rendered; whether there is one that a render shows."""
    collection = tree.collection
    if not walk.sight.is_ever(collection, "hide_render", False):
        return False
    own = [] if tree.exclude else collection.objects
    objects = [obj for obj in own if walk.sight.is_ever(obj, "hide_render", False)]
    enabled.update(dict.fromkeys(objects))
    below = [_enable(child, walk, enabled) for child in tree.children]
    shown = any(below) or any(map(shows_something, objects))
    if shown:
        walk.works[collection] = None
    return shown


def show_compositor(scene: bpy.types.Scene, walk: Walk) -> None:
    """Go on from the nodes that a scene's renders go through."""
    if walk.sight.everything or scene.render.use_compositing:
        for tree in compat.rendered_compositor_trees(scene):
            walk.show_nodes(tree)


def show_strips(scene: Any, walk: Walk) -> list[Any]:
    """Go on from the strips of a scene that are played; gives those that play a scene."""
    if not scene.sequence_editor:
        return []
    played = _played(compat.strips(scene), scene.sequence_editor.channels, walk.sight)
    strips = list(dict.fromkeys(strip for one in played for strip in _with_inputs(one)))
    for strip in strips:
        walk.works[strip] = None
        walk.show(*(getattr(strip, name, None) for name in ("sound", "clip", "mask", "font")))
        for modifier in strip.modifiers:
            if getattr(modifier, "node_group", None) and walk.sight.is_ever(modifier, "mute", False):
                walk.show_nodes(modifier.node_group)
    return [strip for strip in strips if strip.type == "SCENE" and strip.scene]


def _played(strips: Any, channels: Any, sight: Sight) -> Iterator[Any]:
    """The strips that are not muted, those within meta strips too."""
    for strip in strips:
        is_open = sight.everything or not channels[strip.channel].mute
        if is_open and sight.is_ever(strip, "mute", False) and sight.overlap(*compat.strip_span(strip)):
            yield strip
            if strip.type == "META":
                yield from _played(compat.strips_within(strip), strip.channels, sight)
            elif strip.type == "MULTICAM":  # it plays a channel though that is muted
                yield from (other for other in strips if other.channel == strip.multicam_source)


def _with_inputs(strip: Any) -> Iterator[Any]:
    """A strip and those that it makes an effect of, which it does though they are muted."""
    yield strip
    for name in ("input_1", "input_2"):
        if source := getattr(strip, name, None):
            yield from _with_inputs(source)


def show_assets(data: Any, walk: Walk) -> None:
    """Go on from all that is marked as an asset of this file."""
    for blocks in (getattr(data, name) for name in ASSETS):
        walk.show(*(block for block in blocks if block.asset_data and not block.library))
