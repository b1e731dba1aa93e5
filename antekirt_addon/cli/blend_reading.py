# SPDX-License-Identifier: GPL-3.0-or-later
"""The program that reads one blend file in a Blender of its own: its path, the scope, where to write.

That Blender has no add-on enabled, so this is no module of one there: it imports what it needs by itself.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import bpy


def read(path: str, scope: str) -> dict[str, Any]:
    """The uses in a file, as JSON has them; or else why it cannot be read."""
    try:
        bpy.ops.wm.open_mainfile(filepath=path, load_ui=False, use_scripts=False)
    except RuntimeError as error:
        return {"problem": str(error).removeprefix("Error: ").strip().splitlines()[0]}
    if not bpy.data.filepath:
        return {"problem": "Blender cannot read it"}
    package = Path(__file__).parents[1]
    sys.path.insert(0, str(package.parent))
    uses = import_module(f"{package.name}.scene.credits.uses")
    found = uses.in_render(bpy.context.scene) if scope == "render" else uses.in_file(bpy.data)
    every: Any = bpy.data.user_map()
    absent = {block.library for block in every if block.library and block.is_missing}
    return {
        "uses": [(name, asdict(work)) for name, work in found],
        "missing": sorted(
            os.path.normpath(bpy.path.abspath(library.filepath, library=library.parent)) for library in absent
        ),
    }


def main() -> None:
    path, scope, told = sys.argv[-3:]
    Path(told).write_text(json.dumps(read(path, scope)), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)  # as a Python module, some Blenders crash or hang while Python winds down


if __name__ == "__main__":
    main()
