# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can go wrong with the service while a paid job is under way: nothing is lost."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs import download
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from tests.sandbox_client import Sandbox
    from tests.unit.server import Server

DATA = Path(__file__).resolve().parents[2] / "data"
ONE = "*/generations/*"  # what a job that is alone asks for
TROUBLE: dict[str, dict[str, Any]] = {
    "429": {"kind": "answer", "status": 429, "headers": {"Retry-After": "0"}},
    "503 with Retry-After": {"kind": "answer", "status": 503, "headers": {"Retry-After": "1"}},
    "500": {"kind": "answer", "status": 500},
    "HTML error page": {"kind": "answer", "status": 502, "body": "<html><h1>Bad Gateway</h1>"},
    "HTML": {"kind": "answer", "status": 200, "body": "<!doctype html>"},
    "empty": {"kind": "answer", "status": 200, "body": ""},
    "invalid JSON": {"kind": "answer", "status": 200, "body": '{"data": {'},
    "wrong type": {"kind": "answer", "status": 200, "body": '{"data": [1, "two"]}'},
    "data: null": {"kind": "answer", "status": 200, "body": '{"data": null}'},
    "no id": {"kind": "merge", "patch": {"data": {"id": None}}},
    "401": {"kind": "answer", "status": 401},
    "404": {"kind": "answer", "status": 404},
    "reset before": {"kind": "drop_before"},
    "half body": {"kind": "half_body"},
    "too long a length": {"kind": "content_length", "off": 50},
    "slow drip": {"kind": "drip", "bytes_per_second": 5},
    "hang": {"kind": "hang"},
    "gzip bomb": {"kind": "gzip_bomb", "megabytes": 32},
    "endless": {"kind": "endless"},
    "redirect": {"kind": "redirect", "to": "https://example.com/"},
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_poll_that_fails_is_said_and_is_not_the_end(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, trouble: str
) -> None:
    told = []
    session.on_job = lambda job: told.append(job.problem)
    quick.fault(TROUBLE[trouble], origin="api", method="GET", path=ONE, times=2)
    job = run(image_job())
    assert (job.state, job.problem) == (State.READY, None)
    assert len(quick.ledger()) == 1
    (problem,) = {problem for problem in told if problem}
    assert problem.charged is True
    assert problem.text.endswith(".")
    assert "Something went wrong inside" not in problem.text
    assert session.notices == []


HARMLESS: dict[str, dict[str, Any]] = {
    "wrong content type": {"kind": "content_type", "value": "text/html"},
    "a status never seen": {"kind": "merge", "patch": {"data": {"status": "dreaming"}}},
    "no status": {"kind": "merge", "patch": {"data": {"status": None}}},
    "completed without outputs": {
        "kind": "merge",
        "patch": {"data": {"status": "completed", "outputs": None}},
    },
    "completed, empty": {
        "kind": "merge",
        "patch": {"data": {"status": "completed", "outputs": {"images": []}}},
    },
    "outputs of a wrong type": {"kind": "merge", "patch": {"data": {"outputs": {"images": [None, 7, {}]}}}},
    "missing fields": {"kind": "merge", "patch": {"data": {"artist": None, "prompt": None, "createdAt": 7}}},
    "failed with images": {"kind": "merge", "patch": {"data": {"status": "failed"}}},
}


@pytest.mark.parametrize("oddity", HARMLESS)
def test_an_odd_answer_does_no_harm(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, oddity: str
) -> None:
    skip = 5 if oddity == "failed with images" else 0  # until there are images
    quick.fault(HARMLESS[oddity], origin="api", method="GET", path=ONE, skip=skip, times=3)
    job = run(image_job("an odd fox"))
    assert (job.state, job.prompt, len(job.files)) == (State.READY, "an odd fox", 1)


def test_done_with_nothing_to_show_is_said_and_can_be_looked_at_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(HARMLESS["completed, empty"], origin="api", method="GET", path=ONE, times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.FAILED, True, Remedy.CHECK_AGAIN)
    quick.clear_faults()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_a_conversion_that_fails_with_the_image_still_there_has_failed(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.settings(fail=["video"])
    motion = {"image_index": 0, "prompt": "slowly", "duration": 2, "fps": 12}
    job = run(Job(Kind.VIDEO, motion, image.service, generation_id=image.generation_id))
    assert (job.state, job.problem.charged) == (State.FAILED, True)
    assert "support" in job.problem.text


def test_what_is_refused_again_and_again_is_held(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(TROUBLE["404"], origin="api", method="GET", path=ONE, times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.CHECK_AGAIN)
    assert "another account" in job.problem.text
    quick.clear_faults()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_a_generation_named_with_no_proper_id_is_found_by_the_list(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "merge", "patch": {"generationId": "../../etc/passwd"}}, method="POST")
    job = run(image_job())
    assert (job.state, job.generation_id) == (State.READY, quick.ledger()[0]["generationId"])


# Downloads

PASSING: dict[str, dict[str, Any]] = {
    "reset": {"kind": "drop_before"},
    "half body": {"kind": "half_body"},
    "too long a length": {"kind": "content_length", "off": 50},
    "hang": {"kind": "hang"},
    "429": {"kind": "answer", "status": 429, "headers": {"Retry-After": "0"}},
    "503": {"kind": "answer", "status": 503},
    "no such name": {"kind": "redirect", "to": "http://127.0.0.1:1/"},
    "expired": {"kind": "answer", "status": 403},
    "gone": {"kind": "answer", "status": 410},
    "HTML": {"kind": "answer", "status": 200, "body": "<!doctype html>"},
    "empty": {"kind": "answer", "status": 200, "body": ""},
    "too short a length": {"kind": "content_length", "off": -50},
    "a file of this machine": {"kind": "redirect", "to": "file:///etc/passwd"},
    "gzip bomb": {"kind": "gzip_bomb", "megabytes": 32},
    "endless": {"kind": "endless"},
}
WRONG = ("expired", "HTML", "empty", "a file of this machine")


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "LIMITS", dict.fromkeys(Kind, 2_000_000))


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("trouble", PASSING)
def test_a_download_that_fails_is_tried_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, trouble: str
) -> None:
    quick.fault(PASSING[trouble], origin="cdn", times=2)
    job = run(image_job())
    assert job.state is State.READY
    assert session.library.holds(job)
    names = [path.name for path in session.library.path(job.files[0]).parent.iterdir()]
    assert names == ["image-0.webp"]
    assert len(quick.ledger()) == 1


@pytest.mark.parametrize("trouble", WRONG)
def test_a_file_that_stays_wrong_is_held_for_the_artist(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, trouble: str
) -> None:
    quick.fault(PASSING[trouble], origin="cdn", times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.RETRY_DOWNLOAD)
    assert not [path for path in session.library.results.rglob("*") if path.is_file()]
    quick.clear_faults()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_a_download_that_fails_on_and_on_is_held_for_the_artist(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(PASSING["503"], origin="cdn", times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.RETRY_DOWNLOAD)
    assert "503" in job.problem.text
    quick.clear_faults()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_an_expired_address_is_replaced_by_a_fresh_one(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(url_lifetime=0.2)
    quick.fault({"kind": "delay", "seconds": 0.5}, origin="api", method="GET", path=ONE, skip=1)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is not State.RUNNING)
    quick.settings(url_lifetime=None)
    assert session.wait(job.id).state is State.READY


def test_a_picture_too_large_to_decode_is_refused_before_that(
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    elsewhere: Server,
) -> None:
    elsewhere.body = png(60_000, 60_000)
    quick.fault({"kind": "redirect", "to": elsewhere.url}, origin="cdn", times=None)
    job = run(image_job())
    assert job.state is State.HELD
    assert "60000 x 60000" in job.problem.text
    assert len(elsewhere.seen) == 3
    assert not any("x-api-key" in headers for _method, _target, headers in elsewhere.seen)


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_the_key_goes_to_the_api_and_not_to_the_cdn(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    image = image_job()
    jobs = [image, follow(image, Kind.SVG), follow(image, Kind.VIDEO)]
    session.start(jobs)
    assert {session.wait(job.id).state for job in jobs} == {State.READY}
    carried = {
        (request["origin"], request["headers"].get("x-api-key") == quick.api_key)
        for request in quick.requests()
        if not request["path"].startswith("/sandbox")
    }
    assert carried == {("api", True), ("cdn", False)}
    assert quick.api_key not in str([request for request in quick.requests() if request["origin"] == "cdn"])


@pytest.mark.parametrize("name", ["../../x", "a/b", "CON", "狐" * 500, "", "x\0y"])
def test_no_file_is_named_by_the_service(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    *,
    quick: Sandbox,
    elsewhere: Server,
    name: str,
) -> None:
    elsewhere.body = (DATA / "quadrants.png").read_bytes()
    image = {"url": f"{elsewhere.url}/{name}", "format": name, "width": 16, "height": 16}
    patch = {"data": {"artist": {"name": name}, "outputs": {"images": [image]}}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", method="GET", path=ONE, times=None)
    job = run(image_job("🦊" * 1000))
    assert session.library.path(job.files[0]) == (session.library.results / job.generation_id / "image-0.png")
    assert [path.name for path in session.library.results.rglob("*")] == [job.generation_id, "image-0.png"]


def test_a_file_of_the_artists_own_is_not_overwritten(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=1.0)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].generation_id != "")
    mine = session.library.generation_folder(session.jobs[job.id].generation_id) / "image-0.webp"
    mine.write_bytes(b"mine")
    done = session.wait(job.id)
    assert done.files[0].path.endswith("image-0-2.webp")
    assert mine.read_bytes() == b"mine"
