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
from window.virtual_screen import virtual_screen
from window.windowed_blender import Studio, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.client import Sandbox

ROOT = Path(__file__).resolve().parents[2]
NAMED = [Path(path) for path in os.environ.get("BLENDER_GUI", "").split(os.pathsep) if path]
BLENDERS: list[Path | None] = [*(NAMED or sorted((ROOT / ".cache" / "blender").glob("*/blender")))]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Start a virtual screen."""
    with virtual_screen() as name:
        yield name


@pytest.fixture(scope="session", params=BLENDERS or [None], ids=lambda path: path and path.parent.name)
def furnished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Install the built extension into empty user folders once; tests get copies of them."""
    if request.param is None:
        pytest.skip("no windowed Blender here: run scripts/get-blender")
    display = request.getfixturevalue("display")
    home = tmp_path_factory.mktemp(request.param.parent.name)
    (home / "tmp").mkdir()
    shaders = ROOT / ".cache" / "mesa"
    shaders.mkdir(parents=True, exist_ok=True)
    studio = Studio(request.param, display, home, home, environment(home, display, shaders))
    studio.install(built_extension())
    return studio


@pytest.fixture
def empty_studio(request: pytest.FixtureRequest, furnished: Studio, tmp_path: Path) -> Studio:
    """Give a Blender with the extension, and nothing else: no key, no server."""
    name = re.sub(r"\[.*", "", request.node.name).removeprefix("test_")
    screenshots = ROOT / "artifacts" / "gui" / furnished.blender.parent.name / name
    home = tmp_path / "home"
    shutil.copytree(furnished.home, home)
    shaders = Path(furnished.environment["MESA_SHADER_CACHE_DIR"])
    return Studio(
        furnished.blender, furnished.display, home, screenshots, environment(home, furnished.display, shaders)
    )


@pytest.fixture
def studio(empty_studio: Studio, sandbox: Sandbox) -> Studio:
    """Give a Blender with the extension, connected to the sandbox."""
    empty_studio.environment |= {
        "ANTEKIRT_API_KEY": sandbox.api_key,
        "ANTEKIRT_BASE_URL": sandbox.base_url,
    }
    return empty_studio
