# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures on disk, fetched in the background as they are looked at: without the key, a few at a time.

A panel asks for what it is drawing, again at each draw; what has scrolled out of sight before its turn came
is not fetched. Results that the artist has anyway are not fetched either.
"""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..jobs.folder_rights import OWNER_ONLY
from ..jobs.job import Kind
from ..worker_pool import WorkerPool
from .disk_cache import DiskCache, touch

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..api.connection import Connections
    from ..api.resource import Artist, Generation
    from ..jobs.results_folder import ResultsFolder
    from ..jobs.session import Session
    from .recent_artists import RecentArtist

AT_ONCE = 6
LIMIT = 16 * 2**20  # bytes of one picture
WANTED_SECONDS = 3.0  # seconds without being asked for, after which a picture's turn is skipped
PAUSE = 60.0  # seconds after a failure before it is tried again
SHOW_EVERY = 0.15  # seconds between two redraws while pictures arrive
TRIM_EVERY = 100  # fetched pictures


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be shown. key: names it for ever; an output's address may expire, its key does not.

    generation_id and index: of an output, which may lie in the artist's own folder already.
    """

    key: str
    url: str
    generation_id: str = ""
    index: int = 0


def portrait(artist: Artist | RecentArtist) -> Picture:
    return Picture(artist.profile_picture_url, artist.profile_picture_url)


def image_of(generation: Generation, index: int) -> Picture:
    """One image of a generation. Its key is not its address: that may be signed anew each time."""
    url = generation.outputs.images[index].url
    return Picture(f"{generation.id} {index}", url, generation.id, index)


class TooLarge(Exception):
    """More bytes than a picture in a list may have."""


class PictureCache:
    """Used on the main thread; `get` is for draw() and does no more than look in dictionaries."""

    def __init__(self, session: Session, cache: DiskCache) -> None:
        self._session = session
        self._cache = cache
        self._workers = WorkerPool("picture", AT_ONCE)
        self._arrived: queue.SimpleQueue[tuple[Picture, Path | Exception]] = queue.SimpleQueue()
        self._paths: dict[str, Path] = {}
        self._failed: dict[str, float] = {}  # when
        self._wanted: dict[Picture, float] = {}  # when last, in the order of their first
        self.fetching: set[str] = set()  # keys
        self._fetched = self._unshown = 0
        self._shown_at = 0.0

    def get(self, picture: Picture, now: float) -> Path | None:
        """The picture's file if it is there; if not, it is fetched."""
        path = self._paths.get(picture.key)
        if path is None and picture.key not in self.fetching and not self.has_failed(picture.key, now):
            self._wanted[picture] = now
        return path

    def has_failed(self, key: str, now: float) -> bool:
        return now - self._failed.get(key, -PAUSE) < PAUSE

    def forget(self, key: str) -> None:
        """The file has been removed; look for it anew."""
        self._paths.pop(key, None)

    def forget_files(self, paths: Collection[Path]) -> None:
        """These files, resolved, have been removed; look for their pictures anew."""
        for key in [key for key, path in self._paths.items() if path.resolve() in paths]:
            self.forget(key)

    @property
    def count(self) -> int:
        """How many pictures are there."""
        return len(self._paths)

    @property
    def is_busy(self) -> bool:
        return bool(self._wanted or self.fetching)

    def pump(self, now: float) -> None:
        """Take in what has arrived, and send for what is wanted."""
        self._take()
        while self._wanted and len(self.fetching) < AT_ONCE:
            picture = next(iter(self._wanted))
            if now - self._wanted.pop(picture) < WANTED_SECONDS:
                self._send(picture)
        if self._unshown and (now - self._shown_at > SHOW_EVERY or not self.is_busy):
            self._unshown, self._shown_at = 0, now
            self._session.version += 1

    def close(self) -> bool:
        """End the threads, once the session's connections are broken off. True when they have ended."""
        return self._workers.stop(5.0)

    def _take(self) -> None:
        while True:
            try:
                picture, outcome = self._arrived.get_nowait()
            except queue.Empty:
                return
            self.fetching.discard(picture.key)
            self._unshown += 1
            if isinstance(outcome, Path):
                self._paths[picture.key] = outcome
            else:
                self._failed[picture.key] = time.monotonic()

    def _send(self, picture: Picture) -> None:
        self.fetching.add(picture.key)
        connections, results_folder = self._session.client.transport.connections, self._session.results_folder
        self._workers.run(
            partial(find, picture, connections, self._cache, results_folder),
            lambda outcome: self._arrived.put((picture, outcome)),
        )
        self._fetched += 1
        if self._fetched % TRIM_EVERY == 1:
            self._workers.run(self._cache.trim, lambda _outcome: None)


def find(picture: Picture, connections: Connections, cache: DiskCache, results_folder: ResultsFolder) -> Path:
    """A picture's file: the artist's own, the cache's, or fetched now. Blocks.

    Raises ApiError, FileProblem or TooLarge.
    """
    if picture.generation_id:
        own = results_folder.file_of(picture.generation_id, Kind.IMAGE, picture.index)
        if own:
            return own
    folder = cache.entry(picture.key)
    cached = next((file for file in folder.glob("image-*") if file.stat().st_size), None)
    if cached:
        touch(folder)
        return cached
    from ..jobs.download import download  # not read at Blender's start

    OWNER_ONLY.make_folder(folder)
    file = download(connections, picture.url, Kind.IMAGE, 0, folder, on_progress=_check_size)
    return folder / file.path


def _check_size(received: int, expected: int) -> None:
    if max(received, expected) > LIMIT:
        raise TooLarge
