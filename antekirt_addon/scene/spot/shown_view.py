# SPDX-License-Identifier: GPL-3.0-or-later
"""The 3D view in which a result is to be seen, as it is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import bpy

from .viewpoint import Viewpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COVERING = {"UI": "right", "TOOLS": "left", "HEADER": "top", "TOOL_HEADER": "top"}


@dataclass(frozen=True, slots=True)
class ShownView:
    """For the moment only: Blender's own datablocks are in it."""

    space: bpy.types.SpaceView3D
    viewpoint: Viewpoint


def shown_view(scene: bpy.types.Scene, at: tuple[float, float] | None = None) -> ShownView | None:
    """The view at a point of the window in the context, or the largest; None if none shows the scene."""
    areas = list(_areas(scene))
    if not areas:
        return None
    area = next(
        (area for area in areas if at and _holds(area, at)),
        max(areas, key=lambda area: area.width * area.height),
    )
    space: Any = area.spaces.active
    region = next((region for region in reversed(area.regions) if region.type == "WINDOW"), None)  # of four
    if region is None or not region.width or not region.height or space.region_3d is None:
        return None
    return ShownView(space, _viewpoint(scene, area, region, space))


def _holds(area: bpy.types.Area, point: tuple[float, float]) -> bool:
    return 0 <= point[0] - area.x < area.width and 0 <= point[1] - area.y < area.height


def join_local_views(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> None:
    """Have new objects seen in the window's views that show but some of what there is."""
    spaces: list[Any] = [area.spaces.active for area in _areas(scene)]
    local = [space for space in spaces if space.local_view]
    names = (
        {obj.name for obj in bpy.context.window.view_layer.objects} if local and bpy.context.window else ()
    )
    for obj in objects:
        if obj.name in names:  # not so in a collection that the view layer excludes
            for space in local:
                obj.local_view_set(space, True)


def _areas(scene: bpy.types.Scene) -> Iterator[bpy.types.Area]:
    window = bpy.context.window
    if not bpy.app.background and window and window.scene == scene:
        yield from (area for area in window.screen.areas if area.type == "VIEW_3D")


def _viewpoint(scene: bpy.types.Scene, area: Any, region: Any, space: Any) -> Viewpoint:  # noqa: ANN401 - Blender's
    view = space.region_3d
    matrix = view.view_matrix.inverted()
    projection = view.window_matrix @ view.view_matrix
    is_camera = view.view_perspective == "CAMERA" and space.camera and space.camera.type == "CAMERA"
    free = _uncovered(area, region)
    found = Viewpoint(
        matrix,
        projection,
        free,
        is_perspective=view.is_perspective,
        has_eye=view.is_perspective or is_camera,
        reach=space.clip_end,
    )
    return replace(found, free=_within_camera(found, scene, space.camera)) if is_camera else found


def _uncovered(area: Any, region: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - Blender's
    """Left, bottom, right and top of what no sidebar lies over, the whole being -1 to 1 each way."""
    edges = {
        "left": region.x,
        "bottom": region.y,
        "right": region.x + region.width,
        "top": region.y + region.height,
    }
    for other in area.regions:
        side = COVERING.get(other.type)
        if side is None or min(other.width, other.height) <= 1:
            continue
        if side == "left":
            edges["left"] = max(edges["left"], other.x + other.width)
        elif side == "right":
            edges["right"] = min(edges["right"], other.x)
        elif other.y > region.y + region.height / 2:
            edges["top"] = min(edges["top"], other.y)
    across, up = 2 / region.width, 2 / region.height
    return (
        (edges["left"] - region.x) * across - 1,
        (edges["bottom"] - region.y) * up - 1,
        (edges["right"] - region.x) * across - 1,
        (edges["top"] - region.y) * up - 1,
    )


def _within_camera(view: Viewpoint, scene: bpy.types.Scene, camera: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - an object
    """The same within what is rendered."""
    corners = [view.projected(view.matrix @ corner) for corner in camera.data.view_frame(scene=scene)]
    across, up = zip(*corners, strict=True)
    left, bottom, right, top = view.free
    return max(left, min(across)), max(bottom, min(up)), min(right, max(across)), min(top, max(up))
