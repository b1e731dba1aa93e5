# SPDX-License-Identifier: GPL-3.0-or-later
"""Painter's order with the least depth."""

from __future__ import annotations

import numpy as np
import pytest

from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.geometry import overlap
from antekirt_addon.media.svg.geometry.ring_set import Rings


def layers(body: str) -> list[int]:
    document = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'
    return [shape.layer for shape in load(document.encode()).shapes]


def square(x: float, y: float, side: float = 10) -> str:
    return f'<rect x="{x}" y="{y}" width="{side}" height="{side}"/>'


CASES = {
    "apart": ([square(0, 0), square(50, 50)], [0, 0]),
    "overlapping": ([square(0, 0), square(5, 5)], [0, 1]),
    "within": ([square(0, 0, 90), square(5, 5)], [0, 1]),
    "around": ([square(5, 5), square(0, 0, 90)], [0, 1]),
    "equal": ([square(5, 5), square(5, 5)], [0, 1]),
    "neighbours": ([square(0, 0), square(10, 0), square(0, 10)], [0, 0, 0]),
    "neighbours by a hair": ([square(0, 0), square(9.9999, 0)], [0, 0]),
    "overlap along a shared side": ([square(0, 0), square(5, 0)], [0, 1]),
    "tower": ([square(i, i) for i in range(5)], [0, 1, 2, 3, 4]),
    "bridge": ([square(0, 0), square(20, 0), '<rect y="2" width="40" height="3"/>'], [0, 0, 1]),
    "tiny in a hole": (
        ['<path fill-rule="evenodd" d="M0 0h50v50h-50zM10 10v30h30v-30z"/>', square(20, 20)],
        [0, 0],
    ),
    "speck": ([square(0, 0, 90), square(50.01, 50.01, 0.02)], [0, 1]),
    "hairline within": (
        [square(0, 0, 90), '<path d="M10 33.3H80" stroke="#000" stroke-width=".01"/>'],
        [0, 1],
    ),
    "thin cross": (
        [f'<path d="{d}" stroke="#000" stroke-width=".02"/>' for d in ("M10 10L90 90", "M90 10L10 90")],
        [0, 1],
    ),
    "stroke over its fill": (['<circle cx="50" cy="50" r="20" stroke="red"/>'], [0, 1]),
    "stroke under its fill": (
        ['<circle cx="50" cy="50" r="20" stroke="red" paint-order="stroke"/>', square(0, 0)],
        [0, 1, 0],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_layers(case: str) -> None:
    body, expected = CASES[case]
    assert layers("".join(body)) == expected


def test_mosaic_of_triangles_is_flat() -> None:
    """Neighbours that share sides, with corners as a file rounds them."""
    random = np.random.default_rng(5)
    lattice = np.stack(np.meshgrid(np.arange(12.0), np.arange(12.0)), axis=-1)
    vertices = 5 + 8 * lattice + random.uniform(-1.5, 1.5, (12, 12, 2))
    corner = [[f"{x:.3f} {y:.3f}" for x, y in row] for row in vertices.tolist()]
    body = "".join(
        f'<path d="M{corner[j][i]}L{corner[j][i + 1]}L{corner[j + 1][i]}z"/>'
        f'<path d="M{corner[j + 1][i + 1]}L{corner[j][i + 1]}L{corner[j + 1][i]}z"/>'
        for j in range(11)
        for i in range(11)
    )
    assert set(layers(body)) == {0}


@pytest.mark.parametrize("height", [8_000, 300_000])
def test_large_drawings_that_are_looked_at_in_bands(height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What crosses is found across the bands' borders, also among what is taller than they are."""
    begin = np.random.default_rng(6).integers(0, 100_000, (120, 1, 2))
    lean = np.random.default_rng(7).integers(-9_000, 9_000, (120, 1, 1))
    corners = np.concatenate(
        [begin, begin + np.array((300, 0)), begin + np.append(lean, lean * 0 + height, 2)], axis=1
    )
    rings = Rings(corners.reshape(-1, 2), np.arange(121) * 3, np.arange(120))
    whole = overlap.crossed_shapes(rings, 120, 1.0, list)
    monkeypatch.setattr(overlap, "BAND", 20)
    assert overlap.crossed_shapes(rings, 120, 1.0, list) == whole
    assert sum(map(len, whole)) > 30
