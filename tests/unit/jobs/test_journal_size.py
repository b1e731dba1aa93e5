# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal of many years: what is old is neither read nor kept in memory; a bench tells what that gains."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.job_json import to_json
from antekirt_addon.jobs.job_store import RECENT
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

SERVICE = "https://antekirt.com"
OLD_JOBS = 10_000
SOUGHT = Job(Kind.SVG, {}, SERVICE, generation_id="fox 9999")
OF_NO_USE = "no JSON at all"  # whoever reads it notices


@pytest.fixture(scope="module")
def old_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest jobs can be read."""
    path = tmp_path_factory.mktemp("old") / "journal.sqlite"
    Journal(path).close()
    like = Job(Kind.IMAGE, {}, SERVICE, state=State.READY, took_seconds=7.0)
    rows = []
    for number in range(OLD_JOBS):
        new = replace(like, id=str(number), generation_id=f"fox {number}", created_at=float(number))
        body = json.dumps(to_json(new)) if number >= OLD_JOBS - RECENT else OF_NO_USE
        rows.append((new.id, new.state, SERVICE, new.generation_id, "gone", new.created_at, body))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return path


@pytest.fixture
def results_folder(tmp_path: Path, old_journal: Path) -> ResultsFolder:
    made = ResultsFolder(tmp_path / "Antekirt")
    made.prepare()
    shutil.copy(old_journal, made.journal_path)
    return made


@pytest.fixture
def journal(results_folder: ResultsFolder) -> Iterator[Journal]:
    made = Journal(results_folder.journal_path)
    yield made
    made.close()


STEPS: dict[str, Callable[[Journal], object]] = {
    "recent": lambda journal: journal.recent(RECENT),
    "claim": lambda journal: journal.claim("me", lambda _owner: False, SERVICE),
    "left": lambda journal: journal.left("me", lambda _owner: False, SERVICE),
    "release": lambda journal: journal.release("9999"),
    "begin_all": lambda journal: journal.begin_all([replace(journal.recent(1)[0], id="new")], "me"),
    "durations": lambda journal: journal.durations(Kind.IMAGE),
    "unconfirmed_images": lambda journal: journal.unconfirmed_images(SERVICE),
    "is_busy": lambda journal: journal.is_busy(SOUGHT),
    "of_generation": lambda journal: journal.of_generation("fox 9999"),
    "get": lambda journal: journal.get("9999"),
    "take": lambda journal: journal.take("9999", "me", lambda _owner: False),
    "save": lambda journal: journal.save(replace(journal.recent(1)[0], id="new"), "me"),
    "save_if_free": lambda journal: journal.save_if_free(replace(journal.recent(1)[0], id="new"), "me"),
    "generation_ids": lambda journal: journal.generation_ids(),
}


OTHERS = {"close", "exists", "is_incomplete", "take_turn", "all"}  # of no job, or of every one


def test_no_step_is_forgotten_here() -> None:
    assert {name for name in vars(Journal) if not name.startswith("_")} == set(STEPS) | OTHERS


@pytest.mark.parametrize("name", STEPS)
def test_what_is_old_is_not_read(journal: Journal, name: str) -> None:
    """Neither the jobs nor, but for the ids of all generations, anything else of each of them."""
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    database = journal._database  # noqa: SLF001 - what SQLite does
    database.set_progress_handler(count, 1)
    STEPS[name](journal)
    database.set_progress_handler(None, 1)
    assert journal.unreadable == set()
    assert 0 < steps < OLD_JOBS * (10 if name == "generation_ids" else 1)


def test_the_latest_jobs_of_a_kind_tell_how_long_it_takes(journal: Journal) -> None:
    newest = journal.recent(1)[0]
    for number, kind in enumerate((Kind.SVG, Kind.IMAGE, Kind.SVG)):
        later = replace(newest, kind=kind, id=f"later {number}", created_at=1e6 + number, took_seconds=number)
        journal.save(later, "me")
    assert journal.durations(Kind.SVG) == [2.0], "what took no time was free"
    assert journal.durations(Kind.IMAGE, 3) == [1.0, 7.0, 7.0]


def test_every_job_is_had_once_while_others_write(journal: Journal, results_folder: ResultsFolder) -> None:
    newest = journal.recent(RECENT)
    with closing(Journal(results_folder.journal_path)) as other:
        seen = []
        for number, job in enumerate(journal.all()):
            seen.append(job)
            if number == 0:
                other.save(replace(newest[-1], id="new"), "me")
    assert sorted(job.id for job in seen) == sorted(job.id for job in [*newest, replace(newest[0], id="new")])
    assert len(journal.unreadable) == OLD_JOBS - RECENT


def test_of_what_is_old_a_session_knows_the_latest(many: Session) -> None:
    many.start_engine()
    many.wait_until(lambda: many.knows_recent)
    assert len(many.jobs) == RECENT
    assert many.notices == []


# An old result


@pytest.fixture
def many(results_folder: ResultsFolder, open_session: Callable[..., Session]) -> Session:
    """A session with a journal of many years, no key, and no network."""
    return open_session(key="", folder=results_folder.folder)


@pytest.fixture
def old(many: Session, quick: Sandbox) -> Job:
    """The job of a picture that lies on the disk since the first day."""
    picture = many.results_folder.generation_folder("first") / "image-0.webp"
    picture.write_bytes(b"a fox of long ago")
    file = ResultFile("results/first/image-0.webp", 0, 17, "0" * 64, "https://cdn.antekirt.com/first.webp")
    made = Job(
        Kind.IMAGE,
        {},
        quick.base_url,
        state=State.READY,
        generation_id="first",
        created_at=-1.0,
        files=(file,),
    )
    made = replace(made, prompt="a fox", artist_name="Ada")
    with closing(Journal(many.results_folder.journal_path)) as journal:
        journal.save(made, "gone")
    quick.forget_requests()
    return made


def test_an_old_result_on_disk_needs_no_network_and_no_key(many: Session, old: Job, quick: Sandbox) -> None:
    wanted = Job(Kind.IMAGE, {}, old.service, free=True, state=State.RUNNING, generation_id="first")
    assert many.past.is_on_disk(wanted), "before the engine has begun"
    assert many.past.with_details(wanted).prompt == "a fox"
    many.start([wanted])
    done = many.wait(wanted.id)
    assert (done.state, done.files, done.artist_name) == (State.READY, old.files, "Ada")
    assert quick.requests() == []


def test_an_old_job_can_be_asked_for(many: Session, old: Job) -> None:
    assert many.past.find(old.id) == many.jobs[old.id] == old
    assert many.past.find("unknown") is None
    many.engine.dismiss(old.id)
    many.wait_until(lambda: many.jobs[old.id].dismissed)
    assert many.past.find(old.id).dismissed


def test_a_journal_that_is_written_to_is_looked_up_all_the_same(many: Session, old: Job) -> None:
    with closing(sqlite3.connect(many.results_folder.journal_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM job")
        assert many.past.find(old.id) == old


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_what_cannot_be_read_has_nothing_to_tell(many: Session, old: Job, content: bytes | None) -> None:
    path = many.results_folder.journal_path
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert many.past.find(old.id) is None
    assert not many.past.is_on_disk(old)
    assert path.exists() is (content is not None), "to look makes nothing"
