# SPDX-License-Identifier: GPL-3.0-or-later
"""What else a picture can become, besides what import_image.py makes itself: one module for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from . import (
    camera_background,
    camera_plane,
    clone_source,
    other_nodes,
    paint_brush,
    plane_grid,
    view_reference,
    world_backdrop,
)
from .decal import import_decal

if TYPE_CHECKING:
    from collections.abc import Callable

    from .import_target import Target
    from .picture import Picture
    from .placement import Place

FurtherChoice: TypeAlias = Literal[
    "DECAL",
    "CAMERA_BACKGROUND",
    "BRUSH",
    "CAMERA_PLANE",
    "PLANE_GRID",
    "BACKDROP",
    "STENCIL",
    "CLONE_SOURCE",
    "COMPOSITOR",
    "GEOMETRY_NODES",
    "VIEW_REFERENCE",
]
Check: TypeAlias = "Callable[[Target, Place], None]"  # raises SceneError if it cannot be had
# Makes it of the first picture, which may become another, and gives the sentence that says so. Raises
# SceneError with nothing made.
Make: TypeAlias = "Callable[[list[Picture], Target, Place], str]"

CHECKS: dict[str, Check] = {
    "DECAL": import_decal.check,
    "CAMERA_BACKGROUND": camera_background.check,
    "CAMERA_PLANE": camera_plane.check,
}
MAKERS: dict[str, Make] = {
    "DECAL": import_decal.make,
    "CAMERA_BACKGROUND": camera_background.make,
    "BRUSH": paint_brush.make_brush,
    "CAMERA_PLANE": camera_plane.make,
    "PLANE_GRID": plane_grid.make,
    "BACKDROP": world_backdrop.make,
    "STENCIL": paint_brush.make_stencil,
    "CLONE_SOURCE": clone_source.make,
    "COMPOSITOR": other_nodes.make_in_compositor,
    "GEOMETRY_NODES": other_nodes.make_in_geometry,
    "VIEW_REFERENCE": view_reference.make,
}
