# SPDX-License-Identifier: GPL-3.0-or-later
"""Which colour becomes which when an artwork takes all its colours from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .color_name import lightness, named

if TYPE_CHECKING:
    from collections.abc import Sequence


def along_ramp(own: Sequence[str], ramp: Sequence[Sequence[float]]) -> dict[str, str]:
    """Each colour becomes what lies as far along a ramp as it is light; colours of three, evenly spaced."""
    lights = {color: lightness(color) for color in own}
    least, most = min(lights.values(), default=0.0), max(lights.values(), default=1.0)
    changes = {}
    for color, light in lights.items():
        at = (light - least) / ((most - least) or 1.0) * (len(ramp) - 1)
        before = min(int(at), len(ramp) - 2)
        mixed = [a + (b - a) * (at - before) for a, b in zip(ramp[before], ramp[before + 1], strict=True)]
        changes[color] = named(mixed)
    return changes


def paired(own: Sequence[str], wanted: Sequence[str], *, by_lightness: bool) -> dict[str, str]:
    """Each colour becomes that of the same rank; of fewer some are had by several."""
    if not by_lightness:
        return {color: wanted[rank % len(wanted)] for rank, color in enumerate(own)}
    ours, theirs = sorted(own, key=lightness), sorted(wanted, key=lightness)
    step = (len(theirs) - 1) / max(len(ours) - 1, 1)
    return {color: theirs[round(rank * step)] for rank, color in enumerate(ours)}
