# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong between a finished picture and its file: it is fetched again, or held for the artist."""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs import download
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Remedy
from antekirt_addon.media.probe import LONGEST_SIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox
    from tests.unit.recording_server import RecordingServer

DATA = Path(__file__).resolve().parents[2] / "data"
ONE = "*/generations/*"  # what a job that is alone asks for

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
    "a file of this machine": {"kind": "redirect", "to": (DATA / "quadrants.webp").as_uri()},
    "gzip bomb": {"kind": "gzip_bomb", "megabytes": 3},
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
    assert session.results_folder.holds(job)
    names = [path.name for path in session.results_folder.path(job.files[0]).parent.iterdir()]
    assert names == ["image-0.webp"]
    assert len(quick.ledger()) == 1


def test_a_download_that_drips_has_an_end(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(download, "SECONDS", 0.5)
    quick.fault({"kind": "drip", "bytes_per_second": 100}, origin="cdn")  # minutes, it would take
    begun = time.monotonic()
    job = run(image_job())
    assert job.state is State.READY
    assert session.results_folder.holds(job)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("trouble", WRONG)
def test_a_file_that_stays_wrong_is_held_for_the_artist(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, trouble: str
) -> None:
    quick.fault(PASSING[trouble], origin="cdn", times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.RETRY_DOWNLOAD)
    assert not [path for path in session.results_folder.results.rglob("*") if path.is_file()]
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


@pytest.mark.usefixtures("slow_machine")
def test_an_expired_address_is_replaced_by_a_fresh_one(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=0, url_lifetime=60)
    quick.fault({"kind": "delay", "seconds": 61, "skip": True}, origin="api", method="GET", path=ONE)
    assert run(image_job()).state is State.READY
    fetched = [request["query"] for request in quick.requests() if request["origin"] == "cdn"]
    assert len(fetched) == len(set(fetched)) == 2


def test_a_picture_too_large_to_decode_is_refused_before_that(
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    elsewhere: RecordingServer,
) -> None:
    elsewhere.body = png(LONGEST_SIDE + 1, 1)
    quick.fault({"kind": "redirect", "to": elsewhere.url}, origin="cdn", times=None)
    job = run(image_job())
    assert job.state is State.HELD
    assert f"{LONGEST_SIDE + 1} x 1" in job.problem.text
    assert len(elsewhere.seen) == 3
    assert not any("x-api-key" in headers for _method, _target, headers in elsewhere.seen)


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", ["../../x", "a/b", "CON", "狐" * 500, "", "x\0y"])
def test_no_file_is_named_by_the_service(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    *,
    quick: Sandbox,
    elsewhere: RecordingServer,
    name: str,
) -> None:
    elsewhere.body = (DATA / "quadrants.png").read_bytes()
    image = {"url": f"{elsewhere.url}/{name}", "format": name, "width": 16, "height": 16}
    patch = {"data": {"artist": {"name": name}, "outputs": {"images": [image]}}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", method="GET", path=ONE, times=None)
    job = run(image_job("🦊" * 1000))
    assert session.results_folder.path(job.files[0]) == (
        session.results_folder.results / job.generation_id / "image-0.png"
    )
    assert [path.name for path in session.results_folder.results.rglob("*")] == [
        job.generation_id,
        "image-0.png",
    ]


def test_a_file_of_the_artists_own_is_not_overwritten(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].generation_id != "")
    mine = session.results_folder.generation_folder(session.jobs[job.id].generation_id) / "image-0.webp"
    mine.write_bytes(b"mine")
    quick.skip(600)
    done = session.wait(job.id)
    assert done.files[0].path.endswith("image-0-2.webp")
    assert mine.read_bytes() == b"mine"


OTHER_FILES: dict[str, bytes] = {
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    "a video": (DATA / "ramp-12.mp4").read_bytes(),
    "half a picture": (DATA / "quadrants.jpg").read_bytes()[:200],
    "a program": b"\x7fELF" + bytes(200),
    "nothing": b"",
}


@pytest.mark.parametrize("other", OTHER_FILES)
def test_what_is_no_picture_is_not_kept_as_one(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    *,
    quick: Sandbox,
    elsewhere: RecordingServer,
    other: str,
) -> None:
    elsewhere.body, elsewhere.headers = OTHER_FILES[other], {"Content-Type": "image/webp"}
    quick.fault({"kind": "redirect", "to": elsewhere.url}, origin="cdn", times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.RETRY_DOWNLOAD)
    assert not [path for path in session.results_folder.results.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "url",
    [
        pytest.param((DATA / "quadrants.webp").as_uri(), id="file"),
        "ftp://127.0.0.1/x",
        "javascript:alert(1)",
        "/x",
        "http://",
        "http://u:p@127.0.0.1/",
    ],
)
def test_an_address_that_is_none_of_the_web_is_not_followed(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, url: str
) -> None:
    patch = {"data": {"outputs": {"images": [{"url": url}]}}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", method="GET", path=ONE, times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged) == (State.HELD, True)
    assert "not a web address" in job.problem.text
    quick.clear_faults()


def test_a_name_in_the_way_is_left_alone(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    """Somebody laid a link where the file would go: it is neither followed nor replaced."""
    quick.settings(image_delay=600)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].generation_id != "")
    folder = session.results_folder.generation_folder(session.jobs[job.id].generation_id)
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (folder / "image-0.webp").symlink_to(mine)
    quick.skip(600)
    done = session.wait(job.id)
    assert done.files[0].path.endswith("image-0-2.webp")
    assert mine.read_text() == "mine"
