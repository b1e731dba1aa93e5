# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a tile takes, and how good it is: pictures of several kinds and sizes whose borders do not fit.

The step across the border is over the mean of those inside: of both pairs the one farther from 1. Own is what
stayed as and where it was. Nothing of it is on the main thread of a Blender with a window.
"""

from __future__ import annotations

import resource
import sys
import time
from typing import Any

import numpy as np

from antekirt_addon.media.seamless import seam
from antekirt_addon.media.seamless.png_encoding import encode
from antekirt_addon.media.seamless.tile import tile
from scripts import repeat_pictures
from scripts.bench_limit import Limits

SIZES = (512, 1024, 2048, 4096)
MOST_REPLACED = 0.25
SECONDS = 2.5  # of the processor for a million pixels: several strips may have to be tried


def main() -> None:
    limits = Limits()
    print(
        f"{'picture':<12}{'pixels':>12}{'before':>9}{'after':>7}{'own':>7}{'tile s':>9}{'PNG s':>8}{'MB':>7}"
    )
    for size in SIZES:
        for name, draw in repeat_pictures.PICTURES.items():
            picture = cut(draw(), size)
            begun = time.process_time()
            made: Any = tile(picture)
            spent = time.process_time() - begun
            encode(made)
            packed = time.process_time() - begun - spent
            own = float((made == picture).all(axis=2).mean())
            after = farthest(made)
            what = f"{name} {size}"
            limits.check(f"{what} replaced", 1 - own, MOST_REPLACED)
            limits.check(f"{what} border", max(after / seam.UNSEEN[1], seam.UNSEEN[0] / after), 1.0)
            limit = limits.check(f"{what} seconds", spent, SECONDS * max(1.0, size * size / 1e6))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            sides = f"{picture.shape[1]} x {picture.shape[0]}"
            print(
                f"{name:<12}{sides:>12}{farthest(picture):>9.2f}{after:>7.2f}{own:>7.0%}"
                f"{spent:>9.2f}{packed:>8.2f}{peak:>7}  {limit}",
                flush=True,
            )
    sys.stdout.flush()
    limits.judge()


def cut(colors: Any, size: int) -> Any:
    """A picture of about a size out of one that tiles, lit from one side, so that its borders do not fit."""
    times = -(-size // len(colors))
    whole = np.kron(colors, np.ones((times, times, 1)))[: int(size * 0.86), : int(size * 0.93)]
    whole = whole * np.linspace(0.9, 1.1, whole.shape[1])[None, :, None]
    whole = whole + np.random.default_rng(1).normal(0, 0.02, whole.shape)
    picture = np.full((*whole.shape[:2], 4), 255, np.uint8)
    picture[..., :3] = np.clip(whole * 255, 0, 255)
    return picture


def farthest(picture: Any) -> float:
    return max(seam.ratios(picture), key=lambda ratio: abs(float(np.log(max(ratio, 1e-9)))))


if __name__ == "__main__":
    main()
