# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork's file, which has changed, or another in its place, comes in again where the artwork is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...message import Message
from ..artwork import source_note
from ..error import SceneError
from ..id_reference import find, note
from ..import_outcome import ImportOutcome
from ..import_vector import import_vector

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    import bpy

    from ..import_target import Target
    from ..kept_reading import KeptReadings


def reload_artwork(
    root: bpy.types.Object, path: Path | None, target: Target, kept: KeptReadings | None = None
) -> Generator[float | None, None, ImportOutcome]:
    """Read the file of an artwork again, or another, and have the artwork be that; yields as an import does.

    kept: what was read lately. Raises SceneError with nothing changed.
    """
    noted = source_note.read(root)
    if noted is None:
        raise SceneError(
            "An earlier version imported this artwork and did not note how: import the file anew"
        )
    source = replace(noted.source, path=path or noted.source.path)
    if not source.path.is_file():
        raise SceneError(Message("{file} is no longer there: choose where it is now", file=source.path.name))
    there = note(root)
    return _steps(there, import_vector(source, noted.settings, replace(target, size=noted.size), kept))


def _steps(
    there: Any,  # noqa: ANN401 - a reference
    importing: Generator[float | None, None, ImportOutcome],
) -> Generator[float | None, None, ImportOutcome]:
    from ..selection import select
    from .merge import merge

    done = yield from importing
    made = [find(thing) for thing in done.things]
    new_root = next(obj for obj in made if getattr(obj, "type", "") == "EMPTY")
    root = find(there)
    if root is None:
        raise SceneError("The artwork is gone: the file stands beside where it was")
    merged = merge(root, new_root)
    scene: Any = done.scene and find(done.scene)
    if scene:
        select(scene, [root])
    return ImportOutcome(
        Message(
            "Reloaded “{name}”: {kept} pieces stayed, {added} came, {removed} went",
            name=root.name,
            kept=merged.kept,
            added=merged.added,
            removed=merged.removed,
        ),
        warnings=done.warnings,
        things=(note(root),),
        scene=done.scene,
    )
