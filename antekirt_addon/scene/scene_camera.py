# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera through which a scene is rendered."""

from __future__ import annotations

from typing import Any

import bpy

from ..message import Message
from .error import SceneError


def camera_of(scene: bpy.types.Scene) -> Any:  # noqa: ANN401 - an object with a camera
    """The object of a scene's camera. Raises SceneError if there is none."""
    camera = scene.camera
    if camera is None or not isinstance(camera.data, bpy.types.Camera):
        raise SceneError(
            Message("{scene} has no camera: add one, and make it the active camera", scene=scene.name)
        )
    return camera
