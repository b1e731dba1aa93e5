# SPDX-License-Identifier: GPL-3.0-or-later
"""One paint over another, where a single paint can say what comes of it (Compositing and Blending 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..blending import blended
from ..gradient_stop import finer_stops
from ..paint import Gradient, Picture, Solid, Stop
from .backdrop import opaque

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...arrays import Floats
    from ..filter_primitive import BlendMode
    from ..paint import Paint

DIGITS = 6


class Unsayable(Exception):
    """No single paint shows it."""


def laid(own: Paint, below: Paint | None, mode: BlendMode) -> Paint:
    """What is seen of a paint together with what lies below it. Raises Unsayable."""
    if below is None or (mode == "normal" and opaque(own)):
        return own
    return _mixed(own, below, mode, keeps_own_alpha=False)


def blended_with(own: Paint, below: Paint | None, mode: BlendMode) -> Paint:
    """The paint that, laid over what is below it, looks like another one in a mode. Raises Unsayable."""
    if below is None or mode == "normal":
        return own
    return _mixed(own, below, mode, keeps_own_alpha=True)


def _mixed(own: Paint, below: Paint, mode: BlendMode, *, keeps_own_alpha: bool) -> Paint:
    """Both as one paint; keeps_own_alpha: only the part of it that is the own one's."""
    if mode == "normal" and isinstance(own, Solid) and isinstance(below, Solid):
        return _one_over_another(own, below)
    if isinstance(own, Picture) or isinstance(below, Picture):
        raise Unsayable
    along = own if isinstance(own, Gradient) else below
    if not isinstance(along, Gradient):
        assert isinstance(own, Solid)
        assert isinstance(below, Solid)
        return _over([own], [below], mode, keeps_own_alpha=keeps_own_alpha)[0]
    if isinstance(own, Gradient) and isinstance(below, Gradient):
        raise Unsayable
    straight = mode == "normal" and isinstance(own, Solid) and opaque(below)
    stops = along.stops if straight else finer_stops(along.stops)
    colors = [stop.color for stop in stops]
    one = colors if isinstance(own, Gradient) else [own] * len(stops)
    other = colors if isinstance(below, Gradient) else [below] * len(stops)
    mixed = _over(one, other, mode, keeps_own_alpha=keeps_own_alpha)
    return replace(along, stops=tuple(map(Stop, (stop.offset for stop in stops), mixed)))


def _one_over_another(own: Solid, below: Solid) -> Solid:
    """A colour over another one, not mixed: what is by far the most frequent."""
    part, rest = own.alpha, below.alpha * (1 - own.alpha)
    alpha = part + rest
    if alpha <= 0.0:
        return own
    channels = zip((own.red, own.green, own.blue), (below.red, below.green, below.blue), strict=True)
    red, green, blue = (round((part * one + rest * other) / alpha, DIGITS) for one, other in channels)
    return Solid(red, green, blue, round(alpha, DIGITS))


def _over(
    one: Sequence[Solid], other: Sequence[Solid], mode: BlendMode, *, keeps_own_alpha: bool
) -> list[Solid]:
    """Colours over others, one by one."""
    own, below = _premultiplied(one), _premultiplied(other)
    mixed = blended(own, below, mode)  # type: ignore[arg-type] # it keeps 64 bits
    if keeps_own_alpha:
        mixed[:, :3] -= below[:, :3] * (1 - own[:, 3:])
        mixed[:, 3] = own[:, 3]
    alpha = mixed[:, 3:]
    color = np.divide(mixed[:, :3], alpha, out=np.zeros_like(mixed[:, :3]), where=alpha > 0)
    straight = np.clip(np.concatenate((color, alpha), axis=1), 0.0, 1.0)
    return [Solid(*row) for row in np.round(straight.astype(np.float64), DIGITS).tolist()]


def _premultiplied(colors: Sequence[Solid]) -> Floats:
    values = np.array([(c.red, c.green, c.blue, c.alpha) for c in colors])
    values[:, :3] *= values[:, 3:]
    return values
