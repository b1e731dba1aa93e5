# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal that version 0.1.0 wrote is read, recovered and shown as that version would have done."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.job_json import to_json
from antekirt_addon.jobs.job_store import JobStore
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import Problem, Remedy
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parents[2] / "data"
SERVICE = "https://antekirt.com"
ACCOUNT = "0f1e2d3c-0000-4000-8000-00000000000a"  # whose generations were seen before the submit

# What becomes of a job whose Blender is gone: its state, and whether it cost credits.
RECOVERED: dict[str, tuple[State, bool | None]] = {
    "image-ready": (State.READY, None),
    "image-queued": (State.UNSENT, False),
    "svg-waiting": (State.UNSENT, False),
    "image-submitting": (State.UNCONFIRMED, None),
    "video-unconfirmed": (State.UNCONFIRMED, None),
    "image-absent": (State.ABSENT, None),
    "svg-running": (State.RUNNING, None),
    "video-downloading": (State.RUNNING, None),
    "svg-held": (State.RUNNING, None),
    "image-failed": (State.FAILED, True),
    "svg-failed-unsent": (State.FAILED, False),
    "video-cancelled": (State.CANCELLED, True),
    "svg-free": (State.READY, None),
}


@pytest.fixture
def results_folder(tmp_path: Path) -> ResultsFolder:
    made = ResultsFolder(tmp_path)
    made.prepare()
    shutil.copy(DATA / "journal-0.1.0.sqlite", made.journal_path)
    return made


@pytest.fixture
def store(results_folder: ResultsFolder) -> Iterator[JobStore]:
    made = JobStore(results_folder)
    yield made
    made.close()


@pytest.fixture
def journal(results_folder: ResultsFolder) -> Iterator[Journal]:
    made = Journal(results_folder.journal_path)
    yield made
    made.close()


def bodies(results_folder: ResultsFolder) -> dict[str, dict[str, Any]]:
    """The jobs as they are written, by id."""
    connection = sqlite3.connect(results_folder.journal_path)
    rows = connection.execute("SELECT id, body FROM job").fetchall()
    connection.close()
    return {job_id: json.loads(body) for job_id, body in rows}


def test_every_kind_and_every_state_is_in_it(results_folder: ResultsFolder) -> None:
    written = bodies(results_folder).values()
    assert {body["kind"] for body in written} == set(Kind)
    assert {body["state"] for body in written} == set(State) - {State.UNSENT}


def test_every_job_is_read_and_written_back_as_it_was(
    results_folder: ResultsFolder, journal: Journal
) -> None:
    written = bodies(results_folder)
    read = {job.id: job for job in journal.recent(100)}
    for job_id, job in read.items():
        now = json.loads(json.dumps(to_json(job)))
        assert {name: now[name] for name in written[job_id]} == written[job_id]
    assert set(read) == set(written) == set(RECOVERED)


def test_every_row_names_the_account_as_far_as_it_is_known(
    results_folder: ResultsFolder, journal: Journal
) -> None:
    read = {job.id: job.account for job in journal.recent(100)}
    known = {"image-submitting", "image-absent", "svg-running"}
    known |= {"video-unconfirmed", "video-downloading", "video-cancelled"}
    assert {job_id for job_id, account in read.items() if account == ACCOUNT} == known
    assert {job_id for job_id, account in read.items() if account == ""} == read.keys() - known
    connection = sqlite3.connect(results_folder.journal_path)
    assert dict(connection.execute("SELECT id, account FROM job")) == read
    connection.close()


def test_an_earlier_version_can_go_on_writing(results_folder: ResultsFolder, journal: Journal) -> None:
    connection = sqlite3.connect(results_folder.journal_path)
    columns = "id, state, service, generation_id, owner, created_at, body"
    row = connection.execute(f"SELECT {columns} FROM job WHERE id = 'image-absent'").fetchone()
    with connection:
        connection.execute("INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert journal.get("image-absent").account == ACCOUNT


def test_an_earlier_version_reads_what_was_never_sent_as_failed(journal: Journal) -> None:
    """It knows no such state, and would take the journal for a damaged one."""
    told = Problem("Never sent.", charged=False, remedy=Remedy.SUBMIT_AGAIN)
    unsent = Job(Kind.IMAGE, {}, SERVICE, account=ACCOUNT, state=State.UNSENT, problem=told)
    journal.save(unsent, "me")
    assert journal.get(unsent.id) == unsent
    assert to_json(unsent)["state"] == State.FAILED


def test_every_field_arrives_in_its_place(results_folder: ResultsFolder, journal: Journal) -> None:
    read = {job.id: job for job in journal.recent(100)}
    ready, svg, video = read["image-ready"], read["svg-running"], read["video-unconfirmed"]
    assert ready.files[1] == ResultFile(
        "results/of-ready/image-1.webp",
        1,
        1001,
        f"{1:064x}",
        "https://cdn.example.com/ready-1.webp?signature=x",
    )
    assert results_folder.path(ready.files[1]) == results_folder.results / "of-ready" / "image-1.webp"
    assert (ready.credits_used, ready.credits_remaining, ready.took_seconds) == (3, 997, 7.25)
    assert svg.baseline["output"] == "https://cdn.example.com/old.svg"
    assert svg.seen_processing
    assert (video.kind, video.price, video.image_index) == (Kind.VIDEO, 25, 1)
    assert video.purpose["target"]["view_rotation"] == [0.5, 0.5, 0.5, 0.5]
    assert video.problem.text == "The service says: Busy. Try again in a few minutes."
    assert (video.problem.charged, video.problem.remedy) == (None, Remedy.SUBMIT_AGAIN)


def test_every_job_is_recovered_and_shown(results_folder: ResultsFolder, store: JobStore) -> None:
    store.claim(SERVICE, ACCOUNT)
    store.publish_recent()
    shown: dict[str, Job] = {}
    while not store.events.empty():
        event = store.events.get()
        assert isinstance(event, Job)
        shown[event.id] = event
    assert {
        job_id: (job.state, job.problem.charged if job.problem else None) for job_id, job in shown.items()
    } == RECOVERED
    assert not any(job.elsewhere for job in shown.values())
    connection = sqlite3.connect(results_folder.journal_path)
    states = dict(connection.execute("SELECT id, state FROM job"))
    connection.close()
    assert states == {job_id: state for job_id, (state, _charged) in RECOVERED.items()}
