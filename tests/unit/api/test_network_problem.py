# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a proxy or a certificate is said by its name, without a secret, and what to set."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import trustme

from antekirt_addon.api import error, transport
from antekirt_addon.api.client import Client
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.api.transport import Transport
from antekirt_addon.jobs.problem import describe
from tests.unit.raw_server import listening
from tests.unit.recording_server import RecordingServer, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

AWAY = "https://api.antekirt.test"
REQUEST = ImageRequest("825a12f9-c650-488e-beb7-39d0c201f9e7", "x")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "ATTEMPTS", 1)
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "REQUESTS_CA_BUNDLE",
        "CURL_CA_BUNDLE",
    ):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A company's own, which the environment names."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    return made


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[RecordingServer]:
    with serving(tls(authority.issue_cert("127.0.0.1", "api.antekirt.test"))) as server:
        server.body = b'{"data": {"id": "a", "credits": 7}}'
        yield server


def tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def client_of(url: str) -> Client:
    return Client(Transport(url, "ak", "antekirt-tests", lambda _host: True))


def told(kind: type[error.ApiError], url: str = AWAY) -> str:
    """What the artist is told when a paid request does not leave, and that it cost nothing."""
    with pytest.raises(kind) as caught:
        client_of(url).submit(REQUEST)
    assert caught.value.charged is False
    problem = describe(caught.value, price=3)
    assert problem.charged is False
    return problem.text


# Proxies


@pytest.mark.parametrize(
    ("proxy", "named", "what"),
    [
        ("http://127.0.0.1:1", "http://127.0.0.1:1", "cannot be reached"),
        ("127.0.0.1:1", "127.0.0.1:1", "cannot be reached"),
        ("http://me:hidden@127.0.0.1:1", "http://127.0.0.1:1", "cannot be reached"),
        ("http://proxy.invalid:8080", "http://proxy.invalid:8080", "cannot be reached"),
        ("socks5://me:hidden@127.0.0.1:1080", "socks5://127.0.0.1:1080", "is a SOCKS proxy"),
        ("socks5h://127.0.0.1:1080", "socks5h://127.0.0.1:1080", "is a SOCKS proxy"),
        ("gopher://127.0.0.1:1", "gopher://127.0.0.1:1", "address"),
        ("http://", "http:", "address"),
        ("http://127.0.0.1:99999", "http://127.0.0.1:99999", "address"),
        ("http://me:hid/den@127.0.0.1:99999", "http://127.0.0.1:99999", "address"),
    ],
)
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "all_proxy"])
def test_a_proxy_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, proxy: str, named: str, what: str
) -> None:
    monkeypatch.setenv(variable, proxy)
    text = told(error.ProxyProblem)
    assert named in text
    assert what in text
    assert "HTTPS_PROXY" in text
    assert "hid" not in text


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "asks for a name and a password"),
        (b"HTTP/1.1 403 Forbidden\x1b[1m\r\n\r\n", "does not let api.antekirt.test through (403 Forbidden)"),
        (b"HTTP/1.1 502 \r\n\r\n", "does not let api.antekirt.test through (502)"),
        (b"what?\r\n\r\n", "gave no answer that can be used"),
        (b"", "gave no answer that can be used"),
    ],
)
def test_what_a_proxy_says_is_told(monkeypatch: pytest.MonkeyPatch, answer: bytes, what: str) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(answer)

    with listening(serve) as address:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:hidden@{address}")
        text = told(error.ProxyProblem)
    assert f"The proxy http://{address} {what}." in text
    assert "hid" not in text


def test_a_proxy_that_does_not_encrypt_is_told_from_one_that_does(
    secure: RecordingServer,
    elsewhere: RecordingServer,
    authority: trustme.CA,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", elsewhere.url.replace("http:", "https:"))
    assert "does not encrypt: its address begins with http://" in told(error.ProxyProblem)
    with serving(tls(authority.issue_cert("127.0.0.1"))) as encrypting:
        encrypting.connects_to = ("127.0.0.1", urlsplit(secure.url).port or 0)
        monkeypatch.setenv("HTTPS_PROXY", encrypting.url)
        assert client_of(AWAY).account().credits == 7


@pytest.mark.parametrize(
    ("variable", "form"),
    [
        ("HTTPS_PROXY", "http://{}"),
        ("https_proxy", "http://{}"),
        ("ALL_PROXY", "http://{}"),
        ("HTTPS_PROXY", "{}"),
        ("HTTPS_PROXY", "http://me:p%40ss@{}/"),
    ],
)
def test_these_forms_of_a_proxy_work(
    secure: RecordingServer,
    elsewhere: RecordingServer,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    form: str,
) -> None:
    elsewhere.connects_to = ("127.0.0.1", urlsplit(secure.url).port or 0)
    monkeypatch.setenv(variable, form.format(urlsplit(elsewhere.url).netloc))
    assert client_of(AWAY).account().credits == 7
    assert [method for method, _target, _headers in elsewhere.seen] == ["CONNECT"]


@pytest.mark.parametrize(
    "exception",
    ["*", "antekirt.test", ".antekirt.test", "other.test, API.antekirt.test"],
)
def test_these_forms_of_an_exception_keep_the_proxy_out(
    monkeypatch: pytest.MonkeyPatch, exception: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", exception)
    assert told(error.Unreachable).startswith("api.antekirt.test cannot be reached")


# Certificates


def test_an_unknown_authority_is_told_with_what_to_set(
    secure: RecordingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    text = told(error.UntrustedCertificate, secure.url)
    assert "The certificate of 127.0.0.1 is not trusted (unable to get local issuer certificate)" in text
    assert "set REQUESTS_CA_BUNDLE to its certificates" in text


def test_a_proxy_that_opens_the_encryption_is_named(
    elsewhere: RecordingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tls(trustme.CA().issue_cert("api.antekirt.test"))) as listener:
        elsewhere.connects_to = ("127.0.0.1", urlsplit(listener.url).port or 0)
        monkeypatch.setenv("HTTPS_PROXY", elsewhere.url.replace("http://", "http://me:hidden@"))
        text = told(error.UntrustedCertificate)
    assert f"which came by the proxy {elsewhere.url}, is not trusted" in text
    assert "hid" not in text


def test_what_is_wrong_with_a_certificate_is_told(authority: trustme.CA) -> None:
    now = datetime.now(UTC)
    old = authority.issue_cert("127.0.0.1", not_before=now - 2 * DAY, not_after=now - DAY)
    for certificate, what in ((old, "expired"), (authority.issue_cert("example.com"), "match")):
        with serving(tls(certificate)) as server:
            assert what in told(error.UntrustedCertificate, server.url)


def test_certificates_that_are_not_there_are_told_by_their_variable(
    secure: RecordingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "nowhere.pem"))
    assert "The certificates that REQUESTS_CA_BUNDLE names are not there" in told(
        error.UntrustedCertificate, secure.url
    )
    (tmp_path / "empty.pem").write_text("no certificate\n")
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "empty.pem"))
    assert "The file that CURL_CA_BUNDLE names holds no certificates" in told(
        error.UntrustedCertificate, secure.url
    )
