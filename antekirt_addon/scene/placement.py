# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an import goes: what the names in its target stand for when it comes.

Minutes can lie between the two. What was deleted or renamed meanwhile is said, and never costs a result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ..message import Message, listed

if TYPE_CHECKING:
    from .import_target import Target


@dataclass(slots=True)
class Place:
    """What a target's names stand for now. remarks: one sentence for each that is gone."""

    scene: bpy.types.Scene
    sequencer_scene: bpy.types.Scene
    objects: list[bpy.types.Object]
    collection_name: str = ""
    remarks: list[str] = field(default_factory=list)

    def collection(self) -> bpy.types.Collection:
        """Where objects go: as noted, or the nearest above it that can take something new."""
        root = self.scene.collection
        if not self.collection_name:
            return root
        path = _path_to(root, self.collection_name)
        *_, found = filter(_can_be_changed, path)
        if len(path) == 1:
            self.remarks.append(
                Message(
                    "The collection {gone} is gone, so {collection} was used",
                    gone=self.collection_name,
                    collection=found.name,
                )
            )
        elif found != path[-1]:
            self.remarks.append(
                Message(
                    "Nothing can be added to the linked collection {linked}, so {collection} was used",
                    linked=self.collection_name,
                    collection=found.name,
                )
            )
        return found


def resolve(target: Target) -> Place:
    """What the names of a target stand for now. What is gone is replaced by what is there, with a remark."""
    remarks: list[str] = []
    scene = _scene(target.scene)
    if scene.name != target.scene:
        remarks.append(
            Message("The scene {gone} is gone, so {scene} was used", gone=target.scene, scene=scene.name)
        )
    sequencer_scene = bpy.data.scenes.get((target.sequencer_scene, None)) or scene
    found = [bpy.data.objects[name] for name in target.objects if name in bpy.data.objects]
    gone = [name for name in target.objects if name not in bpy.data.objects]
    if gone:
        remarks.append(
            Message("{thing} is gone", thing=gone[0])
            if len(gone) == 1
            else Message("{things} are gone", things=listed(gone))
        )
    return Place(scene, sequencer_scene, found, target.collection, remarks)


def _scene(name: str) -> bpy.types.Scene:
    """The scene of that name, or else the one before the artist; in a linked one nothing can be made."""
    noted = bpy.data.scenes.get((name, None))
    candidates: list[bpy.types.Scene | None] = [noted, bpy.context.scene, *bpy.data.scenes]
    return next(scene for scene in candidates if scene and not scene.library)  # Blender keeps one at least


def _path_to(above: bpy.types.Collection, name: str) -> list[bpy.types.Collection]:
    """The collections from one down to that of a name; the first alone if there is none."""
    for child in above.children:
        path = [child] if child.name == name else _path_to(child, name)
        if path[-1].name == name:
            return [above, *path]
    return [above]


def _can_be_changed(collection: bpy.types.Collection) -> bool:
    """Whether Blender lets it be changed in this file."""
    return not collection.library and not collection.override_library
