# SPDX-License-Identifier: GPL-3.0-or-later
"""The balance that the session knows, from the service's answers, and what it takes as still to be spent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.budget import Budget
from antekirt_addon.jobs.job import Job, Kind, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


@pytest.fixture
def asked(session: Session) -> Session:
    """A session that has asked for the balance."""
    session.refresh_account()
    session.wait_until(lambda: session.balance.account is not None)
    return session


def test_an_answer_tells_the_balance_that_is_left(
    asked: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(
        {"kind": "answer", "status": 503}, method="GET", path="*/account/*", times=None
    )  # nobody asks
    assert asked.budget == Budget(balance=500)
    job = image_job()
    asked.start([job])
    assert asked.budget == Budget(balance=500, promised=3)
    asked.wait(job.id)
    assert asked.budget == Budget(balance=497, spent=3)
    run(image_job())
    assert asked.budget == Budget(balance=494, spent=6)


def test_the_balance_is_asked_for_when_no_answer_told_it(
    asked: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST")
    assert run(image_job()).credits_remaining is None
    asked.wait_until(lambda: asked.credits == 497)


def test_a_balance_that_nobody_asked_for_stays_unknown(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    run(image_job())
    assert session.budget == Budget(balance=None, spent=3)


def test_a_balance_that_cannot_be_had_is_not_known_any_more(asked: Session, quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 503}, origin="api", method="GET")
    asked.refresh_account()
    asked.wait_until(lambda: asked.balance.problem is not None)
    assert asked.credits is None
    asked.refresh_account()
    asked.wait_until(lambda: asked.credits == 500)
    assert asked.balance.problem is None


def test_what_tells_nothing_new_changes_nothing(
    asked: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    """So that nothing is drawn again for a poll, or for a balance that is as it was."""
    quick.settings(image_delay=600)
    job = image_job()
    asked.start([job])
    asked.wait_until(lambda: asked.jobs[job.id].seen_processing)
    quick.forget_requests()
    before = asked.version
    asked.wait_until(lambda: len(quick.requests()) >= 3)
    asked.refresh_account()
    asked.wait_until(lambda: sum(each["path"].endswith("/me") for each in quick.requests()) == 1)
    asked.engine.cancel(job.id)
    asked.wait_until(lambda: asked.jobs[job.id].is_over)
    assert asked.version - before <= 2


def test_a_balance_that_nobody_asked_for_may_fail_to_come(asked: Session, quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 503}, origin="api", method="GET")
    quick.forget_requests()
    asked.refresh_account(quietly=True)
    asked.wait_until(lambda: _times_asked(quick) == 1)
    asked.refresh_account(quietly=True)
    asked.wait_until(lambda: _times_asked(quick) == 2)
    assert (asked.credits, asked.balance.problem) == (500, None)


def test_a_key_that_is_refused_is_told_though_nobody_asked(asked: Session, quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 401}, origin="api", method="GET")
    asked.refresh_account(quietly=True)
    asked.wait_until(lambda: asked.balance.problem is not None)
    assert asked.credits is None


def test_what_somebody_else_has_spent_is_asked_for_after_a_refusal(
    asked: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 2})
    assert run(image_job()).state is State.FAILED
    asked.wait_until(lambda: asked.credits == 2)


@pytest.mark.usefixtures("slow_machine")
def test_an_answer_from_before_a_payment_does_not_count(
    asked: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    body = {"data": {"id": asked.balance.account.id, "credits": 500}}
    headers = {"Content-Type": "application/json"}
    quick.fault(
        {"kind": "answer", "status": 200, "headers": headers, "body": json.dumps(body), "held": True},
        path="*/account/me",
    )
    asked.refresh_account()
    asked.wait_until(lambda: _times_asked(quick) >= 1)
    run(image_job())
    quick.forget_requests()
    quick.clear_faults()
    asked.wait_until(lambda: _times_asked(quick) >= 1)
    asked.wait_until(lambda: asked.credits == 497)


def test_the_answer_for_another_key_does_not_count(asked: Session, quick: Sandbox) -> None:
    quick.fault({"kind": "delay", "seconds": 0.3}, path="*/account/me")
    asked.refresh_account()
    asked.configure(replace(asked.settings, key=quick.poor_api_key))
    asked.refresh_account()
    asked.wait_until(lambda: asked.credits is not None)
    asked.wait_until(lambda: _times_asked(quick) >= 3)
    assert asked.credits == 2


def _times_asked(quick: Sandbox) -> int:
    """Answered questions for the balance."""
    return sum(request["path"].endswith("/account/me") for request in quick.requests())


def test_the_balance_of_another_key_is_not_known(asked: Session, quick: Sandbox) -> None:
    asked.configure(replace(asked.settings, key=quick.other_api_key))
    assert (asked.credits, asked.balance.problem) == (None, None)


def test_what_was_never_taken_is_promised_no_longer(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 403}, method="POST")
    refused = run(image_job())
    assert (refused.state, refused.credits_used) == (State.FAILED, None)
    assert (session.promised, session.spent) == (0, 0)


def test_a_free_job_promises_nothing(session: Session, quick: Sandbox) -> None:
    free = Job(Kind.VIDEO, {}, quick.base_url, free=True, state=State.WAITING, parent_id="not known here")
    session.jobs[free.id] = free
    assert session.promised == 0


def test_what_another_blender_pays_is_not_spent_here(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    quick.fault({"kind": "delay", "seconds": 1}, method="POST")
    first, second, job = open_session(), open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].state is State.SUBMITTING)
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id].elsewhere
    assert second.promised == 0
    first.wait_until(lambda: first.jobs[job.id].state is State.RUNNING)
    second.resume()
    second.wait_until(lambda: second.jobs[job.id].state is State.RUNNING)
    assert (second.spent, first.spent) == (0, 3)


def test_what_an_earlier_blender_paid_is_not_spent_again(
    open_session: Callable[..., Session], image_job: Callable[..., Job]
) -> None:
    first, job = open_session(), image_job()
    first.start([job])
    first.wait(job.id)
    assert first.close()
    second = open_session()
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id].credits_used == 3
    assert (second.spent, second.promised) == (0, 0)


def test_only_the_very_same_result_need_not_be_fetched(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    done = run(image_job())
    wanted = Job(Kind.IMAGE, {}, quick.base_url, free=True, generation_id=done.generation_id)
    assert session.past.is_on_disk(wanted)
    assert not session.past.is_on_disk(replace(wanted, generation_id="another"))
    assert not session.past.is_on_disk(replace(wanted, kind=Kind.SVG))
    assert not session.past.is_on_disk(replace(wanted, parameters={"image_index": 1}))
    session.jobs[done.id] = replace(done, state=State.RUNNING)
    assert not session.past.is_on_disk(wanted)
    session.jobs[done.id] = done
    session.results_folder.path(done.files[0]).unlink()
    assert not session.past.is_on_disk(wanted)


def test_a_conversion_knows_what_its_image_told(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    done = run(image_job("a fox that is told of"))
    svg = Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=done.generation_id)
    told = session.past.with_details(svg)
    assert (told.id, told.kind, told.prompt) == (svg.id, Kind.SVG, "a fox that is told of")
    assert (told.artist_id, told.artist_name) == (done.artist_id, done.artist_name)
    assert told.generation_created_at == done.generation_created_at != ""
    assert session.past.with_details(replace(svg, generation_id="another")).prompt == ""
    assert session.past.with_details(replace(svg, generation_id="")).prompt == ""
