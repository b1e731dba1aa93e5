# SPDX-License-Identifier: GPL-3.0-or-later
"""Squares upon squares, blue and red in turn, each a little smaller than the one below; the last is red."""

from __future__ import annotations

LAYERS = 60
COLORS = ("#00f", "#f00")


def stack() -> str:
    squares = "".join(
        f'<rect x="{n / 2}" y="{n / 2}" width="{100 - n}" height="{100 - n}" fill="{COLORS[n % 2]}"/>'
        for n in range(LAYERS)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{squares}</svg>'
