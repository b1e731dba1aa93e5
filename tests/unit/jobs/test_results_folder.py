# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's folder fills up, may not be written, or vanishes: before a job and in the middle of one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import Remedy
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

NOBODY = 65534


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        os.getuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "antekirt-tests", str(disk)], check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room that is left."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:  # the journal may grow at the same time
        while file.write(bytes(4096)):
            pass
    assert shutil.disk_usage(disk).free == 0
    return ballast


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that is not root's, while the test is not root either: root may write everywhere."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    for inner in folder.rglob("*"):
        if inner.is_dir():
            inner.chmod(0o700)
    shutil.rmtree(folder)


def running(session: Session, job: Job) -> None:
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)


def written(session: Session, job: Job) -> State:
    """What the journal on disk says."""
    journal = Journal(session.results_folder.journal_path)
    try:
        found = journal.get(job.id)
    finally:
        journal.close()
    return found.state if found else State.CANCELLED


def test_a_full_disk_costs_nothing(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, small_disk: Path
) -> None:
    session = open_session(folder=small_disk / "Antekirt")
    first = image_job()
    session.start([first])
    assert session.wait(first.id).state is State.READY
    ballast = fill(small_disk)
    job = image_job()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "full" in done.problem.text
    assert len(quick.ledger()) == 1
    ballast.unlink()
    session.engine.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_a_disk_that_fills_up_holds_the_download_until_there_is_room(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, small_disk: Path
) -> None:
    quick.settings(image_delay=600)
    session = open_session(folder=small_disk / "Antekirt")
    job = image_job()
    running(session, job)
    ballast = fill(small_disk)
    quick.skip(600)
    held = session.wait(job.id)
    assert (held.state, held.problem.charged, held.problem.remedy) == (
        State.HELD,
        True,
        Remedy.RETRY_DOWNLOAD,
    )
    assert "disk is full" in held.problem.text
    assert not [path for path in session.results_folder.results.rglob("*") if path.is_file()]
    ballast.unlink()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert session.close()
    assert written(session, job) is State.READY
    assert len(quick.ledger()) == 1


def test_a_folder_that_may_not_be_written_costs_nothing(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, guarded: Path
) -> None:
    home = guarded / "home"
    home.mkdir(mode=0o500)
    session = open_session(folder=home / "Antekirt")
    job = image_job()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "may not be written" in done.problem.text
    assert quick.ledger() == []
    home.chmod(0o700)
    session.engine.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_a_folder_behind_a_closed_one_costs_nothing(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, guarded: Path
) -> None:
    closed = guarded / "closed"
    closed.mkdir(mode=0o000)
    session = open_session(folder=closed / "home" / "Antekirt")
    job = image_job()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "may not be written" in done.problem.text
    assert quick.ledger() == []
    closed.chmod(0o700)


def test_a_folder_that_becomes_read_only_holds_the_download(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, guarded: Path
) -> None:
    quick.settings(image_delay=600)
    session = open_session(folder=guarded / "Antekirt")
    job = image_job()
    running(session, job)
    session.results_folder.results.chmod(0o500)
    quick.skip(600)
    held = session.wait(job.id)
    assert (held.state, held.problem.charged) == (State.HELD, True)
    assert "may not be written" in held.problem.text
    session.results_folder.results.chmod(0o700)
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


@pytest.mark.parametrize("gone", [".", "results", "journal.sqlite"])
def test_what_vanishes_of_the_folder_is_made_anew(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, gone: str
) -> None:
    quick.settings(image_delay=600)
    job = image_job()
    running(session, job)
    path = session.results_folder.folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    quick.skip(600)
    done = session.wait(job.id)
    assert done.state is State.READY
    assert session.results_folder.holds(done)
    assert bool(session.notices) == (gone != "results")
    assert session.close()
    assert written(session, job) is State.READY
    assert len(quick.ledger()) == 1


def test_a_file_in_the_folders_place_is_said_and_costs_nothing(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "Antekirt").write_text("mine")
    session = open_session()
    job = image_job()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "Choose another folder" in done.problem.text
    assert (tmp_path / "Antekirt").read_text() == "mine"
    assert quick.ledger() == []


def test_files_and_folders_are_the_artists_alone(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    before = os.umask(0)
    try:
        run(image_job())
    finally:
        os.umask(before)
    everything = [session.results_folder.folder, *session.results_folder.folder.rglob("*")]
    assert [str(path) for path in everything if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("hostile", ["..", "../../x", "/tmp/x", "a/b", "", "x" * 65, "狐", "a\nb", "CON."])
def test_a_generation_lies_in_a_folder_of_its_own_within_the_results(tmp_path: Path, hostile: str) -> None:
    results_folder = ResultsFolder(tmp_path / "Antekirt")
    results_folder.prepare()
    folder = results_folder.generation_folder(hostile)
    assert folder.is_dir()
    assert folder.parent == results_folder.results
    assert folder.resolve().parent == results_folder.results.resolve()
    assert len(folder.name) == 32
    assert results_folder.generation_folder(f"{hostile}!") != folder


def test_a_plain_id_names_its_folder(tmp_path: Path) -> None:
    results_folder = ResultsFolder(tmp_path / "Antekirt")
    for plain in ("aa471b83-3153-48fe-8d42-79476ff73e75", "x" * 64):
        assert results_folder.generation_folder(plain.upper()) == results_folder.results / plain


def test_only_a_whole_result_is_there(tmp_path: Path) -> None:
    results_folder = ResultsFolder(tmp_path)
    folder = results_folder.generation_folder("fox")
    files = [ResultFile(f"results/fox/image-{n}.webp", n, 4, "", "") for n in range(2)]
    job = Job(Kind.IMAGE, {}, "https://antekirt.com", files=tuple(files))
    assert not results_folder.holds_any("fox")
    assert not results_folder.holds(job)
    (folder / "image-0.webp").write_bytes(b"1234")
    assert results_folder.holds_any("fox")
    assert not results_folder.holds(job)
    (folder / "image-1.webp").write_bytes(b"12345")
    assert not results_folder.holds(job)
    (folder / "image-1.webp").write_bytes(b"123")
    assert not results_folder.holds(job)
    (folder / "image-1.webp").write_bytes(b"1234")
    assert results_folder.holds(job)
    assert not results_folder.holds(Job(Kind.IMAGE, {}, "https://antekirt.com"))
    assert results_folder.size() == 8


def test_an_output_is_found_by_its_kind_and_index(tmp_path: Path) -> None:
    results_folder = ResultsFolder(tmp_path)
    folder = results_folder.generation_folder("fox")
    for name in ("image-0.webp", "svg-1.svg", "image-10.webp"):
        (folder / name).write_bytes(b"1")
    (folder / "image-1.webp").touch()  # a name that was taken just before a crash
    found = {(kind, index): results_folder.file_of("fox", kind, index) for kind in Kind for index in range(2)}
    assert {output: path.name for output, path in found.items() if path} == {
        (Kind.IMAGE, 0): "image-0.webp",
        (Kind.SVG, 1): "svg-1.svg",
    }
    assert results_folder.file_of("another", Kind.IMAGE, 0) is None


@pytest.fixture
def half_told(
    small_disk: Path, open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> tuple[Session, Job]:
    """A session that has a paid job under way, on a disk that is still to be filled."""
    session, paid = open_session(folder=small_disk / "Antekirt"), image_job("a badger")
    quick.settings(image_delay=600)
    session.start([paid])
    session.wait_until(lambda: session.jobs[paid.id].state is State.RUNNING)
    return session, paid


def test_a_press_on_a_full_disk_leaves_what_was_paid_for_under_way(
    half_told: tuple[Session, Job], small_disk: Path, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    """What the journal has of the refused one is a step behind what was told."""
    (session, paid), job = half_told, image_job()
    quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path="*/generations")
    quick.forget_requests()
    session.start([job])
    session.wait_until(lambda: any(one["path"].endswith("/generations") for one in quick.requests()))
    ballast = fill(small_disk)
    quick.clear_faults()
    assert session.wait(job.id).state is State.FAILED
    session.submit_again(job.id)
    session.wait_until(lambda: job.id not in session.searching)
    assert session.jobs[job.id].state is State.FAILED
    assert not session.jobs[job.id].elsewhere
    ballast.unlink()
    quick.skip(600)
    assert session.wait(paid.id).state is State.READY
    session.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    assert len(quick.ledger()) == 2


def test_a_search_on_a_full_disk_leaves_what_was_paid_for_under_way(
    half_told: tuple[Session, Job], small_disk: Path, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    (session, paid), job = half_told, image_job()
    quick.fault({"kind": "drop_before"}, method="POST")
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    ballast = fill(small_disk)
    session.wait_until(lambda: session.jobs[job.id].state is State.ABSENT)
    new = {"artistId": job.parameters["artist_id"], "prompt": "something else"}
    quick.call("POST", "/generations/image", new)
    quick.forget_requests()
    session.wait_until(lambda: sum("artistId" in asked["query"] for asked in quick.requests()) > 1)
    assert session.jobs[job.id].state is State.ABSENT
    ballast.unlink()
    session.wait_until(lambda: bool(session.jobs[job.id].candidates))
    quick.skip(600)
    assert session.wait(paid.id).state is State.READY
