# SPDX-License-Identifier: GPL-3.0-or-later
"""A credit line rendered in each format. Runs where bpy is; scripts/render_credits.py calls it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import bpy

from antekirt_addon.scene.credits import stamp_note
from antekirt_addon.scene.credits.credit import Credit
from antekirt_addon.scene.credits.render_credit import RenderCredit

CODECS = {"MPEG1": "MPEG1", "MPEG2": "MPEG2", "FLASH": "FLASH", "WEBM": "WEBM", "OGG": "THEORA"}


def main() -> None:
    folder, names = Path(sys.argv[1]), json.loads(sys.argv[2])
    scene: Any = bpy.context.scene
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 64
    scene.frame_end = 1
    credits_ = [Credit(name, name, ()) for name in names]
    stamp_note.write(scene, credits_)
    render_into(scene, folder / "PNG without the add-on" / "x")
    bpy.app.handlers.render_write.append(lambda *_: RenderCredit(scene, credits_).add(scene))
    for name in formats(scene):
        if chosen(scene, name):
            render_into(scene, folder / name / "x")
            print("Rendered:", name, flush=True)
    os._exit(0)  # some Blenders do not survive Python's own way out


def formats(scene: Any) -> list[str]:
    """What this Blender can write, pictures first."""
    described = [type(scene.render.image_settings), type(scene.render.ffmpeg)]
    items = [
        kind.bl_rna.properties[name].enum_items
        for kind, name in zip(described, ("file_format", "format"), strict=True)
    ]
    return [item.identifier for one in items for item in one if item.identifier not in {"FFMPEG", "DV"}]


def chosen(scene: Any, name: str) -> bool:
    """Choose a format, if it can be had."""
    settings, films = scene.render.image_settings, scene.render.ffmpeg
    is_film = name in films.bl_rna.properties["format"].enum_items
    try:
        if hasattr(settings, "media_type"):  # from 5.0
            multilayer = "MULTI_LAYER_IMAGE" if name == "OPEN_EXR_MULTILAYER" else "IMAGE"
            settings.media_type = "VIDEO" if is_film else multilayer
        settings.file_format = "FFMPEG" if is_film else name
        if is_film:
            films.format, films.codec = name, CODECS.get(name, "MPEG4")
    except TypeError:
        return False
    return True


def render_into(scene: Any, path: Path) -> None:
    scene.render.filepath = str(path)
    is_film = scene.render.is_movie_format
    bpy.ops.render.render(animation=is_film, write_still=not is_film)


if __name__ == "__main__":
    main()
