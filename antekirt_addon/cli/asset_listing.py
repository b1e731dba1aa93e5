# SPDX-License-Identifier: GPL-3.0-or-later
"""The listing by which Blender finds the assets of a folder that it reaches over the network."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import bpy

from ..scene import compat

if TYPE_CHECKING:
    from pathlib import Path

META = "_asset-library-meta.json"  # Blender keeps what it finds there, and else writes "Your Name"
PUBLISHER = {
    "api_versions": {},
    "name": "Antekirt",
    "contact": {"name": "Published with Antekirt for Blender", "url": "https://antekirt.com"},
}
NONE = "This Blender lists no assets for the network: use the folder as a local asset library."
LONGEST = 600  # seconds


def generate_listing(folder: Path) -> tuple[str, bool]:
    """Have Blender itself write it; gives what to say, and whether there was nothing more to be done."""
    if not compat.LISTS_ASSETS:
        return NONE, True
    command = [bpy.app.binary_path, "--background", "--factory-startup", "--command"]
    try:
        if not (folder / META).exists():
            (folder / META).write_text(json.dumps(PUBLISHER, indent=2), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - Blender itself
            [*command, "asset_listing", "generate", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"The listing could not be written: {error}", False
    if done.returncode or not (folder / "_v1").is_dir():
        said = done.stdout.decode(errors="replace").strip().splitlines() or [f"status {done.returncode}"]
        return f"The listing could not be written: {said[-1]}", False
    return f"Listed for the network: serve {folder} and add its address as a remote asset library.", True
