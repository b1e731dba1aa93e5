# SPDX-License-Identifier: GPL-3.0-or-later
"""The gradients of an artwork's materials, computed for the points of a small picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..export import surface
from ..export.node_evaluation import NotComputable, evaluate
from ..export.picture_copy import encoded

if TYPE_CHECKING:
    from collections.abc import Callable

    import bpy
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Gradient: TypeAlias = Callable[[Points], Points]


def gradient_of(material: bpy.types.Material | None) -> Gradient | None:
    """What gives points of the object (n, 3) their colours (n, 4: RGBA, sRGB); None of a plain colour."""
    shown = surface.read(material) if material else None
    if shown is None or not any(node.type == "TEX_COORD" for node in shown.nodes):
        return None
    try:
        _colors(shown, np.zeros((1, 3)))
    except NotComputable:
        return None  # somebody has changed its nodes: it is drawn in one colour
    return lambda points: _colors(shown, points)


def _colors(shown: Any, points: Points) -> Points:  # noqa: ANN401 - a surface.Surface
    known = {("TEX_COORD", "Object"): points}
    color = np.broadcast_to(evaluate(shown.color, known), (len(points), 4))
    alpha = evaluate(shown.alpha, known) if shown.alpha else np.ones((1, 1))
    clear = np.broadcast_to(np.clip(alpha[:, :1], 0.0, 1.0), (len(points), 1))
    return np.column_stack([encoded(color[:, :3]), clear])
