# SPDX-License-Identifier: GPL-3.0-or-later
"""After the loss of the journal: the whole list of generations comes back, with nothing new in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest

from antekirt_addon.api.generation_status import Status
from antekirt_addon.jobs import lost_journal, pipeline
from antekirt_addon.jobs.event import Relisting
from antekirt_addon.jobs.free_job import free_job
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from tests.unit.jobs.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

LIST = "*/generations"


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
    quick.fault({"kind": "answer", "status": 503}, method="GET", path=LIST, skip=1, times=2)
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


def test_what_is_refused_for_a_moment_is_asked_for_again(
    reopened: Callable[[], Session], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal begins a grace period of its own once there was better news."""
    monkeypatch.setattr(lost_journal, "PAGE", 1)
    refusal: dict[str, object] = {"kind": "answer", "status": 401}
    quick.fault(refusal, method="GET", path=LIST)
    quick.fault({"kind": "delay", "seconds": 2 * QUICK.grace_seconds}, method="GET", path=LIST, skip=1)
    quick.fault(refusal, method="GET", path=LIST, skip=2)  # the first page has brought no job that asks, too
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert second.relisting is Relisting.OVER


def test_who_waits_is_not_told_that_all_is_done_before_the_list_is_there(
    reopened: Callable[[], Session], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "seconds": 0.7}, method="GET", path=LIST)
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert len(second.jobs) >= 3


def test_what_the_service_refuses_is_not_waited_for(reopened: Callable[[], Session], quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 401}, method="GET", path=LIST, times=None)
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert (second.relisting, second.jobs) == (Relisting.REFUSED, {})
    quick.clear_faults()
    quick.fault({"kind": "answer", "status": 401}, method="GET", path=LIST)  # once more, and not for good
    second.resume()
    second.wait_until_settled()
    assert (second.relisting, len(second.jobs) >= 3) == (Relisting.OVER, True)


def test_a_list_without_pages_has_an_end(reopened: Callable[[], Session], quick: Sandbox) -> None:
    """One that gives the same whichever page it is asked for, and does not say how many there are."""
    listed = quick.call("GET", "/generations", key=quick.poor_api_key).json
    told = {"kind": "answer", "status": 200, "body": json.dumps({"data": listed["data"]})}
    quick.fault(told, method="GET", path=LIST, times=None)
    second = reopened()
    second.resume()
    second.wait_until_settled()
    assert second.relisting is Relisting.OVER
    assert len(second.jobs) == len({(job.generation_id, job.kind) for job in second.jobs.values()}) >= 3


def test_a_journal_that_is_lost_again_brings_all_pages_again(
    reopened: Callable[[], Session], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_journal, "PAGE", 1)
    second = reopened()
    second.resume()
    second.wait_until_settled()
    journal = Journal(second.results_folder.journal_path)
    journal.is_incomplete = True
    journal.close()
    quick.forget_requests()
    second.resume()
    second.wait_until_settled()
    assert [query["page"] for query in map(dict, map(parse_qsl, lists(quick)))] == ["1", "2", "3"]


def test_a_list_that_comes_after_the_key_was_changed_is_not_taken(
    reopened: Callable[[], Session], quick: Sandbox
) -> None:
    theirs = quick.call("GET", "/generations?limit=100", key=quick.poor_api_key)
    second = reopened()
    quick.fault({"kind": "delay", "held": True}, method="GET", path=LIST)
    second.start_engine()
    second.wait_until(lambda: bool(lists(quick)))
    second.configure(replace(second.settings, key=quick.other_api_key))
    quick.clear_faults()
    second.resume()
    second.wait_until_settled()
    found = {job.generation_id for job in second.jobs.values()}
    assert found
    assert found & {generation["id"] for generation in theirs.json["data"]} == set()


def test_with_another_key_the_list_is_begun_anew(
    reopened: Callable[[], Session], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_journal, "PAGE", 1)
    quick.fault({"kind": "answer", "status": 401}, method="GET", path=LIST, skip=1, times=None)
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
    quick.fault({"kind": "hang", "held": True}, origin="cdn")
    second = reopened()
    second.start_engine()
    second.wait_until(lambda: any(job.state is State.DOWNLOADING for job in second.jobs.values()))
    assert len({job.generation_id for job in second.jobs.values()}) == 1
    quick.clear_faults()
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


def test_a_request_whose_answer_was_lost_is_not_taken_for_one_of_old(
    reopened: Callable[[], Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lost_journal, "MOST_UNDER_WAY", 0)
    quick.settings(fail=[])
    quick.fault({"kind": "drop_after"}, method="POST")
    # The list is asked for as the baseline, then for the search, which is late.
    quick.fault({"kind": "delay", "held": True}, method="GET", path=LIST, skip=1)
    second, job = reopened(), image_job("a new fox")
    second.start([job])
    second.wait_until(lambda: second.jobs[job.id].state is State.UNCONFIRMED and len(lists(quick)) > 1)
    monkeypatch.setattr(lost_journal, "MOST_UNDER_WAY", 100)
    second.resume()
    second.wait_until(lambda: len(lists(quick)) > 2)
    quick.clear_faults()
    second.wait_until_settled()
    done = second.jobs[job.id]
    assert done.state is State.READY
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
