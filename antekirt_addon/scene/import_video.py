# SPDX-License-Identifier: GPL-3.0-or-later
"""A video into a scene, in each of the ways an artist can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..message import Message
from . import (
    compat,
    file_location,
    film_remark,
    film_sound,
    film_texture,
    image_plane,
    name_label,
    placement,
    sequencer_strip,
    side_by_side,
)
from .attribution import stamp
from .file_format import examine, has_sound

if TYPE_CHECKING:
    from pathlib import Path

    import bpy

    from .import_outcome import ImportOutcome
    from .import_target import Target
    from .placement import Place
    from .source_file import SourceFile

VideoChoice: TypeAlias = Literal["PLANE", "SEQUENCER"]


def import_video(source: SourceFile, choice: VideoChoice, target: Target) -> ImportOutcome:
    """Import a film that starts at the target's frame. Raises SceneError before anything is made."""
    found = examine(source.path, "VIDEO")
    place = placement.resolve(target)
    path, remark = file_location.project_copy(source)
    if remark:
        place.remarks.append(remark)
    place.remarks.extend(film_remark.about_colors(path, found))
    return (_plane if choice == "PLANE" else _strips)(path, source, target, place)


def _plane(path: Path, source: SourceFile, target: Target, place: Place) -> ImportOutcome:
    movie = film_texture.load(path, source.name)
    material = film_texture.build_material(
        movie,
        start=target.frame,
        lit=target.shading == "LIT",
        after_end=target.after_end,
        each_frame=target.each_frame,
    )
    length = movie.timing.frame_count if target.each_frame else movie.timing.scene_frames(place.scene)
    obj = image_plane.build(material, movie.shape.sides, target.size, movie.shape.turn)
    for datablock in (movie.image, material, obj):
        stamp(datablock, source.attribution)
    side_by_side.arrange(place, target, [source], [obj])
    if target.named:
        name_label.write_beneath(obj, source, movie.shape.sides, target.size)
    if target.sound and not target.each_frame and has_sound(path, examine(path, "VIDEO")):
        strip = film_sound.add(place.scene, path, material, length)
        if strip:
            for thing in (strip, strip.sound):
                stamp(thing, source.attribution)
    _show_all(place, place.scene, target, target.frame + length - 1)
    sentence = Message(
        "Added “{name}” as a plane that plays from frame {frame}", name=source.name, frame=target.frame
    )
    place.things.append(material)
    return place.outcome(sentence, [movie.image])


def _strips(path: Path, source: SourceFile, target: Target, place: Place) -> ImportOutcome:
    scene = place.sequencer_scene()
    start = target.frame if scene == place.scene else scene.frame_current  # another scene, another playhead
    made = sequencer_strip.add(
        scene,
        path,
        source.name,
        start,
        target.after_end,
        each_frame=target.each_frame,
        sound=target.sound,
    )
    for strip in made:
        stamp(strip, source.attribution)
        if strip.type == "SOUND":
            stamp(strip.sound, source.attribution)
    _show_all(place, scene, target, compat.strip_span(made[0])[1] - 1)
    sentence = Message(
        "Added “{name}” to the sequencer of {scene} at frame {frame}",
        name=source.name,
        scene=scene.name,
        frame=start,
    )
    place.things.append(scene)
    place.scene, place.where = scene, "SCENE"
    return place.outcome(sentence)


def _show_all(place: Place, scene: bpy.types.Scene, target: Target, last: int) -> None:
    """Have a scene go on to a film's last frame, if that is wanted; else say that it does not."""
    if last <= scene.frame_end:
        return
    if target.extend_range and scene.is_editable:
        scene.frame_end = last
        return
    place.remarks.append(
        Message(
            "The video ends at frame {last}, and the scene at frame {end}.", last=last, end=scene.frame_end
        )
    )
