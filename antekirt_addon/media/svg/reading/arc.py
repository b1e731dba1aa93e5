# SPDX-License-Identifier: GPL-3.0-or-later
"""Elliptical arcs → cubic Bézier curves (SVG 1.1, appendix F.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...arrays import ranges, run_of_item

if TYPE_CHECKING:
    from ...arrays import Floats, Integers


def arc_curves(number: Floats, at: Integers, start: Floats, end: Floats) -> tuple[Floats, Integers]:
    """Each arc as curves of at most a quarter turn: two controls and an end each, and how many they are.

    number[at:at + 5] are radii, rotation in degrees, the large and the sweep flag.
    """
    if len(at) == 0:
        return np.zeros((0, 2)), np.zeros(0, np.int64)
    radius = np.abs(np.stack([number[at], number[at + 1]], axis=1))
    turn = np.radians(number[at + 2])
    large, sweep = number[at + 3] != 0.0, number[at + 4] != 0.0
    cos, sin = np.cos(turn), np.sin(turn)
    straight = (radius <= 0.0).any(axis=1) | (start == end).all(axis=1)
    radius[straight] = 1.0

    # F.6.5: the centre, in a space turned and shrunk so that the ellipse is the unit circle.
    half = (start - end) / 2.0
    mid = (
        np.stack([cos * half[:, 0] + sin * half[:, 1], cos * half[:, 1] - sin * half[:, 0]], axis=1) / radius
    )
    reach = np.hypot(mid[:, 0], mid[:, 1])
    too_small = reach > 1.0
    radius[too_small] *= reach[too_small, None]  # F.6.6: radii that do not reach grow until they do
    mid[too_small] /= reach[too_small, None]
    square = np.maximum((mid * mid).sum(axis=1), 1e-300)
    away = np.sqrt(np.maximum(1.0 / square - 1.0, 0.0)) * np.where(large == sweep, -1.0, 1.0)
    centre = np.stack([away * mid[:, 1], -away * mid[:, 0]], axis=1)

    from_angle = np.arctan2(mid[:, 1] - centre[:, 1], mid[:, 0] - centre[:, 0])
    to_angle = np.arctan2(-mid[:, 1] - centre[:, 1], -mid[:, 0] - centre[:, 0])
    angle = (to_angle - from_angle) % (2.0 * np.pi)
    angle[~sweep] -= 2.0 * np.pi
    pieces = np.maximum(np.ceil(np.abs(angle) / (np.pi / 2.0) - 1e-9), 1).astype(np.int64)
    pieces[straight] = 1

    owner, nth = run_of_item(pieces), ranges(0, pieces)
    part = (angle / pieces)[owner]
    low = from_angle[owner] + part * nth
    high = low + part
    handle = (4.0 / 3.0) * np.tan(part / 4.0)
    unit = np.empty((len(owner), 3, 2))
    unit[:, 0, 0] = np.cos(low) - handle * np.sin(low)
    unit[:, 0, 1] = np.sin(low) + handle * np.cos(low)
    unit[:, 1, 0] = np.cos(high) + handle * np.sin(high)
    unit[:, 1, 1] = np.sin(high) - handle * np.cos(high)
    unit[:, 2, 0] = np.cos(high)
    unit[:, 2, 1] = np.sin(high)

    unit = (unit + centre[owner, None]) * radius[owner, None]
    cos, sin = cos[owner, None], sin[owner, None]
    curves = np.stack(
        [cos * unit[..., 0] - sin * unit[..., 1], sin * unit[..., 0] + cos * unit[..., 1]], axis=-1
    )
    curves += ((start + end) / 2.0)[owner, None]
    last = np.cumsum(pieces) - 1
    curves[last, 2] = end
    lines = last[straight]
    curves[lines, 0] = start[straight] + (end - start)[straight] / 3.0
    curves[lines, 1] = start[straight] + (end - start)[straight] * (2.0 / 3.0)
    return curves.reshape(-1, 2), pieces
