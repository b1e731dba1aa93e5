# SPDX-License-Identifier: GPL-3.0-or-later
"""The control surface, and the process itself."""

import json
import signal
import socket
import subprocess
import time

import pytest

from sandbox.client import PYTHON, REPOSITORY, Sandbox, fetch

SCRIPT = str(REPOSITORY / "scripts" / "sandbox")


def test_requests_are_written_down_as_they_came(sandbox: Sandbox) -> None:
    sandbox.forget_requests()
    fetch("GET", f"{sandbox.base_url}/api/v1/artists?search=a%20b", headers={"X-Mine": "yes"})
    (seen,) = sandbox.requests()
    assert (seen["origin"], seen["method"], seen["path"]) == ("api", "GET", "/api/v1/artists")
    assert (seen["query"], seen["headers"]["x-mine"]) == ("search=a%20b", "yes")
    assert seen["when"].endswith("Z")


def test_reset_goes_back_to_the_start(sandbox: Sandbox, generation_id: str) -> None:
    before = sandbox.call("GET", "/generations?limit=100&direction=ASC").json["data"]
    sandbox.settings(lag=5, credits={"main": 1})
    sandbox.fault({"kind": "drop_before"}, times=None)
    sandbox.reset()
    assert sandbox.ledger() == sandbox.requests() == sandbox.control("GET", "faults") == []
    after = sandbox.call("GET", "/generations?limit=100&direction=ASC").json["data"]
    assert [item["id"] for item in after] == [item["id"] for item in before if item["id"] != generation_id]
    settings = sandbox.settings()
    assert (settings["lag"], settings["credits"]) == (0, {"main": 500, "poor": 2, "other": 500})


def test_time_can_be_skipped(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(image_delay=600)
    answer = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": "a fox"})
    path = f"/generations/{answer.json['generationId']}"
    sandbox.skip(500)
    assert sandbox.call("GET", path).json["data"]["status"] == "processing"
    sandbox.skip(100)
    assert sandbox.call("GET", path).json["data"]["status"] == "completed"
    with pytest.raises(ValueError, match="seconds must be a number"):
        sandbox.skip(-1)


def test_latency_delays_every_answer(sandbox: Sandbox) -> None:
    sandbox.settings(latency=0.3)
    for url in (f"{sandbox.base_url}/api/v1/artists", f"{sandbox.cdn_url}/nothing"):
        begun = time.monotonic()
        fetch("GET", url)
        assert time.monotonic() - begun > 0.25


@pytest.mark.parametrize(
    "changes",
    [
        {"speed": 1},
        {"lag": -1},
        {"lag": "soon"},
        {"lag": True},
        {"lag": None},
        {"images_per_generation": 5},
        {"images_per_generation": 1.5},
        {"fail": ["audio"]},
        {"fail": "svg"},
        {"prompt_form": ["upper"]},
        {"answer_shape": "error_text"},
        {"status_word": None},
        {"failure": "dark"},
        {"credits": {"nobody": 1}},
        {"credits": {"main": -1}},
        {"credits": 5},
    ],
)
def test_bad_settings_change_nothing(sandbox: Sandbox, changes: dict[str, object]) -> None:
    before = sandbox.settings()
    with pytest.raises(ValueError, match=r"must be|there is no"):
        sandbox.settings(image_delay=3, **changes)
    assert sandbox.settings() == before


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"fault": {"kind": "earthquake"}},
        {"fault": {"kind": "drip", "bytes_per_second": 0}},
        {"fault": {"kind": "answer", "status": "500"}},
        {"fault": {"kind": "answer", "status": 20}},
        {"fault": {"kind": "answer", "headers": {"Retry-After": 1}}},
        {"fault": {"kind": "drop_after", "status": 500}},
        {"fault": {"kind": "drop_after"}, "skip": -1},
        {"fault": {"kind": "drop_after"}, "times": "twice"},
        {"fault": {"kind": "drop_after"}, "match": {"origin": "moon"}},
        {"fault": {"kind": "drop_after"}, "match": {"host": "x"}},
        {"fault": {"kind": "drop_after"}, "often": 2},
    ],
)
def test_bad_faults_are_refused_in_words(sandbox: Sandbox, fault: dict[str, object]) -> None:
    reply = fetch("POST", f"{sandbox.base_url}/sandbox/faults", fault)
    assert reply.status == 400
    assert reply.message
    assert sandbox.control("GET", "faults") == []


def test_the_script_runs_from_anywhere_and_ends_on_a_signal() -> None:
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen([SCRIPT, "--port", "0"], cwd="/", stdout=subprocess.PIPE, text=True)
        with process:
            assert process.stdout
            where = json.loads(process.stdout.readline())
            reply = fetch(
                "GET", f"{where['base_url']}/api/v1/account/me", None, {"x-api-key": where["api_key"]}
            )
            assert reply.status == 200
            process.send_signal(signal_)
            assert process.wait(30) == 0
            assert process.stdout.read() == ""


def test_an_occupied_port_is_one_clear_line() -> None:
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", 0))
        occupant.listen()
        port = str(occupant.getsockname()[1])
        done = subprocess.run(
            [SCRIPT, "--port", port], capture_output=True, text=True, timeout=20, check=False
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert f"port {port}" in done.stderr


def test_it_ends_with_its_parent() -> None:
    with subprocess.Popen(
        [str(PYTHON), "-m", "sandbox", "--port", "0", "--end-with-stdin"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline()
        process.stdin.close()
        assert process.wait(30) == 0


def test_it_ends_promptly_while_it_hangs_and_draws() -> None:
    with Sandbox() as sandbox:
        sandbox.fault({"kind": "hang"})
        host, _, port = sandbox.base_url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"GET /api/v1/account/me HTTP/1.1\r\nHost: sandbox\r\n\r\n")
            artist_id = sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
            for _ in range(20):
                sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": "sea"})
            sandbox.process.terminate()
            assert sandbox.process.wait(3) == 0
