# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an import goes: what the references in its target stand for when it comes.

Minutes can lie between the two. What was deleted or renamed meanwhile is said, and never costs a result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ..message import Message, listed
from . import name_label
from .id_reference import find, find_all, find_namesake, note, note_all
from .import_outcome import ImportOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mathutils import Matrix

    from .id_reference import IdReference
    from .import_outcome import Where
    from .import_target import Target

SPOTS = {"3D_CURSOR", "BESIDE", "IN_FRONT", "ON_TOP", "IN_ROW"}  # words for where new objects are


@dataclass(slots=True)
class Place:
    """What a target's references stand for now, each looked for when it is needed.

    remarks: one sentence for each that is gone, and for what was used in its place.
    things: what an import has made there or changed. where, neighbor: what to call it; see ImportOutcome.
    """

    target: Target
    scene: bpy.types.Scene
    remarks: list[str] = field(default_factory=list)
    things: list[bpy.types.ID] = field(default_factory=list)
    where: Where = "3D_CURSOR"
    neighbor: str = ""

    def spot(self, width: float, height: float) -> Matrix:
        """Where a new object of that width and height goes, made in the XY plane around the origin."""
        if self.target.named:
            height += 2 * name_label.HEIGHT * self.target.size
        from .spot.choose_spot import choose_spot  # only now: not each start of Blender places something

        chosen = choose_spot(self.target, self.scene, width, height)
        self.where, self.neighbor = chosen.where, chosen.neighbor
        return chosen.sheet.matrix

    def outcome(
        self, sentence: str, images: Sequence[bpy.types.Image] = (), warnings: Sequence[str] = ()
    ) -> ImportOutcome:
        """What came of an import that has noted what it made or changed."""
        things = dict.fromkeys([*self.things, *images])
        if self.where in SPOTS:
            from .spot.shown_view import join_local_views

            made = [thing for thing in things if isinstance(thing, bpy.types.Object)]
            join_local_views(self.scene, [part for obj in made for part in (obj, *obj.children_recursive)])
        return ImportOutcome(
            sentence,
            tuple(image.name for image in images),
            tuple(thing.name for thing in things if isinstance(thing, bpy.types.Object)),
            (*self.remarks, *warnings),
            note_all(things),
            self.where,
            note(self.scene),
            self.neighbor,
        )

    def sequencer_scene(self) -> bpy.types.Scene:
        """Where a strip goes."""
        noted = self.target.sequencer_scene
        if noted is None or noted == self.target.scene:
            return self.scene
        return _scene(noted, [self.scene], self.remarks)

    def objects(self) -> list[bpy.types.Object]:
        """Those that a material is for."""
        found = find_all(self.target.objects)
        gone = [reference for reference, obj in zip(self.target.objects, found, strict=True) if obj is None]
        replaced = [reference.name for reference in gone if find_namesake(reference)]
        _remark_gone([reference.name for reference in gone if reference.name not in replaced], self.remarks)
        _remark_replaced(replaced, self.remarks)
        return [obj for obj in found if obj is not None]

    def collection(self) -> bpy.types.Collection:
        """Where objects go: as noted, or the nearest above it that can take something new."""
        root, wanted = self.scene.collection, self.target.collection
        if wanted is None:
            return root
        noted = find(wanted)
        path = (noted and _path_to(root, noted)) or [root]
        *_, found = filter(_can_be_changed, path)
        if len(path) == 1:
            self.remarks.append(
                Message(
                    "The collection {gone} is gone, so {collection} was used",
                    gone=noted.name if noted else wanted.name,
                    collection=found.name,
                )
            )
        elif found != path[-1]:
            self.remarks.append(
                Message(
                    "Nothing can be added to the linked collection {linked}, so {collection} was used",
                    linked=noted.name,
                    collection=found.name,
                )
            )
        return found


def resolve(target: Target) -> Place:
    """The place of a target. What is gone is replaced by what is there, with a remark."""
    remarks: list[str] = []
    return Place(target, _scene(target.scene, [bpy.context.scene, *bpy.data.scenes], remarks), remarks)


def _scene(
    noted: IdReference, instead: Sequence[bpy.types.Scene | None], remarks: list[str]
) -> bpy.types.Scene:
    """The scene that was noted, or the first in which something can be made: in a linked one nothing can."""
    candidates: list[bpy.types.Scene | None] = [find(noted), *instead]
    found = next(scene for scene in candidates if scene and not scene.library)  # Blender keeps one at least
    if found != candidates[0]:
        remarks.append(
            Message("The scene {gone} is gone, so {scene} was used", gone=noted.name, scene=found.name)
        )
    return found


def _remark_gone(names: list[str], remarks: list[str]) -> None:
    if len(names) == 1:
        remarks.append(Message("{thing} is gone", thing=names[0]))
    elif names:
        remarks.append(Message("{things} are gone", things=listed(names)))


def _remark_replaced(names: list[str], remarks: list[str]) -> None:
    """Say of what is gone that others have its name now, and were not mistaken for it."""
    if len(names) == 1:
        remarks.append(Message("{thing} is gone; another of that name was left alone", thing=names[0]))
    elif names:
        remarks.append(
            Message("{things} are gone; others of these names were left alone", things=listed(names))
        )


def _path_to(above: bpy.types.Collection, wanted: bpy.types.Collection) -> list[bpy.types.Collection] | None:
    """The collections from one down to another; None if it does not lie there."""
    if above == wanted:
        return [above]
    paths = (_path_to(child, wanted) for child in above.children)
    return next(([above, *path] for path in paths if path), None)


def _can_be_changed(collection: bpy.types.Collection) -> bool:
    """Whether Blender lets it be changed in this file."""
    return not collection.library and not collection.override_library
