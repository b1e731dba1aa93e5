# SPDX-License-Identifier: GPL-3.0-or-later
"""What a machine will not see that has the open file alone, with what lies beside it and no add-on."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...message import Message, listed
from .. import compat, file_location

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINES = {"CYCLES", "BLENDER_EEVEE", "BLENDER_EEVEE_NEXT", "BLENDER_WORKBENCH"}
TILE = re.compile(r"<(UDIM|UVTILE)>")  # stands for the number of a tile


@dataclass(frozen=True, slots=True)
class Unseen:
    """told: a sentence about a kind of things. names: all of them, where they have some."""

    told: Message
    names: tuple[str, ...] = ()


def unseen(scene: bpy.types.Scene) -> list[Unseen]:
    """What there is of each kind. It looks at the disk. scene: the one that will be rendered."""
    found = [*_files()]
    if names := tuple(dict.fromkeys(_scripts())):
        told = Message("What runs only where scripts are allowed: {names}", names=listed(names))
        found.append(Unseen(told, names))
    if names := tuple(dict.fromkeys(_unbaked(scene))):
        found.append(Unseen(Message("Simulations that are not baked: {names}", names=listed(names)), names))
    render: Any = scene.render
    if render.engine not in ENGINES:
        told = Message("The render engine {name} belongs to an add-on", name=render.engine)
        found.append(Unseen(told, (render.engine,)))
    if render.is_movie_format:
        told = Message("The output is a film, but a farm renders single images: choose an image format")
        found.append(Unseen(told))
    if not (scene.camera or (render.use_sequencer and any(compat.every_strip(scene)))):
        found.append(Unseen(Message("The scene has no camera")))
    return found


def _files() -> Iterator[Unseen]:
    """What is gone, and what will stay behind when the file moves; that of linked files, too."""
    home = file_location.folder_beside(bpy.data.filepath).parent
    paths = {
        os.path.normpath(path) for path in bpy.utils.blend_paths(absolute=True, packed=False, local=False)
    }
    missing = tuple(path for path in sorted(paths) if not _is_there(path))
    outside = tuple(
        path
        for path in sorted(paths.difference(missing))
        if not file_location.absolute(path).is_relative_to(home) and not _is_of_blender(path)
    )
    if missing:
        yield Unseen(Message("Files that are missing: {names}", names=listed(missing)), missing)
    if outside:
        told = Message(
            "Files elsewhere, which must be at the same place for a farm: {names}", names=listed(outside)
        )
        yield Unseen(told, outside)


def _is_of_blender(path: str) -> bool:
    """Whether a file holds Blender's own brushes, which it links by itself and no render shows."""
    utils: Any = bpy.utils  # the stubs know nothing of it
    datafiles = Path(utils.system_resource("DATAFILES"))
    return file_location.absolute(path).is_relative_to(datafiles / "assets" / "brushes")


def _is_there(path: str) -> bool:
    """Whether a file is there, or one of its tiles."""
    if not TILE.search(path):
        return os.path.exists(path)  # noqa: PTH110 - a drive that is gone is no reason to raise
    return bool(glob.glob("????".join(map(glob.escape, TILE.split(path)[::2]))))  # noqa: PTH207 - the same


def _scripts() -> Iterator[str]:
    """Drivers that are more than arithmetic, and texts that are run when the file is opened."""
    for block in bpy.data.user_map():
        for owner in (block, getattr(block, "node_tree", None)):
            data = getattr(owner, "animation_data", None)
            for curve in data.drivers if data else ():
                if curve.driver.type == "SCRIPTED" and not curve.driver.is_simple_expression:
                    yield block.name
    yield from (text.name for text in bpy.data.texts if text.use_module)


def _unbaked(scene: bpy.types.Scene) -> Iterator[str]:
    """What moves by physics: a machine that renders one frame does not go through those before it."""
    for obj in scene.objects:
        for modifier in obj.modifiers:
            owner: Any = modifier
            if modifier.type == "PARTICLE_SYSTEM":
                owner = owner.particle_system if owner.particle_system.settings.type == "EMITTER" else None
            cache = getattr(owner, "point_cache", None)
            if cache and modifier.show_render and not cache.is_baked:
                yield obj.name
    world = scene.rigidbody_world
    if world and world.enabled and not world.point_cache.is_baked:
        yield scene.name
