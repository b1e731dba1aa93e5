# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer whose length is no number is one that cannot be read: nobody knows whether it is whole."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import error, transport
from antekirt_addon.api.client import Client
from antekirt_addon.api.connection import Connections
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.api.transport import Transport
from antekirt_addon.jobs.download import download
from antekirt_addon.jobs.job import Kind
from tests.unit.raw_server import listening

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

BODY = b'{"generationId": "825a12f9-c650-488e-beb7-39d0c201f9e7", "data": {"id": "a"}}'
NO_NUMBER = [
    b"",
    b"-5",
    b"+%d" % len(BODY),
    b"1e3",
    b"0x5",
    b"7_7",
    b"77.0",
    b"five",
    b"\xb2",  # a digit to Python, though no number
    "１２".encode(),  # noqa: RUF001 - digits of another width are meant
    b"5, 5",
    b"5, 6",
    b"9" * 5000,
]


def answering(length: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + BODY)

    return serve


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "ATTEMPTS", 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # urllib3 leaves "5, 6" open
@pytest.mark.parametrize("length", NO_NUMBER, ids=lambda length: length[:8].decode("latin-1"))
def test_it_cannot_be_read(length: bytes, tmp_path: Path) -> None:
    with listening(answering(length)) as address:
        client = Client(Transport(f"http://{address}", "ak", "antekirt-tests", lambda _host: False))
        calls: list[Callable[[], object]] = [
            client.account,
            lambda: client.submit(ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x")),
            lambda: download(
                Connections("antekirt-tests", lambda _host: False),
                f"http://{address}",
                Kind.IMAGE,
                0,
                tmp_path,
                on_progress=lambda _received, _expected: None,
            ),
        ]
        for call in calls:
            assert charged_by(call) is None
    gc.collect()


def charged_by(call: Callable[[], object]) -> bool | None:
    with pytest.raises(error.BadAnswer) as caught:
        call()
    return caught.value.charged


def test_a_length_as_it_should_be_is_read() -> None:
    with listening(answering(b"%d" % len(BODY))) as address:
        client = Client(Transport(f"http://{address}", "ak", "antekirt-tests", lambda _host: False))
        assert client.account().id == "a"
