# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures into a scene, in each of the ways an artist can choose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import bpy

from ..message import Message
from . import (
    further_choice,
    import_into_editor,
    loaded_picture,
    name_label,
    picture_plane,
    placement,
    reference_image,
    side_by_side,
    world_environment,
)
from . import image_datablock as images
from .attribution import stamp
from .error import SceneError
from .file_format import examine
from .further_choice import FurtherChoice
from .id_reference import find
from .texture import coverage_words, put_in, suitability
from .texture.put_on import put_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .import_outcome import ImportOutcome
    from .import_target import Target
    from .picture import Picture
    from .placement import Place
    from .source_file import SourceFile
    from .texture.put_on import Coverage

ImageChoice: TypeAlias = Literal["IMAGE", "MATERIAL", "PLANE", "REFERENCE", "WORLD"] | FurtherChoice


def check(target: Target, choice: ImageChoice) -> None:
    """Raise SceneError if a choice cannot be had as things stand, before anything is paid for."""
    if further_check := further_choice.CHECKS.get(choice):
        further_check(target, placement.resolve(target))
    if choice != "MATERIAL":
        return
    noted = placement.resolve(target).objects()
    able, kept_from = suitability.sorted_out(noted, target.texture)
    if able and target.texture.projection == "CAMERA" and target.texture.viewpoint is None:
        raise SceneError("There is no camera to project from: add one, or choose another projection")
    if able:
        put_in.check(able, target.texture)
        return
    if not noted and target.texture.put_on != "SELECTED":
        raise SceneError("No visible object is active: select the one to put the image on")
    for obstacle, names in kept_from.items():
        if obstacle != "KIND":
            raise SceneError(suitability.remark(obstacle, names, target.texture))
    raise SceneError("Select a mesh, curve, surface, metaball or text object to put the image on")


def import_image(sources: Sequence[SourceFile], choice: ImageChoice, target: Target) -> ImportOutcome:
    """Import one or several pictures. Raises SceneError before anything is made.

    Several planes or references lie side by side. A material and a world take the first and keep the others
    as images. If what it was for is gone, the images are kept: a paid result is never lost.
    """
    found = [examine(source.path, "IMAGE") for source in sources]
    place = placement.resolve(target)
    place.where = "3D_CURSOR" if choice in {"PLANE", "REFERENCE"} else ""
    pictures = [
        loaded_picture.load(source, info, place.remarks, pack=target.pack)
        for source, info in zip(sources, found, strict=True)
    ]
    stored = [picture.image for picture in pictures]
    sentence = _make(pictures, choice, target, place)
    for picture, image in zip(pictures, stored, strict=True):
        if picture.image != image and not image.users:  # there is but a copy of it that is upright or data
            bpy.data.images.remove(image)
            if not picture.image.colorspace_settings.is_data:
                picture.image.name = picture.source.name
    return place.outcome(sentence, [picture.image for picture in pictures])


def _make(
    pictures: list[Picture],
    choice: ImageChoice,
    target: Target,
    place: Place,
) -> str:
    """Make what was chosen; gives the sentence that says so. Pictures become those that are shown."""
    name = pictures[0].source.name
    if choice == "PLANE":
        _planes(pictures, target, place)
        return Message("Added “{name}” as a plane", name=name)
    if choice == "REFERENCE":
        _references(pictures, target, place)
        return Message("Added “{name}” as a reference", name=name)
    if choice == "WORLD":
        pictures[:] = [picture.upright() for picture in pictures]
        world = world_environment.surround(place.scene, pictures[0].image)
        stamp(world, pictures[0].source.attribution)
        place.things.append(world)
        place.where = "SCENE"
        _keep(pictures[1:])
        return Message("Surrounded {scene} with “{name}”", scene=place.scene.name, name=name)
    if further_make := further_choice.MAKERS.get(choice):
        try:
            sentence = further_make(pictures, target, place)
        except SceneError as problem:
            place.remarks.append(str(problem))
        else:
            pictures[1:] = [picture.upright() for picture in pictures[1:]]
            _keep(pictures[1:])
            return sentence
    if choice == "MATERIAL":
        covered = _material(pictures, target, place, place.objects())
        if covered.objects:
            pictures[1:] = [picture.upright() for picture in pictures[1:]]
            _keep(pictures[1:])
            return coverage_words.sentence(name, covered, target.texture)
        place.remarks.append(
            Message("Nothing was there to put it on: choose it in a material's image texture")
        )
    pictures[:] = [picture.upright() for picture in pictures]
    _keep(pictures)
    remark = import_into_editor.show(pictures[0].image, target.editor)
    if remark:
        place.remarks.append(remark)
    elif target.editor.kind:
        place.where = target.editor.kind
        if target.editor.kind == "NODE_EDITOR" and target.editor.shows:
            material = find(target.editor.shows)
            place.things.append(material)
            return Message("Added “{name}” as a texture of {material}", name=name, material=material.name)
    return Message("Added the image “{name}”", name=name)


def _planes(pictures: Sequence[Picture], target: Target, place: Place) -> None:
    made = []
    for picture in pictures:
        obj, material = picture_plane.build(picture, target.size, lit=target.shading == "LIT")
        place.things.append(material)
        made.append(obj)
    side_by_side.arrange(place, target, [picture.source for picture in pictures], made)
    _name(pictures, target, made)


def _references(pictures: Sequence[Picture], target: Target, place: Place) -> None:
    made = [reference_image.build(picture.image, target.size, picture.turn) for picture in pictures]
    for picture, obj in zip(pictures, made, strict=True):
        stamp(obj, picture.source.attribution)
    side_by_side.arrange(place, target, [picture.source for picture in pictures], made)
    _name(pictures, target, made)


def _name(pictures: Sequence[Picture], target: Target, made: Sequence[bpy.types.Object]) -> None:
    """Write beneath each picture who made it, if that is wanted."""
    if target.named:
        for picture, obj in zip(pictures, made, strict=True):
            label = name_label.write_beneath(obj, picture.source, picture.sides, target.size)
            if label and obj.type == "EMPTY":  # which is turned itself
                label.matrix_parent_inverse = reference_image.uprighting(picture.turn).inverted()


def _material(
    pictures: list[Picture], target: Target, place: Place, noted: Sequence[bpy.types.Object]
) -> Coverage:
    source = pictures[0].source
    if target.texture.socket:
        coverage = put_in.put_in(noted, pictures[0], target.texture)
    else:
        coverage = put_on(noted, pictures[0], target.texture, lit=target.shading != "UNLIT")
    place.remarks += coverage_words.remarks(coverage, target.texture)
    if coverage.objects:
        if coverage.image:
            pictures[0] = replace(pictures[0], image=coverage.image)
        for material in [] if target.texture.socket else coverage.materials:
            stamp(material, source.attribution)
        place.things += [*coverage.materials, *coverage.objects]
        place.where = "OBJECTS"
    return coverage


def _keep(pictures: Sequence[Picture]) -> None:
    for picture in pictures:
        images.keep(picture.image)
