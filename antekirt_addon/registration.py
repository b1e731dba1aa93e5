# SPDX-License-Identifier: GPL-3.0-or-later
"""The ordered list of all that Blender is told of; undone in reverse. Failures raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .operators import choices, run

if TYPE_CHECKING:
    from types import ModuleType

# Each module has CLASSES, and may have register() and unregister() for what is no class.
MODULES: tuple[ModuleType, ...] = (choices,)


def register() -> None:
    for module in MODULES:
        for cls in module.CLASSES:
            bpy.utils.register_class(cls)
        getattr(module, "register", _nothing)()
    run.start_timer()


def unregister() -> None:
    run.stop()
    for module in reversed(MODULES):
        getattr(module, "unregister", _nothing)()
        for cls in reversed(module.CLASSES):
            bpy.utils.unregister_class(cls)


def _nothing() -> None:
    pass
