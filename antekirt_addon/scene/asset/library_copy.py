# SPDX-License-Identifier: GPL-3.0-or-later
"""Results of the open file into a library, as they are there: with what the artist has changed since."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ..attribution import read
from . import library_file
from .library_folder import cannot_write
from .mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..attribution import Attribution


@dataclass(slots=True)
class Copied:
    """new: the names of what was copied. already: of what the library has, and keeps.

    linked: of what is another file's to copy. files: the names of those that were not there before.
    """

    new: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def copy_to_library(
    assets: Sequence[bpy.types.ID], folder: Path, *, replace: bool, renewed: Sequence[str] = ()
) -> Copied:
    """Copy assets to a library, those of one result to one file. The open file stays as it is.

    renewed: the names of files that are replaced all the same, as what is done over has made them.
    Raises SceneError if the file of a picture or film is gone, or nothing can be written.
    """
    copied = Copied()
    try:
        for origin, own in _by_result(assets):
            file, is_there = library_file.find(folder, origin)
            names = [own[0].name]
            if is_there and not (replace or file.name in renewed):
                copied.already += names
                continue
            with _marked(own, origin) as shown:
                if shown:
                    library_file.write(file, shown, origin, replace=is_there)
            (copied.new if shown else copied.linked).extend(names)
            if shown and not is_there:
                copied.files.append(file.name)
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        _remove_made(assets)
    return copied


@contextmanager
def _marked(datablocks: Sequence[bpy.types.ID], origin: Attribution) -> Iterator[list[bpy.types.ID]]:
    """Have datablocks be assets for as long as they are written; gives those that can be."""
    before = [(one, bool(one.asset_data), one.use_fake_user) for one in datablocks]
    try:
        yield [one for one in datablocks if one.asset_data or mark(one, origin)]
    finally:
        for one, was_asset, had_fake_user in before:
            if one.asset_data and not was_asset:
                one.asset_clear()
                one.use_fake_user = had_fake_user


def _remove_made(assets: Sequence[bpy.types.ID]) -> None:
    """Remove what was made only to be written, such as a single mesh of an artwork."""
    made = [one for one in assets if not one.users]
    below = [getattr(one, name, None) for one in made for name in ("data", "texture")]
    bpy.data.batch_remove(made)
    bpy.data.batch_remove([one for one in below if one and not one.users])


def _by_result(assets: Sequence[bpy.types.ID]) -> Iterator[tuple[Attribution, list[bpy.types.ID]]]:
    results: dict[Attribution, list[bpy.types.ID]] = {}
    for one in assets:
        if origin := read(one):
            results.setdefault(origin, []).append(one)
    yield from results.items()
