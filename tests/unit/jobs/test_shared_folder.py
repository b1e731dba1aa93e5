# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder that several machines may be at: on a network drive, or on one whose locks do not hold."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import file_system, journal_check, journal_file
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SERVICE = "https://antekirt.com"


@pytest.fixture
def mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Have a folder taken for one of another file system."""
    mounts = tmp_path / "mounts"
    mounts.write_text("27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard\n")
    monkeypatch.setattr(file_system, "MOUNTS", str(mounts))

    def make(name: str, kind: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        place = str(folder).replace(" ", "\\040")
        with mounts.open("a") as file:
            file.write(f"40 27 0:50 /export {place} rw,relatime shared:1 - {kind} server:/export rw\n")
        return folder

    return make


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def job(number: int = 0) -> Job:
    return Job(Kind.IMAGE, {}, SERVICE, id=str(number), state=State.READY, created_at=float(number))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell it in other ways")
@pytest.mark.parametrize(
    ("kind", "own"),
    [("ext4", True), ("btrfs", True), ("nfs4", False), ("cifs", False), ("fuse.sshfs", False), ("9p", False)],
)
def test_a_disk_is_our_own_if_no_other_machine_can_write_to_it(
    mount: Callable[[str, str], Path], tmp_path: Path, kind: str, *, own: bool
) -> None:
    folder = mount("a share", kind)
    assert file_system.is_own(folder) is own
    assert file_system.is_own(folder / "not there yet" / "Antekirt") is own
    assert file_system.is_own(tmp_path / "a share of mine")
    assert file_system.is_own(mount("a share/mine", "ext4")), "the nearest mount counts"
    (tmp_path / "link").symlink_to(folder)
    assert file_system.is_own(tmp_path / "link") is own


def test_what_is_not_known_to_be_our_own_is_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_system, "MOUNTS", str(tmp_path / "not there"))
    assert not file_system.is_own(tmp_path)


def test_a_journal_on_a_network_drive_relies_on_locks_alone(mount: Callable[[str, str], Path]) -> None:
    path = mount("share", "nfs4") / "journal.sqlite"
    with closing(Journal(path)) as journal:
        journal.save(job(), "me")
        assert {file.name for file in path.parent.glob("*-wal")} == set()
    assert journal_mode(path) == "delete"


def test_a_journal_keeps_its_way_where_it_lies(
    mount: Callable[[str, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of our own may be another machine's network drive, and an earlier version used the log."""
    path = tmp_path / "journal.sqlite"
    Journal(path).close()
    assert journal_mode(path) == "wal"
    mount(".", "nfs4")
    Journal(path).close()
    assert journal_mode(path) == "delete"
    monkeypatch.undo()
    Journal(path).close()
    assert journal_mode(path) == "delete"


def test_a_journal_whose_log_is_in_use_is_not_used_over_the_network(
    mount: Callable[[str, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.05)
    path = tmp_path / "journal.sqlite"
    with closing(Journal(path)) as journal:
        journal.save(job(), "me")
        mount(".", "nfs4")
        with pytest.raises(FileProblem, match="locked"):
            Journal(path)
        assert journal.recent(10) == [job()]
    assert not list(tmp_path.glob("*set-aside*"))


@pytest.mark.parametrize("kind", ["ext4", "nfs4"])
def test_a_check_finds_damage_and_keeps_nobody_from_writing(
    mount: Callable[[str, str], Path], kind: str
) -> None:
    path = mount("share", kind) / "journal.sqlite"
    with closing(Journal(path)) as journal:
        for number in range(20):
            journal.save(job(number), "me")

        def write_meanwhile() -> bool:
            journal.save(job(99), "me")
            return True

        assert journal_check.is_whole(path, write_meanwhile)
        assert journal_check.is_whole(path, lambda: False), "broken off: not judged"
    assert not journal_check.is_whole(damaged(path), lambda: True)
    assert journal_check.is_whole(path.with_name("not there"), lambda: True)


def damaged(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'job'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    return path
