# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox for one test or many: starts the server as a process, ends it, and speaks to its control surface.

Standard library only, because tests inside Blender use it too:

    with Sandbox("--image-delay", "0.1") as sandbox:
        sandbox.fault({"kind": "drop_after"}, method="POST", path="*/image")
        ... sandbox.base_url, sandbox.api_key ...
        assert len(sandbox.ledger()) == 1
"""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

REPOSITORY = Path(__file__).resolve().parent.parent
PROGRAM = "Scripts/python.exe" if os.name == "nt" else "bin/python"
PYTHON = REPOSITORY / ".venv" / "tools" / PROGRAM


@dataclass(frozen=True)
class Reply:
    """What came back for one request of `call`."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def message(self) -> str:
        """The documented error's first message."""
        return str(self.json["messages"][0]["message"])


class Sandbox:
    """The running server; usable once entered."""

    base_url: str
    cdn_url: str
    api_key: str
    poor_api_key: str
    other_api_key: str
    private_artist_id: str
    deleted_artist_id: str

    def __init__(self, *options: str) -> None:
        self.options = options

    def __enter__(self) -> Self:
        # The server ends when its standard input closes, so it cannot outlive us, however we end.
        command = [str(PYTHON), "-m", "sandbox", "--port", "0", "--end-with-stdin", *self.options]
        self.process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise RuntimeError(f"the sandbox ended with {self.process.wait()} before it was ready")
        self.__dict__.update(json.loads(line))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def call(self, method: str, path: str, body: object = None, *, key: str | None = None) -> Reply:
        """One request under /api/v1 with the main account's key, or with another ("" sends none)."""
        headers = {"x-api-key": self.api_key if key is None else key}
        return fetch(method, f"{self.base_url}/api/v1{path}", body, headers if headers["x-api-key"] else {})

    def ledger(self) -> list[dict[str, Any]]:
        """Every charge, oldest first: account, operation, generationId, credits, time, body."""
        return list(self.control("GET", "ledger"))

    def requests(self) -> list[dict[str, Any]]:
        """Every request on both origins: origin, method, path, query, headers (lower case), when."""
        return list(self.control("GET", "requests"))

    def forget_requests(self) -> None:
        self.control("DELETE", "requests")

    def settings(self, **changes: object) -> dict[str, Any]:
        """Change settings by name (runtime_setting.py; credits={"main": 5}); returns all as they are."""
        return dict(self.control("PATCH", "settings", changes))

    def fault(
        self,
        fault: dict[str, object],
        *,
        origin: str = "*",
        method: str = "*",
        path: str = "*",
        skip: int = 0,
        times: int | None = 1,
    ) -> None:
        """Spoil requests that match: after the first `skip` of them the next `times` (None: all)."""
        match = {"origin": origin, "method": method, "path": path}
        self.control("POST", "faults", {"match": match, "skip": skip, "times": times, "fault": fault})

    def clear_faults(self) -> None:
        self.control("DELETE", "faults")

    def skip(self, seconds: float) -> None:
        """Let time pass at once: with delays of minutes a test decides itself when work is done."""
        self.control("POST", "skip", {"seconds": seconds})

    def reset(self) -> None:
        """Back to the start: same keys, ids and history; no faults, no ledger, no requests."""
        self.control("POST", "reset")

    def control(self, method: str, name: str, body: object = None) -> Any:
        reply = fetch(method, f"{self.base_url}/sandbox/{name}", body, {})
        if reply.status >= 400:
            raise ValueError(reply.message)
        return reply.json


def fetch(method: str, url: str, body: object = None, headers: dict[str, str] | None = None) -> Reply:
    """One request, whatever its status; bytes are sent as they are, anything else as JSON."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers or {}, method=method)
    if data is not None:
        request.add_header("Content-Type", "application/json")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=60) as answer:
            return Reply(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, dict(error.headers), error.read())
