# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder that several Blenders share: on a network drive, and on a drive whose locks do not hold."""

from __future__ import annotations

import errno
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import (
    disk_cleanup,
    file_system,
    journal_check,
    journal_file,
    lock_trial,
    owner_lock,
)
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import FOLDER_SHARED, FOLDER_SHARED_HERE, FileProblem
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from antekirt_addon.jobs.shared_budget import BudgetSpent, SharedBudget
from tests.unit.jobs.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

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


# A network drive


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


# Locks that do not hold


@pytest.fixture(params=[errno.ENOLCK, errno.EOPNOTSUPP, None], ids=["none", "unsupported", "in vain"])
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A folder whose drive refuses every lock, or gives it to everybody."""
    folder = tmp_path / "shared"
    system_lock = owner_lock.lock

    def lock(descriptor: int) -> None:
        if not Path(f"/proc/self/fd/{descriptor}").readlink().is_relative_to(folder):
            system_lock(descriptor)
        elif request.param:
            raise OSError(request.param, "No locks available")

    monkeypatch.setattr(owner_lock, "lock", lock)
    return folder


@pytest.fixture
def settings(quick: Sandbox, shared: Path, tmp_path: Path) -> Settings:
    return Settings(quick.base_url, quick.api_key, shared, "antekirt-tests", spare_folder=tmp_path / "mine")


def run(settings: Settings, job: Job) -> tuple[Session, Job]:
    session = Session(settings, QUICK)
    try:
        session.start([job])
        return session, session.wait(job.id)
    finally:
        assert session.close()


def test_locks_are_tried_and_nothing_is_left_of_that(tmp_path: Path, shared: Path) -> None:
    shared.mkdir()
    assert lock_trial.hold(tmp_path) is True
    assert lock_trial.hold(shared) is False
    assert [*shared.iterdir(), *tmp_path.iterdir()] == [shared]


def test_what_a_trial_says(tmp_path: Path, shared: Path, mount: Callable[[str, str], Path]) -> None:
    shared.mkdir()
    for folder in (shared, shared / "not there yet" / "Antekirt"):
        assert str(tmp_path / "mine") in lock_trial.outcome(folder, tmp_path / "mine")
    assert list(shared.iterdir()) == []
    assert lock_trial.outcome(Path("/proc/Antekirt"), tmp_path) == "", "which nobody can make"
    assert "Choose another folder" in lock_trial.outcome(shared, shared)
    assert lock_trial.outcome(tmp_path, None) == FOLDER_SHARED
    assert lock_trial.outcome(mount("far", "nfs4"), None) == FOLDER_SHARED_HERE


def test_a_folder_that_cannot_be_tried_is_not_refused(tmp_path: Path) -> None:
    assert lock_trial.hold(tmp_path / "not there") is None


def test_jobs_are_kept_on_the_machine_where_locks_do_not_hold(
    settings: Settings, image_job: Callable[[], Job], quick: Sandbox
) -> None:
    session, done = run(settings, image_job())
    assert (done.state, len(quick.ledger())) == (State.READY, 1)
    assert settings.spare_folder
    assert session.results_folder.folder == settings.spare_folder
    assert session.results_folder.path(done.files[0]).is_relative_to(settings.spare_folder)
    assert list(settings.folder.iterdir()) == []
    assert any("Locks do not hold" in notice for notice in session.notices)
    assert settings.can_resume
    again = Session(settings, QUICK)
    again.start_engine()
    again.wait_until(lambda: again.knows_recent)
    assert again.jobs[done.id].files == done.files
    assert again.close()


def test_what_lies_in_a_folder_whose_locks_do_not_hold_can_be_imported(
    settings: Settings, image_job: Callable[[], Job], quick: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "before").mkdir()
    _, paid = run(replace(settings, folder=tmp_path / "before"), image_job())
    (tmp_path / "before").rename(settings.folder)
    quick.forget_requests()
    wanted = Job(
        Kind.IMAGE, {}, quick.base_url, free=True, state=State.RUNNING, generation_id=paid.generation_id
    )
    session, done = run(settings, wanted)
    assert session.past.is_on_disk(wanted)
    assert (done.state, done.prompt, quick.requests()) == (State.READY, paid.prompt, [])
    file = session.results_folder.path(done.files[0])
    assert file == settings.folder / paid.files[0].path
    assert session.results_folder.holds(done)
    other = Session(settings, QUICK)
    assert disk_cleanup.removable(session.results_folder, other.client, []) == []
    assert other.close()


def test_jobs_left_on_the_machine_are_told_of_when_locks_hold_again(
    settings: Settings, image_job: Callable[[], Job], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick.settings(image_delay=600)
    first, paid = Session(settings, QUICK), image_job()
    first.start([paid])
    first.wait_until(lambda: first.jobs[paid.id].state is State.RUNNING)
    monkeypatch.undo()

    def notices(*, until_told: bool) -> list[str]:
        session = Session(settings, QUICK)
        session.start_engine()
        end = time.monotonic() + (10.0 if until_told else 0.3)
        session.wait_until(lambda: bool(session.notices) or time.monotonic() > end)
        assert session.results_folder.folder == settings.folder
        assert session.close()
        return session.notices

    assert notices(until_told=False) == [], "a living Blender goes on with it"
    assert first.close()
    (notice,) = notices(until_told=True)
    assert f"{settings.spare_folder}: 1." in notice
    assert len(quick.ledger()) == 1


def test_no_budget_is_promised_where_locks_do_not_hold(
    settings: Settings, image_job: Callable[[], Job], quick: Sandbox
) -> None:
    settings.folder.mkdir()
    session, done = run(replace(settings, budget=SharedBudget(per_day=100)), image_job())
    assert (done.state, done.problem.charged, quick.ledger()) == (State.FAILED, False, [])
    assert "Locks do not hold" in done.problem.text
    with pytest.raises(BudgetSpent, match="cannot be counted"):
        session.results_folder.check_budget()


@pytest.mark.parametrize("spare", [None, "shared", "shared/inner"])
def test_without_any_locks_nothing_is_sent(
    settings: Settings, image_job: Callable[[], Job], quick: Sandbox, spare: str | None, tmp_path: Path
) -> None:
    session, done = run(replace(settings, spare_folder=spare and tmp_path / spare), image_job())
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "Choose another folder" in done.problem.text
    assert quick.ledger() == []
    assert session.results_folder.folder == settings.folder
