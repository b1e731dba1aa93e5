# SPDX-License-Identifier: GPL-3.0-or-later
"""A file copied into a folder, under a name that tells what it is. Nothing in here overwrites a file.

It knows nothing of Blender, so that a thread can do it.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .attribution import Attribution

LONGEST_STEM = 40
DRAFT = ".copying-"  # what the name of an unfinished copy begins with
LEFT_SECONDS = 24 * 3600.0  # after which nobody writes it any more


def copy_into(folder: Path, path: Path, found: Attribution) -> Path:
    """The path of a copy of a result's file in a folder, made if there is none. Raises OSError."""
    return copy_as(folder, path, stem_of(found))


def copy_as(folder: Path, path: Path, stem: str) -> Path:
    """The same for any file. stem: its name there without the ending; with a number where that is taken."""
    if path.parent == folder and path.exists():
        return path
    return _make(folder, stem, path.suffix, lambda copy: shutil.copyfile(path, copy))


def write_into(folder: Path, content: bytes, suffix: str, found: Attribution) -> Path:
    """The same of a result's file that is packed in the blend file."""
    return write_as(folder, content, stem_of(found), suffix)


def write_as(folder: Path, content: bytes, stem: str, suffix: str) -> Path:
    """The path of a file with this content, made under the first name that is free; see copy_as."""
    return _make(folder, stem, suffix, lambda copy: copy.write_bytes(content))


def stem_of(found: Attribution) -> str:
    return file_stem(found.prompt, found.generation_id, found.kind, found.image_index)


def _make(folder: Path, stem: str, suffix: str, fill: Callable[[Path], object]) -> Path:
    folder.mkdir(exist_ok=True)
    _remove_left(folder)
    descriptor, name = tempfile.mkstemp(prefix=DRAFT, dir=folder)
    os.close(descriptor)
    copy = Path(name)
    try:
        fill(copy)
        return _claim_name(copy, folder, stem, suffix.lower())
    finally:
        copy.unlink(missing_ok=True)


def _remove_left(folder: Path) -> None:
    """Remove what a Blender has left that was closed while it copied."""
    for draft in folder.glob(f"{DRAFT}*"):
        with suppress(OSError):  # another may be doing the same
            if time.time() - draft.stat().st_mtime > LEFT_SECONDS:
                draft.unlink()


def file_stem(prompt: str, generation_id: str, kind: str, index: int) -> str:
    """A file's name without its ending, good on every system: sunset-over-mountains-1a2b3c4d-0."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST_STEM:
        words.pop()
    short_id = re.sub(r"[^0-9a-z]", "", generation_id.lower())[:8]
    return "-".join(filter(None, [*(words or [kind]), short_id, str(index)]))


def _claim_name(copy: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Move a finished copy to the first name that is free, or leave it if a file with its bytes is there."""
    import filecmp  # not read at Blender's start

    number = 1
    while True:
        final = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(os.open(final, os.O_CREAT | os.O_EXCL, 0o644))  # the name is ours from here on
        except FileExistsError:  # also for a link, which is not followed
            if not final.is_symlink() and filecmp.cmp(copy, final, shallow=False):
                return final
            number += 1
            continue
        with suppress(OSError):  # some disks know no rights
            copy.chmod(0o644)  # the temporary file was private
        try:
            copy.replace(final)
        except OSError:
            final.unlink()  # it is empty
            raise
        return final
