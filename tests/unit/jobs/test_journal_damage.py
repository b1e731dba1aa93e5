# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal is damaged while it is in use, or has rows that cannot be read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs.event import Notice
from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.job_json import from_json, to_json
from antekirt_addon.jobs.job_store import JobStore
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.jobs.upkeep import DAY, Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

SERVICE = "https://antekirt.com"
FILE = ResultFile("results/fox/image-0.webp", 0, 9, "0" * 64, "https://cdn.antekirt.com/fox.webp")


def job(state: State, **fields: Any) -> Job:
    return Job(Kind.IMAGE, {"artist_id": "a", "prompt": "a fox"}, SERVICE, state=state, **fields)


@pytest.fixture
def results_folder(tmp_path: Path) -> ResultsFolder:
    made = ResultsFolder(tmp_path / "Antekirt")
    made.prepare()
    return made


@pytest.fixture
def open_store(results_folder: ResultsFolder) -> Iterator[Callable[[], JobStore]]:
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


def notices(store: JobStore) -> list[str]:
    events = [store.events.get() for _ in range(store.events.qsize())]
    return [event.text for event in events if isinstance(event, Notice)]


def written(results_folder: ResultsFolder) -> dict[str, State]:
    with closing(Journal(results_folder.journal_path)) as journal:
        return {job.id: job.state for job in journal.recent(100)}


def damage(results_folder: ResultsFolder, table: str = "job") -> None:
    """Overwrite a table. What others who have the journal open remember of it is out of date."""
    with closing(sqlite3.connect(results_folder.journal_path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        with connection:
            connection.execute("INSERT OR REPLACE INTO upkeep VALUES ('damage', 0)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with connection:
            connection.execute("DELETE FROM upkeep WHERE task = 'damage'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with results_folder.journal_path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


# Damage


@pytest.mark.parametrize(
    ("table", "step"),
    [
        ("job", lambda store, mine: store.save(mine.to(State.DOWNLOADING))),
        ("job", lambda store, mine: store.commit(mine.to(State.DOWNLOADING))),
        ("job", lambda store, mine: store.add(mine.to(State.DOWNLOADING))),
        ("job", lambda store, _mine: store.claim(SERVICE, "")),
        ("job", lambda store, _mine: store.publish_recent()),
        ("job_by_generation", lambda store, _mine: store.of_generation("fox")),
        ("job_that_is_paid", lambda store, _mine: store.known_generations()),
        ("sqlite_autoindex_job_1", lambda store, _mine: store.find("unknown")),
    ],
)
def test_damage_that_a_step_meets_costs_no_job(
    store: JobStore, results_folder: ResultsFolder, table: str, step: Callable[[JobStore, Job], object]
) -> None:
    mine, done = job(State.RUNNING, generation_id="fox"), job(State.READY)
    store.save(mine)
    store.save(done)
    damage(results_folder, table)
    step(store, mine)
    (aside,) = results_folder.folder.glob("journal-set-aside-*.sqlite")
    assert any(aside.name in notice for notice in notices(store))
    assert written(results_folder) == {mine.id: store.jobs[mine.id].state, done.id: State.READY}
    assert store.is_incomplete


def test_two_that_meet_the_same_damage_go_on_with_one_journal(
    open_store: Callable[[], JobStore], results_folder: ResultsFolder
) -> None:
    stores, mine = [open_store(), open_store()], [job(State.RUNNING), job(State.RUNNING)]
    for store, one in zip(stores, mine, strict=True):
        store.save(one)
    damage(results_folder)
    for store, one in zip(stores, mine, strict=True):
        store.save(one.to(State.DOWNLOADING))
    assert written(results_folder) == {one.id: State.DOWNLOADING for one in mine}
    assert len(list(results_folder.folder.glob("journal-set-aside-*.sqlite"))) == 1


def test_damage_that_no_step_meets_is_found_by_the_daily_check(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first = open_session()
    first.start([image := image_job()])
    first.wait(image.id)
    assert first.close()
    forget_the_check(first.results_folder)
    damage(first.results_folder, "job_that_took_time")

    second = open_session()
    second.start_engine()
    second.wait_until(lambda: any("could not be read" in notice for notice in second.notices))
    second.start([again := image_job()])
    assert second.wait(again.id).state is State.READY
    assert set(written(second.results_folder)) >= {again.id}
    assert len(quick.ledger()) == 2


def forget_the_check(results_folder: ResultsFolder) -> None:
    with closing(sqlite3.connect(results_folder.journal_path)) as connection, connection:
        connection.execute("DELETE FROM upkeep")


def test_the_journal_is_checked_once_a_day_by_one_of_several_blenders(
    open_store: Callable[[], JobStore], results_folder: ResultsFolder
) -> None:
    stores = [open_store(), open_store()]
    assert [bool(store.journal_to_check(86400.0)) for store in stores] == [True, False]
    for days, due in ((-2, True), (2, True), (-0.9, False)):
        with closing(sqlite3.connect(results_folder.journal_path)) as connection, connection:
            connection.execute("UPDATE upkeep SET begun_at = unixepoch() + ?", (days * 86400,))
        assert bool(stores[0].journal_to_check(86400.0)) is due


class AtOnce:
    """Carries out calls there and then."""

    def request(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        then(call())

    def download(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        then(call())

    def call(self, call: Callable[[], None]) -> None:
        call()


def test_the_check_comes_again_after_a_day(store: JobStore, results_folder: ResultsFolder) -> None:
    now = 0.0
    upkeep = Upkeep(store, results_folder, AtOnce(), lambda: now)

    def set_aside_after(seconds: float) -> int:
        nonlocal now
        now += seconds
        upkeep.begin_when_due()
        return len(list(results_folder.folder.glob("journal-set-aside-*.sqlite")))

    store.save(job(State.RUNNING))
    upkeep.begin()
    damage(results_folder, "job_that_took_time")
    with closing(sqlite3.connect(results_folder.journal_path)) as connection, connection:
        connection.execute("UPDATE upkeep SET begun_at = 0")
    assert set_aside_after(0.9 * DAY) == 0
    assert set_aside_after(0.1 * DAY) == 1
    assert set_aside_after(0.9 * DAY) == 1
    assert [job.state for job in store.jobs.values()] == [State.RUNNING]
    assert len(written(results_folder)) == 1


def test_who_was_not_asked_to_go_on_with_anything_checks_nothing(
    store: JobStore, results_folder: ResultsFolder
) -> None:
    Upkeep(store, results_folder, AtOnce(), lambda: 2 * DAY).begin_when_due()
    assert store.journal_to_check(DAY) is not None


def test_what_has_taken_the_place_of_a_damaged_journal_is_not_set_aside(
    store: JobStore, results_folder: ResultsFolder
) -> None:
    store.save(job(State.RUNNING))
    checked = store.journal_to_check(0.0)
    damage(results_folder)
    store.publish_recent()
    store.set_aside(checked)
    assert len(list(results_folder.folder.glob("journal-set-aside-*.sqlite"))) == 1


# Rows that cannot be read


def spoilt(**fields: object) -> dict[str, object]:
    return to_json(job(State.RUNNING, files=(FILE,))) | fields


UNREADABLE = {
    "state of a newer version": json.dumps(spoilt(state="painting")),
    "kind of a newer version": json.dumps(spoilt(kind="sculpture")),
    "remedy of a newer version": json.dumps(spoilt(problem={"text": "x", "charged": None, "remedy": "wait"})),
    "no JSON": '{"kind": "image", ',
    "nothing": "",
    "no object": "[1, 2]",
    "no words": "7",
    "no kind": "{}",
    "too deep": "[" * 100_000,
    "number for a word": json.dumps(spoilt(generation_id=7)),
    "word for a number": json.dumps(spoilt(submitted_at="yesterday")),
    "word for a price": json.dumps(spoilt(credits_used="three")),
    "list for an object": json.dumps(spoilt(purpose=[])),
    "file without a name": json.dumps(spoilt(files=[[None, 0, 9, "", ""]])),
    "file with too much": json.dumps(spoilt(files=[["x", 0, 9, "", "", "", ""]])),
    "problem of one word": json.dumps(spoilt(problem="broken")),
}


@pytest.fixture(params=list(UNREADABLE.values()), ids=list(UNREADABLE))
def unreadable(request: pytest.FixtureRequest, results_folder: ResultsFolder) -> tuple[Any, ...]:
    """A row that an ended Blender has left."""
    Journal(results_folder.journal_path).close()
    row = ("strange", "running", SERVICE, "fox", "gone", 1.0, request.param)
    with closing(sqlite3.connect(results_folder.journal_path)) as connection, connection:
        connection.execute("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return row


def test_a_row_that_cannot_be_read_is_left_as_it_is_and_the_others_are_read(
    unreadable: tuple[Any, ...], store: JobStore, results_folder: ResultsFolder
) -> None:
    left = job(State.RUNNING, generation_id="fox")
    with closing(Journal(results_folder.journal_path)) as journal:
        journal.save(left, "gone")
    assert store.claim(SERVICE, "") == [left]
    store.publish_recent()
    assert store.adopt("strange") is None
    assert store.find("strange") is None
    assert store.of_generation("fox") == [left]
    assert store.unconfirmed_images(SERVICE) == []
    assert store.known_generations() == {"fox"}
    store.add(job(State.QUEUED))
    assert sum("cannot read" in notice for notice in notices(store)) == 1
    assert not list(results_folder.folder.glob("*set-aside*"))
    with closing(sqlite3.connect(results_folder.journal_path)) as connection:
        kept = connection.execute(
            "SELECT id, state, service, generation_id, owner, created_at, body FROM job WHERE id = 'strange'"
        ).fetchone()
        assert connection.execute("SELECT count(account) FROM job").fetchone()[0] >= 2
    assert kept == unreadable


def test_what_an_earlier_version_left_unreadable_is_taken_over_too(results_folder: ResultsFolder) -> None:
    """It would have set the journal aside."""
    with closing(sqlite3.connect(results_folder.journal_path)) as connection, connection:
        connection.execute(
            "CREATE TABLE job (id TEXT PRIMARY KEY, state TEXT NOT NULL, service TEXT NOT NULL,"
            " generation_id TEXT NOT NULL, owner TEXT NOT NULL, created_at REAL NOT NULL, body TEXT NOT NULL)"
        )
        connection.execute("INSERT INTO job VALUES ('1', 'running', '', '', '', 1.0, 'no JSON')")
        connection.execute("PRAGMA user_version = 1")
    with closing(Journal(results_folder.journal_path)) as journal:
        assert journal.set_aside is None
        fox = job(State.READY)
        journal.save(fox, "me")
        assert journal.recent(10) == [replace(fox)]
        assert journal.unreadable == {"1"}


@pytest.mark.parametrize(
    "damage", [{"image_index": []}, {"target": 5}, {"target": None}, {"press": {}}], ids=str
)
def test_what_is_no_part_of_a_purpose_is_left_out(damage: dict[str, Any]) -> None:
    sound = {"import_as": "PLANE", "image_index": None, "target": {"later": 1}, "press": "a", "later": [1]}
    assert from_json(to_json(job(State.READY, purpose=sound))).purpose == sound
    read = from_json(to_json(job(State.READY, purpose=sound | damage))).purpose
    assert read == {name: value for name, value in sound.items() if name not in damage}
