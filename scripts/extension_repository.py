# SPDX-License-Identifier: GPL-3.0-or-later
"""A static repository of extensions: a folder that any web server can offer to Blender.

Its ``index.json`` and its page are written by the tool that Blender itself has for that.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.build import blender_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = Path(__file__).with_name("repository_page.html")  # Blender's own names the minute of its making


class NotGenerated(Exception):
    """Blender's tool did not take an archive, or could not write; says why in its own words."""


def make_repository(archives: Iterable[Path], folder: Path, tool: Iterable[str] = ()) -> Path:
    """Fill an empty folder; the same archives give the same bytes. Raises NotGenerated.

    tool: how Blender's is called; without it, this is to run with the Python of a ``bpy`` environment.
    """
    folder.mkdir(parents=True)
    names = {Path(shutil.copyfile(archive, folder / archive.name)).name for archive in archives}
    command = [*tool] or [sys.executable, str(blender_scripts() / "addons_core/bl_pkg/cli/blender_ext.py")]
    done = subprocess.run(
        [*command, "server-generate", f"--repo-dir={folder}", "--html", f"--html-template={PAGE}"],
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise NotGenerated(done.stdout)
    listed = _sort(folder / "index.json")
    if listed != names:  # what it does not like it leaves out, with exit code 0
        raise NotGenerated(done.stdout)
    return folder


def _sort(index: Path) -> set[str]:
    """Sort the extensions, which come in the order of the file system; gives the archives that are listed."""
    written = json.loads(index.read_text(encoding="utf-8"))
    written["data"].sort(key=lambda extension: (extension["id"], extension["version"]))
    index.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    return {extension["archive_url"].removeprefix("./") for extension in written["data"]}
