# SPDX-License-Identifier: GPL-3.0-or-later
"""What a farm's worker starts as "blender": one verb of the command line, or frames without the extension.

usage: farm_blender.py PACKAGE [--online-mode] [FILE] --command antekirt VERB [ARGUMENT …]
       farm_blender.py PACKAGE -b FILE -o PATTERN -f FRAME
"""

from __future__ import annotations

import importlib
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import bpy


def main(package: str, *arguments: str) -> int:
    (Path.home() / "pid").write_text(str(os.getpid()))
    if "--command" in arguments:
        at = arguments.index("--command")
        return verb(package, arguments[:at], arguments[at + 2 :])
    return render(**dict(zip(("file", "pattern", "number"), arguments[1::2], strict=True)))


def verb(package: str, options: tuple[str, ...], arguments: tuple[str, ...]) -> int:
    bpy.ops.preferences.addon_enable(module=package)
    job_session, policy, cli = (
        importlib.import_module(f"{package}.{name}")
        for name in ("operators.job_session", "jobs.poll_policy", "cli")
    )
    job_session.session().poll_policy = policy.PollPolicy(shortest=0.05, longest=0.1, grace_seconds=0.5)
    for file in options:
        if not file.startswith("-"):
            bpy.ops.wm.open_mainfile(filepath=file)
    code: int = cli.main(arguments)
    return code


def render(file: str, pattern: str, number: str) -> int:
    for name in [name for name in os.environ if name.startswith("ANTEKIRT_")]:
        del os.environ[name]
    socket.socket.connect = no_network  # type: ignore[method-assign]
    bpy.ops.wm.open_mainfile(filepath=file)
    scene = bpy.context.scene
    scene.render.filepath = pattern
    scene.frame_start = scene.frame_end = int(number)
    bpy.ops.render.render(animation=True)
    return 0


def no_network(*_: object) -> NoReturn:
    raise AssertionError("a frame is rendered without network")


exit_code = main(*sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
os._exit(exit_code)  # some Blenders do not survive Python's own way out
