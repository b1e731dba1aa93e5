# SPDX-License-Identifier: GPL-3.0-or-later
"""Channels of colours from 0 to 1: sRGB-encoded, as in files, and linear, as light mixes (IEC 61966-2-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Channels = TypeVar("Channels", bound=NDArray[Any])


def linear(value: float) -> float:
    """One encoded channel, linear."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def encoded(value: float) -> float:
    """One linear channel, encoded."""
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def all_linear(values: Channels) -> Channels:
    """Encoded channels, linear; they stay 32 bits if they are."""
    bent = ((np.maximum(values, 0.04045) + 0.055) / 1.055) ** 2.4
    return np.where(values <= 0.04045, values / 12.92, bent).astype(values.dtype)  # type: ignore[return-value]


def all_encoded(values: Channels) -> Channels:
    """Linear channels, encoded; they stay 32 bits if they are."""
    bent = 1.055 * np.maximum(values, 0.0031308) ** (1 / 2.4) - 0.055
    return np.where(values <= 0.0031308, values * 12.92, bent).astype(values.dtype)  # type: ignore[return-value]
