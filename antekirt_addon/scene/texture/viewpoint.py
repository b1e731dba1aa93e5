# SPDX-License-Identifier: GPL-3.0-or-later
"""From where a picture is projected: the camera or the view, as it is when the artist asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import bpy
from mathutils import Matrix


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Numbers only, so that it can wait: a paid result comes minutes later, and the view has moved by then.

    matrix: its place and rotation in the world, looking along -Z, row by row.
    sides: width and height of what is seen; in perspective at a distance of 1.
    middle: of that, which lies off the axis where a lens is shifted.
    """

    matrix: tuple[float, ...]
    sides: tuple[float, float]
    middle: tuple[float, float]
    in_perspective: bool

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `asdict` and JSON have made of one."""
        told = {name: tuple(data[name]) for name in ("matrix", "sides", "middle")}
        return cls(**told, in_perspective=data["in_perspective"])

    def covered_by(self, wide: float, high: float) -> tuple[float, float]:
        """The sides of a picture of these proportions that just covers what is seen."""
        scale = max(self.sides[0] / wide, self.sides[1] / high)
        return scale * wide, scale * high


def viewpoint(context: bpy.types.Context) -> Viewpoint | None:
    """Where the artist looks from: the view, or the camera that it is seen through, or that there is."""
    region, space = context.region_data, context.space_data
    if isinstance(region, bpy.types.RegionView3D) and region.view_perspective != "CAMERA":
        return _seen(region.view_matrix.inverted(), region.window_matrix)
    camera = space.camera if isinstance(space, bpy.types.SpaceView3D) else None
    scene = context.scene
    assert scene is not None
    camera = camera or scene.camera
    if camera is None or not isinstance(camera.data, bpy.types.Camera):
        return None
    render: Any = scene.render
    lens = camera.calc_matrix_camera(
        context.evaluated_depsgraph_get(),
        x=render.resolution_x,
        y=render.resolution_y,
        scale_x=render.pixel_aspect_x,
        scale_y=render.pixel_aspect_y,
    )
    return _seen(camera.matrix_world, lens)


def _seen(place: Any, lens: Matrix) -> Viewpoint:  # noqa: ANN401 - a Matrix
    matrix: Any = Matrix.LocRotScale(place.translation, place.to_quaternion(), None)
    in_perspective = lens[3][3] == 0.0
    across, up = lens[0][0], lens[1][1]
    middle = (
        (lens[0][2] / across, lens[1][2] / up) if in_perspective else (-lens[0][3] / across, -lens[1][3] / up)
    )
    return Viewpoint(
        tuple(value for row in matrix for value in row), (2.0 / across, 2.0 / up), middle, in_perspective
    )
