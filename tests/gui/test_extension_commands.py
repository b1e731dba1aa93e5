# SPDX-License-Identifier: GPL-3.0-or-later
"""blender --command extension, with the repository of a release, each command in a process of its own."""

from __future__ import annotations

import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest

from scripts.extension_repository import make_repository
from tests.extension_site import MANIFEST, numbered, served

if TYPE_CHECKING:
    from pathlib import Path

    from window.windowed_blender import WindowedBlender


@pytest.mark.one_blender
def test_it_is_installed_updated_and_removed(blender_without_key: WindowedBlender, tmp_path: Path) -> None:
    def run(line: str) -> str:
        command = [str(blender_without_key.executable), "--online-mode", "--command", *line.split()]
        done = subprocess.run(
            command, env=blender_without_key.environment, check=False, capture_output=True, text=True
        )
        said = done.stdout + done.stderr
        assert (done.returncode, "Traceback" in said) == (0, False), said
        return said

    def version() -> str:
        manifest = installed / MANIFEST
        return str(tomllib.loads(manifest.read_text(encoding="utf-8"))["version"])

    tool = [str(blender_without_key.executable), "--command", "extension"]
    installed = blender_without_key.home / "user" / "extensions" / "studio" / "antekirt"
    site = tmp_path / "site"
    with served(site) as address:
        make_repository([numbered("7.0.0", tmp_path)], site, tool)
        run(f"extension repo-add --clear-all --name Studio --url {address}/index.json studio")
        run("extension install --sync --enable studio.antekirt")
        assert version() == "7.0.0"

        site.rename(tmp_path / "former")
        make_repository([numbered("7.1.0", tmp_path)], site, tool)
        assert "[outdated: 7.0.0 -> 7.1.0]" in run("extension list --sync")
        run("extension update")
        assert version() == "7.1.0"
        assert "--command antekirt [-h] VERB" in run("antekirt --help")  # it is still enabled

        run("extension remove studio.antekirt")
        assert not installed.exists()
