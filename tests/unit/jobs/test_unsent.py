# SPDX-License-Identifier: GPL-3.0-or-later
"""What costs credits and was never sent waits for a press, whatever was told of it and whoever ended."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import job_lifecycle, journal_file
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.unsent_job import price_of, unsent_chain, unsent_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

LIST = "/api/v1/generations"


def leave(session: Session, *jobs: Job) -> None:
    """Write jobs as an ended Blender left them."""
    session.results_folder.prepare()
    journal = Journal(session.results_folder.journal_path)
    for job in jobs:
        journal.save(job, "gone")
    journal.close()


def resumed(session: Session) -> list[Job]:
    """What waits for the artist once all that was paid is finished."""
    session.resume()
    session.wait_until_settled()
    return unsent_jobs(session.jobs)


def sent(quick: Sandbox) -> int:
    return [request["method"] for request in quick.requests()].count("POST")


@contextmanager
def locked(session: Session) -> Iterator[None]:
    """Another program holds the journal for longer than is waited for."""
    path = session.results_folder.journal_path
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        yield


# After a restart


def test_what_was_left_queued_is_offered_with_its_price(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    images = [image_job(f"fox {number}") for number in range(3)]
    svg = follow(images[0], Kind.SVG)
    leave(session, *images, svg)
    offered = resumed(session)
    assert [job.id for job in offered] == [*(job.id for job in images), svg.id]
    assert {(job.state, job.problem.charged, job.is_settled) for job in offered} == {
        (State.UNSENT, False, True)
    }
    assert price_of(offered) == 14
    assert (sent(quick), session.promised) == (0, 0)
    session.submit_unsent(offered)
    assert session.promised == 14
    session.wait_until_settled()
    assert {session.jobs[job.id].state for job in offered} == {State.READY}
    assert sorted(charge["credits"] for charge in quick.ledger()) == [3, 3, 3, 5]
    assert resumed(session) == []


def test_what_was_paid_is_finished_and_what_was_to_follow_it_is_offered(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    follow: Callable[..., Job],
    quick: Sandbox,
) -> None:
    quick.settings(image_delay=600)
    first, image = open_session(), image_job()
    svg = follow(image, Kind.SVG)
    first.start([image, svg])
    first.wait_until(lambda: first.jobs[image.id].state is State.RUNNING)
    assert first.close()
    second = open_session()
    second.resume()
    second.wait_until(lambda: second.knows_left)
    assert [job.id for job in unsent_jobs(second.jobs)] == [svg.id]
    second.submit_unsent(unsent_jobs(second.jobs))
    second.wait_until(lambda: second.jobs[svg.id].state is State.WAITING)
    quick.skip(600)
    assert second.wait(svg.id).state is State.READY
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5]


def test_what_follows_a_paid_image_is_not_sent_when_that_has_come(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    follow: Callable[..., Job],
    quick: Sandbox,
) -> None:
    quick.settings(image_delay=600)
    first, image = open_session(), image_job()
    svg = follow(image, Kind.SVG)
    first.start([image, svg])
    first.wait_until(lambda: first.jobs[image.id].state is State.RUNNING)
    assert first.close()
    quick.skip(600)
    second = open_session()
    assert [job.id for job in resumed(second)] == [svg.id]
    assert second.jobs[image.id].state is State.READY
    second.engine.dismiss(image.id)
    second.wait_until(lambda: second.jobs[image.id].dismissed)
    assert [job.id for job in resumed(second)] == [svg.id]
    assert sent(quick) == 1


def test_what_another_blender_has_sent_is_not_put_aside_with_its_image(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    follow: Callable[..., Job],
    quick: Sandbox,
) -> None:
    """The one that took both over when their Blender ended has not heard of it."""
    one, other, image = open_session(), open_session(), image_job()
    svg = follow(image, Kind.SVG)
    leave(one, image, svg)
    assert len(resumed(one)) == len(resumed(other)) == 2
    other.submit_unsent(unsent_jobs(other.jobs))
    assert other.wait(svg.id).state is State.READY
    one.engine.dismiss(image.id)
    one.wait_until(lambda: one.jobs[image.id].dismissed)
    one.wait_until_settled()
    assert sent(quick) == 2
    assert resumed(open_session()) == []


def test_a_job_can_be_sent_with_the_image_that_it_waits_for(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    image, other = image_job("mine"), image_job("another")
    svg = follow(image, Kind.SVG)
    leave(session, image, other, svg)
    resumed(session)
    chain = unsent_chain(session.jobs, svg.id)
    assert ([job.id for job in chain], price_of(chain)) == ([image.id, svg.id], 8)
    session.submit_unsent(chain)
    assert session.wait(svg.id).state is State.READY
    assert [job.id for job in unsent_jobs(session.jobs)] == [other.id]
    assert len(quick.ledger()) == 2


def test_what_follows_an_image_that_is_put_aside_is_put_aside_too(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    image = image_job()
    svg = follow(image, Kind.SVG)
    leave(session, image, svg)
    resumed(session)
    session.engine.dismiss(image.id)
    session.wait_until(lambda: session.jobs[svg.id].state is State.FAILED)
    assert session.jobs[svg.id].dismissed
    assert resumed(session) == []
    assert sent(quick) == 0


def test_what_is_put_aside_is_not_offered_again(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first, job = open_session(), image_job()
    leave(first, job)
    resumed(first)
    first.engine.dismiss(job.id)
    first.wait_until(lambda: first.jobs[job.id].dismissed)
    assert first.close()
    assert resumed(open_session()) == []
    assert sent(quick) == 0


def test_two_that_press_at_once_send_it_once(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    sessions, job = [open_session(), open_session()], image_job()
    leave(sessions[0], job)
    for session in sessions:
        assert [offered.id for offered in resumed(session)] == [job.id]
    for session in sessions:
        session.submit_unsent(unsent_jobs(session.jobs))
    sessions[0].wait_until(lambda: len(quick.ledger()) == 1)
    for session in sessions:
        session.wait_until_settled()
    assert sent(quick) == 1


# What was told is what happens


@pytest.fixture
def told_not_sent(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    follow: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Job]:
    """An image and what was to follow it, told as not sent while the journal could not be written; then
    Blender was killed."""
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.05)
    session = open_session()
    resumed(session)
    quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path=LIST)
    jobs = [image := image_job(), follow(image, Kind.SVG)]
    session.start(jobs)
    session.wait_until(lambda: LIST in {request["path"] for request in quick.requests()})
    with locked(session):
        quick.clear_faults()
        told = [session.wait(job.id) for job in jobs]
        assert {(job.state, job.problem.charged) for job in told} == {(State.FAILED, False)}
        assert session.close()
    return jobs


def test_what_was_told_as_not_sent_is_not_sent_by_the_next_blender(
    told_not_sent: list[Job], open_session: Callable[..., Session], quick: Sandbox
) -> None:
    session = open_session()
    offered = resumed(session)
    assert [job.id for job in offered] == [job.id for job in told_not_sent]
    assert sent(quick) == 0
    session.submit_unsent(offered)
    session.wait_until_settled()
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5]


@pytest.mark.parametrize("how", ["cancel", "dismiss"])
def test_what_could_not_be_written_as_cancelled_is_not_sent_by_the_next_blender(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.05)
    quick.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "60"}}, method="POST")
    first, job = open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].problem is not None)
    with locked(first):
        first.engine.cancel(job.id)
        first.wait_until(lambda: first.jobs[job.id].state is State.CANCELLED)
        if how == "dismiss":
            first.engine.dismiss(job.id)
            first.wait_until(lambda: first.jobs[job.id].dismissed)
        assert first.close()
    offered = resumed(open_session())
    assert [(job.id, job.state) for job in offered] == [(job.id, State.UNSENT)]
    assert sent(quick) == 1  # which was refused
    assert quick.ledger() == []


@pytest.mark.parametrize("room", [16, 32, 64])
def test_a_disk_with_hardly_any_room_sends_nothing_behind_the_words(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    tmp_path: Path,
    room: int,
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "antekirt-tests", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can make a small disk")
    try:
        session = open_session(folder=disk / "Antekirt")
        resumed(session)
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - room * 1024))
        jobs = [image_job(f"{number} " + "fox " * 400) for number in range(8)]
        session.start(jobs)
        told = [session.wait(job.id) for job in jobs]
        charged = len(quick.ledger())
        refused = {job.id for job in told if job.state is State.FAILED}
        assert refused
        assert session.close()
        (disk / "ballast").unlink()
        second = open_session(folder=disk / "Antekirt")
        offered = {job.id for job in resumed(second)}
        assert offered <= refused
        assert len(quick.ledger()) == charged
        assert second.close()
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


# A journal that is replaced under a running Blender


def test_an_older_copy_of_the_journal_offers_nothing_that_was_sent(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    quick.settings(image_delay=600)
    path = session.results_folder.journal_path
    job = image_job()
    quick.fault({"kind": "delay", "seconds": 0.4}, origin="api", method="GET", path=LIST)
    session.start([job])
    session.wait_until(lambda: LIST in {request["path"] for request in quick.requests()})
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        source.backup(copy)
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    for beside in path.parent.glob("journal.sqlite-*"):
        beside.unlink()
    shutil.copy(tmp_path / "copy", tmp_path / "Antekirt" / "put back")
    (tmp_path / "Antekirt" / "put back").replace(path)
    session.resume()
    session.wait_until(lambda: session.knows_left)
    assert unsent_jobs(session.jobs) == []
    quick.skip(600)
    assert session.wait(job.id).state is State.READY
    assert len(quick.ledger()) == 1


def test_a_lost_journal_does_not_stop_the_search_for_an_answer(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST")
    quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path=LIST, skip=1)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    shutil.rmtree(session.results_folder.folder)
    told: list[str] = []
    session.on_job = lambda job: told.append(job.problem.text if job.problem else "")
    quick.clear_faults()
    done = session.wait(job.id)
    assert (done.state, done.credits_used) == (State.READY, 3)
    assert not any("went wrong" in text for text in (*told, *session.notices))
    assert len(quick.ledger()) == 1


def test_a_file_in_the_folders_place_is_no_journal(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    run(image_job())
    folder = session.results_folder.folder
    shutil.rmtree(folder)
    folder.write_text("in the way")
    done = run(image_job())
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert len(quick.ledger()) == 1


def test_a_press_that_a_locked_journal_stops_can_be_made_again(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.1)
    job = image_job(account=quick.call("GET", "/account/me").json["data"]["id"])
    leave(session, job)
    assert resumed(session)
    with locked(session):
        session.submit_unsent(session.unsent)
        session.wait_until(lambda: bool(session.notices) and bool(session.unsent))
    assert session.promised == 0
    assert sent(quick) == 0
    session.submit_unsent(session.unsent)
    assert session.wait(job.id).state is State.READY


def test_a_chained_job_goes_on_when_another_blender_has_made_its_image(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    follow: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(job_lifecycle, "PARENT_SECONDS", 0.1)
    quick.settings(image_delay=600)
    ended, image = open_session(), image_job()
    svg = follow(image, Kind.SVG)
    ended.start([image, svg])
    ended.wait_until(lambda: ended.jobs[image.id].state is State.RUNNING)
    assert ended.close()
    second, third = open_session(), open_session()
    second.resume()
    second.wait_until(lambda: bool(second.unsent))
    third.resume()
    third.wait_until(lambda: third.knows_left and bool(third.unsent))
    third.submit_unsent(third.unsent)
    quick.skip(600)
    assert second.wait(image.id).state is State.READY
    third.wait_until(lambda: third.jobs[svg.id].state is State.READY)
    assert len(quick.ledger()) == 2
