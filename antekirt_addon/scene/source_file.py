# SPDX-License-Identifier: GPL-3.0-or-later
"""A file to be imported, and whose work it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..media.probe import MediaInfo, ProbeError, probe
from ..message import Message
from .datablock_name import readable
from .error import SceneError, file_error

if TYPE_CHECKING:
    from pathlib import Path

    from .attribution import Attribution


@dataclass(frozen=True, slots=True)
class SourceFile:
    """attribution: None for a file of the artist's own."""

    path: Path
    attribution: Attribution | None = None

    @property
    def name(self) -> str:
        """What its datablocks are called."""
        return readable(self.attribution.prompt if self.attribution else "", readable(self.path.stem, "Work"))


def examine(path: Path, kind: Literal["IMAGE", "VIDEO"]) -> MediaInfo:
    """What a file holds, if it is whole and of a kind: asked before Blender sees it. Raises SceneError."""
    try:
        found = probe(path)
    except (ProbeError, OSError) as error:
        raise file_error(path, error) from error
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
