# SPDX-License-Identifier: GPL-3.0-or-later
"""How well *No Repeat* hides that a picture repeats, and what it costs, beside plain repeat.

Runs where bpy is.
"""

from __future__ import annotations

import sys

import bpy
import numpy as np

from scripts import repeat_measure, repeat_pictures
from scripts.repeat_floor import TILES, Floor, image_of, laid, render

SIDE = 640  # pixels of a floor
PICTURE = 256  # pixels of a picture: with more to a pixel of the floor the samples were too few
SAMPLES = 16
WIDE, FARTHEST = 20.0, 10.5  # tiles of the floor that is searched for a period, and how long that may be
DEAREST = 3.5  # times the processor time of plain repeat
EEVEE = "BLENDER_EEVEE" if bpy.app.version >= (5, 0, 0) else "BLENDER_EEVEE_NEXT"


def main() -> int:
    bad = 0
    for name, draw in repeat_pictures.PICTURES.items():
        picture = draw(PICTURE)
        plain, floor = (_rendered(picture, name, no_repeat=no_repeat) for no_repeat in (False, True))
        found = repeat_measure.compare(floor.pixels, plain.pixels, round(SIDE / TILES))
        wide = _rendered(picture, name, no_repeat=True, tiles=WIDE).pixels @ repeat_measure.LIGHTNESS
        period = repeat_measure.period(wide, round(SIDE / WIDE), round(SIDE / WIDE * FARTHEST))
        cost = floor.seconds / plain.seconds
        bad += not found.is_good or cost > DEAREST or period > found.plain_repeat / 5
        told = f"Blender {bpy.app.version_string}, {name}:"
        print(f"{told} {found}  period {period:.3f}  processor time x{cost:.1f}", flush=True)
        if "--eevee" in sys.argv:
            drawn = _rendered(picture, name, no_repeat=True, engine=EEVEE)
            pairs = (one.pixels @ repeat_measure.LIGHTNESS for one in (floor, drawn))
            likeness = np.corrcoef(*(one.ravel() for one in pairs))[0, 1]
            print(f"{told} EEVEE is {likeness:.3f} like Cycles", flush=True)
    return 1 if bad else 0


def _rendered(
    picture: np.ndarray, name: str, *, no_repeat: bool, engine: str = "CYCLES", tiles: float = TILES
) -> Floor:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    laid(image_of(picture, name), "antekirt_addon", no_repeat=no_repeat, tiles=tiles)
    return render(SIDE, samples=SAMPLES, engine=engine)


if __name__ == "__main__":
    sys.exit(main())
