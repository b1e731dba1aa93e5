# SPDX-License-Identifier: GPL-3.0-or-later
"""How a picture lies on objects: from their coordinates, through fields that stay live, to the picture's own.

A Mapping node of the kind "Texture" says where the picture's middle is, how it is turned, and how long its
sides are: in scene units wherever the coordinates are.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix

from ..attribution import stamp
from . import box_group, coordinate_group
from .mapping_nodes import COLUMN, centered, coordinates, from_middle, mapped
from .node_set import TURN
from .object_box import ObjectBox, local_sides
from .uv_scale import uv_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...media.orientation import Turn
    from ..picture import Picture
    from .node_set import NodeSet
    from .texture_options import Projection, TextureOptions

FLATNESS = 0.1  # height of a bounding box, by its longer side, below which an object counts as flat
NEAR = 0.05  # of an object's length, by which the middles of several may differ


def projection_for(obj: bpy.types.Object, options: TextureOptions) -> Projection:
    """How a picture comes onto an object: as chosen, or what suits the object best.

    Blender's box mapping turns the picture a quarter on what lies flat, so that is seen from above.
    """
    if options.projection != "AUTO" and (options.projection != "CAMERA" or options.viewpoint):
        return options.projection
    if isinstance(obj.data, bpy.types.Mesh) and obj.data.uv_layers:
        return "UV"
    wide, deep, high = local_sides(obj)
    return "FLAT" if high < FLATNESS * max(wide, deep) else "BOX"


def shown(picture: Picture, projection: Projection) -> Picture:
    """The picture to lay out so: a box cannot be turned, and needs one that is upright by itself."""
    return picture.upright() if projection == "BOX" else picture


def is_uneven(options: TextureOptions, objects: Sequence[bpy.types.Object]) -> bool:
    """Whether a tile, by the UV map, is not nearly as long on all faces as it is in the mean."""
    if options.projection != "UV" or not options.tile_size:
        return False
    scale = uv_scale(objects, options.uv_map)
    return scale is not None and not scale.is_even


def vector(
    nodes: NodeSet, picture: Picture, options: TextureOptions, objects: Sequence[bpy.types.Object]
) -> Any:  # noqa: ANN401 - a socket, or None
    """The coordinates at which a picture is to be read; None where those of the UV map do as they are.

    options: with the projection that all the objects get, which is not AUTO.
    """
    found = _Mapping(nodes, picture, options, objects).lead()
    return _turned(nodes, found, picture.turn) if picture.turn.is_needed else found


def _turned(nodes: NodeSet, source: Any, turn: Turn) -> Any:  # noqa: ANN401 - sockets
    """Coordinates from 0 to 1 of the upright picture as those of the stored one."""
    node = nodes.add("ShaderNodeMapping", -COLUMN)
    node[TURN] = True
    x, y = turn.of(-0.5, -0.5)  # where the corner at 0 goes
    node.inputs["Location"].default_value = (0.5 + x, 0.5 + y, 0.0)
    node.inputs["Rotation"].default_value = (0.0, 0.0, turn.quarters * pi / 2)
    node.inputs["Scale"].default_value = (-1.0 if turn.mirrored else 1.0, 1.0, 1.0)
    nodes.link(source or coordinates(nodes).outputs["UV"], node.inputs["Vector"])
    return node.outputs["Vector"]


class _Mapping:
    """Makes the nodes of one texture's coordinates."""

    def __init__(
        self,
        nodes: NodeSet,
        picture: Picture,
        options: TextureOptions,
        objects: Sequence[bpy.types.Object],
    ) -> None:
        self.nodes, self.picture, self.options, self.objects = nodes, picture, options, objects
        longer = options.tile_size / max(picture.sides)
        self.tile = (picture.sides[0] * longer, picture.sides[1] * longer)

    def lead(self) -> Any:  # noqa: ANN401 - a socket, or None
        match self.options.projection:
            case "UV" | "AUTO":
                return self._by_uv_map()
            case "WINDOW":
                return mapped(self.nodes, coordinates(self.nodes).outputs["Window"], (1.0, 1.0, 1.0))
            case "OBJECT":
                return self._by_empty()
            case "CAMERA":
                return self._from_viewpoint()
            case "CYLINDER" | "SPHERE":
                return self._around()
            case "BOX":
                return self._on_box()
        if self.options.tile_size:
            return self._laid(self._scene_units(), *self.tile)
        return coordinates(self.nodes).outputs["Generated"]

    def _by_uv_map(self) -> Any:  # noqa: ANN401 - a socket, or None
        source = None
        if self.options.uv_map:
            node = self.nodes.add("ShaderNodeUVMap", -5 * COLUMN)
            node.uv_map = self.options.uv_map
            source = node.outputs["UV"]
        scale = uv_scale(self.objects, self.options.uv_map) if self.options.tile_size else None
        if scale is None:
            return source
        wide, high = self.tile
        source = source or coordinates(self.nodes).outputs["UV"]
        return mapped(self.nodes, source, (wide / scale.across, high / scale.up, 1.0))

    def _around(self) -> Any:  # noqa: ANN401 - a socket
        is_cylinder = self.options.projection == "CYLINDER"
        group = coordinate_group.cylinder() if is_cylinder else coordinate_group.sphere()
        if self.options.tile_size:
            around = self._group(group, self._scene_units(_common_center(self.objects)))
            return self._laid(around.outputs["By Length"], *self.tile)
        return self._laid(self._group(group, from_middle(self.nodes)).outputs["Once Around"], 1.0, 1.0)

    def _on_box(self) -> Any:  # noqa: ANN401 - a socket
        """Of a node that maps to three sides; see sampling.py."""
        node = self._group(
            box_group.box_mapping(),
            self._scene_units() if self.options.tile_size else from_middle(self.nodes),
        )
        node.inputs["Scale"].default_value = (*self._tile_or((1.0, 1.0)), 1.0)
        return node.outputs["Vector"]

    def _by_empty(self) -> Any:  # noqa: ANN401 - a socket
        box = ObjectBox(self.objects[0])
        source = self._seen_by(box.facing(), "Texture Position", max(box.sides) / 2)
        return self._laid(source, *self._tile_or(box.face))

    def _from_viewpoint(self) -> Any:  # noqa: ANN401 - a socket
        seen = self.options.viewpoint
        assert seen is not None  # else `projection_for` gives another
        rows = zip(*[iter(seen.matrix)] * 4, strict=True)
        source = self._seen_by(Matrix(tuple(rows)), "Projector", 1.0)
        if seen.in_perspective:
            source = self._group(coordinate_group.projector(), source).outputs["Vector"]
        return self._laid(source, *seen.covered_by(*self.picture.sides), seen.middle)

    def _tile_or(self, sides: tuple[float, float]) -> tuple[float, float]:
        return self.tile if self.options.tile_size else sides

    def _seen_by(self, place: Matrix, name: str, size: float) -> Any:  # noqa: ANN401 - a socket
        """Coordinates of an empty, by which the picture is moved from now on."""
        empty = bpy.data.objects.new(f"{name} {self.picture.source.name}", None)
        empty.matrix_world, empty.empty_display_type = place, "ARROWS"
        empty.empty_display_size = size or 1.0
        stamp(empty, self.picture.source.attribution)
        for collection in self.objects[0].users_collection[:1]:
            collection.objects.link(empty)
        node = coordinates(self.nodes)
        node.object = empty
        return node.outputs["Object"]

    def _scene_units(self, center: Any = (0.0, 0.0, 0.0)) -> Any:  # noqa: ANN401 - a socket
        node = self.nodes.add("ShaderNodeGroup", -5 * COLUMN)
        node.node_tree = coordinate_group.scene_units()
        node.inputs["Center"].default_value = center
        return node.outputs["Vector"]

    def _group(self, tree: bpy.types.ShaderNodeTree, source: Any) -> Any:  # noqa: ANN401 - a socket, a node
        node = self.nodes.add("ShaderNodeGroup", -4 * COLUMN)
        node.node_tree = tree
        self.nodes.link(source, node.inputs["Vector"])
        return node

    def _laid(
        self,
        source: Any,  # noqa: ANN401 - a socket
        wide: float,
        high: float,
        middle: tuple[float, float] = (0.0, 0.0),
    ) -> Any:  # noqa: ANN401 - a socket
        """A picture of some size, its middle at a point of coordinates that have 0 in the middle."""
        return centered(self.nodes, mapped(self.nodes, source, (wide or 1.0, high or 1.0, 1.0), middle))


def _common_center(objects: Sequence[bpy.types.Object]) -> Any:  # noqa: ANN401 - a Vector
    """The middle of an object, in its own coordinates, around which a picture is wound; else its origin.

    Of several objects, that of the first counts if it is that of all others as well.
    """
    boxes = [ObjectBox(obj) for obj in objects]
    first = boxes[0]
    reach = NEAR * max(first.local_sides)
    is_common = all((box.center - first.center).length <= reach for box in boxes)
    return first.center if is_common else (0.0, 0.0, 0.0)
