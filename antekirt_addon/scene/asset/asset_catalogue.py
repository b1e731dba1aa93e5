# SPDX-License-Identifier: GPL-3.0-or-later
"""The asset catalogue of each artist, and the file in which Blender looks for its name.

An asset says no more than its catalogue's id. What the id is called stands in blender_assets.cats.txt, which
Blender neither makes nor changes for what a script has set.
"""

from __future__ import annotations

import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from .. import whole_file
from ..attribution import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..attribution import Attribution

FILE_NAME = "blender_assets.cats.txt"
ROOT = "Antekirt"
MOST_TRIES = 50
LONGEST_NAME = 63  # bytes that Blender keeps of the short name
HEADER = """\
# This is an Asset Catalog Definition file for Blender.
#
# Empty lines and lines starting with `#` will be ignored.
# The first non-ignored line should be the version indicator.
# Other lines are of the format "UUID:catalog/path/for/assets:simple catalog name"

VERSION 1

"""
VERSION = "VERSION 1"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """id: the same for an artist in every file and on every machine. path: its place in the tree."""

    id: str
    path: str

    @property
    def line(self) -> str:
        short = self.path.replace("/", "-").encode()[:LONGEST_NAME].decode(errors="ignore")
        return f"{self.id}:{self.path}:{short}"


ABOVE = Catalogue(str(uuid.uuid5(uuid.NAMESPACE_URL, "antekirt:artist:")), ROOT)  # of all artists


def catalogue_of(attribution: Attribution) -> Catalogue:
    """The catalogue of the artist whose work it is."""
    known_by = attribution.artist_id or attribution.artist_name
    name = re.sub(r"[/\\:\s]+", " ", attribution.artist_name).strip()
    return Catalogue(
        str(uuid.uuid5(uuid.NAMESPACE_URL, f"antekirt:artist:{known_by}")),
        f"{ROOT}/{name}" if name else ROOT,
    )


def write_for_open_file(saved: str = "") -> None:
    """Write down the catalogues of the artists whose assets the open file holds. Raises OSError.

    saved: where the file was saved, if not under its own name. Of a file that was never saved nothing is
    written: it has no folder in which Blender would look.
    """
    path = saved or bpy.data.filepath
    if path and (found := {catalogue_of(origin) for origin in _marked()}):
        merge(_definition_file(Path(path)), found)


def merge(file: Path, catalogues: Iterable[Catalogue]) -> None:
    """Add the lines of catalogues that a file does not have yet, and change no other. Raises OSError.

    What somebody has renamed or moved in the tree keeps its line: it is known by its id. A file of a version
    that Blender does not read either is left alone.
    """
    file, wanted = Path(os.path.realpath(file)), set(catalogues)  # a link stays one
    for _ in range(MOST_TRIES):  # another Blender may write it at this moment
        if _has_all(file, wanted):
            return


def _has_all(file: Path, wanted: set[Catalogue]) -> bool:
    """Whether nothing is to be added. Otherwise it is, if nobody else has changed the file meanwhile."""
    before = _state(file)
    old = file.read_bytes().decode(errors="surrogateescape") if before else ""
    said = [line for line in old.splitlines() if line.strip() and not line.startswith("#")]
    if said and said[0].split() != VERSION.split():
        return True
    known = {line.partition(":")[0].strip().lower() for line in old.splitlines()}
    missing = {catalogue for catalogue in wanted if catalogue.id not in known}
    if not missing:
        return True
    if not any(line.split(":")[1:2] == [ROOT] for line in old.splitlines()):
        missing.add(ABOVE)  # else Blender calls the file changed, as it makes that itself
    lines = [one.line for one in sorted(missing, key=lambda one: (one.path, one.id))]
    end = "\r\n" if "\r\n" in old else "\n"
    begin = old if not old or old.endswith("\n") else old + end
    if begin and not said:
        begin += VERSION + end
    text = (begin or HEADER) + "".join(line + end for line in lines)
    content = text.encode(errors="surrogateescape")
    whole_file.write(file, content, may_replace=lambda: _state(file) == before)
    return False


def _state(file: Path) -> tuple[int, int, int] | None:
    """What tells whether a file is the same as before; None if there is none."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _definition_file(blend: Path) -> Path:
    """Where Blender looks for a file's catalogues: in the asset library it lies in, or else beside it."""
    for library in bpy.context.preferences.filepaths.asset_libraries:
        path = getattr(library, "path", "")  # a remote one of 5.3 has none
        root = Path(os.path.realpath(bpy.path.abspath(path))) if path else None
        if root and root in Path(os.path.realpath(blend)).parents:
            return root / FILE_NAME
    return blend.parent / FILE_NAME


def _marked() -> Iterator[Attribution]:
    """Whose works the open file's own assets are."""
    data = bpy.data
    kinds: tuple[Any, ...] = (data.collections, data.objects, data.materials, data.worlds, data.brushes)
    for block in (block for blocks in kinds for block in blocks):
        if block.asset_data and not block.library and (origin := read(block)):
            yield origin
