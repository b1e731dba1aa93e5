# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs scenarios inside Blender, told by one JSON file what to do, and answers with another.

A scenario is a module with generator functions ``test_*(ui)`` (see user.py). They run in file order in one
Blender; each one's result is written as soon as it is known, so that a killed Blender leaves what it had.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from window import button_probe  # noqa: E402 # Blender starts this file by its path

if TYPE_CHECKING:
    from window.mouse_keyboard import Steps
    from window.user import User

BROKE = 70  # exit code when the driver itself fails


def scenario(instructions: dict[str, Any]) -> Steps:
    ui, results = user(instructions), {}
    module = vars(importlib.import_module(instructions["scenario"]))
    names = instructions["functions"] or [name for name in module if name.startswith("test_")]
    yield from settled(instructions["ui_scale"])
    for name in names:
        begun = time.monotonic()
        error = ""
        try:
            yield from module[name](ui)
        except Exception:  # noqa: BLE001 # it is the test's to judge
            error = traceback.format_exc()
            yield from ui.screenshot(f"failed-{name}")
        results[name] = {"error": error, "seconds": round(time.monotonic() - begun, 2)}
        answer = {"blender": bpy.app.version_string, "results": results, "out": ui.out}
        Path(instructions["answer"]).write_text(json.dumps(answer), encoding="utf-8")


def user(instructions: dict[str, Any]) -> User:
    module, _, name = instructions["user"].partition(":")
    made: User = getattr(importlib.import_module(module), name)(Path(instructions["screenshots"]))
    return made


def settled(ui_scale: float) -> Steps:
    """Wait until the first redraws are done and the interface has the asked scale."""
    bpy.context.preferences.view.ui_scale = ui_scale
    yield 0.5


def main() -> None:
    preferences = bpy.context.preferences
    preferences.view.show_splash = False
    preferences.view.smooth_view = 0  # milliseconds in which a software renderer draws a handful of frames
    preferences.system.viewport_aa = "OFF"  # which would draw the view eight times
    button_probe.register()
    instructions = json.loads(Path(sys.argv[-1]).read_text(encoding="utf-8"))
    steps = scenario(instructions)

    def step() -> float | None:
        try:
            return next(steps)
        except StopIteration:
            bpy.ops.wm.quit_blender()
        except BaseException:  # noqa: BLE001 # Blender would swallow it and wait for ever
            traceback.print_exc()
            os._exit(BROKE)
        return None

    bpy.app.timers.register(step, first_interval=0.1, persistent=True)


main()
