# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests inside a real Blender, as a Python module, with the built extension installed as an artist would.

The extension comes from ``ANTEKIRT_ZIP`` or else from dist/, where ``scripts/build`` leaves it. For quick
rounds ``ANTEKIRT_TEST_SOURCE=1`` takes the source tree in its place.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.built_extension import NotBuilt, built_extension

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from sandbox.client import Sandbox

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(tempfile.mkdtemp(prefix="antekirt-blender-"))
EXTENSIONS = HOME / "user" / "extensions" / "user_default"
PACKAGE = "bl_ext.user_default.antekirt"

# Blender reads these when it is imported: it must neither see nor change what is the person's who tests.
os.environ.update(HOME=str(HOME), BLENDER_USER_RESOURCES=str(HOME / "user"))
for variable in [name for name in os.environ if name.startswith("ANTEKIRT_")]:
    if not variable.startswith(("ANTEKIRT_ZIP", "ANTEKIRT_TEST_", "ANTEKIRT_SOAK_")):  # which are ours
        del os.environ[variable]

import bpy  # noqa: E402 # after the environment is set


@pytest.fixture(scope="session", autouse=True)
def addon() -> ModuleType:
    """Install and enable the extension; gives its package."""
    if os.environ.get("ANTEKIRT_TEST_SOURCE"):
        _link_source()
        bpy.ops.preferences.addon_enable(module=PACKAGE)
    else:
        try:
            archive = built_extension()
        except NotBuilt as reason:
            pytest.exit(str(reason), returncode=1)
        bpy.ops.extensions.package_install_files(
            filepath=str(archive), repo="user_default", enable_on_install=True, overwrite=True
        )
    if PACKAGE not in bpy.context.preferences.addons:  # Blender reports neither of its failures as one
        pytest.exit("The extension did not install or did not enable: its error stands above.", returncode=1)
    return importlib.import_module(PACKAGE)


@pytest.fixture(scope="session")
def part(addon: ModuleType) -> Callable[[str], Any]:
    """Give a module of the installed extension by its dotted name: ``part("scene.image_datablock")``."""
    return lambda name: importlib.import_module(f"{addon.__name__}.{name}")


@pytest.fixture(autouse=True)
def empty_scene(addon: ModuleType) -> None:  # noqa: ARG001 # in this order
    """Start each test with an empty file, not online, and the extension still enabled."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.context.preferences.system.use_online_access = False


@pytest.fixture
def online() -> None:
    """Allow online access, as an artist does in the preferences."""
    bpy.context.preferences.system.use_online_access = True


@pytest.fixture
def antekirt(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Point a freshly enabled extension, with preferences and a home folder as new, at the sandbox."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANTEKIRT_API_KEY", sandbox.api_key)
    monkeypatch.setenv("ANTEKIRT_BASE_URL", sandbox.base_url)
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    (Path(bpy.utils.user_resource("CONFIG", path="antekirt")) / "preferences.json").unlink(missing_ok=True)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    return sandbox


@pytest.fixture
def service(antekirt: Sandbox, part: Callable[[str], Any]) -> Sandbox:
    """The sandbox, hardly taking any time, and polled often."""
    antekirt.settings(image_delay=0.05, svg_delay=0.05, video_delay=0.05)
    policy = part("jobs.poll_policy").PollPolicy(shortest=0.05, longest=0.1, grace_seconds=0.5)
    part("operators.job_session").session().poll_policy = policy
    return antekirt


@pytest.fixture
def artist_id(service: Sandbox) -> str:
    return str(service.call("GET", "/artists?limit=1").json["data"][0]["id"])


@pytest.fixture
def cli(
    part: Callable[[str], Any], service: Sandbox, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line; gives the exit code, what went to standard output, and the last line of error."""
    assert service.base_url

    def run(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = part("cli").main(arguments)
        except SystemExit as exit_:  # argparse's
            code = exit_.code
        out, err = capfd.readouterr()
        return code, out, err.strip().rpartition("\n")[2]

    return run


def _link_source() -> None:
    """Lay the source tree out as an installed extension, each file a link."""
    (EXTENSIONS / "antekirt").mkdir(parents=True)
    for source in [*(ROOT / "antekirt_addon").iterdir(), ROOT / "blender_manifest.toml"]:
        (EXTENSIONS / "antekirt" / source.name).symlink_to(source)


class _Exit:
    """End the process at once: with bpy 4.2 and 4.5 inside, Python can crash or hang while it winds down."""

    status = 0


def pytest_sessionfinish(exitstatus: int) -> None:
    _Exit.status = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_Exit.status)
