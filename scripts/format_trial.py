# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the files in a folder this Blender imports. Runs where bpy is; scripts/formats.py calls it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import bpy

from antekirt_addon.scene import file_format, film_texture, image_datablock
from antekirt_addon.scene.error import SceneError

FLOATS: dict[str, Any] = {"OpenEXR": "OPEN_EXR", "Radiance HDR": "HDR"}


def main() -> None:
    folder, kinds = Path(sys.argv[1]), json.loads(sys.argv[2])
    answers = {name: imports(next(folder.glob(f"{name}.*")), kind) for kind in kinds for name in kinds[kind]}
    for name, kind in FLOATS.items():
        image = bpy.data.images.new(name, 64, 32, float_buffer=True)
        image.file_format = kind
        image.save(filepath=str(folder / name))
        answers[name] = imports(folder / name, "picture")
    print("Imported:", json.dumps(answers), flush=True)
    os._exit(0)  # some Blenders do not survive Python's own way out


def imports(path: Path, kind: str) -> bool:
    """Whether it becomes an image that plays, or has pixels."""
    try:
        if kind == "film":
            return film_texture.load(path, path.name).timing.frame_count > 1
        image = image_datablock.load(path, path.name, file_format.examine(path, "IMAGE"))
    except SceneError as error:
        print(error)
        return False
    return image_datablock.size(image)[0] == 64


if __name__ == "__main__":
    main()
