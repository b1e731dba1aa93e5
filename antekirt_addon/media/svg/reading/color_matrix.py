# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrices by which colours are changed, five factors for each channel (Filter Effects 1, 9.6 and 13)."""

from __future__ import annotations

import math

UNCHANGED = (*(1.0, 0.0, 0.0, 0.0, 0.0), *(0.0, 1.0, 0.0, 0.0, 0.0), *(0.0, 0.0, 1.0, 0.0, 0.0))
ALPHA = (0.0, 0.0, 0.0, 1.0, 0.0)
IDENTITY = (*UNCHANGED, *ALPHA)
LUMINANCE_TO_ALPHA = (*(0.0,) * 15, 0.2125, 0.7154, 0.0721, 0.0, 0.0)
LIGHT = (0.213, 0.715, 0.072)  # of red, green and blue
TURNED = ((-0.213, -0.715, 0.928), (0.143, 0.140, -0.283), (-0.787, 0.715, 0.072))
SEPIA = ((0.393, 0.769, 0.189), (0.349, 0.686, 0.168), (0.272, 0.534, 0.131))


def saturation(factor: float) -> tuple[float, ...]:
    """Saturates by a factor; 0 makes grey."""
    return _rows([[_mean(row, column, factor) for column in range(3)] for row in range(3)])


def hue_rotation(degrees: float) -> tuple[float, ...]:
    """Turns hues."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned = [
        [_mean(row, column, cos) + sin * TURNED[row][column] for column in range(3)] for row in range(3)
    ]
    return _rows(turned)


def grayscale(amount: float) -> tuple[float, ...]:
    """Takes so much of all colour out."""
    return saturation(1.0 - min(amount, 1.0))


def sepia(amount: float) -> tuple[float, ...]:
    """Browns by so much."""
    part = min(amount, 1.0)
    return _rows(
        [
            [part * SEPIA[row][column] + (1.0 - part) * (row == column) for column in range(3)]
            for row in range(3)
        ]
    )


def _mean(row: int, column: int, factor: float) -> float:
    """Between the light of a colour and the colour itself."""
    return LIGHT[column] * (1.0 - factor) + (factor if row == column else 0.0)


def _rows(colors: list[list[float]]) -> tuple[float, ...]:
    return (*(value for row in colors for value in (*row, 0.0, 0.0)), *ALPHA)
