# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong on the wire, and where the key goes."""

from __future__ import annotations

import itertools
import threading
import time
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import error, transport
from antekirt_addon.api.client import Client
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.api.transport import Transport
from tests.unit.raw_server import dripping, listening

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from tests.unit.recording_server import RecordingServer

REQUEST = ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x")


def test_a_get_is_tried_again(client: Client, sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 503}, path="*/account/me", times=2)
    assert client.account().credits == 500


def test_a_get_waits_as_long_as_it_is_asked_to(client: Client, sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "1"}}, path="*/account/me")
    began = time.monotonic()
    client.account()
    assert time.monotonic() - began >= 1.0


def test_a_long_wait_is_left_to_the_caller(client: Client, sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "90"}}, path="*/account/me")
    with pytest.raises(error.TooManyRequests) as caught:
        client.account()
    assert caught.value.retry_after == 90


@pytest.mark.parametrize(
    ("fault", "kind", "charged"),
    [
        ({"kind": "drop_before"}, error.AnswerLost, None),
        ({"kind": "drop_after"}, error.AnswerLost, None),
        ({"kind": "hang", "after": True}, error.AnswerLost, None),
        ({"kind": "half_body"}, error.AnswerLost, None),
        ({"kind": "answer", "status": 202, "body": "<html>"}, error.BadAnswer, None),
        ({"kind": "answer", "status": 202, "body": ""}, error.BadAnswer, None),
        ({"kind": "merge", "patch": {"generationId": None}}, error.BadAnswer, None),
        ({"kind": "answer", "status": 500, "body": "<html>"}, error.ServerFault, None),
        ({"kind": "answer", "status": 429}, error.TooManyRequests, False),
        *(
            ({"kind": "answer", "status": status}, error.UnclearStatus, None)
            for status in (408, 409, 425, 499)
        ),
        ({"kind": "redirect", "to": "https://example.com/"}, error.BadAnswer, None),
    ],
)
def test_a_post_is_sent_once(
    client: Client,
    sandbox: Sandbox,
    fault: dict[str, object],
    kind: type[error.ApiError],
    charged: bool | None,
) -> None:
    artist = client.artists(limit=1).items[0]
    sandbox.forget_requests()
    sandbox.fault(fault, method="POST", path="*/generations/image")
    with pytest.raises(kind) as caught:
        client.submit(ImageRequest(artist.id, "x"))
    assert caught.value.charged is charged
    assert [request["method"] for request in sandbox.requests()] == ["POST"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "gzip_bomb", "megabytes": 9}, "sent more than the 8,388,608 bytes"),
        ({"kind": "endless"}, "sent more than the 8,388,608 bytes"),
        ({"kind": "drip", "bytes_per_second": 5}, "took longer than"),
        ({"kind": "content_length", "off": 100}, "broke before the answer was complete"),
        ({"kind": "half_body"}, "broke before the answer was complete"),
        ({"kind": "answer", "status": 200, "body": "[" * 2000}, "not JSON"),  # Python calls 1,000 deep
        ({"kind": "answer", "status": 200, "body": '{"data": null}'}, "."),
        ({"kind": "answer", "status": 200, "body": "<!doctype html>"}, "not JSON"),
    ],
)
def test_a_bad_body_ends_soon_and_in_bounded_memory(
    client: Client,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, object],
    words: str,
) -> None:
    if fault["kind"] != "drip":  # a busy machine takes its time for eight megabytes
        monkeypatch.setattr(transport, "BODY_SECONDS", 60.0)
    sandbox.fault(fault, path="*/account/me", times=None)
    with pytest.raises(error.AnswerLost, match=words):
        client.account()


def test_a_wrong_content_type_does_no_harm(client: Client, sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "content_type", "value": "text/html"}, path="*/account/me")
    assert client.account().credits == 500


def test_nothing_listens() -> None:
    client = Client(Transport("http://127.0.0.1:1", "ak", "tests", lambda _host: False))
    with pytest.raises(error.Unreachable) as caught:
        client.submit(REQUEST)
    assert caught.value.charged is False


def test_abort_ends_a_request_that_hangs(
    client: Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("antekirt_addon.api.connection.READ_TIMEOUT", 60.0)
    sandbox.fault({"kind": "hang"}, path="*/account/me")
    threading.Timer(0.3, client.transport.connections.abort).start()
    began = time.monotonic()
    with pytest.raises(error.Aborted):
        client.account()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "url", ["http://example.com", "ftp://example.com", "https://", "https://u:p@example.com", "x"]
)
def test_the_key_is_not_sent_in_the_open(url: str) -> None:
    with pytest.raises(error.InvalidRequest):
        Transport(url, "ak", "tests", lambda _host: True)


def test_offline_nothing_leaves_but_to_this_machine(client: Client) -> None:
    client.account()  # on the loopback
    away = Client(Transport("https://api.antekirt.com", "ak", "tests", lambda _host: False))
    with pytest.raises(error.Offline):
        away.account()


def test_no_redirect_carries_the_key_on(client: Client, sandbox: Sandbox, elsewhere: RecordingServer) -> None:
    for status in (301, 302, 303, 307, 308):
        redirect = {"kind": "redirect", "to": elsewhere.url, "status": status}
        sandbox.fault(redirect, path="*/account/me", times=None)
        with pytest.raises(error.BadAnswer, match=f"a redirect to {elsewhere.url}[.] It is not followed"):
            client.account()
        sandbox.clear_faults()
    assert elsewhere.seen == []


@pytest.mark.parametrize(
    ("to", "named"),
    [
        ("https://me:hidden@studio.test:443/a/b?token=hidden#x", "https://studio.test/a/b"),
        ("https://studio.test/api/v1/account/me?token=hidden", "https://studio.test"),
        ("//studio.test", "http://studio.test"),
        ("/login\x1b[1m?hidden", "{here}/login"),
        ("http://[hidden", "?"),
    ],
)
def test_a_redirect_is_named_without_what_may_be_secret(
    elsewhere: RecordingServer, monkeypatch: pytest.MonkeyPatch, to: str, named: str
) -> None:
    monkeypatch.setattr(transport, "ATTEMPTS", 1)
    elsewhere.status, elsewhere.headers = 302, {"Location": to}
    client = Client(Transport(elsewhere.url, "ak", "tests", lambda _host: False))
    with pytest.raises(error.BadAnswer) as caught:
        client.account()
    assert f"a redirect to {named.format(here=elsewhere.url)}. It is not followed" in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_what_comes_with_a_redirect_is_not_read() -> None:
    endless = dripping(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", itertools.repeat(b" "))
    began = time.monotonic()
    with listening(endless) as address, pytest.raises(error.BadAnswer, match="redirect"):
        Client(Transport(f"http://{address}", "ak", "tests", lambda _host: False)).submit(REQUEST)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("status", [200, 401])
def test_no_message_of_an_answer_holds_the_key(client: Client, sandbox: Sandbox, status: int) -> None:
    for body in (f'{{"error": "bad key {sandbox.api_key}"}}', f"bad key {sandbox.api_key}"):
        sandbox.fault({"kind": "answer", "status": status, "body": body}, path="*/account/me", times=None)
        with pytest.raises(error.ApiError) as caught:
            client.account()
        assert sandbox.api_key not in str(caught.value)
        assert sandbox.api_key[:16] not in str(caught.value)
        sandbox.clear_faults()


def test_a_refusal_without_words_has_its_status(client: Client, sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 402, "body": ""}, path="*/account/me")
    with pytest.raises(error.InsufficientCredits, match=r"HTTP status 402 Payment Required$"):
        client.account()


def test_no_message_holds_the_key(client: Client, sandbox: Sandbox) -> None:
    body = f'{{"messages": [{{"type": "ERROR", "message": "bad key {sandbox.api_key}"}}]}}'
    sandbox.fault({"kind": "answer", "status": 401, "body": body}, path="*/account/me")
    with pytest.raises(error.Unauthorized) as caught:
        client.account()
    assert sandbox.api_key not in str(caught.value)
    assert sandbox.api_key not in repr(client.__dict__)
