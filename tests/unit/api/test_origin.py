# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom we speak to: certificates, proxies, and what travels besides the request."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import trustme

from antekirt_addon.api import error
from antekirt_addon.api.client import Client
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.api.transport import Transport
from tests.unit.recording_server import RecordingServer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sandbox.client import Sandbox

KEY = "ak_2e1a9c97c684f8d6ccaeac7654a9035d853bbf18"
AWAY = "https://api.antekirt.test"  # a name that stands for any server that is not this machine
ACCOUNT = b'{"data": {"id": "a", "credits": 7}}'
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the tester's own network settings."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A company's own authority, as its machines are told of it."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[RecordingServer]:
    """A server with a good certificate of that authority."""
    with serving(tls(authority.issue_cert("127.0.0.1", "api.antekirt.test"))) as server:
        server.body = ACCOUNT
        yield server


def tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def client_of(url: str) -> Client:
    return Client(Transport(url, KEY, "antekirt-tests", lambda _host: True))


def keys(server: RecordingServer) -> list[str | None]:
    return [headers.get("x-api-key") for _method, _target, headers in server.seen]


# Certificates


def test_an_unknown_authority_gets_nothing(secure: RecordingServer) -> None:
    with pytest.raises(error.Unreachable, match="is not trusted") as caught:
        client_of(secure.url).submit(ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x"))
    assert caught.value.charged is False
    assert secure.seen == []


@pytest.mark.usefixtures("trusted")
def test_an_authority_from_the_environment_is_trusted(secure: RecordingServer) -> None:
    assert client_of(secure.url).account().credits == 7
    assert keys(secure) == [KEY]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("fault", ["another name", "expired"])
def test_a_certificate_that_is_not_good_gets_nothing(authority: trustme.CA, fault: str) -> None:
    certificate = (
        authority.issue_cert("example.com")
        if fault == "another name"
        else authority.issue_cert(
            "127.0.0.1", not_before=datetime.now(UTC) - 2 * HOUR, not_after=datetime.now(UTC) - HOUR
        )
    )
    with serving(tls(certificate)) as server:
        with pytest.raises(error.Unreachable, match="not trusted"):
            client_of(server.url).account()
        assert server.seen == []


# Proxies


@pytest.mark.usefixtures("trusted")
def test_a_proxy_carries_the_key_without_seeing_it(
    secure: RecordingServer, elsewhere: RecordingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere.connects_to = ("127.0.0.1", urlsplit(secure.url).port or 0)
    monkeypatch.setenv("HTTPS_PROXY", elsewhere.url)
    assert client_of(AWAY).account().credits == 7
    assert keys(secure) == [KEY]
    assert [(method, target) for method, target, _ in elsewhere.seen] == [
        ("CONNECT", "api.antekirt.test:443")
    ]
    assert KEY not in str(elsewhere.seen)


@pytest.mark.usefixtures("trusted")
def test_a_proxy_that_listens_in_is_found_out(
    elsewhere: RecordingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tls(trustme.CA().issue_cert("api.antekirt.test"))) as listener:
        elsewhere.connects_to = ("127.0.0.1", urlsplit(listener.url).port or 0)
        monkeypatch.setenv("HTTPS_PROXY", elsewhere.url)
        with pytest.raises(error.Unreachable, match="not trusted"):
            client_of(AWAY).account()
        assert listener.seen == []


def test_a_proxy_that_refuses_has_charged_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with pytest.raises(error.Unreachable, match="proxy") as caught:
        client_of(AWAY).submit(ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x"))
    assert caught.value.charged is False


@pytest.mark.usefixtures("trusted")
def test_an_answer_lost_behind_a_proxy_may_have_charged(
    secure: RecordingServer, elsewhere: RecordingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure.is_silent = True
    elsewhere.connects_to = ("127.0.0.1", urlsplit(secure.url).port or 0)
    monkeypatch.setenv("HTTPS_PROXY", elsewhere.url)
    with pytest.raises(error.AnswerLost) as caught:
        client_of(AWAY).submit(ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x"))
    assert caught.value.charged is None
    assert [method for method, _target, _headers in secure.seen] == ["POST"]


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_reads_what_goes_to_this_machine(
    client: Client, elsewhere: RecordingServer, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, elsewhere.url)
    assert client.account().credits == 500
    assert elsewhere.seen == []


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://127.0.0.1\\@example.com",
        "http://127.0.0.1#@example.com",
        "http://127.0.0.1?@example.com",
        "http://localhost\\.example.com",
        "http://127.0.0.1\n.example.com",
        "http://[::ffff:93.184.216.34]",
        "http://0.0.0.0.example.com",
        "https://api.antekirt.com:99999",
        "https:\\\\api.antekirt.com",
        "//api.antekirt.com",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_only_looks_right_is_refused(url: str) -> None:
    with pytest.raises(error.InvalidRequest):
        client_of(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000/", "https://api.antekirt.com/"]
)
def test_an_address_that_is_right_is_taken(url: str) -> None:
    assert client_of(url).transport.base_url == url.rstrip("/")


# What travels besides


def test_no_cookie_comes_back(elsewhere: RecordingServer) -> None:
    elsewhere.body, elsewhere.headers = ACCOUNT, {"Set-Cookie": "who=me; Path=/"}
    client = client_of(elsewhere.url)
    client.account()
    client.account()
    assert not any("cookie" in headers for _method, _target, headers in elsewhere.seen)


def test_no_password_of_the_artists_is_sent(
    elsewhere: RecordingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login artist password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    elsewhere.body = ACCOUNT
    client_of(elsewhere.url).account()
    assert "authorization" not in elsewhere.seen[0][2]


def test_nothing_is_sent_but_what_is_needed(client: Client, sandbox: Sandbox) -> None:
    sandbox.forget_requests()
    client.account()
    (request,) = sandbox.requests()
    assert set(request["headers"]) == {
        "accept",
        "accept-encoding",
        "connection",
        "host",
        "user-agent",
        "x-api-key",
    }
    assert sandbox.api_key not in request["path"] + str(request["query"])
