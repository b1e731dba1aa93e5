# SPDX-License-Identifier: GPL-3.0-or-later
"""A film as a texture that plays in step with the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

from . import film_shape
from . import image_datablock as images
from . import image_material as materials
from .file_format import examine
from .film_timing import due_frame, measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .film_shape import FilmShape
    from .film_timing import FilmTiming
    from .import_target import AfterEnd

START_PROPERTY = "Start Frame"  # of the material or camera, where the artist can change it
NEVER_ENDS = 1_048_574  # frames, as many as Blender has: the driver below ends the film


@dataclass(frozen=True, slots=True)
class Movie:
    """A film's datablock, its timing and its shape."""

    image: bpy.types.Image
    timing: FilmTiming
    shape: FilmShape


def load(path: Path, name: str) -> Movie:
    """A film, loaded if no datablock has it already. It is never packed: Blender loses those."""
    found = examine(path, "VIDEO")
    timing = measure(path)
    image = images.existing(path) or images.read(path, name, may_play=True)
    return Movie(image, timing, film_shape.of(found, images.size(image)))


def build_material(
    movie: Movie, *, start: int, lit: bool, after_end: AfterEnd = "HOLD", each_frame: bool = False
) -> bpy.types.Material:
    """A material whose texture shows frame k of the film at the scene's frame start + k.

    That holds where both have one frame rate, or with each_frame; else it shows what is due at that time.
    """
    material = materials.build(movie.image, lit=lit)
    due = due_frame(movie.timing, "(now-start)", after_end, each_frame=each_frame)
    play(materials.texture_node(material).image_user, material, start, due)
    return material


def play(
    user: bpy.types.ImageUser,
    owner: bpy.types.ID,
    start: int,
    due: str,
    start_property: str = START_PROPERTY,
) -> None:
    """Have a film play from a frame of the scene on, kept as a property of what shows it.

    due: which frame of the film is due, by `now` and `start`; see due_frame.
    """
    owner[start_property] = start
    appearance = owner.id_properties_ui(start_property)
    assert appearance is not None
    appearance.update(description="Frame of the scene that shows the first of the video")
    user.use_auto_refresh = True
    user.frame_start = 1
    user.frame_duration = NEVER_ENDS
    _drive(user, owner, due, start_property)


def _drive(user: bpy.types.ImageUser, owner: bpy.types.ID, due: str, start_property: str) -> None:
    """Drive the film's offset.

    Blender shows frame `max(now, 0) + offset - 1` of a film that starts at frame 1 (frame 0 is its first) and
    knows no frame rate, so the offset takes all that away and adds the frame that is due.
    The scene is the one that is rendered, not a datablock: else appending the object would bring it along.
    The functions are those of a "simple expression", which runs where Python in files is not trusted.
    """
    curve = user.driver_add("frame_offset")
    assert isinstance(curve, bpy.types.FCurve)
    driver = curve.driver
    assert driver is not None
    driver.type = "SCRIPTED"
    for name, path in (("now", "frame_current"), ("fps", "render.fps"), ("base", "render.fps_base")):
        variable = driver.variables.new()
        variable.name, variable.type = name, "CONTEXT_PROP"
        variable.targets[0].context_property = "ACTIVE_SCENE"
        variable.targets[0].data_path = path
    variable = driver.variables.new()
    variable.name = "start"
    variable.targets[0].id_type = owner.id_type
    variable.targets[0].id = owner
    variable.targets[0].data_path = f'["{start_property}"]'
    driver.expression = f"{due}-max(now,0)+1"


def film_materials() -> Iterator[bpy.types.Material]:
    """The materials of this file that show films and may be changed; not one whose start is no frame."""
    for material in bpy.data.materials:
        if _is_frame(material.get(START_PROPERTY)) and material.is_editable and material.node_tree:
            yield material


def _is_frame(value: object) -> bool:
    """Whether a custom property, which an artist may turn into anything, names a frame of Blender's."""
    return isinstance(value, int | float) and abs(value) <= NEVER_ENDS
