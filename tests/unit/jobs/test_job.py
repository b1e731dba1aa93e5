# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job says of its cost when it is given up or taken up again, and which step may follow which."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from antekirt_addon.api.error import InvalidRequest
from antekirt_addon.jobs import problem
from antekirt_addon.jobs.job import TRANSITIONS, Job, Kind, ResultFile, State
from antekirt_addon.jobs.job_json import from_json, to_json
from antekirt_addon.jobs.problem import Problem
from antekirt_addon.message import Message

SERVICE = "https://antekirt.com"
GENERATION = "aa471b83-3153-48fe-8d42-79476ff73e75"
UNKNOWN = Problem("Nobody knows.", charged=None)
TAKEN = Problem("Taken.", charged=True)
NOT_TAKEN = Problem("Not taken.", charged=False)


def job(state: State, told: Problem | None = None, *, free: bool = False) -> Job:
    return Job(Kind.IMAGE, {}, SERVICE, state=state, problem=told, free=free, dismissed=True)


@pytest.mark.parametrize(
    ("given_up", "charged"),
    [
        (job(State.WAITING), False),
        (job(State.QUEUED), False),
        (job(State.UNSENT, NOT_TAKEN), False),
        (job(State.SUBMITTING), None),
        (job(State.UNCONFIRMED, UNKNOWN), None),
        (job(State.ABSENT, UNKNOWN), None),
        (job(State.RUNNING), True),
        (job(State.RUNNING, UNKNOWN), True),
        (job(State.RUNNING, free=True), False),
        (job(State.DOWNLOADING), True),
        (job(State.HELD, UNKNOWN), None),
        (job(State.HELD, TAKEN), True),
        (job(State.HELD), True),
        (job(State.HELD, NOT_TAKEN, free=True), False),
    ],
    ids=lambda given: given.state if isinstance(given, Job) else str(given),
)
def test_what_is_given_up_says_whether_it_was_charged(given_up: Job, charged: bool | None) -> None:
    cancelled = given_up.abandoned()
    assert cancelled.problem is not None
    assert cancelled.problem.charged is charged
    assert (cancelled.is_settled, cancelled.is_under_way, cancelled.is_given_up) == (True, False, True)


@pytest.mark.parametrize("state", [State.SUBMITTING, State.UNCONFIRMED, State.HELD])
def test_what_may_have_been_taken_is_looked_for_behind_its_cancelling(state: State) -> None:
    cancelled = job(state, UNKNOWN).abandoned()
    assert cancelled.cancelled
    assert cancelled.state is (State.SUBMITTING if state is State.SUBMITTING else State.UNCONFIRMED)
    assert cancelled.unfinished
    assert not cancelled.wanted().cancelled
    assert cancelled.wanted().is_under_way


@pytest.mark.parametrize("over", [State.READY, State.FAILED, State.CANCELLED])
def test_what_was_charged_is_looked_for_again(over: State) -> None:
    for told in (None, TAKEN):
        again = job(over, told).retried()
        assert again is not None
        assert (again.state, again.problem, again.dismissed) == (State.RUNNING, None, False)


@pytest.mark.parametrize("over", [State.ABSENT, State.HELD, State.CANCELLED])
def test_what_may_have_been_charged_is_still_unconfirmed(over: State) -> None:
    again = job(over, UNKNOWN).retried()
    assert again is not None
    assert (again.state, again.problem, again.dismissed) == (State.UNCONFIRMED, problem.UNCONFIRMED, False)


def test_of_what_was_not_taken_only_a_free_one_can_be_had() -> None:
    assert job(State.FAILED, NOT_TAKEN).retried() is None
    again = job(State.FAILED, NOT_TAKEN, free=True).retried()
    assert again is not None
    assert again.state is State.RUNNING


@pytest.mark.parametrize("state", State)
def test_a_step_that_is_not_foreseen_is_a_mistake(state: State) -> None:
    for following in State:
        if following in {state, *TRANSITIONS[state]}:
            assert job(state).to(following).state is following
        else:
            with pytest.raises(AssertionError, match=f"A {state} job cannot become {following}"):
                job(state).to(following)


def test_nothing_that_was_sent_can_be_queued_without_its_answer() -> None:
    """From here a paid request would go out a second time."""
    back = {state for state, following in TRANSITIONS.items() if State.QUEUED in following}
    assert back == {State.WAITING, State.UNSENT, State.SUBMITTING, State.ABSENT, State.FAILED}


def test_a_request_asks_for_just_what_the_job_says() -> None:
    image = Job(Kind.IMAGE, {"artist_id": GENERATION, "prompt": "a fox"}, SERVICE)
    assert (image.request().artist_id, image.request().prompt) == (GENERATION, "a fox")
    svg = Job(Kind.SVG, {"image_index": 2}, SERVICE, generation_id=GENERATION)
    assert (svg.request().generation_id, svg.request().image_index) == (GENERATION, 2)
    assert "generation_id" not in svg.parameters
    assert [Job(kind, {}, SERVICE).price for kind in Kind] == [3, 5, 25]


def test_a_conversion_of_no_generation_is_refused_unless_it_waits_for_one() -> None:
    svg = Job(Kind.SVG, {"image_index": 0}, SERVICE)
    with pytest.raises(InvalidRequest):
        svg.request()
    replace(svg, parent_id="of an image").request()


def test_a_job_of_another_blender_is_not_ours_to_move_on() -> None:
    running = job(State.RUNNING)
    assert running.unfinished
    assert not running.is_settled
    assert not replace(running, elsewhere=True).unfinished
    assert replace(running, elsewhere=True).is_settled


def test_what_is_chained_waits_until_the_artist_gives_up() -> None:
    given_up = {state for state in State if replace(job(state), dismissed=False).is_given_up}
    assert given_up == {State.FAILED, State.CANCELLED}
    assert {state for state in State if job(state).is_given_up} == {
        *given_up,
        State.ABSENT,
        State.UNSENT,
    }


def test_what_an_earlier_version_kept_as_it_was_sent_is_read_clean() -> None:
    odd, clean = "Ve\ud800\u202ega\x1b[1m", "Ve\ufffdga"
    told = Problem(Message("{host} says {told}", host="h", told=odd), charged=True)
    odd_job = replace(
        Job(Kind.IMAGE, {"artist_id": "a", "prompt": odd}, "https://antekirt.test"),
        artist_name=odd,
        prompt=f"{odd}\n{odd}",
        service_word=odd,
        files=(ResultFile("results/g/image-0.webp", 0, 1, "", f"https://cdn.test/{odd}"),),
        problem=told,
    )
    read = from_json(json.loads(json.dumps(to_json(odd_job))))
    assert (read.artist_name, read.prompt, read.service_word) == (clean, f"{clean}\n{clean}", clean)
    assert read.files[0].source_url == f"https://cdn.test/{clean}"
    assert read.problem is not None
    assert read.problem.text == f"h says {clean}"
    assert read.parameters["prompt"] == odd, "what is sent is not touched"
