# SPDX-License-Identifier: GPL-3.0-or-later
"""What is baked of a work into an image of the artist's own names it as well.

A bake in a window says when it has ended. One that a script runs in the background says nothing: it is told
by Cycles, which reports what it does although nothing is being rendered. The images come with an update after
it, be it that at the beginning of the next bake, when all meshes come with the scene. Of a bake that a script
runs in a window only Blender 5 tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from . import attribution, origin

if TYPE_CHECKING:
    from .attribution import Attribution


class BakeWatch:
    """What is written after a bake belongs to no step of undo, so it is written again after an undo."""

    def __init__(self) -> None:
        self._is_rendering = False
        self._has_baked = False
        self._credited: dict[int, tuple[str, list[Attribution]]] = {}  # kind and works, by session uid

    def forget(self) -> None:
        """Another file is being opened."""
        self._is_rendering = self._has_baked = False
        self._credited.clear()

    def render_begins(self) -> None:
        self._is_rendering = True

    def render_ends(self) -> None:
        self._is_rendering = False

    def engine_reports(self) -> None:
        """Called by Cycles, many times, perhaps in a thread of its own."""
        if not self._is_rendering:
            self._has_baked = True

    def bake_ends(self) -> None:
        """Of one in a window."""
        self._has_baked = False
        self._note(_baked(None))

    def see(self, graph: bpy.types.Depsgraph) -> None:
        """Called after each change that Blender has evaluated; nearly always for nothing."""
        if not self._has_baked:
            return
        updates: Any = graph.updates
        begins = any(isinstance(update.id, bpy.types.Scene) for update in updates)
        self._has_baked = begins
        self._note(
            _baked(
                {
                    update.id.original
                    for update in updates
                    if update.is_updated_geometry and not (begins and isinstance(update.id, bpy.types.Mesh))
                }
            )
        )

    def _note(self, baked: dict[Any, list[Attribution]]) -> None:
        for block, works in baked.items():
            self._credited[block.session_uid] = block.id_type, works
            _credit(block, works)

    def after_undo(self) -> None:
        for blocks in (bpy.data.images, bpy.data.objects) if self._credited else ():
            for block in blocks:
                kind, works = self._credited.get(block.session_uid, ("", []))
                if kind == block.id_type:
                    _credit(block, works)


def _baked(changed: set[Any] | None) -> dict[Any, list[Attribution]]:
    """What a bake has changed, images or the objects of meshes with colors, and the works that it read.

    changed: what has, None for all that it goes into. What is selected besides and cannot be baked into was
    baked onto that.
    """
    scene, layer = bpy.context.scene, bpy.context.view_layer
    if not (scene and layer):
        return {}
    to_active = scene.render.bake.use_selected_to_active
    into_colors = changed is None and scene.render.bake.target == "VERTEX_COLORS"
    targets: dict[Any, list[Any]] = {}
    sources = []
    for obj in layer.objects.selected:
        materials: list[Any] = [slot.material for slot in obj.material_slots if slot.material]
        into = {image: material for material in materials if (image := _target(material))}
        can_be_meant = changed is not None or not to_active or obj == layer.objects.active
        if can_be_meant and (into_colors or (not into and changed and obj.data in changed)):
            targets[obj] = [obj]
        elif can_be_meant and (images := [image for image in into if changed is None or image in changed]):
            for image in images:
                targets.setdefault(image, []).append(into[image])
        elif to_active or not into:
            sources.append(obj)
    return {block: origin.works([*shown, *sources]) for block, shown in targets.items()}


def _target(material: Any) -> Any:  # noqa: ANN401 - nodes; an image, or None
    """The image that a material is baked into: nobody has a work written over."""
    tree = material.node_tree
    image = getattr(tree.nodes.active if tree else None, "image", None)
    return None if image is None or attribution.read(image) else image


def _credit(block: Any, works: list[Attribution]) -> None:  # noqa: ANN401 - an image or an object
    if block.is_editable:
        for work in works:
            attribution.credit(block, work)
