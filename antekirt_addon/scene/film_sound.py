# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound of a film that plays on a plane: a strip in the sequencer that begins where the film does.

A word of their own ties the plane's material to the strip. (A strip may point to a datablock, but Blender
does not let go of it when that is deleted.)
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import bpy

from . import compat, file_location
from .film_texture import START_PROPERTY, film_materials
from .sequencer_strip import free_channel

if TYPE_CHECKING:
    from pathlib import Path

TIE = "antekirt_sound"  # on the material and on its strip
BEGUN = "antekirt_sound_start"  # on the strip: where the film began when this was last looked at


def add(scene: bpy.types.Scene, path: Path, material: bpy.types.Material, length: int) -> Any:  # noqa: ANN401 # a strip
    """Add the sound of a material's film, as long as the film is; None if this Blender cannot play it."""
    if not compat.PLAYS_SOUND:
        return None
    start = int(material[START_PROPERTY])
    strips, channel = compat.strips(scene), free_channel(scene, start, start + length, 1)
    with suppress(RuntimeError):  # a sound unknown to this Blender: the picture plays all the same
        strip = strips.new_sound(material.name, file_location.relative(path), channel, start)
        compat.set_strip_end(strip, start + length)  # some sounds are longer by a few samples
        material[TIE] = strip[TIE] = uuid.uuid4().hex
        strip[BEGUN] = start
        compat.show_in_sequencer(scene)
        return strip
    return None


def add_another(material: bpy.types.Material) -> None:
    """Give a material that was copied a sound of its own, as its original has one in some scene."""
    tie = material.pop(TIE, None)
    for scene in bpy.data.scenes:
        for strip in compat.every_strip(scene) if tie and scene.is_editable else ():
            if strip.type == "SOUND" and strip.get(TIE) == tie and strip.sound:
                _copy(scene, strip, material)
                return


def _copy(scene: bpy.types.Scene, strip: Any, material: bpy.types.Material) -> None:  # noqa: ANN401 # see add
    first, after = compat.strip_span(strip)
    late = first - compat.film_start(strip)
    path = bpy.path.abspath(strip.sound.filepath, library=strip.sound.library)
    begins = int(material[START_PROPERTY])
    start = begins + _offset(strip)
    channel = free_channel(scene, start, start + late + after - first, 1)
    copy = compat.strips(scene).new_sound(material.name, path, channel, start)
    copy.sound = strip.sound  # packed or renamed: the same one
    compat.set_strip_span(copy, start + late, start + late + after - first)
    copy.volume, copy.pan, copy.mute = strip.volume, strip.pan, strip.mute
    for name, value in strip.items():
        copy[name] = value
    material[TIE] = copy[TIE] = uuid.uuid4().hex
    copy[BEGUN] = begins


def _offset(strip: Any) -> int:  # noqa: ANN401 # see add
    """How many frames the artist has moved a sound away from its film."""
    start = compat.film_start(strip)
    return start - int(strip.get(BEGUN, start))


def keep_in_step(scene: bpy.types.Scene) -> None:
    """Move the sounds of films as far as their films' starts have been moved.

    So one that the artist has moved by hand, or copied, stays as far from its film as it was.
    """
    tied = [strip for strip in compat.every_strip(scene) if strip.type == "SOUND" and TIE in strip]
    if not tied:
        return
    starts: dict[str, int] = {}
    for material in film_materials():
        start = int(material[START_PROPERTY])
        if material.get(TIE) and starts.setdefault(str(material[TIE]), start) != start:
            add_another(material)  # it is a copy, and has a start of its own since
    for strip in tied:
        if strip[TIE] not in starts:
            continue
        start = starts[strip[TIE]]
        late = start - strip.get(BEGUN, compat.film_start(strip))
        if late:
            compat.move_strip(strip, late)  # Blender takes another channel where there is no room
        if strip.get(BEGUN) != start:
            strip[BEGUN] = start
