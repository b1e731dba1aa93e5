# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of a picture in a drawing: simple PNG files are read here, all others are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from ..paint import Picture
from .png_file import decoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...arrays import Bytes
    from ..paint import Paint

Decode: TypeAlias = "Callable[[bytes], Bytes | None]"  # the pixels of a file that is no simple PNG, if any


def nobody_decodes(_data: bytes) -> None:
    """What stands in for a decoder where there is none."""


def with_pixels(paint: Paint, decode: Decode) -> Paint | None:
    """A paint whose pixels are known, if it has any."""
    if not isinstance(paint, Picture) or not isinstance(paint.content, bytes):
        return paint
    pixels = decoded(paint.content)
    if pixels is None:
        pixels = decode(paint.content)
    return None if pixels is None else replace(paint, content=pixels)
