# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture or a film behind what the camera sees, while working: renders do not show it."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from ..media import orientation
from ..message import Message
from .error import SceneError
from .scene_camera import camera_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from ..media.orientation import Turn
    from .import_target import Target
    from .picture import Picture
    from .placement import Place


def check(_target: Target, place: Place) -> None:
    """Raise SceneError if the scene has no camera that can be changed."""
    camera_data(place)


def make(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Show the first picture there. Raises SceneError with nothing made."""
    camera = camera_data(place)
    pictures[0] = pictures[0].upright()
    show(camera, pictures[0].image)
    place.things.append(camera)
    place.where = "SCENE"
    return Message(
        "Put “{name}” behind the view of {camera}", name=pictures[0].source.name, camera=camera.name
    )


def camera_data(place: Place) -> bpy.types.Camera:
    """What shows something behind its view. Raises SceneError if there is no camera that can be changed."""
    camera = camera_of(place.scene)
    if not camera.data.is_editable:
        raise SceneError(
            Message("{camera} is linked from another file and cannot be changed", camera=camera.name)
        )
    return camera.data  # type: ignore[no-any-return]


def show(
    camera: bpy.types.Camera, image: bpy.types.Image, turn: Turn = orientation.NONE
) -> bpy.types.CameraBackgroundImage:
    """Show an image behind all that a camera has; it fills the frame. What was there is left as it is.

    turn: what leads from the upright picture to the image.
    """
    camera.show_background_images = True
    entry = camera.background_images.new()
    entry.source, entry.image = "IMAGE", image
    entry.alpha, entry.frame_method, entry.display_depth = 1.0, "CROP", "BACK"
    entry.rotation, entry.use_flip_x = turn.quarters * pi / 2, turn.mirrored
    return entry


def images_of(cameras: Sequence[bpy.types.Camera]) -> set[bpy.types.Image | None]:
    """What some cameras show behind their view."""
    return {entry.image for camera in cameras for entry in camera.background_images}
