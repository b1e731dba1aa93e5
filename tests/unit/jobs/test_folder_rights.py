# SPDX-License-Identifier: GPL-3.0-or-later
"""A results folder that its group shares: what is new in it, whoever makes it and whatever the umask says."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import owner_lock
from antekirt_addon.jobs.folder_rights import OWNER_ONLY, of_group
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.owner_lock import OwnerLock
from antekirt_addon.jobs.problem import FOLDER_FOR_GROUP, FOLDER_KEPT_PRIVATE, FOLDER_NOT_PRIVATE
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from tests.unit.jobs.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.client import Sandbox

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
GROUP = 1987  # of nobody; only root can give it
ARTIST, COLLEAGUE = 1988, 1989


def rights(path: Path) -> tuple[int, int]:
    found = path.stat()
    return stat.S_IMODE(found.st_mode), found.st_gid


@pytest.fixture(params=[0o000, 0o077], ids=["open", "closed"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def share() -> Iterator[Path]:
    """A folder of another group than ours, where that can be had; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if os.geteuid() == 0:
            os.chown(folder, -1, GROUP)
        folder.chmod(0o750)
        yield folder


@pytest.mark.usefixtures("umask")
def test_all_that_is_new_is_for_the_group_of_the_folder(
    share: Path, quick: Sandbox, image_job: Callable[[], Job]
) -> None:
    kept = share / "notes.txt"
    kept.touch()
    kept.chmod(0o600)
    before = rights(kept)
    session = Session(Settings(quick.base_url, quick.api_key, share, "antekirt-tests", is_shared=True), QUICK)
    session.start([job := image_job()])
    assert session.wait(job.id).state is State.READY
    group = share.stat().st_gid
    found = {path for path in share.rglob("*") if path != kept}
    assert {path.name for path in found} >= {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"}
    assert any(path.suffix == ".lock" for path in found)
    assert any(path.name.startswith("image-0") for path in found)
    wrong = {
        path: rights(path) for path in found if rights(path) != ((0o750 if path.is_dir() else 0o640), group)
    }
    assert wrong == {}
    assert session.close()
    assert (rights(kept), rights(share)) == (before, (0o750, group)), "what was there stays as it was"


def test_a_folder_that_is_made_is_the_groups_as_those_above_it(tmp_path: Path) -> None:
    made = ResultsFolder(tmp_path / "a" / "b", is_shared=True)
    made.prepare()
    for folder in (made.folder, made.folder.parent, made.results, made.owners):
        assert rights(folder)[0] == 0o750


def test_the_bit_that_hands_the_group_on_is_kept(share: Path) -> None:
    share.chmod(0o2750)
    made = ResultsFolder(share, is_shared=True)
    made.prepare()
    inner = made.generation_folder("abc")
    if sys.platform == "linux":
        assert rights(inner) == (0o2750, share.stat().st_gid)


def test_without_sharing_all_stays_its_owners(share: Path) -> None:
    made = ResultsFolder(share)
    made.prepare()
    Journal(made.journal_path, rights=made.rights).close()
    assert made.rights is OWNER_ONLY
    assert rights(made.results)[0] == 0o700
    assert rights(made.journal_path)[0] == 0o600


def test_what_was_private_is_not_opened(share: Path) -> None:
    Journal(share / "journal.sqlite").close()
    ResultsFolder(share).prepare()
    shared = ResultsFolder(share, is_shared=True)
    shared.prepare()
    Journal(shared.journal_path, rights=shared.rights).close()
    assert (rights(shared.results)[0], rights(shared.journal_path)[0]) == (0o700, 0o600)


def test_what_the_group_can_see_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "parents", ())  # pytest's own folders are private
    new = ResultsFolder(tmp_path / "new", is_shared=True)
    new.prepare()
    old = ResultsFolder(tmp_path / "old")
    old.prepare()
    (tmp_path / "old").chmod(0o755)
    assert new.exposure() == FOLDER_FOR_GROUP != FOLDER_NOT_PRIVATE
    assert ResultsFolder(tmp_path / "old", is_shared=True).exposure() == FOLDER_KEPT_PRIVATE


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two artists")
def test_two_artists_share_one_list_where_their_group_may_write(share: Path) -> None:
    share.chmod(0o2770)
    answers: list[bytes] = []

    def as_artist(user: int, work: Callable[[], bool]) -> None:
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:
            os.setgroups([GROUP])
            os.setgid(user)
            os.setuid(user)
            try:
                os.write(writing, b"1" if work() else b"0")
            except BaseException as error:  # noqa: BLE001 - told to the test
                os.write(writing, repr(error).encode())
            os._exit(0)
        os.close(writing)
        answers.append(os.read(reading, 1000))
        os.close(reading)
        os.waitpid(child, 0)

    def work(name: str) -> Callable[[], bool]:
        def write() -> bool:
            made = ResultsFolder(share, is_shared=True)
            made.prepare()
            OwnerLock(made.owners, made.rights)
            with closing(Journal(made.journal_path, rights=made.rights)) as journal:
                journal.save(_job(name), name)
                made.generation_folder(name)
                return all(not owner_lock.is_locked(lock) for lock in made.owners.glob("gone*"))

        return write

    as_artist(ARTIST, work("one"))
    assert answers == [b"1"]
    (share / "owners" / "gone.lock").touch()
    os.chown(share / "owners" / "gone.lock", ARTIST, GROUP)
    (share / "owners" / "gone.lock").chmod(0o660)
    as_artist(COLLEAGUE, work("two"))
    as_artist(ARTIST, work("three"))
    assert answers == [b"1"] * 3
    assert not list(share.glob("owners/gone*")), "a dead seat's lock file is anybody's to remove"
    with closing(Journal(share / "journal.sqlite")) as journal:
        assert {job.id for job in journal.all()} == {"one", "two", "three"}


def _job(name: str) -> Job:
    return Job(Kind.IMAGE, {}, "https://antekirt.com", id=name, state=State.READY)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another artist")
def test_what_cannot_be_given_to_the_group_stays_its_owners(share: Path) -> None:
    mine = share / "mine.png"
    mine.touch()
    os.chown(mine, ARTIST, ARTIST)
    mine.chmod(0o600)
    share.chmod(0o755)
    given = of_group(share)
    os.seteuid(ARTIST)
    try:
        given.give_result(mine)
    finally:
        os.seteuid(0)
    assert rights(mine) == (0o600, ARTIST), "else its own group would read it"
