# SPDX-License-Identifier: GPL-3.0-or-later
"""A video into a scene, in each of the ways an artist can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..message import Message
from . import file_location, film_texture, placement, plane, sequencer, side_by_side
from .attribution import stamp
from .image_datablock import size
from .source_file import Imported, Work, examine

if TYPE_CHECKING:
    from pathlib import Path

    from .placement import Place, Target

VideoChoice: TypeAlias = Literal["NONE", "PLANE", "SEQUENCER"]


def import_video(work: Work, choice: VideoChoice, target: Target) -> Imported:
    """Import a film that starts at the target's frame. Raises SceneError before anything is made."""
    examine(work.path, "VIDEO")
    if choice == "NONE":
        return Imported(Message("“{name}” is ready to be imported", name=work.name))
    place = placement.resolve(target)
    path, remark = file_location.settle(work)
    if remark:
        place.remarks.append(remark)
    return (_plane if choice == "PLANE" else _strips)(path, work, target, place)


def _plane(path: Path, work: Work, target: Target, place: Place) -> Imported:
    movie = film_texture.load(path, work.name)
    paint = film_texture.build_material(
        movie, start=target.frame, lit=target.shading == "LIT", loop=target.loop
    )
    thing = plane.build(paint, *size(movie.image), target.size)
    for datablock in (movie.image, paint, thing):
        stamp(datablock, work.attribution)
    side_by_side.put(place, target, [work], [thing])
    sentence = Message(
        "Added “{name}” as a plane that plays from frame {frame}", name=work.name, frame=target.frame
    )
    return Imported(sentence, (movie.image.name,), (thing.name,), tuple(place.remarks))


def _strips(path: Path, work: Work, target: Target, place: Place) -> Imported:
    scene = place.sequencer_scene
    start = target.frame if scene == place.scene else scene.frame_current  # another scene, another playhead
    for strip in sequencer.add(scene, path, work.name, start):
        stamp(strip, work.attribution)
        if strip.type == "SOUND":
            stamp(strip.sound, work.attribution)
    sentence = Message(
        "Added “{name}” to the sequencer of {scene} at frame {frame}",
        name=work.name,
        scene=scene.name,
        frame=start,
    )
    return Imported(sentence, warnings=tuple(place.remarks))
