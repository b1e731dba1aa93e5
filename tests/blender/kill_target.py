# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender that pays for one chain after the other until it is killed, or finishes what others began.

usage: python kill_target.py PACKAGE SEED, or python kill_target.py PACKAGE finish
"""

from __future__ import annotations

import importlib
import os
import random
import sys

import bpy


def main(package: str, what: str) -> None:
    bpy.ops.preferences.addon_enable(module=package)
    job_session, policy = (
        importlib.import_module(f"{package}.{name}") for name in ("operators.job_session", "jobs.poll_policy")
    )
    job_session.session().poll_policy = policy.PollPolicy(shortest=0.05, longest=0.1, grace_seconds=1.5)
    print("alive", flush=True)  # noqa: T201 - its sign to kill_rounds.py
    if what == "finish":
        bpy.ops.antekirt.resume_jobs(submit_unsent=True)
        return
    chance = random.Random(what)
    artist_id = job_session.session().client.artists(limit=1).items[0].id
    while True:
        bpy.ops.antekirt.generate_image(
            artist_id=artist_id,
            prompt=f"fox {chance.randrange(3)}",
            import_as=chance.choice(["NONE", "PLANE", "REFERENCE"]),
            then=chance.choice([set(), {"SVG"}, {"VIDEO"}, {"SVG", "VIDEO"}]),
        )


main(*sys.argv[1:])
sys.stdout.flush()
os._exit(0)  # some Blenders do not survive Python's own way out
