# SPDX-License-Identifier: GPL-3.0-or-later
"""Of several images some come and others do not: each counts when it has come, and is fetched once."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs import download_attempts, fetching, pipeline
from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

pytestmark = pytest.mark.usefixtures("slow_machine")
GONE: dict[str, object] = {"kind": "answer", "status": 404}
THIRD = "*/image-2.*"


@pytest.fixture
def four(quick: Sandbox) -> Sandbox:
    """A service that makes four images of each prompt, of which the third is not to be had."""
    quick.settings(images_per_generation=4)
    quick.fault(GONE, origin="cdn", path=THIRD, times=None)
    return quick


def downloads(quick: Sandbox) -> list[int]:
    """How often each image was asked for, by its index."""
    paths = [request["path"] for request in quick.requests() if request["origin"] == "cdn"]
    return [sum(f"/image-{index}." in path for path in paths) for index in range(4)]


def indices(job: Job) -> list[int]:
    return [file.index for file in job.files]


def test_what_came_is_ready_and_what_is_missing_is_named(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    done = run(image_job())
    assert (done.state, indices(done)) == (State.READY, [0, 1, 3])
    assert session.results_folder.holds(done)
    assert done.problem.text.startswith(
        "Image 3 of 4 could not be fetched: The download address is no longer"
    )
    assert (done.problem.charged, done.problem.remedy) == (True, Remedy.RETRY_DOWNLOAD)
    assert downloads(four) == [1, 1, download_attempts.WRONG_FILES, 1]
    assert done.needs_the_artist
    assert not replace(done, dismissed=True).needs_the_artist


def test_what_is_missing_is_tried_again_alone_and_for_nothing(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    before = run(image_job())
    four.clear_faults()
    four.forget_requests()
    session.engine.retry(before.id)
    session.wait_until(lambda: session.jobs[before.id].problem is None and session.jobs[before.id].is_settled)
    done = session.jobs[before.id]
    assert (done.state, indices(done)) == (State.READY, [0, 1, 2, 3])
    assert [file for file in done.files if file.index != 2] == list(before.files)
    assert downloads(four) == [0, 0, 1, 0]
    assert len(four.ledger()) == 1


def test_what_is_still_missing_is_said_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    before = run(image_job())
    seen: list[State] = []
    session.on_job = lambda job: seen.append(job.state)
    session.engine.retry(before.id)
    session.wait_until(lambda: State.READY in seen)
    again = session.jobs[before.id]
    assert (again.files, again.problem) == (before.files, before.problem)
    four.fault(GONE, origin="api", path="*/generations/*", times=None)  # and now the generation is gone, too
    seen.clear()
    session.engine.retry(before.id)
    session.wait_until(lambda: State.RUNNING in seen)
    done = session.wait(before.id)
    assert (done.state, done.files) == (State.READY, before.files)
    assert "404" in done.problem.text or "deleted" in done.problem.text


def test_several_that_are_missing_are_all_named(
    run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    four.fault({"kind": "answer", "status": 200, "body": "<!doctype html>"}, path="*/image-0.*", times=None)
    done = run(image_job())
    assert (done.state, indices(done)) == (State.READY, [1, 3])
    assert done.problem.text.startswith("Images 1 and 3 of 4 could not be fetched: ")


def test_of_two_troubles_the_one_that_may_pass_is_waited_for(
    run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    four.fault({"kind": "answer", "status": 503}, origin="cdn", path="*/image-0.*", times=5)
    done = run(image_job())
    assert (done.state, indices(done)) == (State.READY, [0, 1, 3])
    assert downloads(four)[0] == 6


def test_an_image_without_an_address_is_missing_and_the_others_keep_their_index(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=2)
    patch = {"data": {"outputs": {"images": [None, run(image_job()).files[1].source_url]}}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", path="*/generations/*", times=None)
    done = run(image_job("another fox"))
    assert (done.state, indices(done)) == (State.READY, [1])
    assert done.problem.text.startswith("Image 1 of 2 could not be fetched: The service gives no address for")


def test_attempts_count_from_the_start_when_something_has_come(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=2)
    for index in range(2):
        passes = (index + 1) * (download_attempts.WRONG_FILES - 1)
        quick.fault(GONE, origin="cdn", path=f"*/image-{index}.*", times=passes)
    done = run(image_job())
    assert (done.state, done.problem, indices(done)) == (State.READY, None, [0, 1])


def test_where_none_came_the_job_is_held(
    run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    four.fault(GONE, origin="cdn", times=None)
    done = run(image_job())
    assert (done.state, done.files) == (State.HELD, ())
    assert done.problem.text.startswith("Images 1, 2, 3 and 4 of 4 could not be fetched: ")


def test_a_host_that_cannot_be_reached_is_not_asked_for_each_image(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    """What came before is ready after a while, though a network may come back any time."""
    monkeypatch.setattr(fetching, "FAILURES", 3)
    quick.settings(images_per_generation=4)
    nowhere = {"kind": "redirect", "to": "http://127.0.0.1:1/"}
    quick.fault(nowhere, origin="cdn", path="*/image-1.*", times=None)
    done = run(image_job())
    assert (done.state, indices(done)) == (State.READY, [0])
    assert done.problem.text.startswith("Images 2, 3 and 4 of 4 could not be fetched: ")
    assert downloads(quick) == [1, 3, 0, 0]


def test_a_folder_that_takes_no_more_keeps_what_came(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    replace_file = os.replace

    def refuse(source: str, target: Path, **options: Any) -> None:
        if Path(target).name == "image-1.webp":
            raise OSError(errno.ENOSPC, "No space left on device")
        replace_file(source, target, **options)

    monkeypatch.setattr(os, "replace", refuse)
    quick.settings(images_per_generation=4)
    done = run(image_job())
    assert (done.state, indices(done)) == (State.READY, [0])
    assert done.problem.text.startswith("Images 2, 3 and 4 of 4 could not be fetched: The disk is full")
    assert downloads(quick) == [1, 1, 0, 0]


def test_a_file_counts_in_the_journal_before_the_next_has_come(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=4)
    quick.fault({"kind": "hang"}, origin="cdn", path=THIRD)
    first, job = open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: len(first.jobs[job.id].files) == 2)  # which is told before it is written
    with closing(Journal(first.results_folder.journal_path)) as journal:
        first.wait_until(lambda: len(journal.get(job.id).files) >= 2)
        assert indices(journal.get(job.id)) == [0, 1]
    assert first.close()
    second = open_session()
    second.start_engine()
    second.wait_until(lambda: second.knows_recent and second.jobs[job.id].state is State.READY)
    assert indices(second.jobs[job.id]) == [0, 1, 2, 3]
    assert downloads(quick) == [1, 1, 2, 1]


@pytest.mark.usefixtures("four")
def test_the_share_grows_over_what_is_there_and_what_is_missing(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    done = run(image_job())
    outputs = tuple(enumerate(session.client.generation(done.generation_id).outputs.images))
    for files, fetched in ((), [0, 1, 3]), (done.files[:2], [3]):
        came: list[ResultFile] = []
        shares: list[float] = []
        left = pipeline.fetch(
            session.client,
            session.results_folder,
            replace(done, files=files),
            outputs,
            on_file=came.append,
            on_progress=shares.append,
        )
        assert [file.index for file in came] == fetched
        assert shares == sorted(shares)
        assert shares[0] > len(files) / 4
        assert shares[-1] == 1.0
        assert (left.count, [index for index, _error in left.missing]) == (4, [2])


@pytest.mark.parametrize(("index", "state"), [(0, State.READY), (2, State.FAILED)])
def test_a_chained_job_goes_on_when_its_own_image_has_come(
    session: Session, image_job: Callable[..., Job], four: Sandbox, index: int, state: State
) -> None:
    image = image_job()
    vectors = Job(Kind.SVG, {"image_index": index}, image.service, parent_id=image.id, state=State.WAITING)
    session.start([image, vectors])
    assert session.wait(image.id).is_partial
    done = session.wait(vectors.id)
    assert done.state is state
    if state is State.FAILED:
        assert (done.problem.charged, len(four.ledger())) == (False, 1)
        assert "did not arrive" in done.problem.text


# What is on disk already


def free(job: Job) -> Job:
    """The history's import of what a job has brought."""
    return Job(Kind.IMAGE, {}, job.service, free=True, state=State.RUNNING, generation_id=job.generation_id)


def test_an_import_fetches_only_what_is_missing(
    run: Callable[[Job], Job], image_job: Callable[..., Job], four: Sandbox
) -> None:
    before = run(image_job())
    four.forget_requests()
    again = run(free(before))
    assert (again.state, again.files) == (State.READY, before.files)
    assert (again.problem.text, again.problem.charged) == (before.problem.text, False)
    assert downloads(four) == [0, 0, download_attempts.WRONG_FILES, 0]
    four.clear_faults()
    assert indices(run(free(before))) == [0, 1, 2, 3]
    assert len(four.ledger()) == 1


def test_what_is_there_needs_no_network_and_no_key(
    open_session: Callable[..., Session], image_job: Callable[..., Job], four: Sandbox
) -> None:
    """A part of a result, because the rest never came, or because it was removed since."""
    first, partial, whole = open_session(), image_job(), image_job("another fox")
    first.start([partial])
    partial = first.wait(partial.id)
    four.clear_faults()
    first.start([whole])
    whole = first.wait(whole.id)
    first.results_folder.path(whole.files[1]).unlink()
    assert first.close()
    four.forget_requests()
    session = open_session(key="")
    for job, missing, files in (partial, 2, partial.files), (whole, 1, (whole.files[0], *whole.files[2:])):
        wanted = free(job)
        assert session.past.is_on_disk(wanted, 0)
        assert not session.past.is_on_disk(wanted, missing)
        session.start([wanted])
        done = session.wait(wanted.id)
        assert (done.state, done.files, done.artist_id) == (State.READY, files, job.artist_id)
        assert done.problem.text.startswith(f"Image {missing + 1} of 4 could not be fetched: ")
        assert (done.problem.charged, done.problem.remedy) == (False, Remedy.RETRY_DOWNLOAD)
    assert "No API key is set" in done.problem.text
    assert four.requests() == []


def test_only_a_whole_result_has_every_image(image_job: Callable[..., Job]) -> None:
    ready = image_job(state=State.READY)
    assert ready.has_brought(5)
    assert not ready.is_partial
    assert not replace(ready, state=State.RUNNING).has_brought(0)
