# SPDX-License-Identifier: GPL-3.0-or-later
"""The service without its delays, and what its tests begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.client import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    with Sandbox("--image-delay", "0", "--svg-delay", "0", "--video-delay", "0") as sandbox:
        yield sandbox


@pytest.fixture
def artist_id(sandbox: Sandbox) -> str:
    return str(sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"])


@pytest.fixture
def generation_id(sandbox: Sandbox, artist_id: str) -> str:
    """A completed generation of the main account."""
    body = {"artistId": artist_id, "prompt": "a sunset over mountains"}
    return str(sandbox.call("POST", "/generations/image", body).json["generationId"])
