# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures into a scene, in each of the ways an artist can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..message import Message, listed
from . import (
    file_location,
    image_material,
    image_plane,
    import_into_editor,
    name_label,
    placement,
    reference_image,
    side_by_side,
    world_environment,
)
from . import image_datablock as images
from .attribution import stamp
from .error import SceneError
from .id_reference import find
from .source_file import SourceFile, examine

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from .import_outcome import ImportOutcome
    from .import_target import Target
    from .placement import Place

ImageChoice: TypeAlias = Literal["IMAGE", "MATERIAL", "PLANE", "REFERENCE", "WORLD"]


def check(target: Target, choice: ImageChoice) -> None:
    """Raise SceneError if a choice cannot be had as things stand, before anything is paid for."""
    if choice == "MATERIAL" and not any(map(image_material.can_carry, placement.resolve(target).objects())):
        raise SceneError("Select a mesh, curve, surface, metaball or text object to put the image on")


def import_image(sources: Sequence[SourceFile], choice: ImageChoice, target: Target) -> ImportOutcome:
    """Import one or several pictures. Raises SceneError before anything is made.

    Several planes or references lie side by side. A material and a world take the first and keep the others
    as images. If the objects for a material are gone, the images are kept: a paid result is never lost.
    """
    for source in sources:
        examine(source.path, "IMAGE")
    place = placement.resolve(target)
    place.where = "3D_CURSOR" if choice in {"PLANE", "REFERENCE"} else ""
    loaded = [_load(source, target, place) for source in sources]
    sentence = _make(sources, loaded, choice, target, place)
    return place.outcome(sentence, loaded)


def _load(source: SourceFile, target: Target, place: Place) -> bpy.types.Image:
    path, remark = (source.path, "") if target.pack else file_location.project_copy(source)
    if remark:
        place.remarks.append(remark)
    image = images.load(path, source.name, pack=target.pack)
    stamp(image, source.attribution)
    return image


def _make(
    sources: Sequence[SourceFile],
    loaded: Sequence[bpy.types.Image],
    choice: ImageChoice,
    target: Target,
    place: Place,
) -> str:
    """Make what was chosen; gives the sentence that says so."""
    name = sources[0].name
    if choice == "PLANE":
        _planes(sources, loaded, target, place)
        return Message("Added “{name}” as a plane", name=name)
    if choice == "REFERENCE":
        _references(sources, loaded, target, place)
        return Message("Added “{name}” as a reference", name=name)
    if choice == "WORLD":
        world = world_environment.surround(place.scene, loaded[0])
        stamp(world, sources[0].attribution)
        place.things.append(world)
        place.where = "SCENE"
        _keep(loaded[1:])
        return Message("Surrounded {scene} with “{name}”", scene=place.scene.name, name=name)
    noted = place.objects() if choice == "MATERIAL" else []
    if any(map(image_material.can_carry, noted)):
        covered = _material(sources[0], loaded[0], target, place, noted)
        _keep(loaded[1:])
        return _covered(name, covered)
    if choice == "MATERIAL":
        place.remarks.append(
            Message("Nothing was there to put it on: choose it in a material's image texture")
        )
    _keep(loaded)
    remark = import_into_editor.show(loaded[0], target.editor)
    if remark:
        place.remarks.append(remark)
    elif target.editor.kind:
        place.where = target.editor.kind
        if target.editor.kind == "NODE_EDITOR" and target.editor.shows:
            material = find(target.editor.shows)
            place.things.append(material)
            return Message("Added “{name}” as a texture of {material}", name=name, material=material.name)
    return Message("Added the image “{name}”", name=name)


def _planes(
    sources: Sequence[SourceFile], loaded: Sequence[bpy.types.Image], target: Target, place: Place
) -> None:
    made = []
    for source, image in zip(sources, loaded, strict=True):
        material = image_material.build(image, lit=target.shading == "LIT")
        obj = image_plane.build(material, *images.size(image), target.size)
        stamp(material, source.attribution)
        stamp(obj, source.attribution)
        place.things.append(material)
        made.append(obj)
    side_by_side.arrange(place, target, sources, made)
    _name(sources, loaded, target, made)


def _references(
    sources: Sequence[SourceFile], loaded: Sequence[bpy.types.Image], target: Target, place: Place
) -> None:
    made = [reference_image.build(image, target.size) for image in loaded]
    for source, obj in zip(sources, made, strict=True):
        stamp(obj, source.attribution)
    side_by_side.arrange(place, target, sources, made)
    _name(sources, loaded, target, made)


def _name(
    sources: Sequence[SourceFile],
    loaded: Sequence[bpy.types.Image],
    target: Target,
    made: Sequence[bpy.types.Object],
) -> None:
    """Write beneath each picture who made it, if that is wanted."""
    if target.named:
        for source, image, obj in zip(sources, loaded, made, strict=True):
            name_label.write_beneath(obj, source, images.size(image), target.size)


def _material(
    source: SourceFile,
    image: bpy.types.Image,
    target: Target,
    place: Place,
    noted: Sequence[bpy.types.Object],
) -> image_material.Coverage:
    coverage = image_material.cover(noted, image, lit=target.shading != "UNLIT")
    for material in coverage.materials:
        stamp(material, source.attribution)
    place.things += [*coverage.materials, *coverage.objects]
    place.where = "OBJECTS"
    if names := coverage.projected:
        place.remarks.append(
            Message(
                "{thing} has no UV map, so the image is projected from its bounding box; unwrap it for"
                " control",
                thing=names[0],
            )
            if len(names) == 1
            else Message(
                "{things} have no UV map, so the image is projected from their bounding boxes; unwrap them"
                " for control",
                things=listed(names),
            )
        )
    if names := coverage.skipped:
        place.remarks.append(
            Message("{thing} cannot have a material and was left alone", thing=names[0])
            if len(names) == 1
            else Message("{things} cannot have a material and were left alone", things=listed(names))
        )
    return coverage


def _covered(name: str, coverage: image_material.Coverage) -> str:
    """What is said of an image on objects: also which materials it took the place of."""
    things = listed([obj.name for obj in coverage.objects])
    replaced = [material.name for material in coverage.replaced]
    if not replaced:
        return Message("Put “{name}” on {things}", name=name, things=things)
    if len(replaced) == 1:
        return Message(
            "Put “{name}” on {things} in place of the material {material}, which is kept",
            name=name,
            things=things,
            material=replaced[0],
        )
    return Message(
        "Put “{name}” on {things} in place of the materials {materials}, which are kept",
        name=name,
        things=things,
        materials=listed(replaced),
    )


def _keep(loaded: Sequence[bpy.types.Image]) -> None:
    for image in loaded:
        images.keep(image)
