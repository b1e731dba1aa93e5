# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - references to what may be gone
"""An artwork's file, which has changed, or another in its place, comes in again where the artwork is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ...message import Message
from ..artwork import content_note, piece_note, source_note
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
    from ..source_file import SourceFile
    from ..vector.vector_settings import VectorSettings

    Importing: TypeAlias = Generator[float | None, None, ImportOutcome]

T = TypeVar("T")
BUILT = 0.8  # the progress when all is built, and nothing of the artwork is changed yet
PAST_RETURN = 0.85  # from this progress on the artwork is being changed, and will be to the end


def reload_artwork(
    root: bpy.types.Object, path: Path | None, target: Target, kept: KeptReadings | None = None
) -> Importing:
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
    importing = import_vector(source, noted.settings, replace(target, size=noted.size), kept, aside=True)
    return _changed_or_not(note(root), source, noted.settings, importing)


def _changed_or_not(
    there: Any, source: SourceFile, settings: VectorSettings, importing: Importing
) -> Importing:
    """Nothing to do for an artwork that is whole, and whose file has not changed; else all there is to do."""
    content = yield from content_note.digest(source.path, settings)
    root = find(there)
    if not (root and content_note.is_noted(root, content) and piece_note.is_whole(root)):
        return (yield from _steps(there, importing))
    source_note.note_file(root, source)
    scene: Any = root.users_scene[0] if root.users_scene else None
    return ImportOutcome(
        Message("“{name}” stays as it is: the file has not changed", name=root.name),
        things=(there,),
        scene=scene and note(scene),
    )


def _steps(there: Any, importing: Importing) -> Importing:
    from ..selection import select_if_none
    from .merge import compare, discard, merge

    done = yield from _scaled(importing, 0.0, BUILT)
    made = [find(thing) for thing in done.things]
    new_root = next(obj for obj in made if getattr(obj, "type", "") == "EMPTY")
    root = find(there)
    try:
        if root is None:
            raise SceneError("The artwork is gone: nothing was reloaded")
        seen = yield from _at(compare(root, new_root), BUILT)
    except BaseException:
        discard(new_root)
        raise
    merged = yield from _whole(_scaled(merge(root, new_root, seen), PAST_RETURN, 1.0))
    scene: Any = done.scene and find(done.scene)
    if scene:
        select_if_none(scene, root)
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


def _scaled(
    steps: Generator[float | None, None, T], start: float, end: float
) -> Generator[float | None, None, T]:
    """Steps whose progress is a part of all."""
    try:
        while True:
            progress = next(steps)
            yield None if progress is None else start + (end - start) * min(progress, 0.999)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    finally:
        steps.close()


def _at(steps: Generator[None, None, T], progress: float) -> Generator[float | None, None, T]:
    """Steps all of which are at one progress."""
    try:
        while True:
            next(steps)
            yield progress
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]


def _whole(steps: Generator[float | None, None, T]) -> Generator[float | None, None, T]:
    """Steps that are gone on with to their end, also when they are closed before."""
    is_closed = False
    while True:
        try:
            progress = next(steps)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
        if not is_closed:
            try:
                yield progress
            except GeneratorExit:
                is_closed = True
