# SPDX-License-Identifier: GPL-3.0-or-later
"""What else a picture can become, besides what import_image.py makes itself: one module for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from . import camera_background
from .decal import import_decal

if TYPE_CHECKING:
    from collections.abc import Callable

    from .import_target import Target
    from .picture import Picture
    from .placement import Place

Check: TypeAlias = "Callable[[Target, Place], None]"  # raises SceneError if it cannot be had
# Makes it of the first picture, which may become another, and gives the sentence that says so. Raises
# SceneError with nothing made.
Make: TypeAlias = "Callable[[list[Picture], Target, Place], str]"

CHECKS: dict[str, Check] = {"DECAL": import_decal.check, "CAMERA_BACKGROUND": camera_background.check}
MAKERS: dict[str, Make] = {"DECAL": import_decal.make, "CAMERA_BACKGROUND": camera_background.make}
