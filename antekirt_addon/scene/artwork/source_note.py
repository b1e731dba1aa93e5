# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object has no custom properties
"""Which file an artwork was imported from and how, noted on its root."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

from ..attribution import read as attribution_of
from ..source_file import SourceFile
from ..vector.vector_settings import VectorSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..vector.artwork_space import ArtworkSpace

FILE, PATH = "antekirt_file", "path"  # on the root, a group: exporters take texts along, and leave groups out
IMPORT = "antekirt_import"  # the choices and the size, as JSON


class SourceNote(NamedTuple):
    """size: the longer side, in scene units."""

    source: SourceFile
    settings: VectorSettings
    size: float


def note(root: Any, source: SourceFile, settings: VectorSettings, space: ArtworkSpace) -> None:
    """Note what an artwork is made from and how."""
    chosen = asdict(replace(settings, spacing=space.spacing)) | {"size": space.size}
    note_file(root, source)
    root[IMPORT] = json.dumps(chosen)


def note_file(root: Any, source: SourceFile) -> None:
    """Note the file alone, where it is another one now."""
    root[FILE] = {PATH: str(source.path)}


def read(root: Any) -> SourceNote | None:
    """What was noted; None of an artwork of an earlier version."""
    try:
        chosen = json.loads(root.get(IMPORT, ""))
        known = {field.name: chosen[field.name] for field in fields(VectorSettings) if field.name in chosen}
        path = Path(bpy.path.abspath(str(root[FILE][PATH])))
        return SourceNote(
            SourceFile(path, attribution_of(root)), VectorSettings(**known), float(chosen["size"])
        )
    except (KeyError, TypeError, ValueError):
        return None


@contextmanager
def without_folders() -> Iterator[None]:
    """Have the artworks of the open file note the names of their files alone, while others are given them."""
    every: Any = bpy.data.objects
    paths = {obj: str(obj[FILE][PATH]) for obj in every if FILE in obj and not obj.library}
    try:
        for obj, path in paths.items():
            obj[FILE] = {PATH: f"//{Path(path).name}"}
        yield
    finally:
        for obj, path in paths.items():
            obj[FILE] = {PATH: path}
