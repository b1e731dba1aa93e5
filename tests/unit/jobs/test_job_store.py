# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine knows of its jobs is what the journal has, also when that was locked, lost or shared."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import journal_file
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.job_store import JobStore
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import FileProblem
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SERVICE = "https://antekirt.com"


@pytest.fixture
def results_folder(tmp_path: Path) -> ResultsFolder:
    return ResultsFolder(tmp_path / "Antekirt")


@pytest.fixture
def open_store(
    results_folder: ResultsFolder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], JobStore]]:
    """Stores on one folder, as several Blenders have them. None waits long for another."""
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.05)
    opened: list[JobStore] = []

    def open_one() -> JobStore:
        opened.append(JobStore(results_folder))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], JobStore]) -> JobStore:
    return open_store()


def job(state: State, kind: Kind = Kind.IMAGE, **fields: str) -> Job:
    return Job(kind, {"artist_id": "a", "prompt": "a fox"}, SERVICE, state=state, **fields)


def written(results_folder: ResultsFolder) -> dict[str, State]:
    with closing(Journal(results_folder.journal_path)) as journal:
        return {job.id: job.state for job in journal.recent(100)}


@contextmanager
def locked(results_folder: ResultsFolder) -> Iterator[None]:
    with closing(sqlite3.connect(results_folder.journal_path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def test_a_paid_request_is_written_before_it_is_sent(store: JobStore, results_folder: ResultsFolder) -> None:
    queued = job(State.QUEUED)
    store.add(queued)
    assert written(results_folder) == {queued.id: State.QUEUED}
    assert store.commit(queued.to(State.SUBMITTING))
    assert written(results_folder) == {queued.id: State.SUBMITTING}
    assert store.jobs[queued.id].state is State.SUBMITTING


def test_what_cannot_be_written_is_not_begun(store: JobStore, results_folder: ResultsFolder) -> None:
    queued, later = job(State.QUEUED), job(State.QUEUED)
    store.add(queued)
    with locked(results_folder):
        with pytest.raises(FileProblem):
            store.add(later)
        with pytest.raises(FileProblem):
            store.commit(queued.to(State.SUBMITTING))
    assert store.jobs == {queued.id: store.jobs[queued.id]}
    assert store.jobs[queued.id].state is State.QUEUED
    assert written(results_folder) == {queued.id: State.QUEUED}


@pytest.mark.parametrize("busy", [State.SUBMITTING, State.UNCONFIRMED, State.RUNNING])
def test_a_generation_is_asked_for_one_thing_at_a_time(
    open_store: Callable[[], JobStore], results_folder: ResultsFolder, busy: State
) -> None:
    mine, other = open_store(), open_store()
    video = job(busy, Kind.VIDEO, generation_id="fox")
    other.save(video)
    svg = job(State.QUEUED, Kind.SVG, generation_id="fox")
    mine.add(svg)
    assert mine.is_busy(svg)
    assert not mine.commit(svg.to(State.SUBMITTING))
    assert mine.jobs[svg.id].state is State.QUEUED
    assert written(results_folder)[svg.id] is State.QUEUED
    assert not mine.is_busy(replace(svg, generation_id="another"))
    assert mine.commit(replace(svg, generation_id="another").to(State.SUBMITTING))
    other.save(replace(video, state=State.CANCELLED))
    assert not mine.is_busy(svg)
    assert mine.commit(svg.to(State.SUBMITTING))
    assert not mine.is_busy(svg), "a job is not in its own way"
    assert mine.commit(svg.to(State.SUBMITTING))


def test_an_image_is_in_nobodys_way(store: JobStore) -> None:
    for _ in range(2):
        image = job(State.QUEUED)
        store.add(image)
        assert not store.is_busy(image)
        assert store.commit(image.to(State.SUBMITTING))


def test_what_could_not_be_written_is_written_at_the_end(
    store: JobStore, results_folder: ResultsFolder
) -> None:
    running, others = job(State.RUNNING), [job(State.RUNNING), job(State.HELD)]
    store.save(running)
    with locked(results_folder):
        store.save(running.to(State.DOWNLOADING))
        for other in others:
            store.save(other)
        assert written(results_folder) == {running.id: State.RUNNING}
        assert store.adopt(others[1].id) == others[1], "what is known here is newer"
    store.close()
    assert written(results_folder) == {
        running.id: State.DOWNLOADING,
        **{other.id: other.state for other in others},
    }


def test_what_is_over_and_not_written_yet_is_as_it_is_known_here(
    store: JobStore, results_folder: ResultsFolder
) -> None:
    running = job(State.RUNNING)
    store.save(running)
    with locked(results_folder):
        store.save(running.to(State.FAILED))
        adopted = store.adopt(running.id)
        assert adopted is not None
        assert adopted.state is State.FAILED


def test_what_another_blender_took_up_again_is_not_written_over(
    open_store: Callable[[], JobStore], results_folder: ResultsFolder
) -> None:
    mine, other = open_store(), open_store()
    failed = job(State.FAILED)
    mine.save(failed)
    taken = other.adopt(failed.id)
    assert taken is not None
    other.save(taken.to(State.RUNNING))
    mine.save_pending()
    mine.save(job(State.RUNNING))
    assert written(results_folder)[failed.id] is State.RUNNING
    assert mine.adopt(failed.id) is None
    mine.close()
    assert written(results_folder)[failed.id] is State.RUNNING


def test_what_was_on_the_wire_of_an_ended_blender_is_unconfirmed_whoever_takes_it(
    open_store: Callable[[], JobStore],
) -> None:
    first, second = open_store(), open_store()
    queued = job(State.QUEUED)
    first.add(queued)
    assert first.commit(queued.to(State.SUBMITTING))
    first.close()
    taken = second.adopt(queued.id)
    assert taken is not None
    assert taken.state is State.UNCONFIRMED
    assert taken.problem is not None
    assert taken.problem.charged is None
    assert second.jobs[queued.id] == taken


def test_a_lost_journal_is_written_again_with_all_that_is_known(
    store: JobStore, results_folder: ResultsFolder
) -> None:
    ready, running = job(State.READY), job(State.RUNNING)
    store.save(ready)
    results_folder.journal_path.unlink()
    adopted = store.adopt(ready.id)
    assert adopted == ready
    store.save(running)
    store.close()
    assert written(results_folder) == {ready.id: State.READY, running.id: State.RUNNING}


def test_only_what_is_chained_to_a_job_follows_it(store: JobStore) -> None:
    image, other = job(State.RUNNING), job(State.RUNNING)
    child = job(State.WAITING, Kind.SVG, parent_id=image.id)
    for each in (
        child,
        job(State.WAITING, Kind.SVG, parent_id=other.id),
        job(State.CANCELLED, Kind.SVG, parent_id=image.id),
    ):
        store.save(each)
    assert store.children(image) == [child]
