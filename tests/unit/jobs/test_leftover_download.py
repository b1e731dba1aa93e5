# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender that is killed leaves half a download: it counts nowhere, and the next start removes it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import leftover_download
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.owner_lock import OwnerLock
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from tests.unit.jobs.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox


pytestmark = pytest.mark.usefixtures("slow_machine")


@pytest.fixture
def results_folder(tmp_path: Path) -> ResultsFolder:
    made = ResultsFolder(tmp_path / "Antekirt")
    made.prepare()
    return made


@pytest.fixture
def other(quick: Sandbox, image_job: Callable[..., Job], results_folder: ResultsFolder) -> Iterator[int]:
    """Another Blender, as a process that hangs in its second download until it is killed; gives its id."""
    quick.settings(images_per_generation=2)
    quick.fault({"kind": "drip", "bytes_per_second": 500}, origin="cdn", path="*/image-1.*")
    settings = Settings(quick.base_url, quick.api_key, results_folder.folder, "antekirt-tests")
    job = image_job()
    pid = os.fork()
    if pid == 0:
        with suppress(BaseException):  # nothing of the parent's may run here, however this ends
            session = Session(settings, QUICK)
            session.start([job])
            session.wait_until(lambda: False)
        os._exit(1)
    end = time.monotonic() + 20
    while len(written(results_folder, job)) < 1 or not leftover_download.find(results_folder.results):
        assert time.monotonic() < end, "the other process did not begin a download"
        time.sleep(0.02)
    yield pid
    with suppress(ProcessLookupError, ChildProcessError):
        kill(pid)


def written(results_folder: ResultsFolder, job: Job) -> list[int]:
    """Of which files of a job the journal on the disk knows."""
    if not results_folder.journal_path.exists():
        return []
    with closing(Journal(results_folder.journal_path)) as journal:
        found = journal.get(job.id)
    return [file.index for file in found.files] if found else []


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def begun(session: Session) -> None:
    """Have a session begin, and wait until it has looked for leftovers."""
    session.resume()
    session.wait_until(lambda: session.knows_recent)


def test_a_download_of_a_running_blender_is_let_alone_and_a_dead_ones_is_removed(
    other: int, open_session: Callable[..., Session], results_folder: ResultsFolder, quick: Sandbox
) -> None:
    session = open_session()
    begun(session)
    time.sleep(0.2)  # for what must not happen
    (half,) = leftover_download.find(results_folder.results)
    half.write_bytes(b"half")
    (first,) = half.parent.glob("image-*")
    assert results_folder.size() == first.stat().st_size
    assert results_folder.file_of(half.parent.name, Kind.IMAGE, 1) is None
    assert session.close()

    kill(other)
    assert half.exists()
    session = open_session()
    begun(session)
    session.wait_until(lambda: not half.exists())
    session.wait_until(lambda: {job.state for job in session.jobs.values()} == {State.READY})
    assert leftover_download.find(results_folder.results) == []
    assert len(quick.ledger()) == 1
    asked = [request["path"].rpartition("/")[2] for request in quick.requests() if request["origin"] == "cdn"]
    assert sorted(asked) == ["image-0.webp", "image-1.webp", "image-1.webp"]


def temporary(results_folder: ResultsFolder, name: str, *, age: float = 0.0) -> Path:
    path = results_folder.generation_folder("fox") / name
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_only_what_somebody_may_be_at_stays(results_folder: ResultsFolder) -> None:
    assert not results_folder.holds_any("fox")
    owner, dead = OwnerLock(results_folder.owners), "0" * 32
    mine = temporary(results_folder, f"{leftover_download.prefix(owner.id)}abc_1", age=10_000)
    left = temporary(results_folder, f"{leftover_download.prefix(dead)}abc_1")
    assert not results_folder.holds_any("fox")
    result = temporary(results_folder, "image-0.webp", age=10_000)
    leftover_download.remove(leftover_download.find(results_folder.results), owner)
    assert (mine.exists(), left.exists(), result.exists()) == (True, False, True)
    owner.release()


def test_what_an_earlier_version_left_names_nobody(results_folder: ResultsFolder) -> None:
    """It may be anybody's who runs, but not for ever."""
    owner, company = OwnerLock(results_folder.owners), OwnerLock(results_folder.owners)

    def removed(age: float) -> bool:
        path = temporary(results_folder, ".download-x1_y2z3w", age=age)
        leftover_download.remove(leftover_download.find(results_folder.results), owner)
        return not path.exists()

    assert (removed(0), removed(leftover_download.LONGEST + 10)) == (False, True)
    company.release()
    assert removed(0)
    owner.release()
