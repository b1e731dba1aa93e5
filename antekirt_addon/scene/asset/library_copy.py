# SPDX-License-Identifier: GPL-3.0-or-later
"""Results of the open file into a library, as they are there: with what the artist has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..attribution import read
from . import library_file
from .mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import bpy

    from ..attribution import Attribution


@dataclass(slots=True)
class Copied:
    """new: the names of what was copied. already: of what the library has, and keeps."""

    new: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)


def copy_to_library(assets: Sequence[bpy.types.ID], folder: Path, *, replace: bool) -> Copied:
    """Copy assets to a library, those of one result to one file. The open file stays as it is.

    Raises SceneError if the file of a picture or film is gone, OSError if nothing can be written.
    """
    copied = Copied()
    for origin, own in _by_result(assets):
        file, is_there = library_file.find(folder, origin)
        names = [own[0].name]
        if is_there and not replace:
            copied.already += names
            continue
        were_assets = [(one, bool(one.asset_data), one.use_fake_user) for one in own]
        try:
            shown = [one for one in own if one.asset_data or mark(one, origin)]
            library_file.write(file, shown, origin, replace=is_there)
        finally:
            for one, was_asset, had_fake_user in were_assets:
                if not was_asset:
                    one.asset_clear()
                    one.use_fake_user = had_fake_user
        copied.new += names
    return copied


def _by_result(assets: Sequence[bpy.types.ID]) -> Iterator[tuple[Attribution, list[bpy.types.ID]]]:
    results: dict[Attribution, list[bpy.types.ID]] = {}
    for one in assets:
        if origin := read(one):
            results.setdefault(origin, []).append(one)
    yield from results.items()
