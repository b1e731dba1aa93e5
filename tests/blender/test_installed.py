# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension as Blender sees it once it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from types import ModuleType


def test_it_is_enabled_from_the_installed_copy(addon: ModuleType) -> None:
    assert addon.__name__ in bpy.context.preferences.addons
    assert "extensions/user_default/antekirt" in Path(addon.__file__ or "").as_posix()


def test_disabling_leaves_no_class_behind(addon: ModuleType) -> None:
    bpy.ops.preferences.addon_disable(module=addon.__name__)
    left = [
        cls
        for cls in bpy.types.Operator.__subclasses__()
        if cls.is_registered and addon.__name__ in cls.__module__
    ]
    bpy.ops.preferences.addon_enable(module=addon.__name__)
    assert left == []
