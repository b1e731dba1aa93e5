# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogs that look at the sandbox."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import transport
from antekirt_addon.catalog.catalog import Catalog
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox


@pytest.fixture(autouse=True)
def no_second_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "ATTEMPTS", 1)


@pytest.fixture
def open_catalog(sandbox: Sandbox, tmp_path: Path) -> Iterator[Callable[..., Catalog]]:
    """Catalogs on one cache, one after the other, as each start of Blender has its own."""
    opened: list[Catalog] = []

    def open_one(key: str = sandbox.api_key) -> Catalog:
        settings = Settings(sandbox.base_url, key, tmp_path / "Antekirt", "antekirt-tests")
        opened.append(Catalog(Session(settings), tmp_path / "cache", tmp_path / "starred.json"))
        return opened[-1]

    yield open_one
    assert all([catalog.session.close() for catalog in opened])  # noqa: C419 - close them all
    assert all([catalog.close() for catalog in opened]), "a thread survived"  # noqa: C419 - the same


@pytest.fixture
def catalog(open_catalog: Callable[..., Catalog]) -> Catalog:
    return open_catalog()


@pytest.fixture
def until() -> Callable[..., None]:
    """Let a catalog run until something is so."""

    def run(catalog: Catalog, reached: Callable[[], object]) -> None:
        end = time.monotonic() + 20
        while not reached():
            assert time.monotonic() < end, "still not so"
            catalog.session.pump()
            catalog.pump(time.monotonic())
            time.sleep(0.005)

    return run
