# SPDX-License-Identifier: GPL-3.0-or-later
"""The import of one or several SVG files, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mathutils import Vector

from ..message import Message, joined
from ..scene.error import SceneError
from ..scene.import_target import orientation
from ..scene.side_by_side import GAP
from .sliced_import import SlicedImport

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ..scene.import_outcome import ImportOutcome
    from ..scene.import_target import Target
    from ..scene.kept_reading import KeptReadings
    from ..scene.source_file import SourceFile
    from ..scene.vector.vector_settings import VectorSettings


class SvgBatchImport(SlicedImport[None]):
    """Files one after the other; one that cannot be imported does not keep the others out.

    Its progress is that of all together. Stopped, it keeps those that are whole.
    """

    def __init__(
        self,
        sources: Sequence[SourceFile],
        settings: VectorSettings,
        target: Target,
        kept: KeptReadings | None = None,
    ) -> None:
        self.imported: list[ImportOutcome] = []
        self.problems: list[str] = []
        super().__init__(_steps(sources, settings, target, self.imported, self.problems, kept=kept))

    @property
    def is_doubtful(self) -> bool:
        """Whether there is more to tell than that all went well."""
        return bool(self.problems) or any(done.warnings for done in self.imported)

    def message(self) -> str:
        """What happened, for the artist."""
        sentences = [done.message for done in self.imported] if len(self.imported) < 4 else self._summary()
        return joined([*sentences, *self.problems])

    def _summary(self) -> list[str]:
        warnings = [warning for done in self.imported for warning in done.warnings]
        return [Message("Added {count} files", count=len(self.imported)), *dict.fromkeys(warnings)]


def _steps(
    sources: Sequence[SourceFile],
    settings: VectorSettings,
    target: Target,
    imported: list[ImportOutcome],
    problems: list[str],
    *,
    kept: KeptReadings | None,
) -> Generator[float | None, None, None]:
    """The import itself; puts what comes of it in the two lists.

    It holds no SvgBatchImport that holds it: one that is dropped with the add-on is taken back at once, and
    not when Python looks for such circles, which it does not during an import.
    """
    from ..scene.import_vector import import_vector  # not read at Blender's start

    for number, source in enumerate(sources):
        try:
            importing = import_vector(source, settings, _in_row(target, number, len(sources)), kept)
            imported.append((yield from _part(importing, number, len(sources))))
        except SceneError as problem:
            problems.append(str(problem))


def _in_row(target: Target, number: int, count: int) -> Target:
    """The target of one of several, their row centred at the location of all."""
    aside = (number - (count - 1) / 2) * target.size * (1 + GAP)
    location = Vector(target.location) + orientation(target) @ Vector((aside, 0.0, 0.0))
    return replace(target, location=(location.x, location.y, location.z))


def _part(
    importing: Generator[float | None, None, ImportOutcome], number: int, count: int
) -> Generator[float | None, None, ImportOutcome]:
    """Yield the progress of all where one yields its own."""
    while True:
        try:
            progress = next(importing)
        except StopIteration as done:
            imported: ImportOutcome = done.value
            return imported
        yield None if progress is None else (number + progress) / count
