# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file to be imported holds: told by its bytes, and where those are not enough by Blender."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import bpy

from ..media.probe import MediaInfo, ProbeError, UnknownFormatError, probe, recognize
from ..message import Message
from . import compat
from . import image_datablock as images
from .error import SceneError, file_error

if TYPE_CHECKING:
    from pathlib import Path


MAY_HAVE_SOUND = {"AVI", "MPEG", "OTHER"}  # films whose bytes are not asked


def examine(path: Path, kind: Literal["IMAGE", "VIDEO"]) -> MediaInfo:
    """What a file holds, if it is of a kind and whole, or this Blender can read it. Raises SceneError."""
    try:
        found = probe(path)
    except UnknownFormatError:
        found = _ask_blender(path)
    except (ProbeError, OSError) as error:
        raise file_error(path, error) from error
    if found.kind != kind:
        expected = {"IMAGE": Message("a picture"), "VIDEO": Message("a video")}[kind]
        raise SceneError(
            Message(
                "{file} cannot be imported: this is {format}, not {expected}",
                file=path.name,
                format=found.format,
                expected=expected,
            )
        )
    if not found.has_duration and not images.as_read(path, may_play=True):
        raise _unreadable(path, found)
    return found


def has_sound(path: Path, found: MediaInfo) -> bool:
    """Whether a film has a sound that this Blender plays. found: what its file holds."""
    if not compat.PLAYS_SOUND or not (found.has_sound or found.format in MAY_HAVE_SOUND):
        return False
    with suppress(RuntimeError):
        sound = bpy.data.sounds.load(str(path))
        is_heard = sound.samplerate > 0
        bpy.data.sounds.remove(sound)
        return is_heard
    return False


def _ask_blender(path: Path) -> MediaInfo:
    """What a file is that the service never sends, if this Blender can read it: not all read the same."""
    try:
        known = recognize(path)
        is_picture = known is not None and known.kind == "IMAGE"
        if is_picture and not known.width:
            raise _unreadable(path, known)
        found = images.as_read(path, may_play=not is_picture or known.format == "OTHER")
    except (ProbeError, OSError) as error:
        raise file_error(path, error) from error
    if not found:
        raise _unreadable(path, known)
    return known if known and known.format != "OTHER" else found


def _unreadable(path: Path, known: MediaInfo | None) -> SceneError:
    """What to say of a file that this Blender does not read, with what would mend it."""
    if not known or known.format == "OTHER":
        sentence = Message(
            "{file} cannot be imported: this Blender finds neither a picture nor a video in it",
            file=path.name,
        )
    elif known.has_duration:
        sentence = Message(
            "{file} cannot be imported: this Blender does not read {format}, or the file is broken",
            file=path.name,
            format=known.format,
        )
    else:
        sentence = Message(
            "{file} does not say how long it is, as browsers record it, and Blender plays no such video:"
            " write it anew, for example with “ffmpeg -i {file} -c copy new.mkv”",
            file=path.name,
        )
    return SceneError(sentence)
