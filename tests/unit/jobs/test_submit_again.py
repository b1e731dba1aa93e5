# SPDX-License-Identifier: GPL-3.0-or-later
"""A request that was never answered is offered again: what is asked of the service before it is sent."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import lost_request
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.job_store import SearchOutcome
from antekirt_addon.jobs.problem import Remedy

from .conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

PRESSED_ONLY = replace(QUICK, longest_after_errors=600.0)  # no search of its own comes before the press
LISTS = "*/generations"
PROMPT = unicodedata.normalize("NFD", "A Café  by Night, a Fox & a Crane, ") + "without end, " * 20 + "amen."


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session(policy=PRESSED_ONLY)


@pytest.fixture
def press(session: Session) -> Callable[..., Job]:
    """Press Submit Again, and wait until it is known what follows."""

    def submit_again(job: Job, *not_this: str) -> Job:
        session.submit_again(job.id, not_this)
        session.wait_until(lambda: job.id not in session.searching)
        return session.wait(job.id)

    return submit_again


@pytest.fixture
def absent(run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox) -> Job:
    """A request that never reached the service, as far as can be told."""
    quick.fault({"kind": "drop_before"}, method="POST")
    job = run(image_job())
    assert job.state is State.ABSENT
    return job


def another_program(quick: Sandbox, job: Job, prompt: str) -> str:
    request = {"artistId": job.parameters["artist_id"], "prompt": prompt}
    return str(quick.call("POST", "/generations/image", request).json["generationId"])


# However the service shows the prompt


@pytest.mark.parametrize("form", ["nfc", "trigger", "cut", "escaped", "no_stop", "lower", "blanks"])
def test_a_prompt_in_another_form_is_found(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, form: str
) -> None:
    quick.settings(prompt_form=[form])
    quick.fault({"kind": "drop_after"}, method="POST")
    job = run(image_job(PROMPT))
    (charge,) = quick.ledger()
    assert (job.state, job.generation_id, job.credits_used) == (State.READY, charge["generationId"], 3)


def test_a_prompt_in_all_other_forms_at_once_is_found(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(prompt_form=["nfc", "blanks", "no_stop", "lower", "trigger", "escaped", "cut"])
    quick.fault({"kind": "drop_after"}, method="POST")
    assert run(image_job(PROMPT)).state is State.READY
    assert len(quick.ledger()) == 1


# Once more, when the artist presses


@pytest.mark.parametrize(
    "fault",
    [{"kind": "drop_after"}, {"kind": "take_late", "seconds": 600}],
    ids=["listed late", "taken late"],
)
def test_what_turned_up_is_found_and_not_sent(
    run: Callable[[Job], Job],
    press: Callable[..., Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    fault: dict[str, object],
) -> None:
    quick.settings(list_delay=600 if fault["kind"] == "drop_after" else 0)
    quick.fault(fault, method="POST")
    job = run(image_job())
    assert job.state is State.ABSENT
    quick.skip(601)
    while not quick.ledger():
        pass
    assert press(job).state is State.READY
    assert len(quick.ledger()) == 1


@pytest.mark.parametrize("kind", [Kind.SVG, Kind.VIDEO])
def test_a_conversion_that_was_taken_late_is_found_and_not_sent(
    run: Callable[[Job], Job],
    press: Callable[..., Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    kind: Kind,
) -> None:
    image = run(image_job())
    quick.fault({"kind": "take_late", "seconds": 600}, method="POST")
    motion = {"prompt": "slowly", "duration": 2, "fps": 12} if kind is Kind.VIDEO else {}
    job = run(Job(kind, {"image_index": 0, **motion}, quick.base_url, generation_id=image.generation_id))
    assert job.state is State.ABSENT
    quick.skip(601)
    while len(quick.ledger()) < 2:
        pass
    assert press(job).state is State.READY
    assert len(quick.ledger()) == 2


def test_a_conversion_that_is_not_there_is_sent(
    run: Callable[[Job], Job], press: Callable[..., Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.fault({"kind": "drop_before"}, method="POST")
    job = run(Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=image.generation_id))
    assert press(job).state is State.READY
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5]


def test_what_is_not_there_is_sent(absent: Job, press: Callable[..., Job], quick: Sandbox) -> None:
    assert press(absent).state is State.READY
    assert len(quick.ledger()) == 1


def test_what_cannot_be_searched_for_is_not_sent(
    absent: Job, press: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="GET", times=None)
    quick.forget_requests()
    job = press(absent)
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.ABSENT, None, Remedy.SUBMIT_AGAIN)
    assert job.problem.text.startswith("Nothing was sent again. ")
    assert {request["method"] for request in quick.requests()} == {"GET"}
    quick.clear_faults()
    assert press(job).state is State.READY


def test_what_was_refused_the_first_time_is_sent_at_once(
    run: Callable[[Job], Job], press: Callable[..., Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 2})
    job = run(image_job())
    quick.settings(credits={"main": 100})
    another_program(quick, job, "a red fox")
    quick.forget_requests()
    assert press(job).state is State.READY
    sent = [request["query"] for request in quick.requests() if request["path"].endswith("/generations")]
    assert "limit=1&" in sent[0]


def test_a_job_that_is_not_offered_again_is_not_sent(
    run: Callable[[Job], Job], press: Callable[..., Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = run(image_job())
    assert press(job) == job
    assert len(quick.ledger()) == 1


# What may be it


def test_what_may_be_it_is_shown_and_nothing_sent(
    absent: Job, press: Callable[..., Job], quick: Sandbox
) -> None:
    other = another_program(quick, absent, "a red fox")
    job = press(absent)
    (candidate,) = job.candidates
    assert (job.state, job.problem.charged) == (State.ABSENT, None)
    assert (candidate.generation_id, candidate.prompt) == (other, "a red fox")
    assert candidate.created_at
    assert len(quick.ledger()) == 1


def test_what_may_be_it_is_shown_before_it_is_offered_again(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(
        {"kind": "replace", "pointer": "/data/0/prompt", "value": "otherwise"}, path=LISTS, times=None
    )
    quick.fault({"kind": "drop_after"}, method="POST")
    job = run(image_job())
    (charge,) = quick.ledger()
    assert job.state is State.ABSENT
    assert [one.generation_id for one in job.candidates] == [charge["generationId"]]
    assert job.problem.text.endswith("Is it this one?")


def test_what_the_artist_recognizes_goes_on_for_nothing(
    session: Session, absent: Job, press: Callable[..., Job], quick: Sandbox
) -> None:
    other = another_program(quick, absent, "a red fox")
    press(absent)
    session.engine.adopt_generation(absent.id, other)
    session.wait_until(lambda: session.jobs[absent.id].state is State.READY)
    job = session.jobs[absent.id]
    assert (job.generation_id, job.candidates, job.problem, job.credits_used) == (other, (), None, 3)
    assert len(quick.ledger()) == 1


def test_what_is_not_it_does_not_keep_it_from_being_sent(
    absent: Job, press: Callable[..., Job], quick: Sandbox
) -> None:
    first = another_program(quick, absent, "a red fox")
    assert press(absent).state is State.ABSENT
    second = another_program(quick, absent, "a blue fox")
    job = press(absent, first)
    assert [one.generation_id for one in job.candidates] == [second]
    job = press(absent, second)
    assert (job.state, job.candidates) == (State.READY, ())
    assert job.generation_id not in {first, second}
    assert len(quick.ledger()) == 3


def test_a_picture_that_two_requests_may_have_made_is_one_jobs_alone(
    session: Session, absent: Job, press: Callable[..., Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="POST")
    bear = image_job("a bear")
    session.start([bear])
    session.wait(bear.id)
    other = another_program(quick, absent, "a red fox")
    assert all(press(job).candidates for job in (absent, bear))
    session.engine.adopt_generation(absent.id, other)
    session.wait_until(lambda: not session.jobs[bear.id].candidates)
    assert session.jobs[bear.id].problem.text.startswith("The service never answered, and")
    session.engine.adopt_generation(bear.id, other)
    session.wait_until(lambda: bool(session.notices))
    assert session.notices == ["This generation belongs to another job already."]


# The first request stays open while the second goes out


def test_a_second_request_that_is_refused_does_not_settle_the_first(
    absent: Job, press: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 2})
    job = press(absent)
    assert (job.state, job.problem.charged, job.sought) == (State.ABSENT, None, absent.baseline)
    assert "Insufficient credits" in job.problem.text
    assert job.problem.text.startswith("Nothing was sent again. ")


def test_a_second_request_that_has_to_wait_is_searched_for_again(
    session: Session, absent: Job, quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "1"}}, method="POST")
    session.submit_again(absent.id)
    session.wait_until(lambda: "429" in str(session.jobs[absent.id].problem))
    mine = another_program(quick, absent, "a fox")
    session.wait_until(lambda: session.jobs[absent.id].state is State.READY)
    assert session.jobs[absent.id].generation_id == mine
    assert len(quick.ledger()) == 1


def test_what_was_to_be_sent_again_when_blender_ended_is_asked_about_anew(
    open_session: Callable[..., Session], session: Session, absent: Job, quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "600"}}, method="POST")
    session.submit_again(absent.id)
    session.wait_until(lambda: "429" in str(session.jobs[absent.id].problem))
    assert session.close()
    quick.forget_requests()
    after = open_session(policy=PRESSED_ONLY)
    after.start_engine()
    after.wait_until_settled()
    assert after.jobs[absent.id].state is State.ABSENT
    assert {request["method"] for request in quick.requests()} <= {"GET"}


def test_two_lost_answers_are_both_found(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(list_delay=600)
    quick.fault({"kind": "drop_after"}, method="POST", times=2)
    job = run(image_job())
    session.submit_again(job.id)
    session.wait_until(lambda: len(quick.ledger()) == 2)
    quick.skip(601)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    session.wait_until_settled()
    found = {found.generation_id for found in session.jobs.values()}
    assert found == {charge["generationId"] for charge in quick.ledger()}
    assert len(found) == 2


def test_what_is_found_is_new_since_the_first_request(image_job: Callable[..., Job]) -> None:
    first, second = {"newest_id": "1"}, {"newest_id": "2"}
    job = image_job(state=State.UNCONFIRMED, baseline=second, unanswered=first)
    found = lost_request.found(job, "3")
    assert (found.baseline, found.unanswered, found.generation_id) == (first, None, "3")


# Two Blenders at one folder


def test_two_blenders_that_press_at_once_send_it_once(
    open_session: Callable[..., Session], session: Session, absent: Job, quick: Sandbox
) -> None:
    other = open_session(policy=PRESSED_ONLY)
    other.start_engine()
    other.wait_until(lambda: absent.id in other.jobs)
    quick.settings(latency=0.2)
    for each in (session, other):
        each.submit_again(absent.id)
    for each in (session, other):
        while each.searching:
            each.pump()
    outcomes = [each.search_outcomes[absent.id] for each in (session, other)]
    assert sorted(outcome.value for outcome in outcomes) == ["refused", "sent"]
    sender = session if outcomes[0] is SearchOutcome.SENT else other
    assert sender.wait(absent.id).state is State.READY
    assert len(quick.ledger()) == 1


def test_what_another_blender_has_sent_again_is_left_to_it(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first, second = open_session(policy=QUICK), open_session(policy=PRESSED_ONLY)
    quick.settings(list_delay=600)
    quick.fault({"kind": "drop_after"}, method="POST")
    job = image_job()
    first.start([job])
    assert first.wait(job.id).state is State.ABSENT
    second.start_engine()
    second.wait_until(lambda: job.id in second.jobs)
    second.submit_again(job.id)
    second.wait_until(lambda: second.jobs[job.id].state is State.READY)
    sent = quick.ledger()[1]["generationId"]
    quick.skip(601)
    first.wait_until(lambda: first.jobs[job.id].state is State.READY)
    assert (first.jobs[job.id].generation_id, second.jobs[job.id].generation_id) == (sent, sent)


def test_what_another_blender_is_sending_again_is_no_longer_searched_for(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first, second = open_session(policy=QUICK), open_session(policy=PRESSED_ONLY)
    quick.fault({"kind": "drop_before"}, method="POST")
    job = image_job()
    first.start([job])
    assert first.wait(job.id).state is State.ABSENT
    second.start_engine()
    second.wait_until(lambda: job.id in second.jobs)
    quick.settings(image_delay=600)
    second.submit_again(job.id)
    second.wait_until(lambda: second.jobs[job.id].state is State.RUNNING)
    another_program(quick, job, "a red fox")
    first.wait_until(lambda: first.jobs[job.id].elsewhere)
    assert first.notices == []


def test_nothing_is_sent_while_the_account_cannot_be_asked(
    session: Session,
    open_session: Callable[..., Session],
    absent: Job,
    quick: Sandbox,
) -> None:
    """It is a search that nobody can make, and is told at once as such."""
    assert session.close()
    quick.fault({"kind": "answer", "status": 503}, origin="api", path="*/account/me", times=None)
    second = open_session(policy=PRESSED_ONLY)
    second.resume()
    second.wait_until(lambda: second.knows_recent)
    second.submit_again(absent.id)
    second.wait_until(lambda: absent.id not in second.searching)
    told = second.jobs[absent.id]
    assert second.search_outcomes[absent.id] is SearchOutcome.FAILED
    assert (told.state, told.problem.charged) == (State.ABSENT, None)
    assert quick.ledger() == []
