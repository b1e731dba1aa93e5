# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that was paid for of a work, byte for byte as it came.

The journal knows the digest of each. Where it knows one, nothing else counts: what an artist has saved over,
or what was made of a work, is no original. Where it knows none, as on another computer, it is what the blend
file names or has packed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..api.address import unsigned
from ..jobs.job import Kind
from ..jobs.past import Past
from ..scene import compat, file_copy
from ..scene.artwork import source_note
from ..scene.attribution import read
from ..scene.export.artwork_member import ORIGINAL
from ..scene.seamless_copy import SEAMLESS_OF
from . import addon_settings, job_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..jobs.job import ResultFile
    from ..scene.attribution import Attribution

MADE_OF_IT = (ORIGINAL, SEAMLESS_OF)  # on an image: it is a copy that was changed
ENDINGS = {b"RIFF": ".webp", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}  # by what such a file begins with


@dataclass(frozen=True, slots=True)
class Original:
    """Where the bytes are: in a file, or here if they are packed in the blend file."""

    path: Path
    packed: bytes = b""

    @property
    def digest(self) -> str:
        if self.packed:
            return hashlib.sha256(self.packed).hexdigest()
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def copy_into(self, folder: Path, work: Attribution) -> Path:
        """The path of its copy in a folder, where nothing is written over. Raises OSError."""
        if self.packed:
            return file_copy.write_into(folder, self.packed, self.path.suffix, work)
        return file_copy.copy_into(folder, self.path, work)


class Originals:
    """Those of the open file's works. _named: what in it says where a work's file is, by the work."""

    def __init__(self) -> None:
        session = job_session.running()
        self._folder = session.results_folder if session else addon_settings.read().results_folder
        self._past = session.past if session else Past({}, self._folder)
        self._named: defaultdict[tuple[str, str, int], list[Original]] = defaultdict(list)
        for thing in _naming():
            if (work := read(thing)) and not any(key in thing for key in MADE_OF_IT):
                self._named[_key(work)] += _of(thing)

    def find(self, work: Attribution) -> Original | None:
        """The original of a work, if it is anywhere here."""
        known = list(_brought(work, self._past))
        digests = {file.sha256 for file in known}
        here = self._folder.file_of(work.generation_id, Kind(work.kind), work.image_index)
        found = [Original(self._folder.path(file)) for file in known] + ([Original(here)] if here else [])
        for original in (*found, *self._named[_key(work)]):
            with suppress(OSError):  # it is gone
                if (digest := original.digest) and (digest in digests or not digests):
                    return original
        return None


def _brought(work: Attribution, past: Past) -> list[ResultFile]:
    """The files that jobs have brought of a work: of several made of one picture, those of its address."""
    files = [
        file
        for job in past.of_generation(work.generation_id)
        if job.kind == work.kind
        for file in job.files
        if file.index == work.image_index
    ]
    address = unsigned(work.source_url)
    return [file for file in files if address and unsigned(file.source_url) == address] or files


def _naming() -> Iterator[Any]:
    """What in the open file may name or hold the file of a work."""
    data: Any = bpy.data
    for blocks in (data.images, data.sounds, data.movieclips, data.objects):
        yield from blocks
    for scene in data.scenes:
        yield from compat.every_strip(scene)


def _of(thing: Any) -> Iterator[Original]:  # noqa: ANN401 - see above
    if packed := getattr(thing, "packed_file", None):
        yield Original(Path(f"{thing.name}{_ending(packed.data)}"), packed.data)
    elif filepath := getattr(thing, "filepath", ""):
        yield Original(Path(bpy.path.abspath(filepath, library=getattr(thing, "library", None))))
    elif isinstance(thing, bpy.types.Object) and (note := source_note.read(thing)):
        yield Original(note.source.path)


def _key(work: Attribution) -> tuple[str, str, int]:
    return work.generation_id, work.kind, work.image_index


def _ending(content: bytes) -> str:
    return next((ending for begin, ending in ENDINGS.items() if content.startswith(begin)), "")
