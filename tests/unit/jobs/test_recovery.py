# SPDX-License-Identifier: GPL-3.0-or-later
"""Another key, another address, another Blender's jobs, a lost journal: each job goes on where it can."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest

from antekirt_addon.api.generation_status import Status
from antekirt_addon.jobs import lost_journal, pipeline
from antekirt_addon.jobs.event import Relisting
from antekirt_addon.jobs.job import Job, Kind, State, free_job
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import OTHER_SERVICE
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ELSEWHERE = "http://localhost:9"  # nobody answers there


# Another key or address


def test_what_is_held_for_a_wrong_key_goes_on_with_the_right_one(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    right, job = session.settings, image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    session.configure(replace(right, key="ak_wrong"))
    session.wait_until(lambda: session.jobs[job.id].state is State.HELD)
    quick.skip(600)
    session.configure(right)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_a_job_waits_for_the_address_that_it_belongs_to(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    right, job = session.settings, image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    session.configure(replace(right, base_url=ELSEWHERE))
    session.wait_until(lambda: session.jobs[job.id].elsewhere)
    assert (session.jobs[job.id].state, session.jobs[job.id].problem) == (State.RUNNING, OTHER_SERVICE)
    session.configure(right)
    session.wait_until(lambda: not session.jobs[job.id].elsewhere)
    quick.skip(600)
    assert session.wait(job.id).state is State.READY


def test_what_an_earlier_blender_left_is_taken_over_with_its_address(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    first, job = open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].state is State.RUNNING)
    assert first.close()
    second = open_session()
    right = second.settings
    second.configure(replace(right, base_url=ELSEWHERE))
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id].elsewhere
    quick.skip(600)
    second.configure(right)
    second.wait_until(lambda: second.jobs[job.id].state is State.READY)


def test_a_change_of_settings_in_the_middle_of_a_submit_sends_nothing_twice(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "seconds": 0.5}, origin="api", path="*/generations*", times=None)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: bool(lists(quick)))
    session.configure(replace(session.settings, user_agent="changed while the baseline is taken"))
    session.wait_until(lambda: session.jobs[job.id].state is State.SUBMITTING)
    session.configure(replace(session.settings, user_agent="changed while the request is on the wire"))
    assert session.wait(job.id).state is State.READY
    assert [request["method"] for request in quick.requests()].count("POST") == 1
    assert len(quick.ledger()) == 1


def test_what_is_held_is_tried_again_when_asked_to_go_on(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 403}, origin="cdn", times=None)
    held = run(image_job())
    assert held.state is State.HELD
    quick.clear_faults()
    session.resume()
    session.wait_until_settled()
    assert session.jobs[held.id].state is State.READY
    assert len(quick.ledger()) == 1


# Another Blender's jobs


def test_a_job_finds_the_picture_that_it_waited_for_in_the_journal(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    """Its Blender ended just when the picture was there."""
    image = replace(run(image_job()), id="of another time")
    svg = Job(Kind.SVG, {"image_index": 0}, image.service, parent_id=image.id, state=State.WAITING)
    journal = Journal(ResultsFolder(tmp_path / "Antekirt").journal_path)
    for job in (image, svg):
        journal.save(job, "gone")
    journal.close()
    session.resume()
    session.wait_until(lambda: [job.id for job in session.unsent] == [svg.id])
    session.submit_unsent(session.unsent)
    done = session.wait(svg.id)
    assert (done.state, done.generation_id) == (State.READY, image.generation_id)
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5]


# A lost journal


@pytest.fixture
def reopened(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> Callable[[], Session]:
    """A session whose journal is lost, on an account that has all there can be."""
    quick.settings(credits={"poor": 100})
    first = open_session(key=quick.poor_api_key)
    image = image_job("a lost fox")
    first.start([image])
    generation_id = first.wait(image.id).generation_id
    first.start([Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=generation_id)])
    first.wait_until_settled()
    quick.settings(fail=["image"])
    failed = image_job("nothing")
    first.start([failed])
    first.wait(failed.id)
    assert first.close()
    first.results_folder.journal_path.write_bytes(b"junk" * 500)
    quick.forget_requests()
    return lambda: open_session(key=quick.poor_api_key)


def lists(quick: Sandbox) -> list[str]:
    """Queries of the lists of generations that were asked for."""
    return [request["query"] for request in quick.requests() if request["path"].endswith("/generations")]


def test_what_the_service_has_comes_back_as_it_was(reopened: Callable[[], Session], quick: Sandbox) -> None:
    paid, _, failed = (charge["generationId"] for charge in quick.ledger())
    second = reopened()
    second.start_engine()
    second.wait_until(lambda: len(second.jobs) >= 2)
    second.wait_until_settled()
    assert failed not in {job.generation_id for job in second.jobs.values()}
    found = {job.kind: job for job in second.jobs.values() if job.generation_id == paid}
    assert found.keys() == {Kind.IMAGE, Kind.SVG}
    for job in found.values():
        assert (job.state, job.free, job.prompt, job.image_index) == (State.READY, True, "a lost fox", 0)
        assert job.artist_id
        assert job.artist_name
        assert job.generation_created_at
    assert second.spent == 0
    assert second.close()
    quick.forget_requests()
    third = reopened()
    third.start_engine()
    third.wait_until(lambda: third.jobs.keys() == second.jobs.keys())
    third.wait_until_settled()
    assert lists(quick) == []


def test_every_page_is_gone_through_and_an_error_begins_none_anew(
    reopened: Callable[[], Session], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_journal, "PAGE", 1)
    total = quick.call("GET", "/generations", key=quick.poor_api_key).json["pagination"]["totalCount"]
    quick.fault({"kind": "answer", "status": 503}, method="GET", path="*/generations", skip=1, times=2)
    quick.forget_requests()
    second = reopened()
    second.start_engine()
    second.wait_until_settled()
    (told,) = [notice for notice in second.notices if "could not be listed" in notice]
    assert "503" in told
    assert {job.state for job in second.jobs.values()} == {State.READY}
    assert len({job.generation_id for job in second.jobs.values()}) == total - 1 == 2  # one had failed
    asked = [query["page"] for query in map(dict, map(parse_qsl, lists(quick))) if query["limit"] == "1"]
    assert asked == ["1", "2", "2", "2", "3"]


def test_who_waits_is_not_told_that_all_is_done_before_the_list_is_there(
    reopened: Callable[[], Session], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "seconds": 0.7}, method="GET", path="*/generations")
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert len(second.jobs) >= 3


def test_what_the_service_refuses_is_not_waited_for(reopened: Callable[[], Session], quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 401}, method="GET", path="*/generations", times=None)
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert (second.relisting, second.jobs) == (Relisting.REFUSED, {})
    quick.clear_faults()
    second.resume()
    second.wait_until_settled()
    assert (second.relisting, len(second.jobs) >= 3) == (Relisting.OVER, True)


def test_a_list_without_pages_has_an_end(reopened: Callable[[], Session], quick: Sandbox) -> None:
    """One that gives the same whichever page it is asked for, and does not say how many there are."""
    listed = quick.call("GET", "/generations", key=quick.poor_api_key).json
    told = {"kind": "answer", "status": 200, "body": json.dumps({"data": listed["data"]})}
    quick.fault(told, method="GET", path="*/generations", times=None)
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert second.relisting is Relisting.OVER
    assert len(second.jobs) == len({(job.generation_id, job.kind) for job in second.jobs.values()}) >= 3


def test_with_another_key_the_list_is_begun_anew(
    reopened: Callable[[], Session], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_journal, "PAGE", 1)
    quick.fault({"kind": "answer", "status": 401}, method="GET", path="*/generations", skip=1, times=None)
    second = reopened()
    second.resume()
    second.wait_until(lambda: second.relisting is Relisting.REFUSED)
    first = {job.generation_id for job in second.jobs.values()}
    quick.clear_faults()
    quick.forget_requests()
    second.configure(replace(second.settings, key=quick.other_api_key))
    second.wait_until(lambda: second.relisting is Relisting.OVER)
    page_1 = quick.call("GET", "/generations?limit=1", key=quick.other_api_key).json["data"][0]["id"]
    assert page_1 in {job.generation_id for job in second.jobs.values()} - first


def test_the_next_page_waits_for_what_is_still_to_come(
    reopened: Callable[[], Session], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_journal, "PAGE", 1)
    monkeypatch.setattr(lost_journal, "MOST_UNDER_WAY", 1)
    quick.fault({"kind": "hang", "seconds": 0.5}, origin="cdn")
    second = reopened()
    second.start_engine()
    second.wait_until(lambda: any(job.state is State.DOWNLOADING for job in second.jobs.values()))
    assert len({job.generation_id for job in second.jobs.values()}) == 1
    second.wait_until_settled()
    assert len({job.generation_id for job in second.jobs.values()}) >= 2


def test_a_request_on_the_wire_is_not_taken_for_one_of_old(
    reopened: Callable[[], Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lost_journal, "MOST_UNDER_WAY", 0)
    quick.settings(fail=[])
    quick.fault({"kind": "delay", "seconds": 0.8}, method="POST")
    second, job, before = reopened(), image_job("a new fox"), len(quick.ledger())
    second.start([job])
    second.wait_until(lambda: len(quick.ledger()) > before)
    monkeypatch.setattr(lost_journal, "MOST_UNDER_WAY", 100)
    second.resume()
    second.wait_until_settled()
    done = second.jobs[job.id]
    assert (done.state, done.credits_used) == (State.READY, 3)
    assert [other.id for other in second.jobs.values() if other.generation_id == done.generation_id] == [
        job.id
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.PROCESSING, [Kind.IMAGE]),
        (Status.PROCESSING_SVG, [Kind.IMAGE, Kind.SVG]),
        (Status.PROCESSING_VIDEO, [Kind.IMAGE, Kind.VIDEO]),
        (Status.FAILED, []),
    ],
)
def test_what_is_still_being_made_is_waited_for(
    session: Session, status: Status, expected: list[Kind]
) -> None:
    generation = session.client.generations(limit=1).items[0]
    outputs = replace(generation.outputs, images=(), svg=None, video=None)
    assert pipeline.kinds(replace(generation, status=status, outputs=outputs)) == expected


def test_a_free_job_tells_of_its_generation(session: Session) -> None:
    generation = next(found for found in session.client.generations(limit=50).items if found.outputs.svg)
    purpose = {"object": "Cube"}
    svg = free_job(generation, Kind.SVG, 2, "https://example.com", purpose)
    assert (svg.image_index, svg.purpose, svg.free, svg.state) == (2, purpose, True, State.RUNNING)
    told = (svg.generation_id, svg.artist_id, svg.artist_name, svg.prompt, svg.generation_created_at)
    assert told == (
        generation.id,
        generation.artist_id,
        generation.artist_name,
        generation.prompt,
        generation.created_at,
    )
    assert free_job(generation, Kind.IMAGE, 0, "https://example.com").parameters == {}


def test_only_what_this_address_holds_is_tried_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 403}, origin="cdn", times=None)
    right, held = session.settings, run(image_job())
    assert held.state is State.HELD
    quick.clear_faults()
    session.configure(replace(right, base_url=ELSEWHERE))
    session.resume()
    session.wait_until(lambda: session.knows_recent)
    assert session.jobs[held.id].state is State.HELD
    session.configure(right)
    session.wait_until(lambda: session.jobs[held.id].state is State.READY)
    assert len(quick.ledger()) == 1
    assert session.spent == 3
