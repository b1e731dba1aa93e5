# SPDX-License-Identifier: GPL-3.0-or-later
"""What file systems differ in: who else is at them, rights that not all can keep, names that are busy.

Some disks (of memory cards, of network shares) know no rights, or cannot be told to write a folder down.
That is no reason not to keep a result there: what was refused so is passed over.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Kinds of file systems that one kernel alone writes to, as Linux names them. "fuseblk" is a disk of Windows.
OWN = frozenset(
    (
        *("apfs", "bcachefs", "btrfs", "ecryptfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "fuseblk", "hfs"),
        *("hfsplus", "jfs", "msdos", "nilfs2", "ntfs", "ntfs3", "overlay", "ramfs", "reiserfs", "rootfs"),
        *("tmpfs", "udf", "vfat", "xfs", "zfs"),
    )
)
MOUNTS = "/proc/self/mountinfo"  # what Linux has mounted where
VOLUMES = ("/Volumes/", "/Network/", "/net/")  # where macOS has what is not its own, and what is plugged in

BUSY_SECONDS = 2.0  # seconds: a virus scanner holds a new file for so long at most
PAUSE = 0.05
NOT_DONE_HERE = {
    errno.EPERM,
    errno.EACCES,
    errno.EINVAL,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
}  # what a disk answers that does not know the thing


def is_own(folder: Path) -> bool:
    """Whether no other machine can be at a folder, as far as it is known; what is not known is shared."""
    real = os.path.realpath(folder)
    if sys.platform == "win32":
        return not real.startswith("\\\\")  # the letter of a network drive is resolved by now
    if sys.platform == "darwin":
        return not real.startswith(VOLUMES)
    return _kind_of(real) in OWN


def _kind_of(path: str) -> str:
    """The kind of the file system that a path is in; "" when that is not known."""
    kind, longest = "", -1
    try:
        mounts = Path(MOUNTS).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    for mount in mounts.splitlines():
        before, _, after = mount.partition(" - ")
        place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), before.split(" ")[4]).rstrip("/")
        if len(place) >= longest and (path == place or path.startswith(f"{place}/")):
            kind, longest = after.split(" ")[0], len(place)
    return kind


def is_open_to_others(path: Path) -> bool:
    """Whether others than its owner may use a file or folder, as far as it is known."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return os.name != "nt" and bool(stat.S_IMODE(mode) & 0o077)


def sync(descriptor: int) -> None:
    """Make what was written durable, where the disk can do that."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        _pass_over(error)


def sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        _pass_over(error)
        return
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def rename(file: Path, name: Path) -> None:
    """Give a file its name. Waits for what has one of the two open; not for the main thread."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            file.replace(name)
        except PermissionError:
            if time.monotonic() >= end:
                raise
            time.sleep(PAUSE)
        else:
            return


@contextmanager
def passing_over() -> Iterator[None]:
    """What a disk does not know is no reason to do without it."""
    try:
        yield
    except OSError as error:
        _pass_over(error)


def _pass_over(error: OSError) -> None:
    if error.errno not in NOT_DONE_HERE:
        raise error
