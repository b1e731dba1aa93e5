# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import is for and where it goes: noted by name when the artist asks, looked up when it comes.

Minutes can lie between the two. What was deleted or renamed meanwhile is said, and never costs a result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import pi
from typing import TYPE_CHECKING, Literal, TypeAlias

import bpy
from mathutils import Matrix, Quaternion

from . import attribution, compat
from .image import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .work import Work

Align: TypeAlias = Literal["FLAT", "UPRIGHT", "VIEW"]


@dataclass(frozen=True, slots=True)
class Target:
    """What an import is for: names and numbers only, so that it can wait, be stored, and survive undo.

    collection: where objects go; "" is the scene's own.
    objects: those that a material is for, the active one first.
    view_rotation: as a quaternion (w, x, y, z); None where there is no 3D view, and VIEW is then UPRIGHT.
    frame: the scene's frame that shows the first of a video.
    size: the longer side, in scene units. lit: shaded by the scene's lights. pack: kept in the blend file.
    """

    scene: str
    sequencer_scene: str = ""
    collection: str = ""
    objects: tuple[str, ...] = ()
    location: tuple[float, float, float] = (0.0, 0.0, 0.0)
    view_rotation: tuple[float, float, float, float] | None = None
    frame: int = 1
    align: Align = "FLAT"
    size: float = 2.0
    lit: bool = False
    loop: bool = False
    pack: bool = False


def capture(
    context: bpy.types.Context,
    *,
    align: Align = "FLAT",
    size: float = 2.0,
    lit: bool = False,
    loop: bool = False,
    pack: bool = False,
) -> Target:
    """Note what the artist has before them."""
    scene, collection = context.scene, context.collection
    assert scene is not None
    cursor = scene.cursor.location
    selected = [thing.name for thing in context.selected_objects]
    active = [context.object.name] if context.object and context.object.name in selected else []
    edited = [thing.name for thing in context.objects_in_mode or ()]  # these need not be selected
    return Target(
        scene=scene.name,
        sequencer_scene=compat.sequencer_scene(context).name,
        collection="" if collection in {None, scene.collection} else collection.name,
        objects=tuple(dict.fromkeys([*active, *edited, *selected])),
        location=(cursor.x, cursor.y, cursor.z),
        view_rotation=_view_rotation(context),
        frame=scene.frame_current,
        align=align,
        size=size,
        lit=lit,
        loop=loop,
        pack=pack,
    )


def _view_rotation(context: bpy.types.Context) -> tuple[float, float, float, float] | None:
    """Rotation of the 3D view that the artist works in, or else of the first in the window."""
    if isinstance(context.region_data, bpy.types.RegionView3D):
        return _plain(context.region_data)
    for area in context.screen.areas if context.screen else ():
        if area.type == "VIEW_3D" and isinstance(area.spaces.active, bpy.types.SpaceView3D):
            region = area.spaces.active.region_3d
            return _plain(region) if region else None
    return None


def _plain(region: bpy.types.RegionView3D) -> tuple[float, float, float, float]:
    turn = region.view_rotation
    return turn.w, turn.x, turn.y, turn.z


@dataclass(slots=True)
class Place:
    """What a target's names stand for now. remarks: one sentence for each that is gone."""

    scene: bpy.types.Scene
    sequencer_scene: bpy.types.Scene
    collection: bpy.types.Collection
    objects: list[bpy.types.Object]
    remarks: list[str] = field(default_factory=list)


def resolve(target: Target) -> Place:
    """Look the names up. What is gone is replaced by what is there, with a remark."""
    remarks: list[str] = []
    scene = bpy.data.scenes.get(target.scene, bpy.context.scene)
    assert scene is not None
    if scene.name != target.scene:
        remarks.append(f"The scene {target.scene} is gone, so {scene.name} was used")
    sequencer_scene = bpy.data.scenes.get(target.sequencer_scene, scene)
    assert sequencer_scene is not None
    below = {child.name: child for child in scene.collection.children_recursive}
    collection = below.get(target.collection, scene.collection)
    found = [bpy.data.objects[name] for name in target.objects if name in bpy.data.objects]
    gone = [name for name in target.objects if name not in bpy.data.objects]
    if gone:
        remarks.append(f"{listed(gone)} {'is' if len(gone) == 1 else 'are'} gone")
    return Place(scene, sequencer_scene, collection, found, remarks)


def orientation(target: Target) -> Matrix:
    """Give the rotation (4 by 4) of a thing made in the XY plane, facing +Z."""
    if target.align == "VIEW" and target.view_rotation:
        return Quaternion(target.view_rotation).to_matrix().to_4x4()
    if target.align == "FLAT":
        return Matrix.Identity(4)
    return Matrix.Rotation(pi / 2, 4, "X")


def put(place: Place, target: Target, works: Sequence[Work], objects: Sequence[bpy.types.Object]) -> None:
    """Link new objects side by side, their row centred at the target's location, and select them.

    More than one share a collection of their own. An object's width is taken from its x dimension.
    """
    collection = place.collection
    if len(objects) > 1:
        collection = bpy.data.collections.new(works[0].name)
        attribution.stamp(collection, works[0].attribution)
        place.collection.children.link(collection)
    widths = [_width(thing) for thing in objects]
    gap = 0.05 * target.size
    left = -(sum(widths) + gap * (len(widths) - 1)) / 2
    base = Matrix.Translation(target.location) @ orientation(target)
    for thing, width in zip(objects, widths, strict=True):
        thing.matrix_world = base @ Matrix.Translation((left + width / 2, 0.0, 0.0))
        left += width + gap
        collection.objects.link(thing)
    _select(place.scene, objects)


def _width(thing: bpy.types.Object) -> float:
    """Width of an object of ours, made in the XY plane around its origin, before it is in any scene."""
    if thing.type == "EMPTY":
        wide, high = size(thing.data)  # type: ignore[arg-type] # the stubs forget that an empty can show an image
        return thing.empty_display_size * wide / max(wide, high)
    return float(2 * max(corner[0] for corner in thing.bound_box))


def _select(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> None:
    """Leave the new objects selected, as Blender's own Add menu does; an edit in progress is left alone."""
    layer = bpy.context.view_layer if bpy.context.scene == scene else scene.view_layers[0]
    assert layer is not None
    if layer.objects.active and layer.objects.active.mode != "OBJECT":
        return
    for thing in layer.objects:
        thing.select_set(False, view_layer=layer)
    for thing in objects:
        if thing.name in layer.objects:  # not so in a collection that the view layer excludes
            thing.select_set(True, view_layer=layer)
            layer.objects.active = thing


def listed(names: Sequence[str]) -> str:
    """Name a few things in a sentence."""
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
