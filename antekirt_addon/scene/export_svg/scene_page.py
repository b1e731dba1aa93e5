# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""A page of what is in the scene now: an artwork as it is drawn, or what the camera sees."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.shape import Group
from ...media.svg.writing.page import Page
from ...message import Message, listed
from ..artwork.artwork_root import is_root, root_of
from ..error import SceneError
from . import viewpoint
from .creators import creators_of
from .page_size import artwork_size, bounds, contents_size
from .piece import Owner
from .scene_reading import SceneReading
from .seen_side import flattest
from .shape_names import ShapeNames

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    import bpy

    from .picture_mark import Pictures
    from .piece import Piece

MOST_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A page still without what is on it, that in no order, and what is to be said of it.

    owners: what is known of the objects by whose numbers pieces have them. noise: of their nearness.
    unseen: names of objects that show nothing. distorted: how many pictures do not lie on it as they should.
    """

    page: Page
    pieces: list[Piece]
    owners: list[Owner]
    noise: float
    unseen: list[str] = field(default_factory=list)
    distorted: int = 0

    def remarks(self) -> Iterator[str]:
        """Sentences about what is not as it is in Blender."""
        if self.unseen:
            named = listed([f"“{name}”" for name in self.unseen[:MOST_NAMED]])
            yield Message(
                "Curves without fill, bevel or extrusion show nothing and were left out: {names}", names=named
            )
        if self.distorted:
            yield Message(
                "Pictures on bent surfaces are only near the right shape: {count}",
                count=self.distorted,
            )


def artwork_page(context: bpy.types.Context, pictures: Pictures) -> Generator[float, None, Drawn]:
    """The artwork of the active object, with what else is selected; yields progress. Raises SceneError."""
    active: Any = context.active_object
    chosen: list[Any] = list(context.selected_objects) or ([active] if active else [])
    root: Any = root_of(active) or next(filter(None, map(root_of, chosen)), None)
    roots = {root, *map(root_of, chosen)} - {None}
    wanted = {*chosen, *(child for one in roots for child in (one, *one.children_recursive))}
    if not wanted:
        raise SceneError("Select an artwork, or objects to export")
    scene = context.scene
    assert scene
    lead = root or active or chosen[0]
    size = artwork_size(root, scene) if root else contents_size(scene)
    axes = lead.matrix_world.normalized() if root else flattest(lead, wanted)
    corner = (-(size.width or 0.0) / 2, -(size.height or 0.0) / 2)

    def is_wanted(obj: Any, parent: Any) -> bool:
        return obj in wanted or parent in wanted

    reading = SceneReading(viewpoint.of_plane(axes, size.scale).moved(*corner), pictures)
    pieces = yield from reading.read(is_wanted)
    if not pieces:
        raise SceneError("There is nothing to export: no curve, mesh or Grease Pencil is seen")
    if size.width is None:
        corner, _ = bounds(pieces, size)
        reading = SceneReading(viewpoint.of_plane(axes, size.scale).moved(*corner), pictures)
        pieces = yield from reading.read(is_wanted)
    low, high = bounds(pieces, size)
    page = Page(high[0] - low[0], high[1] - low[1], (), lead.name, left=low[0], top=low[1])
    page = replace(page, millimeters=page.width * size.millimeters)
    return _drawn(page, pieces, root, reading)


def camera_page(context: bpy.types.Context, pictures: Pictures) -> Generator[float, None, Drawn]:
    """What the scene's camera sees, a unit for each pixel of a render; yields progress. Raises SceneError."""
    scene = context.scene
    assert scene
    camera = scene.camera
    if camera is None or camera.type != "CAMERA":
        raise SceneError("The scene has no camera: add one, or export an artwork")
    data: Any = camera.data
    if data.type not in {"ORTHO", "PERSP"}:
        raise SceneError("A panoramic camera sees no straight lines: make it a perspective one")
    depsgraph = context.evaluated_depsgraph_get()
    render = scene.render
    width = max(1, round(render.resolution_x * render.resolution_percentage / 100))
    height = max(1, round(render.resolution_y * render.resolution_percentage / 100))
    aspect = (render.pixel_aspect_x, render.pixel_aspect_y)
    view = viewpoint.of_camera(camera.evaluated_get(depsgraph), depsgraph, width, height, aspect)
    reading = SceneReading(view, pictures)
    pieces = yield from reading.read(lambda obj, _parent: not obj.hide_render)
    page = Page(width, height, (), scene.name)
    pieces = [piece for piece in pieces if _is_on(piece, page)]
    if not pieces:
        raise SceneError("The camera sees no curve, mesh or Grease Pencil")
    return _drawn(page, pieces, None, reading)


def _drawn(page: Page, pieces: Sequence[Piece], root: Any, reading: SceneReading) -> Drawn:
    """A page with all that must be known of what is on it, Blender's data no more."""
    owners: dict[Any, int] = {}
    numbered = [replace(piece, owner=owners.setdefault(piece.owner, len(owners))) for piece in pieces]
    groups = _Groups(root)
    known = [Owner(*ShapeNames(obj).whole(), groups.of(obj)) for obj in owners]
    creators = tuple(creators_of({*owners, root} - {None}, reading.pictures.used))
    return Drawn(
        replace(page, creators=creators),
        numbered,
        known,
        reading.noise,
        reading.unseen,
        reading.pictures.distorted,
    )


class _Groups:
    """Objects as groups, within those that are the empties above them, but for the artwork's root."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._made: dict[Any, tuple[Group, ...]] = {}

    def of(self, obj: Any) -> tuple[Group, ...]:
        if obj not in self._made:
            above = obj.parent
            is_group = (
                above is not None and above.type == "EMPTY" and above != self._root and not is_root(above)
            )
            outer = self.of(above) if is_group else ()
            self._made[obj] = (*outer, Group(obj.name))
        return self._made[obj]


def _is_on(piece: Piece, page: Page) -> bool:
    """Whether some of a piece may lie on a page."""
    points = np.concatenate(piece.loops)[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(low[0] < page.width and low[1] < page.height and high[0] > 0 and high[1] > 0)
