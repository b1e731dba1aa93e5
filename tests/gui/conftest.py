# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests in Blender's own window, once for each windowed Blender found here.

Those are the ones in ``BLENDER_GUI`` (paths joined like ``PATH``), or else what ``scripts/get-blender`` made.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.built_extension import built_extension
from window.antekirt_blender import antekirt_blender
from window.virtual_screen import virtual_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "artifacts" / "gui"
NAMED = [Path(path) for path in os.environ.get("BLENDER_GUI", "").split(os.pathsep) if path]
BLENDERS: list[Path | None] = [*(NAMED or sorted((ROOT / ".cache" / "blender").glob("*/blender")))]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Start a virtual screen."""
    with virtual_screen() as name:
        yield name


@pytest.fixture(scope="session", params=BLENDERS or [None], ids=lambda path: path and path.parent.name)
def installed_blender(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> WindowedBlender:
    """Install the built extension into an empty home once; tests get copies of it."""
    if request.param is None:
        pytest.skip("no windowed Blender here: run scripts/get-blender")
    home = tmp_path_factory.mktemp(request.param.parent.name)
    blender = antekirt_blender(request.param, request.getfixturevalue("display"), home, home)
    blender.install(built_extension())
    return blender


@pytest.fixture
def blender_without_key(
    request: pytest.FixtureRequest, installed_blender: WindowedBlender, display: str, tmp_path: Path
) -> WindowedBlender:
    """Give a Blender with the extension, and nothing else: no key, no server."""
    name = re.sub(r"\[.*", "", request.node.name).removeprefix("test_")
    executable, home = installed_blender.executable, tmp_path / "home"
    shutil.copytree(installed_blender.home, home)
    return antekirt_blender(executable, display, home, SCREENSHOTS / executable.parent.name / name)


@pytest.fixture
def blender(blender_without_key: WindowedBlender, sandbox: Sandbox) -> WindowedBlender:
    """Give a Blender with the extension, connected to the sandbox."""
    blender_without_key.environment |= {
        "ANTEKIRT_API_KEY": sandbox.api_key,
        "ANTEKIRT_BASE_URL": sandbox.base_url,
    }
    return blender_without_key
