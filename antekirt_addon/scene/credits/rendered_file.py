# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that a render has just written. Blender does not say whether that is a still or a frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import bpy

PICTURES = {"PNG", "JPEG", "OPEN_EXR", "OPEN_EXR_MULTILAYER"}  # that Blender writes a note into
FILMS = {"MKV", "WEBM", "OGG", "FLASH"}
DIGITS = 4  # of a frame's number where the path does not say how many


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """files: the pictures of all views, or the film. name: their path without ending and frame number."""

    files: tuple[Path, ...]
    name: Path


def carries_note(scene: bpy.types.Scene, picture_format: str) -> bool:
    """Whether Blender writes a scene's note into files of this format."""
    if picture_format == "FFMPEG":
        return scene.render.ffmpeg.format in FILMS
    return picture_format in PICTURES


def just_written(scene: bpy.types.Scene) -> RenderedFile:
    """What a scene's render has written for the current frame: a film, a frame of many or a still."""
    plain, paths = _path(scene), _paths(scene)
    if scene.render.is_movie_format:
        return RenderedFile(tuple(filter(Path.exists, paths)), _without_ending(scene, plain))
    frames = [path for path in paths if path.exists()]
    stills = [still for path in paths for still in _stills(scene, path) if still.is_file()]
    if stills and (not frames or _age(stills[0]) > _age(frames[0])):
        return RenderedFile(tuple(stills), _without_ending(scene, stills[0]))
    return RenderedFile(tuple(frames), _of_all_frames(scene, _without_ending(scene, plain)))


def _path(scene: bpy.types.Scene, view: str = "") -> Path:
    return Path(scene.render.frame_path(frame=scene.frame_current, view=view))


def _paths(scene: bpy.types.Scene) -> list[Path]:
    """Where the current frame goes, by a path for each view that has its own."""
    render: Any = scene.render
    if not render.use_multiview or render.image_settings.views_format != "INDIVIDUAL":
        return [_path(scene)]
    return [_path(scene, view.name) for view in render.views if view.use]


def _stills(scene: bpy.types.Scene, path: Path) -> list[Path]:
    """What a still is called where a frame has this path: it has no number, and signs for one stay."""
    before, _, after = path.name.rpartition(_number(scene))
    if signs := _signs(scene):
        names = [before + signs + after]
    elif not before:  # a folder was chosen: 4.2 has nothing before the ending
        names = [f"Untitled{after}", after]
    else:  # the artist may have written the ending
        names = [before + after, before]
    return [path.with_name(name) for name in names if name]


def _of_all_frames(scene: bpy.types.Scene, path: Path) -> Path:
    """The name that frames have in common, or else that of their folder."""
    before, _, after = path.name.rpartition(_number(scene))
    name = (before.rstrip("._- ") + after).strip("._- ")
    return path.with_name(name or path.parent.name or "render")


def _without_ending(scene: bpy.types.Scene, path: Path) -> Path:
    has_one = scene.render.use_file_extension or scene.render.is_movie_format
    return path.with_name(path.stem) if has_one else path


def _number(scene: bpy.types.Scene) -> str:
    """The current frame as it stands in a path."""
    frame, digits = scene.frame_current, len(_signs(scene)) or DIGITS
    return f"{'-' if frame < 0 else ''}{abs(frame):0{digits}}"


def _signs(scene: bpy.types.Scene) -> str:
    """What stands for the number in the name of a path that the artist has chosen."""
    found = re.findall("#+", re.split(r"[/\\]", scene.render.filepath)[-1])
    return found[-1] if found else ""


def _age(path: Path) -> int:
    return path.stat().st_mtime_ns
