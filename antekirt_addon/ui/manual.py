# SPDX-License-Identifier: GPL-3.0-or-later
"""Right-click, Online Manual: which page of ours tells of which operator or property."""

from __future__ import annotations

import bpy

PAGES = "https://github.com/antekirt/antekirt-blender/blob/main/docs/"
MAP = (("bpy.ops.antekirt.*", "README.md"),)

CLASSES = ()


def pages() -> tuple[str, tuple[tuple[str, str], ...]]:
    return PAGES, MAP


def register() -> None:
    bpy.utils.register_manual_map(pages)


def unregister() -> None:
    bpy.utils.unregister_manual_map(pages)
