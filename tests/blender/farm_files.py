# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender without the extension that says what it misses of a file, and renders one frame of it.

usage: farm_files.py FILE.blend PICTURE.png FRAME
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import bpy

file, picture, frame = sys.argv[1:]
bpy.ops.wm.open_mainfile(filepath=file)
paths = bpy.utils.blend_paths(absolute=True, packed=False, local=False)
films: list[tuple[int, ...]] = [tuple(image.size) for image in bpy.data.images if image.source == "MOVIE"]
scene = bpy.context.scene
scene.frame_set(int(frame))
scene.render.filepath = picture
bpy.ops.render.render(write_still=True)
told = {
    "missing": [path for path in paths if not Path(path).exists()],
    "paths": paths,
    "films": films,
    "addons": [addon.module for addon in bpy.context.preferences.addons if "antekirt" in addon.module],
}
print(json.dumps(told), flush=True)  # noqa: T201 - its answer
os._exit(0)  # some Blenders do not survive Python's own way out
