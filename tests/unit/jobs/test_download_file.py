# SPDX-License-Identifier: GPL-3.0-or-later
"""One output, one file: what is asked for, what is refused, under which name it lies, what is left behind."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api.connection import Connections
from antekirt_addon.api.error import Aborted, AnswerLost, ServiceError
from antekirt_addon.jobs.download import REDIRECTS, Expired, WrongFile, download
from antekirt_addon.jobs.job import Kind, ResultFile
from antekirt_addon.jobs.problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.recording_server import RecordingServer

DATA = Path(__file__).resolve().parents[2] / "data"
JPEG = (DATA / "quadrants.jpg").read_bytes()
COMMENT = b"\xff\xfe\xff\xff" + bytes(0xFFFD)  # a segment of JPEG, longer than what is read at once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "results"
    made.mkdir()
    return made


@pytest.fixture
def told() -> list[tuple[int, int]]:
    """What is told of the progress: bytes received, bytes expected."""
    return []


@pytest.fixture
def fetch(elsewhere: RecordingServer, folder: Path, told: list[tuple[int, int]]) -> Callable[..., ResultFile]:
    """Download what the server answers, as the third image unless it is said otherwise."""
    elsewhere.body = JPEG
    connections = Connections("antekirt-tests", lambda _host: True)
    return partial(
        download,
        connections,
        elsewhere.url,
        Kind.IMAGE,
        2,
        folder,
        on_progress=lambda received, expected: told.append((received, expected)),
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_told_of_as_it_is(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer
) -> None:
    file = fetch()
    digest = hashlib.sha256(JPEG).hexdigest()
    assert file == ResultFile("image-2.jpg", 2, len(JPEG), digest, elsewhere.url)
    assert (folder / file.path).read_bytes() == JPEG
    assert names(folder) == ["image-2.jpg"]
    (request,) = elsewhere.seen
    assert (request[0], request[2]["accept"]) == ("GET", "*/*")


@pytest.mark.parametrize("name", ["quadrants.png", "quadrants.webp"])
def test_a_file_is_named_by_its_bytes(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer, name: str
) -> None:
    elsewhere.body = (DATA / name).read_bytes()
    fetch()
    assert names(folder) == [f"image-2{Path(name).suffix}"]


@pytest.mark.parametrize("has_length", [True, False])
def test_progress_ends_with_all_bytes(
    fetch: Callable[..., ResultFile],
    elsewhere: RecordingServer,
    told: list[tuple[int, int]],
    has_length: bool,
) -> None:
    elsewhere.body = JPEG[:2] + COMMENT * 3 + JPEG[2:]
    size = len(elsewhere.body)
    elsewhere.headers = {"Content-Length": str(size)} if has_length else {}
    fetch()
    assert len(told) > 1
    assert told[-1] == (size, size if has_length else 0)


def test_whoever_is_told_can_end_it(
    elsewhere: RecordingServer, folder: Path, fetch: Callable[..., ResultFile]
) -> None:
    def end(_received: int, _expected: int) -> None:
        raise Aborted

    with pytest.raises(Aborted):
        fetch(on_progress=end)
    assert names(folder) == []
    assert len(elsewhere.seen) == 1


# What is refused


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_address_that_is_refused_has_expired(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer, status: int
) -> None:
    elsewhere.status = status
    with pytest.raises(Expired, match=str(status)):
        fetch()
    assert names(folder) == []


@pytest.mark.parametrize("status", [201, 206, 300, 400, 429, 500])
def test_only_a_whole_answer_is_a_file(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer, status: int
) -> None:
    elsewhere.status = status
    with pytest.raises(ServiceError) as caught:
        fetch()
    assert caught.value.status == max(status, 400)
    assert names(folder) == []


def test_an_address_on_another_page_is_no_redirect(
    fetch: Callable[..., ResultFile], elsewhere: RecordingServer
) -> None:
    elsewhere.headers = {"Location": "/another"}
    fetch()
    assert [target for _method, target, _headers in elsewhere.seen] == ["/"]
    elsewhere.status = 400
    with pytest.raises(ServiceError):
        fetch()
    assert len(elsewhere.seen) == 2


@pytest.mark.parametrize("status", [300, 302, 399])
def test_redirects_without_end_are_given_up(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer, status: int
) -> None:
    elsewhere.status, elsewhere.headers = status, {"Location": "next"}
    with pytest.raises(AnswerLost, match="redirects without end"):
        fetch()
    assert [target for _method, target, _headers in elsewhere.seen] == ["/", *["/next"] * (REDIRECTS - 1)]
    assert names(folder) == []


def test_a_file_of_another_kind_is_not_kept(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer
) -> None:
    elsewhere.body = (DATA / "ramp-12.mp4").read_bytes()
    with pytest.raises(WrongFile, match="MP4 where one of the kind image"):
        fetch()
    elsewhere.body = b"no file at all"
    with pytest.raises(WrongFile):
        fetch()
    assert names(folder) == []


def test_a_folder_that_is_not_there_is_said(fetch: Callable[..., ResultFile], folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(FileProblem) as caught:
        fetch()
    assert f"The folder {folder} is not there" in str(caught.value)


# The name


def test_the_same_bytes_are_kept_once(fetch: Callable[..., ResultFile], folder: Path) -> None:
    assert fetch() == fetch()
    assert names(folder) == ["image-2.jpg"]


def test_other_bytes_get_a_name_of_their_own(
    fetch: Callable[..., ResultFile], folder: Path, elsewhere: RecordingServer
) -> None:
    versions = [JPEG + b"\0" * count for count in range(3)]
    for version in versions:
        elsewhere.body = version
        fetch()
    assert names(folder) == ["image-2-2.jpg", "image-2-3.jpg", "image-2.jpg"]
    assert (folder / "image-2-3.jpg").read_bytes() == versions[2]
    elsewhere.body = versions[1]
    assert fetch().path == "image-2-2.jpg"
    assert len(names(folder)) == 3


def test_a_name_that_was_taken_just_before_a_crash_is_ours(
    fetch: Callable[..., ResultFile], folder: Path
) -> None:
    (folder / "image-2.jpg").touch()
    fetch()
    assert names(folder) == ["image-2.jpg"]
    assert (folder / "image-2.jpg").read_bytes() == JPEG


def test_a_file_of_one_byte_is_not_ours(fetch: Callable[..., ResultFile], folder: Path) -> None:
    (folder / "image-2.jpg").write_bytes(b"x")
    assert fetch().path == "image-2-2.jpg"
    assert (folder / "image-2.jpg").read_bytes() == b"x"


def test_a_link_to_the_same_bytes_is_not_ours(
    fetch: Callable[..., ResultFile], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.jpg").write_bytes(JPEG)
    (folder / "image-2.jpg").symlink_to(tmp_path / "mine.jpg")
    assert fetch().path == "image-2-2.jpg"
