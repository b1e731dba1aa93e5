# SPDX-License-Identifier: GPL-3.0-or-later
"""One output of a generation becomes one verified file.

Download under a temporary name → check what it is by its bytes → rename into place. A file under its
final name is therefore always whole. The API key is not known here: output URLs lead to other hosts.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..api.address import parse
from ..api.connection import expected_size
from ..api.error import AnswerLost, ApiError, for_status
from ..media.probe import ProbeError, probe
from ..message import Message
from . import file_system, leftover_download
from .folder_rights import OWNER_ONLY
from .job import Kind, ResultFile
from .problem import FileProblem, describe_os_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.connection import Connections
    from .folder_rights import FolderRights

LIMITS = {Kind.IMAGE: 128 * 2**20, Kind.SVG: 200 * 2**20, Kind.VIDEO: 2 * 2**30}  # bytes
SECONDS = 1800.0  # for one file: 200 MB over a slow line
REDIRECTS = 5


class Expired(ApiError):
    """The URL is no longer good; the generation must be asked for a fresh one."""


class WrongFile(ApiError):
    """What came is not what the service said it was."""


def download(
    connections: Connections,
    url: str,
    kind: Kind,
    index: int,
    folder: Path,
    *,
    owner: str = "",
    rights: FolderRights = OWNER_ONLY,
    on_progress: Callable[[int, int], None],
) -> ResultFile:
    """Fetch an output into `folder` and tell of the file, with the path relative to that folder.

    on_progress gets the bytes received and the bytes expected (0 when the server did not say); what it
    raises ends the download. owner: whose it is; see leftover_download.py. rights: of the file.
    Raises Expired, WrongFile, FileProblem or another ApiError.
    """
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=leftover_download.prefix(owner), dir=folder)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            received = _receive(connections, url, kind, file.write, on_progress)
            file.flush()
            file_system.sync(file.fileno())
        extension = _verify(temporary, kind)
        rights.give_result(temporary)
        final = _finalize(temporary, folder, f"{kind}-{index}", extension, received)
        return ResultFile(final.name, index, final.stat().st_size, received, url)
    except OSError as error:
        raise FileProblem(describe_os_error(error, Message("The folder {folder}", folder=folder))) from error
    finally:
        if temporary:
            with suppress(OSError):  # the next start tries again
                temporary.unlink(missing_ok=True)


def _receive(
    connections: Connections,
    url: str,
    kind: Kind,
    write: Callable[[bytes], int],
    on_progress: Callable[[int, int], None],
) -> str:
    """Write the body of a URL and return its SHA-256, following redirects to web addresses only."""
    for _ in range(REDIRECTS):
        with connections.open("GET", url, headers={"Accept": "*/*"}) as response:
            if location := response.headers.get("Location") if 300 <= response.status_code < 400 else "":
                url = urljoin(url, location)
                continue
            if response.status_code in {401, 403, 404, 410}:
                raise Expired(
                    Message(
                        "The download address is no longer valid (HTTP {status})", status=response.status_code
                    )
                )
            if response.status_code != 200:
                raise for_status(max(response.status_code, 400))
            expected = expected_size(response) or 0
            sha256, received = hashlib.sha256(), 0
            for piece in connections.read(response, limit=LIMITS[kind], seconds=SECONDS):
                write(piece)
                sha256.update(piece)
                received += len(piece)
                on_progress(received, expected)
            return sha256.hexdigest()
    raise AnswerLost(Message("{host} redirects without end", host=parse(url).hostname))


def _verify(path: Path, kind: Kind) -> str:
    """Check that a file is whole and of its kind, by its bytes; return the extension it should have."""
    try:
        found = probe(path)
    except ProbeError as error:
        raise WrongFile(str(error)) from error
    if found.kind.lower() != kind:
        raise WrongFile(
            Message(
                "The service sent a file of the kind {format} where one of the kind {kind} was due",
                format=found.format,
                kind=kind,
            )
        )
    return {"JPEG": "jpg"}.get(found.format, found.format.lower())


def _finalize(temporary: Path, folder: Path, stem: str, extension: str, received: str) -> Path:
    """Give a finished download its name: never that of another file, and the same one for the same bytes.

    received: the SHA-256 of what came.
    """
    number = 1
    while True:
        final = folder / (f"{stem}.{extension}" if number == 1 else f"{stem}-{number}.{extension}")
        if _claim(final):
            break
        if _holds(final, received):
            return final
        number += 1
    try:
        file_system.rename(temporary, final)
    except OSError:
        with suppress(OSError):
            if not final.lstat().st_size:  # another Blender may have been quicker
                final.unlink()
        raise
    file_system.sync_folder(folder)
    return final


def _claim(path: Path) -> bool:
    """Whether a name is ours from here on. An empty file is a name that we took just before a crash."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if path.is_symlink() and not path.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == 0
    return True


def _holds(path: Path, wanted: str) -> bool:
    """Whether a file with these bytes lies there; no link is followed."""
    return stat.S_ISREG(path.lstat().st_mode) and digest(path) == wanted


def digest(path: Path) -> str:
    """The SHA-256 of a file, as it stands in a ResultFile."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
