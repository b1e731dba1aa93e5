# SPDX-License-Identifier: GPL-3.0-or-later
"""Results whose file is gone: which they are, and the same datablocks showing it again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import bpy

from . import attribution, file_location, file_user
from .file_format import examine
from .source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from .attribution import Attribution
    from .file_user import FileUser

Output: TypeAlias = tuple[str, str, int]  # id of the generation, kind, index of the image


@dataclass(slots=True)
class Missing:
    """outputs: what the service can be asked for, with what shows it.

    made_here: files that were made here of a result, such as a film's first frame: nobody else has them.
    """

    outputs: dict[Output, list[FileUser]] = field(default_factory=dict)
    attributions: dict[Output, Attribution] = field(default_factory=dict)
    made_here: list[Path] = field(default_factory=list)

    def paths(self) -> set[Path]:
        """Where the files of the outputs are looked for."""
        users = (user for shown in self.outputs.values() for user in shown)
        return {file_location.absolute(file_user.filepath(user)) for user in users}


def missing(before: Collection[Path] = ()) -> Missing:
    """What is gone at this moment. It looks at the disk.

    before: files that were gone a while ago. What names one counts as gone even if it is there again: Blender
    keeps in mind that it could not be read, and shows nothing of it until it is read anew.
    """
    gone = Missing()
    for user, found in file_user.users_of_results():
        path = file_location.absolute(file_user.filepath(user))
        is_there = os.path.exists(path)  # noqa: PTH110 - a drive that is gone is no reason to raise
        if is_there and path not in before:
            continue
        if _can_be_fetched(user, found):
            output = found.generation_id, found.kind, found.image_index
            gone.outputs.setdefault(output, []).append(user)
            gone.attributions.setdefault(output, found)
        else:
            gone.made_here.append(path)
    return gone


def libraries_that_miss_some() -> list[str]:
    """The names of the linked files whose results are gone: they are to be found from there."""
    files = set()
    for image in bpy.data.images:
        if image.library and image.filepath and not image.packed_file and attribution.read(image):
            path = bpy.path.abspath(image.filepath, library=image.library)
            if not os.path.exists(path):  # noqa: PTH110 - as above
                files.add(bpy.path.basename(image.library.filepath))
    return sorted(files)


def _can_be_fetched(user: FileUser, found: Attribution) -> bool:
    """Whether what it shows is the service's own file."""
    is_still = isinstance(user, bpy.types.Image) and user.source == "FILE"
    return found.kind == "image" if is_still else found.kind == "video"


def restore(gone: Missing, output: Output, path: Path) -> list[str]:
    """Have what shows an output show this file of it, or its copy beside the blend file; gives remarks.

    Raises SceneError for a file that is broken or something else.
    """
    found = gone.attributions[output]
    examine(path, "IMAGE" if found.kind == "image" else "VIDEO")
    place, remark = file_location.project_copy(SourceFile(path, found))
    for user in gone.outputs.pop(output):
        file_user.name_file(user, file_location.relative(place))
        if not (isinstance(user, bpy.types.Image) and user.is_dirty):  # painted on since it was read
            file_user.read_anew(user)
    return [remark] if remark else []
