# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of the service before and after a submit, question by question; no engine runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api.error import InvalidRequest, ServerFault
from antekirt_addon.jobs.generation_matching import OtherAccount, current_generation, list_new
from antekirt_addon.jobs.job import Job, Kind
from antekirt_addon.jobs.pipeline import Busy, take_baseline

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.api.client import Client
    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ACCOUNTS = "*/account/me"


@pytest.fixture
def client(session: Session, quick: Sandbox) -> Client:
    quick.settings(image_delay=0, fail=["image"])  # nothing is drawn
    return session.client


@pytest.fixture
def make(quick: Sandbox, artist_id: str) -> Callable[[str], str]:
    """Submit a prompt as another program does; gives the generation's id."""

    def submit(prompt: str) -> str:
        made = quick.call("POST", "/generations/image", {"artistId": artist_id, "prompt": prompt})
        return str(made.json["generationId"])

    return submit


def found(client: Client, job: Job) -> list[str]:
    return [generation.id for generation in list_new(client, job).generations]


# Which images may be a job's


def test_what_is_newer_and_by_the_artist_may_be_the_jobs_the_oldest_first(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    make("the same fox")
    job = image_job("the  same\nfox")
    newest = make("the same fox")
    job = replace(job, baseline=take_baseline(client, job))
    assert job.baseline["newest_id"] == newest
    artists = quick.call("GET", "/artists?limit=2").json["data"]
    others = {"artistId": artists[1]["id"], "prompt": "the same fox"}
    quick.call("POST", "/generations/image", others)
    expected = [make("the same fox"), make(" the same fox"), make("another fox")]
    assert found(client, job) == expected


def test_what_was_made_in_the_same_moment_as_the_newest_may_be_the_jobs(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first, second, third = (make("the same") for _ in range(3))
    listed = quick.call("GET", "/generations?limit=3").json["data"]
    assert [generation["id"] for generation in listed] == [third, second, first]
    moment = listed[0]["createdAt"]
    same = [generation | {"createdAt": moment} for generation in listed]
    quick.fault({"kind": "replace", "pointer": "/data", "value": same}, method="GET", times=None)
    job = image_job("the same", baseline={"newest_id": second, "newest_at": moment})
    assert found(client, job) == [first, third]
    assert found(client, replace(job, baseline={"newest_id": "gone", "newest_at": moment})) == [
        first,
        second,
        third,
    ]


def test_the_search_goes_on_to_the_next_page_and_no_further_than_the_baseline(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 1000})
    for _ in range(100):
        make("before")
    job = image_job("mine")
    job = replace(job, baseline=take_baseline(client, job))
    mine = make("mine")
    for _ in range(100):
        make("after")
    quick.forget_requests()
    assert found(client, job)[0] == mine
    assert sum(request["path"].endswith("/generations") for request in quick.requests()) == 2


@pytest.mark.parametrize("prompt", ["a fox", "mine"])
def test_the_trigger_word_is_asked_for_when_nothing_new_has_the_very_prompt(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], artist_id: str, prompt: str
) -> None:
    job = image_job("mine")
    job = replace(job, baseline=take_baseline(client, job))
    assert list_new(client, job).trigger_word == ""
    make(prompt)
    expected = "" if prompt == "mine" else client.artist(artist_id).trigger_word
    assert list_new(client, job).trigger_word == expected


def test_an_artist_who_is_gone_has_no_trigger_word(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = image_job("mine")
    job = replace(job, baseline=take_baseline(client, job))
    another = make("another")
    quick.fault({"kind": "answer", "status": 404}, path="*/artists/*")
    assert found(client, job) == [another]
    quick.fault({"kind": "answer", "status": 503}, path="*/artists/*")
    with pytest.raises(ServerFault):
        list_new(client, job)


def test_the_longest_prompt_of_the_list_is_told(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job]
) -> None:
    make("x" * 300)
    job = image_job("mine")
    job = replace(job, baseline=take_baseline(client, job))
    make("mine")
    assert list_new(client, job).longest == 300


# Whose account it is


@pytest.mark.parametrize("kind", [Kind.IMAGE, Kind.SVG])
def test_another_account_is_not_searched(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], quick: Sandbox, kind: Kind
) -> None:
    ask = list_new if kind is Kind.IMAGE else current_generation
    job = replace(image_job("mine"), kind=kind, generation_id=make("mine"))
    ask(client, replace(job, account=client.account_id()))
    quick.forget_requests()
    with pytest.raises(OtherAccount, match="key of another account"):
        ask(client, replace(job, account="another"))
    assert quick.requests() == []


def test_an_account_that_was_not_known_is_searched(
    client: Client, make: Callable[[str], str], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 503}, path=ACCOUNTS, times=None)
    mine = make("mine")
    assert mine in found(client, image_job("mine"))


# The baseline


def test_the_baseline_of_an_image_is_the_newest_generation(
    client: Client, image_job: Callable[..., Job]
) -> None:
    newest = client.generations(limit=1).items[0]
    assert take_baseline(client, image_job()) == {
        "newest_id": newest.id,
        "newest_at": newest.created_at,
    }


@pytest.mark.parametrize("kind", [Kind.SVG, Kind.VIDEO])
def test_the_baseline_of_a_conversion_is_the_output_that_is_there(client: Client, kind: Kind) -> None:
    seen = set()
    for generation in client.generations(limit=50).items:
        output = generation.outputs.svg if kind is Kind.SVG else generation.outputs.video
        seen.add(bool(output))
        assert take_baseline(client, Job(kind, {}, "", generation_id=generation.id)) == {
            "output": output.url if output else "",
            "status": generation.raw_status,
            "prompt": generation.prompt,
            "artist_id": generation.artist_id,
            "artist_name": generation.artist_name,
            "created_at": generation.created_at,
            "generation_id": generation.id,
            "images": len(generation.outputs.images),
            **({"sides": [1024, 1024]} if generation.outputs.images else {}),
        }
    assert seen == {True, False}


def test_an_image_that_is_not_there_is_not_asked_to_be_converted(client: Client) -> None:
    generation = next(found for found in client.generations(limit=50).items if found.outputs.images)
    count = len(generation.outputs.images)
    job = Job(Kind.SVG, {"image_index": count}, "", generation_id=generation.id)
    take_baseline(client, replace(job, parameters={"image_index": count - 1}))
    with pytest.raises(InvalidRequest, match=f"has {count} images, none with index {count}.$"):
        take_baseline(client, job)


def test_what_failed_is_left_to_the_service_to_refuse(client: Client, make: Callable[[str], str]) -> None:
    job = Job(Kind.SVG, {"image_index": 0}, "", generation_id=make("nothing"))
    assert take_baseline(client, job)["status"] == "failed"


@pytest.mark.parametrize("word", ["processing", "processing_svg", "processing_video"])
def test_a_generation_at_work_is_busy(
    client: Client, make: Callable[[str], str], quick: Sandbox, word: str
) -> None:
    job = Job(Kind.SVG, {"image_index": 0}, "", generation_id=make("a fox"))
    quick.fault({"kind": "merge", "patch": {"data": {"status": word}}}, path="*/generations/*")
    with pytest.raises(Busy, match="not yet completed"):
        take_baseline(client, job)
