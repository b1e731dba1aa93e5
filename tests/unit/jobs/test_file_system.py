# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks that know no rights, names that are busy or taken: a result comes to a file all the same."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs import file_system
from antekirt_addon.jobs.folder_rights import OWNER_ONLY
from antekirt_addon.jobs.job import Job, State
from antekirt_addon.jobs.problem import FOLDER_NOT_PRIVATE, FOLDER_SHOWN
from antekirt_addon.jobs.results_folder import ResultsFolder, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def downloads(quick: Sandbox) -> int:
    return sum(request["origin"] == "cdn" for request in quick.requests())


# Rights


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody on the machine can enter, while nothing is made private by the umask."""
    before = os.umask(0)
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)
    os.umask(before)


def test_every_folder_that_is_made_is_its_owners_alone(public: Path) -> None:
    inner = public / "a" / "b" / "c"
    make(inner, OWNER_ONLY)
    assert [mode(folder) for folder in (inner, inner.parent, public / "a")] == [0o700] * 3
    make(public, OWNER_ONLY)
    assert mode(public) == 0o755


def test_what_others_can_see_is_said(public: Path) -> None:
    for folder, told in ((public / "ours", ""), (public, FOLDER_SHOWN)):
        results_folder = ResultsFolder(folder)
        results_folder.prepare()
        results_folder.journal_path.touch(mode=0o600)
        assert results_folder.exposure() == told
    ResultsFolder(public).journal_path.chmod(0o644)
    assert ResultsFolder(public).exposure() == FOLDER_NOT_PRIVATE
    assert ResultsFolder(public / "not there").exposure() == ""


@pytest.mark.parametrize("refusal", sorted(file_system.NOT_DONE_HERE))
def test_a_disk_that_knows_no_rights_and_syncs_no_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[Job], Job], image_job: Callable[..., Job], refusal: int
) -> None:
    refused: list[str] = []

    def refuse(name: str) -> OSError:
        refused.append(name)
        return OSError(refusal, os.strerror(refusal))

    def chmod(*_arguments: Any, **_options: Any) -> None:
        raise refuse("chmod")

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise refuse("fsync")

    monkeypatch.setattr(os, "chmod", chmod)
    monkeypatch.setattr(os, "fsync", fsync)
    assert run(image_job()).state is State.READY
    assert set(refused) == {"chmod", "fsync"}


def test_a_disk_that_fails_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_arguments: Any, **_options: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(os, "chmod", fail)
    for call in (file_system.sync_folder, OWNER_ONLY.give_result):
        with pytest.raises(OSError, match="Input/output"):
            call(tmp_path)


# Names that are busy


def busy(monkeypatch: pytest.MonkeyPatch, until: Callable[[], bool]) -> list[str]:
    """Refuse renames, as where a virus scanner has the file open; gives the names that were refused."""
    refused: list[str] = []
    replace = os.replace

    def replace_when_free(source: Any, target: Any, **options: Any) -> None:
        if not until():
            refused.append(Path(target).name)
            raise PermissionError(errno.EACCES, "Permission denied", str(source), None, str(target))
        replace(source, target, **options)

    monkeypatch.setattr(os, "replace", replace_when_free)
    return refused


@pytest.mark.usefixtures("slow_machine")
def test_a_rename_that_is_refused_for_a_moment_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    monkeypatch.setattr(file_system, "BUSY_SECONDS", 20.0)
    refused: list[str] = []
    refused = busy(monkeypatch, lambda: len(refused) > 3)
    assert run(image_job()).state is State.READY
    assert refused == ["image-0.webp"] * 4
    assert downloads(quick) == 1


def test_a_rename_that_stays_refused_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
) -> None:
    monkeypatch.setattr(file_system, "BUSY_SECONDS", 0.3)
    begun = time.monotonic()
    with monkeypatch.context() as patch:
        busy(patch, lambda: False)
        held = run(image_job())
    assert (held.state, held.problem.charged) == (State.HELD, True)
    assert "may not be written" in held.problem.text
    assert time.monotonic() - begun > 0.3
    assert not [path for path in session.results_folder.results.rglob("*") if path.is_file()]
    session.engine.retry(held.id)
    session.wait_until(lambda: session.jobs[held.id].state is State.READY)


# Names that are taken


@pytest.fixture
def place(session: Session, image_job: Callable[..., Job], quick: Sandbox) -> Callable[[], tuple[Job, Path]]:
    """Begin an image, and give it with the place where its file will lie."""

    def begin() -> tuple[Job, Path]:
        quick.settings(image_delay=600)
        job = image_job()
        session.start([job])
        session.wait_until(lambda: session.jobs[job.id].generation_id != "")
        folder = session.results_folder.generation_folder(session.jobs[job.id].generation_id)
        return job, folder / "image-0.webp"

    return begin


def test_a_link_that_leads_nowhere_is_named(
    session: Session, place: Callable[[], tuple[Job, Path]], quick: Sandbox, tmp_path: Path
) -> None:
    job, link = place()
    link.symlink_to(tmp_path / "nothing")
    quick.skip(600)
    held = session.wait(job.id)
    assert held.state is State.HELD
    assert held.problem.text == f"{link} is a link that leads nowhere. Remove it, then try again."
    assert not (tmp_path / "nothing").exists()
    link.unlink()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_a_folder_that_is_a_link_that_leads_nowhere_is_named_and_costs_nothing(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    session.results_folder.folder.symlink_to(tmp_path / "a disk that is not there")
    job = run(image_job())
    assert (job.state, job.problem.charged) == (State.FAILED, False)
    assert f"{session.results_folder.folder} is a link that leads nowhere." in job.problem.text
    assert quick.ledger() == []


@pytest.mark.parametrize("lay", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/null")])
def test_what_is_no_file_is_let_alone(
    session: Session,
    place: Callable[[], tuple[Job, Path]],
    quick: Sandbox,
    lay: Callable[[Path], None],
) -> None:
    job, there = place()
    lay(there)
    before = there.lstat()
    quick.skip(600)
    assert session.wait(job.id).files[0].path.endswith("image-0-2.webp")
    assert there.lstat().st_ino == before.st_ino


def test_a_picture_that_was_changed_is_not_overwritten(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    done = run(image_job())
    mine = session.results_folder.path(done.files[0])
    original = mine.read_bytes()
    mine.write_bytes(b"retouched")
    session.engine.retry(done.id)
    session.wait_until(lambda: session.jobs[done.id].files != done.files and session.jobs[done.id].is_settled)
    again = session.jobs[done.id]
    assert again.state is State.READY
    assert again.files[0].path.endswith("image-0-2.webp")
    assert session.results_folder.path(again.files[0]).read_bytes() == original
    assert mine.read_bytes() == b"retouched"
    assert len(quick.ledger()) == 1
