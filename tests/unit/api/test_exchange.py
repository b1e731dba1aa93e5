# SPDX-License-Identifier: GPL-3.0-or-later
"""Every wait for the network has an end: by the clock, or because another thread says so."""

from __future__ import annotations

import itertools
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING

import pytest
import trustme

from antekirt_addon.api import connection, error, exchange, transport
from antekirt_addon.api.client import Client
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.api.transport import Transport
from tests.unit.raw_server import dripping, listening, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox

LIMIT = 0.5  # seconds; what is limited here would take some minutes
SOON = 10.0  # also on a busy machine
REQUEST = ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x")
HEAD = b"HTTP/1.1 200 OK\r\n"

CALLS: dict[str, Callable[[Client], object]] = {
    "poll": lambda client: client.generation(REQUEST.artist_id),
    "list": lambda client: client.generations(limit=100),
    "submit": lambda client: client.submit(REQUEST),
}


@pytest.fixture(autouse=True)
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", LIMIT)
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", LIMIT)
    monkeypatch.setattr(transport, "RETRY_SECONDS", 0.0)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def client_of(url: str) -> Client:
    return Client(Transport(url, "ak", "antekirt-tests", lambda _host: True))


def test_a_limit_leaves_room_for_one_long_silence() -> None:
    assert transport.RETRY_SECONDS < connection.READ_TIMEOUT


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_head_that_drips_is_cut_off(
    client: Client, sandbox: Sandbox, call: Callable[[Client], object]
) -> None:
    sandbox.fault({"kind": "drip_head", "pause": 0.1}, origin="api", path="*/generations*", times=None)
    began = time.monotonic()
    with pytest.raises(error.AnswerLost, match="took longer than") as caught:
        call(client)
    assert caught.value.charged is None
    assert LIMIT <= time.monotonic() - began < SOON


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (HEAD + b"Content-Length: 500\r\n\r\n", b" "),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),  # digits of one size that never ends
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),  # after the last chunk
        (HEAD + b"\r\n", b" "),
    ],
)
def test_a_body_that_drips_is_cut_off(start: bytes, drop: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "BODY_SECONDS", LIMIT)
    began = time.monotonic()
    with listening(dripping(start, itertools.repeat(drop))) as address, pytest.raises(error.AnswerLost):
        client_of(f"http://{address}").account()
    assert time.monotonic() - began < SOON


def test_a_server_that_does_not_begin_to_encrypt_has_charged_nothing() -> None:
    with listening(silent) as address, pytest.raises(error.Unreachable) as caught:
        client_of(f"https://{address}").submit(REQUEST)
    assert caught.value.charged is False


def test_a_proxy_whose_answer_drips_has_charged_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(dripping(b"HTTP/1.1 200 OK\r\nA: ", itertools.repeat(b"b"))) as address:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{address}")
        with pytest.raises(error.Unreachable) as caught:
            client_of("https://api.antekirt.test").submit(REQUEST)
    assert caught.value.charged is False


@pytest.mark.usefixtures("patient")
def test_a_silence_after_the_first_bytes_does_not_outlast_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", LIMIT)

    def serve(sock: socket.socket) -> None:
        sock.recv(65536)
        sock.sendall(HEAD)
        silent(sock)

    began = time.monotonic()
    with listening(serve) as address, pytest.raises(error.AnswerLost, match="took longer than"):
        client_of(f"http://{address}").submit(REQUEST)
    assert time.monotonic() - began < SOON


def test_what_comes_in_time_is_read_over_one_connection(
    client: Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each within a limit that all together go beyond."""
    for limit in ("HEAD_SECONDS", "READ_TIMEOUT"):
        monkeypatch.setattr(connection, limit, 3.0)
    for _ in range(3):
        sandbox.fault({"kind": "delay", "seconds": 1.1}, path="*/account/me")
        assert client.account().credits == 500


# Broken off


class Call:
    """A request in a thread of its own."""

    def __init__(self, client: Client, call: Callable[[Client], object]) -> None:
        self.outcome: object = None
        self._client, self._call = client, call
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.outcome = self._call(self._client)
        except error.ApiError as problem:
            self.outcome = problem

    def end(self) -> object:
        self.thread.join(5)
        assert not self.thread.is_alive()
        return self.outcome


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that this test does not live to see."""
    for name in ("HEAD_SECONDS", "CONNECT_TIMEOUT", "READ_TIMEOUT"):
        monkeypatch.setattr(connection, name, 60.0)
    monkeypatch.setattr(transport, "RETRY_SECONDS", 60.0)


@pytest.fixture
def hanging(client: Client, sandbox: Sandbox, patient: None) -> Iterator[Client]:  # noqa: ARG001
    """A client of a service that takes requests and does not answer."""
    sandbox.fault({"kind": "hang"}, origin="api", path="*/generations*", times=None)
    sandbox.forget_requests()
    yield client
    client.transport.connections.abort()


def taken(sandbox: Sandbox, count: int) -> None:
    """Wait until the service has so many requests."""
    while len(sandbox.requests()) < count:
        time.sleep(0.01)


def test_one_thread_can_be_given_up_while_the_others_go_on(hanging: Client, sandbox: Sandbox) -> None:
    calls = [Call(hanging, CALLS["poll"]) for _ in range(2)]
    taken(sandbox, 2)
    hanging.transport.connections.give_up(calls[0].thread)
    assert isinstance(calls[0].end(), error.Aborted)
    assert calls[1].thread.is_alive()


def test_a_thread_that_was_given_up_begins_nothing_more(hanging: Client, sandbox: Sandbox) -> None:
    def poll_twice(client: Client) -> object:
        with pytest.raises(error.Aborted):
            CALLS["poll"](client)
        return client.account()

    call = Call(hanging, poll_twice)
    taken(sandbox, 1)
    hanging.transport.connections.give_up(call.thread)
    assert isinstance(call.end(), error.Aborted)
    assert len(sandbox.requests()) == 1


def test_what_has_left_is_not_held_back(hanging: Client, sandbox: Sandbox) -> None:
    call = Call(hanging, CALLS["submit"])
    taken(sandbox, 1)
    assert not hanging.transport.connections.hold_back(call.thread)
    assert call.thread.is_alive()


@pytest.mark.usefixtures("patient")
def test_what_has_not_left_is_held_back_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the other side does not begin to encrypt, before it does at last."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    greeted, go_on, received = threading.Event(), threading.Event(), bytearray()

    def serve(sock: socket.socket) -> None:
        greeted.set()
        go_on.wait(5)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        arrived, to_send = ssl.MemoryBIO(), ssl.MemoryBIO()  # wrap_socket leaves a reset connection unclosed
        encrypted = context.wrap_bio(arrived, to_send, server_side=True)
        while not received:
            try:
                received.extend(encrypted.read())
            except ssl.SSLWantReadError:
                sock.sendall(to_send.read())
                if not (piece := sock.recv(65536)):
                    return
                arrived.write(piece)

    with listening(serve) as address:
        client = client_of(f"https://{address}")
        call = Call(client, CALLS["submit"])
        assert greeted.wait(5)
        assert client.transport.connections.hold_back(call.thread)
        go_on.set()
        assert isinstance(call.end(), error.Aborted)
    assert not received


def test_nothing_leaves_after_it_was_held_back() -> None:
    held = exchange.Exchange(60.0)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as sock,
    ):
        held.connected(sock)
        assert held.hold_back()
        with pytest.raises(error.Aborted):
            held.leaves(sock)
    assert not held.has_left


@pytest.mark.usefixtures("patient")
def test_a_thread_that_is_at_nothing_has_nothing_to_hold_back(client: Client) -> None:
    assert not client.transport.connections.hold_back(threading.current_thread())
    assert client.account().credits == 500
