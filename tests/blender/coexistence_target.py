# SPDX-License-Identifier: GPL-3.0-or-later
"""Enables, disables, updates and removes the whole add-on and its free part, and tells what there is then.

usage: python coexistence_target.py WHOLE.zip FREE.zip STEP…, where a step is for example `update:free`.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from contextlib import suppress

import bpy

REPOSITORY = "user_default"
IDS = {"whole": "antekirt", "free": "antekirt_import"}


def main(whole: str, free: str, *steps: str) -> None:
    archives = {"whole": whole, "free": free}
    for step in steps:
        verb, _, which = step.partition(":")
        module = f"bl_ext.{REPOSITORY}.{IDS.get(which)}"
        match verb:
            case "enable":
                bpy.ops.preferences.addon_enable(module=module)
            case "disable":
                bpy.ops.preferences.addon_disable(module=module)
            case "update":
                bpy.ops.extensions.package_install_files(
                    filepath=archives[which], repo=REPOSITORY, enable_on_install=True, overwrite=True
                )
            case "remove":
                bpy.ops.extensions.package_uninstall(repo_index=repository_index(), pkg_id=IDS[which])
            case "save":
                bpy.ops.wm.save_userpref()
            case "start":
                bpy.ops.wm.read_userpref()  # which a Blender that is no module does by itself
            case "break":
                registration = importlib.import_module(f"{module}.registration")
                vars(registration.runtime)["start_timer"] = broken
            case "enable_broken":
                with suppress(RuntimeError):
                    bpy.ops.preferences.addon_enable(module=module)
            case "choose":
                bpy.context.scene.antekirt.size, bpy.context.scene.antekirt.prompt = 3.5, "a fox"
            case "reopen":
                bpy.ops.wm.save_as_mainfile(filepath=bpy.app.tempdir + "chosen.blend")
                bpy.ops.wm.open_mainfile(filepath=bpy.data.filepath)
        print("STATE", json.dumps({"step": step, **state()}), flush=True)  # noqa: T201 - the answer


def broken() -> None:
    raise LookupError("as if this version did not work here")


def repository_index() -> int:
    names = [repository.module for repository in bpy.context.preferences.extensions.repos]
    return names.index(REPOSITORY)


def state() -> dict[str, object]:
    """Who is registered, what is there more than once, and what the artist has chosen."""
    classes = [cls for cls in subclasses(bpy.types.bpy_struct) if is_ours(cls) and is_registered(cls)]
    names = [getattr(cls, "bl_idname", cls.__name__) for cls in classes]
    called = [
        f"{event} {function.__module__.split('.', 3)[-1]}.{function.__qualname__}"
        for event, functions in called_by_blender()
        for function in functions
        if is_ours(function)
    ]
    clocks = {name: module for name, module in sys.modules.items() if name.endswith(".operators.runtime")}
    ticks = [name for name, module in clocks.items() if bpy.app.timers.is_registered(module.tick)]
    chosen = getattr(bpy.context.scene, "antekirt", None)
    owners = {module.split(".")[2] for module in [*ticks, *(cls.__module__ for cls in classes)]}
    return {
        "owners": sorted(owners),
        "doubled": [name for name, count in Counter([*names, *called]).items() if count > 1],
        "names": len(names),
        "called": len(called),
        "ticks": len(ticks),
        "chosen": chosen and (chosen.size, chosen.prompt),
    }


def subclasses(cls: type) -> set[type]:
    found: set[type] = set(type.__subclasses__(cls))
    return found.union(*(subclasses(below) for below in found))


def is_registered(cls: type) -> bool:
    return "bl_rna" in vars(cls)


def is_ours(thing: object) -> bool:
    module = getattr(thing, "__module__", "")
    return any(module.startswith(f"bl_ext.{REPOSITORY}.{id_}.") for id_ in IDS.values())


def called_by_blender() -> list[tuple[str, list[object]]]:
    """Handlers, and what is drawn in Blender's own menus and panels."""
    handlers = [(name, getattr(bpy.app.handlers, name)) for name in dir(bpy.app.handlers)]
    drawn = [(name, getattr(getattr(bpy.types, name), "draw", None)) for name in dir(bpy.types)]
    return [
        *((name, functions) for name, functions in handlers if isinstance(functions, list)),
        *((name, getattr(draw, "_draw_funcs", [])) for name, draw in drawn),
    ]


main(*sys.argv[1:])
