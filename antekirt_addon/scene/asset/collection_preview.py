# SPDX-License-Identifier: GPL-3.0-or-later
"""The previews of collections, which some Blenders leave out of what they write as a part of a file.

Another Blender, which opens what was written, puts them back. As a Python module Blender has none to send.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from array import array
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from .. import compat

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 60  # seconds
SCRIPT = """
import array, bpy, json, pathlib
folder = pathlib.Path({folder!r})
for number, name in enumerate(json.loads((folder / "names.json").read_text())):
    pixels = array.array("f", (folder / str(number)).read_bytes())
    preview = bpy.data.collections[name].preview_ensure()
    preview.image_size = [int((len(pixels) / 4) ** 0.5)] * 2
    preview.image_pixels_float.foreach_set(pixels)
bpy.context.preferences.filepaths.save_version = 0
bpy.ops.wm.save_mainfile(compress=False)
"""


def put_back_previews(file: Path, assets: Sequence[bpy.types.ID]) -> None:
    """Have a file that was just written show its collections as the open file does, as far as can be."""
    shown: list[Any] = [one for one in assets if isinstance(one, bpy.types.Collection) and one.preview]
    if not (compat.LOSES_COLLECTION_PREVIEWS and bpy.app.binary_path and shown):
        return
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(shown):
            pixels = array("f", bytes(4 * len(one.preview.image_pixels_float)))
            one.preview.image_pixels_float.foreach_get(pixels)
            (Path(folder) / str(number)).write_bytes(pixels.tobytes())
        (Path(folder) / "names.json").write_text(json.dumps([one.name for one in shown]), encoding="utf-8")
        command = [bpy.app.binary_path, "--background", "--factory-startup", str(file)]
        with suppress(OSError, subprocess.TimeoutExpired):  # the asset is whole without
            subprocess.run(  # noqa: S603 - Blender itself
                [*command, "--python-expr", SCRIPT.format(folder=folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST,
                check=False,
            )
