# SPDX-License-Identifier: GPL-3.0-or-later
"""A video into a scene, in each of the ways an artist can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..message import Message
from . import file_location, film_texture, image_plane, name_label, placement, sequencer_strip, side_by_side
from .attribution import stamp
from .image_datablock import size
from .source_file import SourceFile, examine

if TYPE_CHECKING:
    from pathlib import Path

    from .import_outcome import ImportOutcome
    from .import_target import Target
    from .placement import Place

VideoChoice: TypeAlias = Literal["PLANE", "SEQUENCER"]


def import_video(source: SourceFile, choice: VideoChoice, target: Target) -> ImportOutcome:
    """Import a film that starts at the target's frame. Raises SceneError before anything is made."""
    examine(source.path, "VIDEO")
    place = placement.resolve(target)
    path, remark = file_location.project_copy(source)
    if remark:
        place.remarks.append(remark)
    return (_plane if choice == "PLANE" else _strips)(path, source, target, place)


def _plane(path: Path, source: SourceFile, target: Target, place: Place) -> ImportOutcome:
    movie = film_texture.load(path, source.name)
    material = film_texture.build_material(
        movie, start=target.frame, lit=target.shading == "LIT", loop=target.loop
    )
    obj = image_plane.build(material, size(movie.image), target.size)
    for datablock in (movie.image, material, obj):
        stamp(datablock, source.attribution)
    side_by_side.arrange(place, target, [source], [obj])
    if target.named:
        name_label.write_beneath(obj, source, size(movie.image), target.size)
    sentence = Message(
        "Added “{name}” as a plane that plays from frame {frame}", name=source.name, frame=target.frame
    )
    place.things.append(material)
    return place.outcome(sentence, [movie.image])


def _strips(path: Path, source: SourceFile, target: Target, place: Place) -> ImportOutcome:
    scene = place.sequencer_scene()
    start = target.frame if scene == place.scene else scene.frame_current  # another scene, another playhead
    for strip in sequencer_strip.add(scene, path, source.name, start):
        stamp(strip, source.attribution)
        if strip.type == "SOUND":
            stamp(strip.sound, source.attribution)
    sentence = Message(
        "Added “{name}” to the sequencer of {scene} at frame {frame}",
        name=source.name,
        scene=scene.name,
        frame=start,
    )
    place.things.append(scene)
    place.scene, place.where = scene, "SCENE"
    return place.outcome(sentence)
