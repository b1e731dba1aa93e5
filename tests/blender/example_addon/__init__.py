# SPDX-License-Identifier: GPL-3.0-or-later
"""An example: it notes what becomes ready, and Place Again… can hang pictures up on its wall."""

import importlib
from typing import Any

import bpy

NAME = "Gallery Wall"
READY: list[tuple[Any, ...]] = []


def antekirt() -> Any:
    names = [name for name in bpy.context.preferences.addons.keys() if name.endswith(".antekirt")]  # noqa: SIM118
    return importlib.import_module(f"{names[0]}.interface") if names else None


def note(*result: Any) -> None:
    READY.append(result)


def hang(generation_id: str, _kind: str, paths: Any) -> str:
    for path in paths:
        picture: Any = bpy.data.objects.new(NAME, None)
        picture.empty_display_type = "IMAGE"
        picture.data = bpy.data.images.load(str(path))
        antekirt().stamp(picture, generation_id, path)
        bpy.context.scene.collection.objects.link(picture)
    return f"On the wall: {len(paths)}"


def register() -> None:
    if interface := antekirt():
        interface.subscribe(NAME, note)
        interface.register_place(NAME, lambda kind: kind == "image", hang)


def unregister() -> None:
    if interface := antekirt():
        interface.unsubscribe(NAME)
        interface.unregister_place(NAME)
