# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""A page of what is in the scene now: an artwork as it is drawn, or what the camera sees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.shape import Group
from ...media.svg.writing.depth_sorting import Flat, back_to_front
from ...media.svg.writing.page import Page
from ...message import Message, listed
from ..artwork.artwork_root import is_root, root_of
from ..error import SceneError
from . import viewpoint
from .canvas import Canvas
from .creators import creators_of
from .curve_pieces import curve_pieces, is_invisible, keeps_curves
from .grease_pencil_pieces import grease_pencil_pieces
from .mesh_pieces import mesh_pieces
from .page_size import artwork_size, bounds, contents_size
from .picture_mark import Pictures
from .piece import marked, united
from .seen_side import flattest
from .shape_names import ShapeNames
from .shown import Shown
from .shown_paint import ShownPaints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import bpy

    from ...media.svg.writing.page import Mark
    from .piece import Piece
    from .viewpoint import Viewpoint

MOST_NAMED = 3
GREASE_PENCIL = {"GREASEPENCIL", "GPENCIL"}


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A page, and what is to be said of it.

    unseen: names of objects that show nothing. distorted: how many pictures do not lie on it as they should.
    """

    page: Page
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


def artwork_page(context: bpy.types.Context, folder: Path) -> Drawn:
    """The artwork of the active object, with what else is selected. Raises SceneError.

    folder: that of the document.
    """
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
    depsgraph = context.evaluated_depsgraph_get()

    def collected() -> tuple[_Collector, list[Piece]]:
        view = viewpoint.of_plane(axes, size.scale).moved(*corner)
        collector = _Collector(view, depsgraph, folder)
        return collector, collector.collect(lambda obj, parent: obj in wanted or parent in wanted)

    collector, pieces = collected()
    if not pieces:
        raise SceneError("There is nothing to export: no curve, mesh or Grease Pencil is seen")
    if size.width is None:
        corner, _ = bounds(pieces, size)
        collector, pieces = collected()
    low, high = bounds(pieces, size)
    page = Page(high[0] - low[0], high[1] - low[1], (), lead.name, left=low[0], top=low[1])
    page = replace(page, millimeters=page.width * size.millimeters)
    return collector.drawn(page, pieces, root)


def camera_page(context: bpy.types.Context, folder: Path) -> Drawn:
    """What the scene's camera sees, a unit for each pixel of a render. Raises SceneError."""
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
    collector = _Collector(view, depsgraph, folder)
    pieces = collector.collect(lambda obj, _parent: not obj.hide_render)
    page = Page(width, height, (), scene.name)
    pieces = [piece for piece in pieces if _is_on(piece, page)]
    if not pieces:
        raise SceneError("The camera sees no curve, mesh or Grease Pencil")
    return collector.drawn(page, pieces, None)


class _Collector:
    """Goes through what Blender shows, and makes pieces of it."""

    def __init__(self, view: Viewpoint, depsgraph: bpy.types.Depsgraph, folder: Path) -> None:
        self._canvas = Canvas(view, ShownPaints(), Pictures(folder), depsgraph)
        self._unseen: list[str] = []
        self._reach = 0.0  # how far from the middle of the world something is

    def collect(self, is_wanted: Any) -> list[Piece]:
        """The pieces of all objects and instances that are wanted, by themselves and what instances them."""
        pieces: list[Piece] = []
        for instance in self._canvas.depsgraph.object_instances:
            shown: Any = instance.object
            parent: Any = instance.parent.original if instance.parent else None
            if not instance.show_self or not is_wanted(shown.original, parent):
                continue
            matrix = instance.matrix_world.copy()
            self._reach = max(self._reach, matrix.translation.length, *shown.dimensions)
            owner = parent if instance.is_instance and parent and shown.original != parent else shown.original
            pieces += self._pieces(Shown(shown, owner, np.array(matrix)))
        return pieces

    def _pieces(self, shown: Shown) -> list[Piece]:
        obj, original = shown.obj, shown.obj.original
        if obj.type in GREASE_PENCIL:
            return list(grease_pencil_pieces(shown, self._canvas.view))
        if original.type in {"CURVE", "FONT"}:
            curve = replace(shown, obj=original.evaluated_get(self._canvas.depsgraph))
            keeps = keeps_curves(curve, self._canvas.view)
            if obj.type == original.type and keeps:
                return list(curve_pieces(curve, self._canvas))
            if obj.type == original.type and is_invisible(original.data) and not original.modifiers:
                self._unseen.append(original.name)
            if keeps:
                return []  # the surface of what its splines have said
        return list(mesh_pieces(shown, self._canvas)) if obj.type == "MESH" else []

    def drawn(self, page: Page, pieces: Sequence[Piece], root: Any) -> Drawn:
        """A page with pieces on it."""
        flats = [Flat(piece.loops, piece.drawing) for piece in pieces]
        order = back_to_front(flats, self._canvas.view.noise(self._reach))
        pieces = list(united(pieces[number] for number in order))
        count = Counter(piece.owner for piece in pieces)
        groups = _Groups(root)
        marks: list[Mark] = []
        for piece in pieces:
            mark, inside = marked(piece), groups.of(piece.owner)
            if mark is not None and count[piece.owner] == 1:
                name, key = ShapeNames(piece.owner).whole()
                marks.append(replace(mark, name=name, key=key, groups=inside[:-1]))
            elif mark is not None:
                marks.append(replace(mark, groups=inside))
        creators = tuple(creators_of({*count, root} - {None}, self._canvas.pictures.used))
        page = replace(page, marks=tuple(marks), creators=creators)
        return Drawn(page, self._unseen, self._canvas.pictures.distorted)


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
