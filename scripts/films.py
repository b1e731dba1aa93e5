# SPDX-License-Identifier: GPL-3.0-or-later
"""Every frame of films of all common rates, as strips in scenes of all of them, rendered: which are wrong?

Runs where bpy is. The tests render some of these frames and ask Blender for the number of the others.
"""

from __future__ import annotations

import sys
from importlib import import_module

import bpy

from scripts import film_rates


def main() -> int:
    wrong = rendered = 0
    for scene_rate in film_rates.RATES:
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        lanes = film_rates.lay_all(lambda name: import_module(f"antekirt_addon.{name}"), scene_rate)
        for frame in range(film_rates.START, max(lane.span.stop for lane in lanes)):
            shown = film_rates.shown(frame)
            for lane in lanes:
                if frame not in lane.span:
                    continue
                rendered += 1
                if shown[lane.column] != lane.due(frame):
                    wrong += 1
                    film = f"{lane.name} in {scene_rate}, frame {frame}"
                    print(f"{film}: shows {shown[lane.column]}, due is {lane.due(frame)}")
    print(f"Blender {bpy.app.version_string}: {rendered} frames, {wrong} wrong")
    return 1 if wrong or not rendered else 0


if __name__ == "__main__":
    sys.exit(main())
