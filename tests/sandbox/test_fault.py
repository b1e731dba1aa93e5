# SPDX-License-Identifier: GPL-3.0-or-later
"""Each way to fail, as a bare socket sees it, and the rules that say when."""

import gzip
import json
import socket
import time
from urllib.parse import urlsplit

import pytest

from sandbox.client import Sandbox, fetch

Raw = tuple[bytes, dict[str, str], bytes]  # the status line, the headers, what came of the body


def ask(sandbox: Sandbox, method: str, path: str, body: object = None, *, most: int = 10**9) -> Raw:
    """One request over a bare socket, everything read until the end. A reset raises ConnectionResetError."""
    where = urlsplit(sandbox.base_url)
    data = b"" if body is None else json.dumps(body).encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n"
        f"x-api-key: {sandbox.api_key}\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    with socket.create_connection((where.hostname, where.port), timeout=20) as connection:
        connection.sendall(head.encode() + data)
        answer = b""
        while len(answer) < most and (piece := connection.recv(65536)):
            answer += piece
    top, _, rest = answer.partition(b"\r\n\r\n")
    status, *lines = top.split(b"\r\n")
    headers = dict(line.decode().split(": ", 1) for line in lines)
    return status, headers, rest


def me(sandbox: Sandbox, *, most: int = 10**9) -> Raw:
    return ask(sandbox, "GET", "/api/v1/account/me", most=most)


def submit(sandbox: Sandbox, artist_id: str) -> Raw:
    return ask(sandbox, "POST", "/api/v1/generations/image", {"artistId": artist_id, "prompt": "sea"})


def charges(sandbox: Sandbox) -> int:
    return len(sandbox.ledger())


def test_answer(sandbox: Sandbox, artist_id: str) -> None:
    fault: dict[str, object] = {
        "kind": "answer",
        "status": 503,
        "headers": {"Retry-After": "7"},
        "body": "<p>",
    }
    sandbox.fault(fault, method="POST")
    status, headers, body = submit(sandbox, artist_id)
    assert (status, headers["Retry-After"], body) == (b"HTTP/1.1 503 Service Unavailable", "7", b"<p>")
    assert charges(sandbox) == 0


def test_answer_after_the_charge(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.fault({"kind": "answer", "status": 502, "after": True}, method="POST")
    status, _, body = submit(sandbox, artist_id)
    assert (status[:12], body, charges(sandbox)) == (b"HTTP/1.1 502", b"", 1)


@pytest.mark.parametrize(("kind", "charged"), [("drop_before", 0), ("drop_after", 1)])
def test_drop(sandbox: Sandbox, artist_id: str, kind: str, charged: int) -> None:
    sandbox.fault({"kind": kind}, method="POST")
    with pytest.raises(ConnectionResetError):
        submit(sandbox, artist_id)
    assert charges(sandbox) == charged
    assert submit(sandbox, artist_id)[0] == b"HTTP/1.1 202 Accepted"


def test_half_body(sandbox: Sandbox) -> None:
    whole = me(sandbox)[2]
    sandbox.fault({"kind": "half_body"})
    status, headers, body = me(sandbox)
    assert (status, headers["Content-Length"]) == (b"HTTP/1.1 200 OK", str(len(whole)))
    assert body == whole[: len(whole) // 2]


@pytest.mark.parametrize("off", [50, -50])
def test_content_length(sandbox: Sandbox, off: int) -> None:
    whole = me(sandbox)[2]
    sandbox.fault({"kind": "content_length", "off": off})
    _, headers, body = me(sandbox)
    assert (headers["Content-Length"], body) == (str(len(whole) + off), whole)


def test_drip(sandbox: Sandbox) -> None:
    whole = me(sandbox)[2]
    sandbox.fault({"kind": "drip", "bytes_per_second": 2 * len(whole)})
    begun = time.monotonic()
    assert me(sandbox)[2] == whole
    assert time.monotonic() - begun > 0.4


@pytest.mark.parametrize("origin", ["api", "cdn"])
def test_drip_head(sandbox: Sandbox, origin: str) -> None:
    url = {"api": f"{sandbox.base_url}/api/v1/account/me", "cdn": f"{sandbox.cdn_url}/nothing"}[origin]
    whole = fetch("GET", url)
    sandbox.fault({"kind": "drip_head", "pause": 0.005}, origin=origin)
    begun = time.monotonic()
    late = fetch("GET", url)
    assert (late.status, late.body) == (whole.status, whole.body)
    assert time.monotonic() - begun > 0.25


@pytest.mark.parametrize(
    ("fault", "charged", "met"),
    [
        ({"kind": "answer", "status": 503}, 0, b"HTTP/1.1 503"),
        ({"kind": "delay"}, 1, b"HTTP/1.1 202"),
        ({"kind": "hang"}, 0, b""),
        ({"kind": "hang", "after": True}, 1, b""),
    ],
)
def test_what_is_held_comes_when_the_faults_are_cleared(
    sandbox: Sandbox, artist_id: str, fault: dict[str, object], charged: int, met: bytes
) -> None:
    sandbox.fault({**fault, "held": True}, method="POST")
    where = urlsplit(sandbox.base_url)
    with socket.create_connection((where.hostname, where.port)) as connection:
        connection.sendall(request_to_submit(sandbox, artist_id))
        connection.settimeout(1.2)  # more than the seconds of a delay
        with pytest.raises(TimeoutError):
            connection.recv(1)
        assert charges(sandbox) == charged
        sandbox.clear_faults()
        connection.settimeout(20)
        if met:
            assert connection.recv(12) == met
        else:
            with pytest.raises(ConnectionResetError):
                connection.recv(1)
    assert charges(sandbox) == charged


def request_to_submit(sandbox: Sandbox, artist_id: str) -> bytes:
    head = b"POST /api/v1/generations/image HTTP/1.1\r\nHost: sandbox\r\nx-api-key: "
    body = json.dumps({"artistId": artist_id, "prompt": "sea"}).encode()
    return head + sandbox.api_key.encode() + f"\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize("hang", [False, True])
def test_taken_after_the_client_has_gone(sandbox: Sandbox, artist_id: str, *, hang: bool) -> None:
    sandbox.fault({"kind": "take_late", "seconds": 600, "hang": hang}, method="POST")
    where = urlsplit(sandbox.base_url)
    with socket.create_connection((where.hostname, where.port)) as connection:
        connection.sendall(request_to_submit(sandbox, artist_id))
        connection.settimeout(0.3 if hang else 20)
        with pytest.raises(TimeoutError if hang else ConnectionResetError):
            connection.recv(1)
    sandbox.skip(500)
    assert charges(sandbox) == 0
    sandbox.skip(100)
    deadline = time.monotonic() + 20
    while not charges(sandbox) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert charges(sandbox) == 1
    assert sandbox.call("GET", "/generations?limit=1").json["data"][0]["prompt"] == "sea"


def test_hang_until_its_time_is_over(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "hang", "seconds": 0.4})
    begun = time.monotonic()
    with pytest.raises(ConnectionResetError):
        me(sandbox)
    assert time.monotonic() - begun > 0.3


def test_hang_until_the_client_goes_away(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "hang"})
    where = urlsplit(sandbox.base_url)
    with socket.create_connection((where.hostname, where.port)) as connection:
        connection.sendall(b"GET /api/v1/account/me HTTP/1.1\r\nHost: sandbox\r\n\r\n")
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
    assert sandbox.call("GET", "/account/me").status == 200


def test_gzip_bomb(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "gzip_bomb", "megabytes": 20})
    _, headers, body = me(sandbox)
    assert headers["Content-Encoding"] == "gzip"
    assert int(headers["Content-Length"]) == len(body) < 200_000
    assert len(gzip.decompress(body)) == 20 * 2**20


def test_endless(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "endless", "start": "RIFF", "content_type": "image/webp"})
    _, headers, body = me(sandbox, most=5_000_000)
    assert headers["Content-Type"] == "image/webp"
    assert "Content-Length" not in headers
    assert b"RIFF" in body[:20]
    assert len(body) > 4_000_000


def test_content_type(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "content_type", "value": "text/html"})
    _, headers, body = me(sandbox)
    assert headers["Content-Type"] == "text/html"
    assert json.loads(body)["data"]["credits"] == 500


def test_redirect(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "redirect", "to": "http://127.0.0.1:1/elsewhere", "status": 307})
    status, headers, _ = me(sandbox)
    assert (status, headers["Location"]) == (
        b"HTTP/1.1 307 Temporary Redirect",
        "http://127.0.0.1:1/elsewhere",
    )


def test_merge(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "merge", "patch": {"data": {"credits": "many", "email": None, "new": [1]}}})
    data = json.loads(me(sandbox)[2])["data"]
    assert (data["credits"], data["new"], data["username"]) == ("many", [1], "main_artist")
    assert "email" not in data
    sandbox.fault({"kind": "merge", "patch": {"data": 5}})
    assert json.loads(me(sandbox)[2]) == {"data": 5}


def test_replace(sandbox: Sandbox, artist_id: str) -> None:
    for value in (None, "three", -1):
        sandbox.fault({"kind": "replace", "pointer": "/creditsUsed", "value": value}, method="POST")
        answer = json.loads(submit(sandbox, artist_id)[2])
        assert (answer["creditsUsed"], answer["status"]) == (value, "processing")
    sandbox.fault({"kind": "replace", "pointer": "/data/1/id", "value": "x"})
    first, second, third = sandbox.call("GET", "/generations?limit=3").json["data"]
    assert second["id"] == "x"
    assert "x" not in (first["id"], third["id"])


def test_a_submit_may_name_another_generation(sandbox: Sandbox, artist_id: str) -> None:
    foreign = sandbox.call("GET", "/generations?limit=1", key=sandbox.other_api_key).json["data"][0]["id"]
    sandbox.fault({"kind": "merge", "patch": {"generationId": foreign}}, method="POST")
    assert json.loads(submit(sandbox, artist_id)[2])["generationId"] == foreign
    assert sandbox.call("GET", f"/generations/{foreign}").status == 404
    assert sandbox.ledger()[0]["generationId"] != foreign


def test_one_picture_of_several_may_be_bad(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(images_per_generation=4)
    generation_id = json.loads(submit(sandbox, artist_id)[2])["generationId"]
    sandbox.fault({"kind": "answer", "status": 404}, origin="cdn", path="*/image-2.webp", times=None)
    images = sandbox.call("GET", f"/generations/{generation_id}").json["data"]["outputs"]["images"]
    for _ in range(2):
        statuses = [fetch("GET", image["url"]).status for image in images]
        assert statuses == [200, 200, 404, 200]


def test_delay(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "delay", "seconds": 0.4})
    begun = time.monotonic()
    assert me(sandbox)[0] == b"HTTP/1.1 200 OK"
    assert time.monotonic() - begun > 0.3


def test_a_delay_may_pass_on_the_sandboxs_clock_alone(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(image_delay=600)
    generation = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": "x"})
    path = f"/generations/{generation.json['generationId']}"
    sandbox.fault({"kind": "delay", "seconds": 600, "skip": True}, method="GET")
    statuses = [sandbox.call("GET", path).json["data"]["status"] for _ in range(2)]
    assert statuses == ["processing", "completed"]


def test_skip_and_times_count_matching_requests(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 500}, path="/api/v1/account/*", skip=1, times=2)
    statuses = []
    for _ in range(5):
        sandbox.call("GET", "/artists?limit=1")
        statuses.append(sandbox.call("GET", "/account/me").status)
    assert statuses == [200, 500, 500, 200, 200]
    (rule,) = sandbox.control("GET", "faults")
    assert (rule["seen"], rule["struck"]) == (5, 2)


def test_one_request_is_spoilt_by_one_rule(sandbox: Sandbox) -> None:
    for status in (500, 502):
        sandbox.fault({"kind": "answer", "status": status})
    assert [sandbox.call("GET", "/account/me").status for _ in range(3)] == [500, 502, 200]


def test_faults_last_until_they_are_cleared(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 500}, origin="api", times=None)
    assert [sandbox.call("GET", "/account/me").status for _ in range(3)] == [500] * 3
    picture = f"{sandbox.cdn_url}/nothing"
    assert fetch("GET", picture).status == 404
    sandbox.clear_faults()
    assert sandbox.call("GET", "/account/me").status == 200


def test_a_fault_of_the_other_origin(sandbox: Sandbox, generation_id: str) -> None:
    url = sandbox.call("GET", f"/generations/{generation_id}").json["data"]["outputs"]["images"][0]["url"]
    whole = fetch("GET", url).body
    sandbox.fault({"kind": "content_type", "value": "text/plain"}, origin="cdn", path="*.webp")
    assert sandbox.call("GET", "/account/me").headers["Content-Type"].startswith("application/json")
    reply = fetch("GET", url)
    assert (reply.headers["Content-Type"], reply.body) == ("text/plain", whole)
