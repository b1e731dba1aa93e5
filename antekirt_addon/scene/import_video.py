# SPDX-License-Identifier: GPL-3.0-or-later
"""A video into a scene, in each of the ways an artist can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..message import Message
from . import (
    camera_background,
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
from .film_timing import due_frame

if TYPE_CHECKING:
    from pathlib import Path

    import bpy

    from .import_outcome import ImportOutcome
    from .import_target import Target
    from .placement import Place
    from .source_file import SourceFile

VideoChoice: TypeAlias = Literal["PLANE", "SEQUENCER", "CAMERA_BACKGROUND"]


def check(target: Target, choice: VideoChoice) -> None:
    """Raise SceneError if a choice cannot be had as things stand, before anything is paid for."""
    if choice == "CAMERA_BACKGROUND":
        camera_background.check(target, placement.resolve(target))


def import_video(source: SourceFile, choice: VideoChoice, target: Target) -> ImportOutcome:
    """Import a film that starts at the target's frame. Raises SceneError before anything is made."""
    found = examine(source.path, "VIDEO")
    place = placement.resolve(target)
    path, remark = file_location.project_copy(source)
    if remark:
        place.remarks.append(remark)
    place.remarks.extend(film_remark.about_colors(path, found))
    makers = {"PLANE": _plane, "SEQUENCER": _strips, "CAMERA_BACKGROUND": _camera_background}
    return makers[choice](path, source, target, place)


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


def _camera_background(path: Path, source: SourceFile, target: Target, place: Place) -> ImportOutcome:
    camera = camera_background.camera_data(place)
    movie = film_texture.load(path, source.name)
    stamp(movie.image, source.attribution)
    entry = camera_background.show(camera, movie.image, movie.shape.turn)
    count = sum(name.startswith(film_texture.START_PROPERTY) for name in camera.keys())  # noqa: SIM118 - an ID
    due = due_frame(movie.timing, "(now-start)", target.after_end, each_frame=target.each_frame)
    start_property = f"{film_texture.START_PROPERTY} {count + 1}" if count else film_texture.START_PROPERTY
    film_texture.play(entry.image_user, camera, target.frame, due, start_property)
    length = movie.timing.frame_count if target.each_frame else movie.timing.scene_frames(place.scene)
    _show_all(place, place.scene, target, target.frame + length - 1)
    place.things.append(camera)
    place.where = "SCENE"
    sentence = Message(
        "Put “{name}” behind the view of {camera}; it plays from frame {frame}, without its sound",
        name=source.name,
        camera=camera.name,
        frame=target.frame,
    )
    return place.outcome(sentence, [movie.image])


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
