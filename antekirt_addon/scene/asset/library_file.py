# SPDX-License-Identifier: GPL-3.0-or-later
"""One result as a blend file of its own, in a folder that is an asset library.

    blender_assets.cats.txt
    sunset-over-mountains-aa471b83-image-0.blend     everything of the result, its textures packed
    sunset-over-mountains-aa471b83-video-0.blend
    sunset-over-mountains-aa471b83-video-0.mp4       a film cannot be packed

It is written under another name and renamed, so that a file there is whole. No file of somebody else's is
overwritten: ours have the id of their generation in them, as they are not compressed.
"""

from __future__ import annotations

import errno
import os
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from ..artwork import source_note
from ..file_copy import file_stem
from .asset_catalogue import FILE_NAME, catalogue_of, merge
from .collection_preview import put_back_previews
from .self_contained import self_contained, used_images

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..attribution import Attribution

FULL = "Blender could not write it. Is the disk full?"


def find(folder: Path, attribution: Attribution) -> tuple[Path, bool]:
    """The file of a result in a folder, and whether it is there already."""
    name = f"{attribution.kind}-{attribution.image_index}"
    stem = file_stem(attribution.prompt, attribution.generation_id, attribution.kind, attribution.image_index)
    stem = f"{stem.removesuffix(f'-{attribution.image_index}')}-{name}"
    number = 1
    while True:
        file = folder / (f"{stem}.blend" if number == 1 else f"{stem}-{number}.blend")
        if not os.path.lexists(file):
            return file, False
        if file.is_file() and attribution.generation_id.encode() in file.read_bytes():
            return file, True
        number += 1


def write(
    file: Path, assets: Sequence[bpy.types.ID], attribution: Attribution, *, replace: bool = False
) -> None:
    """Write assets of the open file, which stays as it is, with all that they need into a file.

    Raises SceneError if the file of a picture or film is gone, OSError if nothing can be written.
    """
    with (
        _draft_of(file, replace=replace) as draft,
        self_contained(used_images(assets), file),
        source_note.without_folders(),
    ):
        bpy.data.libraries.write(str(draft), set(assets), path_remap="RELATIVE_ALL", fake_user=True)
        put_back_previews(draft, assets)
    merge(file.parent / FILE_NAME, [catalogue_of(attribution)])


@contextmanager
def _draft_of(file: Path, *, replace: bool = False) -> Iterator[Path]:
    """A name to write a file under, which is renamed to it if all goes well."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".antekirt-{uuid.uuid4().hex}.part")  # one left half is no asset to Blender
    draft.touch(exist_ok=False)  # Blender does not say why it cannot
    try:
        try:
            yield draft
        except RuntimeError as error:
            raise OSError(errno.EIO, FULL) from error
        except OSError as error:  # "Error: Success", where a disk is full
            raise error if error.errno else OSError(errno.EIO, FULL) from error
        if not replace:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL))  # somebody may have taken the name meanwhile
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
