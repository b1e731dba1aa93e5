# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works blend files use, each read by a Blender of its own, in which no script of a file runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import bpy

from ..scene.attribution import Attribution
from ..scene.credits.credit import Credit, credits_of
from . import blend_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Scope: TypeAlias = Literal["render", "file"]
LONGEST = 600  # seconds, for one file
ALONE = ("--background", "--factory-startup", "--disable-autoexec", "--offline-mode", "--python")


@dataclass(frozen=True, slots=True)
class FileCredits:
    """What one file names: of each datablock or strip its name, and whose work it shows.

    problem: why that could not be told, "" if it could.
    """

    path: Path
    uses: tuple[tuple[str, Attribution], ...] = ()
    problem: str = ""

    @property
    def credits(self) -> list[Credit]:
        return credits_of(self.uses)


def credits_of_files(paths: Iterable[Path], scope: Scope) -> Iterator[FileCredits]:
    """Read blend files, and those in folders, one after the other; each once.

    scope: "render" for what the scene of each sees that is rendered by itself, "file" for all that is in use.
    A library from which a file links what is not there is a file that cannot be read.
    """
    told: set[Path] = set()
    for found in _files(paths):
        for each in [found] if found.problem else _read(found.path, scope):
            if each.path not in told:
                told.add(each.path)
                yield each


def _files(paths: Iterable[Path]) -> Iterator[FileCredits]:
    """What is to be read, and what cannot be."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - it takes a name that is too long
            problems: list[OSError] = []
            for folder, folders, names in os.walk(path, onerror=problems.append):
                folders.sort()
                blends = sorted(name for name in names if name.lower().endswith(".blend"))
                yield from (_found(Path(folder, name)) for name in blends)
            for problem in problems:
                yield FileCredits(Path(problem.filename), problem=problem.strerror or str(problem))
        else:
            yield _found(path)


def _found(path: Path) -> FileCredits:
    """A file to be read. From a pipe or a device Blender would read for ever."""
    try:
        problem = "It is no file" if path.exists() else "There is no such file"
        return FileCredits(path, problem="" if path.is_file() else problem)
    except OSError as error:  # such as of a name that is too long
        return FileCredits(path, problem=error.strerror or str(error))


def _read(path: Path, scope: Scope) -> Iterator[FileCredits]:
    """What another Blender tells of a file, and of the libraries that it misses."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        program = (bpy.app.binary_path, *ALONE) if bpy.app.binary_path else (sys.executable,)
        separator = ("--",) if bpy.app.binary_path else ()
        try:
            done = subprocess.run(  # noqa: S603 - Blender itself
                [*program, blend_reading.__file__, *separator, path.absolute(), scope, told],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST,
                check=False,
            )
            answer = json.loads(told.read_text(encoding="utf-8"))
        except FileNotFoundError:
            answer = {"problem": f"Blender ended with status {done.returncode} while reading it"}
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            answer = {"problem": str(error)}
    yield FileCredits(path, tuple(_uses(answer)), answer.get("problem", ""))
    for library in map(Path, answer.get("missing", ())):
        what = "It lacks something" if library.exists() else "There is no such file"
        yield FileCredits(library, problem=f"{what}, and {path.name} links from it")


def _uses(answer: dict[str, Any]) -> Iterator[tuple[str, Attribution]]:
    names = [field.name for field in fields(Attribution)]
    for name, work in answer.get("uses", ()):
        yield name, Attribution(**{field: work[field] for field in names})
