# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender without a window that carries out one verb of the command line.

usage: python cli_target.py PACKAGE VERB [ARGUMENT …]
"""

from __future__ import annotations

import importlib
import os
import signal
import sys

import bpy


def main(package: str, *arguments: str) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Blender's own handler does not tell Python either
    bpy.ops.preferences.addon_enable(module=package)
    job_session, policy, cli = (
        importlib.import_module(f"{package}.{name}")
        for name in ("operators.job_session", "jobs.poll_policy", "cli")
    )
    job_session.session().poll_policy = policy.PollPolicy(shortest=0.05, longest=0.1, grace_seconds=1.5)
    code: int = cli.main(arguments)
    return code


exit_code = main(*sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
os._exit(exit_code)  # some Blenders do not survive Python's own way out
