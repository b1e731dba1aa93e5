# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's icon for each kind of output."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems

KIND_ICONS: dict[str, IconItems] = {  # by jobs.job.Kind, which an Attribution has, too
    "image": "IMAGE_DATA",
    "svg": "CURVE_DATA",
    "video": "FILE_MOVIE",
}
