# SPDX-License-Identifier: GPL-3.0-or-later
"""One canvas and another become one (Compositing and Blending 1; Filter Effects 1, 9.6 and 9.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .filter_primitive import BlendMode, CompositeMode

Canvas: TypeAlias = "NDArray[np.float32]"  # (…, 4), premultiplied

LUMINOSITY = np.array([0.3, 0.59, 0.11], np.float32)
SMALL = np.float32(1e-6)


def composed(one: Canvas, other: Canvas, mode: CompositeMode, k: tuple[float, float, float, float]) -> Canvas:
    """One canvas with another below it, by Porter and Duff or by the factors k."""
    if mode == "arithmetic":
        mixed: Canvas = np.clip(k[0] * one * other + k[1] * one + k[2] * other + k[3], 0.0, 1.0)
        mixed[..., :3] = np.minimum(mixed[..., :3], mixed[..., 3:])
        return mixed
    a, b = one[..., 3:], other[..., 3:]
    full, none = np.ones_like(a), np.zeros_like(a)
    own, below = {
        "over": (full, 1 - a),
        "in": (b, none),
        "out": (1 - b, none),
        "atop": (b, 1 - a),
        "xor": (1 - b, 1 - a),
        "lighter": (full, full),
    }[mode]
    result: Canvas = np.minimum(one * own + other * below, 1.0)
    return result


def blended(one: Canvas, other: Canvas, mode: BlendMode) -> Canvas:
    """One canvas over another, their colours mixed where both are."""
    a, b = one[..., 3:], other[..., 3:]
    if mode == "normal":
        return one + other * (1 - a)
    top, below = (np.minimum(c[..., :3] / np.maximum(c[..., 3:], SMALL), 1.0) for c in (one, other))
    result = np.empty_like(one)
    result[..., :3] = (1 - a) * other[..., :3] + (1 - b) * one[..., :3] + a * b * _mixed(top, below, mode)
    result[..., 3:] = a + b - a * b
    return result


def _mixed(top: Canvas, below: Canvas, mode: BlendMode) -> Canvas:
    """Straight colours, one over the other, by a mode."""
    if mode in ("hue", "saturation", "color", "luminosity"):
        return _by_parts(top, below, mode)
    return MIXTURES[mode](top, below)


def _hard_light(top: Canvas, below: Canvas) -> Canvas:
    result: Canvas = np.where(top <= 0.5, 2 * top * below, 1 - 2 * (1 - top) * (1 - below))
    return result


def _by_parts(top: Canvas, below: Canvas, mode: BlendMode) -> Canvas:
    """The hue, the saturation or the luminosity of one with the rest of the other."""
    if mode == "hue":
        return _with_light(_with_saturation(top, _saturation(below)), _light(below))
    if mode == "saturation":
        return _with_light(_with_saturation(below, _saturation(top)), _light(below))
    if mode == "color":
        return _with_light(top, _light(below))
    return _with_light(below, _light(top))


def _light(color: Canvas) -> Canvas:
    light: Canvas = (color @ LUMINOSITY)[..., None]
    return light


def _saturation(color: Canvas) -> Canvas:
    span: Canvas = color.max(axis=-1, keepdims=True) - color.min(axis=-1, keepdims=True)
    return span


def _with_saturation(color: Canvas, saturation: Canvas) -> Canvas:
    least = color.min(axis=-1, keepdims=True)
    result: Canvas = (color - least) * saturation / np.maximum(_saturation(color), SMALL)
    return result


def _with_light(color: Canvas, light: Canvas) -> Canvas:
    """A colour made as light, and brought back to where channels may lie."""
    color = color + light - _light(color)
    least, most = color.min(axis=-1, keepdims=True), color.max(axis=-1, keepdims=True)
    color = np.where(least < 0, light + (color - light) * light / np.maximum(light - least, SMALL), color)
    above = (color - light) * (1 - light) / np.maximum(most - light, SMALL)
    result: Canvas = np.where(most > 1, light + above, color)
    return result


def _color_dodge(top: Canvas, below: Canvas) -> Canvas:
    full = np.where(below <= 0, 0.0, 1.0)
    result: Canvas = np.where(top >= 1, full, np.minimum(1.0, below / np.maximum(1 - top, SMALL)))
    return result


def _color_burn(top: Canvas, below: Canvas) -> Canvas:
    none = np.where(below >= 1, 1.0, 0.0)
    result: Canvas = np.where(top <= 0, none, 1 - np.minimum(1.0, (1 - below) / np.maximum(top, SMALL)))
    return result


def _soft_light(top: Canvas, below: Canvas) -> Canvas:
    curve = np.where(below <= 0.25, ((16 * below - 12) * below + 4) * below, np.sqrt(below))
    darker = below - (1 - 2 * top) * below * (1 - below)
    result: Canvas = np.where(top <= 0.5, darker, below + (2 * top - 1) * (curve - below))
    return result


MIXTURES: dict[str, Callable[[Canvas, Canvas], Canvas]] = {
    "multiply": lambda top, below: top * below,
    "screen": lambda top, below: top + below - top * below,
    "darken": np.minimum,
    "lighten": np.maximum,
    "overlay": lambda top, below: _hard_light(below, top),
    "hard-light": _hard_light,
    "color-dodge": _color_dodge,
    "color-burn": _color_burn,
    "soft-light": _soft_light,
    "difference": lambda top, below: np.abs(top - below),
    "exclusion": lambda top, below: top + below - 2 * top * below,
}
