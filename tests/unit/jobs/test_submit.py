# SPDX-License-Identifier: GPL-3.0-or-later
"""Up to the answer of the paid request: what is sent and what is not, and what is kept of it."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import job_lifecycle
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import PARENT_FAILED, UNCONFIRMED, Remedy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

LIST, ONE = "/api/v1/generations", "*/generations/*"


def asked(quick: Sandbox) -> list[str]:
    """The paths that the service was asked for."""
    return [request["path"] for request in quick.requests() if request["method"] == "GET"]


def sent(quick: Sandbox) -> list[str]:
    return [request["path"] for request in quick.requests() if request["method"] == "POST"]


def conversion(image: Job) -> Job:
    return Job(Kind.SVG, {"image_index": 0}, image.service, generation_id=image.generation_id)


# The baseline


def test_a_job_that_is_cancelled_during_its_baseline_is_never_sent(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path=LIST)
    job, other = image_job(), image_job("a badger")
    session.start([job])
    session.wait_until(lambda: LIST in asked(quick))
    session.engine.cancel(job.id)
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.CANCELLED, False)
    quick.clear_faults()
    session.start([other])
    assert session.wait(other.id).state is State.READY
    assert [charge["body"]["prompt"] for charge in quick.ledger()] == ["a badger"]


def test_a_blender_that_ends_during_the_baseline_leaves_it_to_the_artist(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path=LIST)
    first, job = open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: LIST in asked(quick))
    assert first.close()
    quick.clear_faults()
    second = open_session()
    second.start_engine()
    second.wait_until(lambda: job.id in second.jobs)
    second.wait_until(lambda: second.jobs[job.id].state is State.UNSENT)
    assert sent(quick) == []
    second.submit_unsent(second.unsent)
    assert second.wait(job.id).state is State.READY
    assert len(quick.ledger()) == 1


def test_a_generation_that_another_program_has_at_work_is_said_and_not_sent(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.settings(svg_delay=600)
    quick.call("POST", "/generations/svg", {"generationId": image.generation_id})
    quick.forget_requests()
    done = run(conversion(image))
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "not yet completed" in done.problem.text
    assert sent(quick) == []


# The submit


def test_two_conversions_of_one_generation_are_sent_one_after_the_other(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also when both have taken their baselines while the generation was free."""
    monkeypatch.setattr(job_lifecycle, "BUSY_SECONDS", 0.05)
    image = run(image_job())
    quick.fault({"kind": "delay", "seconds": 0.3}, origin="api", method="GET", path=ONE, times=2)
    jobs = [conversion(image), conversion(image)]
    session.start(jobs)
    done = [session.wait(job.id) for job in jobs]
    assert [job.state for job in done] == [State.READY] * 2
    assert done[0].files != done[1].files
    assert len(sent(quick)) == len(quick.ledger()) == 3


def test_a_conversion_waits_until_the_one_before_has_come(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A download that fails is begun anew with what the service shows then: it must not be another job's."""
    monkeypatch.setattr(job_lifecycle, "BUSY_SECONDS", 0.05)
    image = run(image_job())
    quick.fault({"kind": "hang", "seconds": 0.8}, origin="cdn", path="*/vector-1.svg", times=1)
    first, second = conversion(image), conversion(image)
    session.start([first])
    session.wait_until(lambda: session.jobs[first.id].state is State.DOWNLOADING)
    session.start([second])
    shown = [session.wait(job.id).files[0].source_url for job in (first, second)]
    assert ["vector-1." in shown[0], "vector-2." in shown[1]] == [True, True]


@pytest.mark.parametrize("when", ["before", "during the baseline"])
def test_without_a_folder_nothing_is_sent_until_the_artist_says_so(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, when: str
) -> None:
    folder, job = session.results_folder.folder, image_job()
    if when == "before":
        block(folder)
        session.start([job])
    else:
        quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path=LIST)
        session.start([job])
        session.wait_until(lambda: LIST in asked(quick))
        put_away(folder)
        quick.clear_faults()
    told = session.wait(job.id).problem
    assert (told.charged, told.remedy) == (False, Remedy.SUBMIT_AGAIN)
    assert sent(quick) == []
    (folder / "owners").unlink()
    session.engine.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def put_away(folder: Path) -> Path:
    """The folder under another name, and one in its place that cannot be used."""
    away = folder.rename(folder.with_name("away"))
    block(folder)
    return away


def block(folder: Path) -> None:
    folder.mkdir()
    (folder / "owners").write_text("in the way")


def test_a_search_that_cannot_use_the_journal_is_made_again(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST")
    quick.fault({"kind": "delay", "held": True}, origin="api", method="GET", path=LIST, skip=1)
    folder, job = session.results_folder.folder, image_job()
    session.start([job])
    session.wait_until(
        lambda: asked(quick).count(LIST) == 2 and session.jobs[job.id].state is State.UNCONFIRMED
    )
    assert session.jobs[job.id].problem == UNCONFIRMED
    away = put_away(folder)
    quick.clear_faults()
    session.wait_until(lambda: any("cannot be used" in notice for notice in session.notices))
    shutil.rmtree(folder)
    away.rename(folder)
    assert session.wait(job.id).state is State.READY
    assert len(sent(quick)) == len(quick.ledger()) == 1


def test_what_the_baseline_told_of_a_conversion_is_kept_with_it(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.fault({"kind": "drop_before"}, method="POST")
    absent = run(conversion(image))
    assert absent.state is State.ABSENT
    for field in ("prompt", "artist_id", "artist_name", "generation_created_at"):
        assert getattr(absent, field) == getattr(image, field) != ""


def test_what_was_asked_of_an_image_is_kept_with_it(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="POST")
    asked_for = image_job(artist_name="Vera")
    absent = run(asked_for)
    assert (absent.state, absent.generation_created_at) == (State.ABSENT, "")
    for field in ("prompt", "artist_id", "artist_name"):
        assert getattr(absent, field) == getattr(asked_for, field) != ""


def test_an_answer_is_kept_with_what_it_took_and_left(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600, credits={"main": 50})
    before = time.time()
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    running = session.jobs[job.id]
    assert (running.credits_used, running.credits_remaining, running.service_word) == (3, 47, "processing")
    assert before <= running.submitted_at <= time.time()
    assert running.problem is None


def test_what_a_job_took_is_expected_of_the_next(
    run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    first = run(image_job())
    assert first.expected_seconds == 0
    assert 0.1 <= first.took_seconds <= time.time() - first.submitted_at
    assert run(image_job()).expected_seconds == first.took_seconds


def test_a_balance_that_is_too_low_is_said_with_the_price(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 2})
    told = run(image_job()).problem
    assert (told.charged, told.remedy) == (False, Remedy.GET_CREDITS)
    assert "3 credits are needed" in told.text


def test_what_was_never_sent_is_not_looked_for(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 2})
    refused = run(image_job())
    quick.forget_requests()
    session.engine.retry(refused.id)
    session.engine.dismiss(refused.id)
    session.wait_until(lambda: session.jobs[refused.id].dismissed)
    assert session.jobs[refused.id] == replace(refused, dismissed=True)
    assert quick.requests() == []


# What waits for another job


def test_what_waits_for_a_job_that_failed_is_told_so(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(fail=["image"])
    image = image_job()
    svg = follow(image, Kind.SVG)
    session.start([image, svg])
    done = session.wait(svg.id)
    assert (done.state, done.problem, done.dismissed) == (State.FAILED, PARENT_FAILED, False)


def test_what_waits_for_a_job_that_nobody_knows_is_told_so(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    svg = follow(image_job(), Kind.SVG)
    session.results_folder.prepare()
    journal = Journal(session.results_folder.journal_path)
    journal.save(svg, "gone")
    journal.close()
    session.start_engine()
    session.wait_until(lambda: bool(session.unsent))
    session.submit_unsent(session.unsent)
    done = session.wait(svg.id)
    assert (done.state, done.problem, done.dismissed) == (State.FAILED, PARENT_FAILED, False)
    assert quick.ledger() == []
