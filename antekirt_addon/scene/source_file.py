# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes into an import, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..media.probe import MediaInfo, ProbeError, probe
from ..message import Message, joined
from .datablock_name import readable
from .error import SceneError

if TYPE_CHECKING:
    from pathlib import Path

    from .attribution import Attribution


@dataclass(frozen=True, slots=True)
class Work:
    """One file, and whose work it is; None for a file of the artist's own."""

    path: Path
    attribution: Attribution | None = None

    @property
    def name(self) -> str:
        """What its datablocks are called."""
        return readable(self.attribution.prompt if self.attribution else "", readable(self.path.stem, "Work"))


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made, by name: references to datablocks would not outlive an undo.

    sentence says what happened; warnings say what was not as asked.
    """

    sentence: str
    images: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        return joined([self.sentence, *self.warnings])


def examine(path: Path, kind: Literal["IMAGE", "VIDEO"]) -> MediaInfo:
    """Check that a file is whole and of a kind, before Blender sees it. Raises SceneError."""
    try:
        found = probe(path)
    except ProbeError as error:
        raise SceneError(
            Message("{file} cannot be imported: {reason}", file=path.name, reason=str(error))
        ) from error
    except OSError as error:
        raise SceneError(
            Message("{file} cannot be read: {reason}", file=path.name, reason=error.strerror or error)
        ) from error
    if found.kind != kind:
        expected = {
            "IMAGE": Message("a WebP, PNG or JPEG picture"),
            "VIDEO": Message("an MP4 or WebM video"),
        }[kind]
        raise SceneError(
            Message(
                "{file} cannot be imported: this is {format}, not {expected}",
                file=path.name,
                format=found.format,
                expected=expected,
            )
        )
    return found
