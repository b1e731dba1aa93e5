# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender that carries out what stands in the lines of its input, and answers each with a line.

A line is a list in JSON: arguments as for ``blender --command extension``, or else enable or disable with a
module, or import with an SVG file. Answers name what Python would write or remove in the folder READ_ONLY.

usage: python repository_target.py [READ_ONLY]
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what Blender prints is not an answer
read_only = Path(sys.argv[1]) if sys.argv[1:] else None
touched: list[str] = []
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.truncate"}


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note each change of the folder that is tried, whether or not its rights allow it."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in CHANGES or event == "sqlite3.connect":
        paths = [argument for argument in arguments if isinstance(argument, str)]
        touched.extend(path for path in paths if read_only and Path(path).is_relative_to(read_only))


sys.addaudithook(watch)
import bpy  # noqa: E402 # after Python's eyes are open
from bl_pkg.bl_extension_cli import cli_extension_handler  # type: ignore[import-not-found] # noqa: E402 # Blender's own

bpy.context.preferences.system.use_online_access = True
for line in sys.stdin:
    verb, *others = json.loads(line)
    if verb in {"enable", "disable"}:
        getattr(bpy.ops.preferences, f"addon_{verb}")(module=others[0])
        code = 0
    elif verb == "import":
        bpy.ops.antekirt.import_svg(filepath=others[0])
        code = 0
    else:
        code = cli_extension_handler([verb, *others])
    answer = {
        "code": code,
        "enabled": [name for name in bpy.context.preferences.addons.keys() if "antekirt" in name],  # noqa: SIM118 # not a dict
        "operators": len([name for name in dir(bpy.types) if name.startswith("ANTEKIRT_OT_")]),
        "objects": len(bpy.data.objects),
        "touched": touched,
    }
    print(json.dumps(answer), file=answers, flush=True)
sys.stdout.flush()
os._exit(0)  # some Blenders do not survive Python's own way out
