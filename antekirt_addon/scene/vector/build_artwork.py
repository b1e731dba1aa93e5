# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork becomes one collection with one parent in it, in slices that leave the window time to answer.

Nothing of it is seen before all of it is: what is put into the scene part by part, for Blender to compute it
so, is shrunk to a point by its parent until then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from mathutils import Vector

from ..artwork import live_value, piece_note, shape_name, source_note
from ..artwork.connection import connect
from ..attribution import stamp
from .artwork_material import ArtworkMaterials
from .artwork_space import VIEWPORT, ArtworkSpace
from .build_outlines import build_outlines, outlined
from .build_picture import build_pictures
from .build_strokes import build_strokes, strokes_beside
from .build_text import build_texts, texts_of
from .depth_pass import add_depth_pass
from .file_layer import LayerCollections
from .layer_empty import carry_layers
from .transaction import Transaction
from .transparent_bounces import allow_transparent_bounces

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from ...media.svg.shape import Artwork, Group
    from ..import_target import Target
    from ..placement import Place
    from ..source_file import SourceFile
    from .vector_settings import VectorSettings

# Computed by Blender in one step: some forty milliseconds. It also goes over all materials each time.
POINTS_AT_ONCE = 20_000
OBJECTS_AT_ONCE = 100
HIDDEN = Vector((0.0, 0.0, 0.0))  # a scale: Blender computes what has none, and shows nothing of it
# Each step costs besides what grows with the n objects that there are: so n² / GROWTH objects at once, or
# POINTS_FOR_EACH points for each of them, which take as long.
GROWTH, POINTS_FOR_EACH = 20_000, 50


def build(
    artwork: Artwork,
    source: SourceFile,
    settings: VectorSettings,
    target: Target,
    place: Place,
    *,
    aside: bool = False,
) -> Generator[float, None, bpy.types.Object]:
    """Make a collection with all of the artwork; gives its parent, an empty.

    aside: it is in no scene, so that Blender computes nothing of it.

    Yields progress, above 0 and up to 1, after about ten milliseconds of work, or some more where Blender
    computes. Closed early, or failing, it leaves nothing behind.
    """
    with Transaction() as transaction:
        space = ArtworkSpace.of(artwork, target.size, settings.spacing)
        parent = transaction.add(_parent(source.name, target, space, place))
        materials = ArtworkMaterials(space, transaction, lit=settings.lit, work=source.attribution)
        texts = texts_of(artwork, transaction)
        strokes = strokes_beside(artwork, settings)
        drawn = {id(shape) for shape in strokes.shapes} | {id(text.shape) for text in texts}
        for progress in build_outlines(outlined(artwork, drawn), settings, space, materials, transaction):
            yield 0.01 + 0.29 * progress
        for progress in _fill(transaction, artwork):
            yield 0.3 + 0.3 * progress
        for _ in build_strokes(strokes, settings, space, materials, transaction):
            yield 0.6
        for _ in build_texts(texts, settings, space, materials, transaction):
            yield 0.6
        for _ in build_pictures(artwork, settings, space, transaction):
            yield 0.6

        collection = transaction.add(bpy.data.collections.new(source.name))
        collection.objects.link(parent)
        collections = LayerCollections(collection, transaction)
        in_layers = settings.grouping == "FILE_LAYERS"
        homes = [collections.of(own[0].file_layers if in_layers else ()) for _, own in transaction.drawn]
        _set_parents(transaction, parent, collection, hierarchy=settings.hierarchy)
        empties = carry_layers(transaction, parent, collection)
        yield from (0.6 for _ in _connect(transaction, parent, empties, settings, space))
        piece_note.note(parent, transaction.drawn, materials.paint_of)
        source_note.note(parent, source, settings, space)
        for datablock in transaction.datablocks:
            if not isinstance(datablock, bpy.types.Curve | bpy.types.Mesh | bpy.types.VectorFont):
                stamp(datablock, source.attribution)
            yield 0.6
        shown, parent.scale = parent.scale.copy(), HIDDEN
        if not aside:
            place.collection().children.link(collection)
        for progress in _link_objects(transaction, homes, aside=aside):
            yield 0.6 + 0.39 * progress
        yield 1.0
        parent.scale = shown
        if not aside:
            _update_view_layer()
        remarks = (
            allow_transparent_bounces(place.scene, artwork),
            add_depth_pass(place.scene, [obj for obj, _ in transaction.drawn]),
        )
        place.remarks.extend(filter(None, remarks))
        return parent


def _parent(name: str, target: Target, space: ArtworkSpace, place: Place) -> bpy.types.Object:
    parent = bpy.data.objects.new(name, None)
    parent.empty_display_size = target.size / 4
    parent.matrix_world = place.spot(space.width * space.scale, space.height * space.scale)
    parent[VIEWPORT] = (space.width, space.height, space.scale)
    return parent


def _set_parents(
    transaction: Transaction, parent: bpy.types.Object, collection: bpy.types.Collection, *, hierarchy: bool
) -> None:
    """Give all that is drawn a parent: the artwork's, or in a hierarchy an empty for a group of the file."""
    parents: dict[tuple[Group, ...], bpy.types.Object] = {(): parent}

    def parent_of(groups: tuple[Group, ...]) -> bpy.types.Object:
        if groups not in parents:
            empty = parents[groups] = transaction.add(bpy.data.objects.new(groups[-1].name, None))
            empty.parent = parent_of(groups[:-1])
            empty.empty_display_size = parent.empty_display_size / 4
            collection.objects.link(empty)
        return parents[groups]

    for obj, shapes in transaction.drawn:
        if not obj.parent:
            obj.parent = parent_of(shapes[0].groups if hierarchy else ())


def _connect(
    transaction: Transaction,
    parent: bpy.types.Object,
    empties: list[bpy.types.Object],
    settings: VectorSettings,
    space: ArtworkSpace,
) -> Iterator[None]:
    """Give the parent its values, and have all that is drawn, and the empties that carry it, follow them."""
    live_value.give(parent, space.spacing, settings.thickness, settings.bevel)
    for obj, shapes in transaction.drawn:
        shape_name.note(obj, shapes)
    groups = set(bpy.data.node_groups)
    yield from connect(parent, [*empties, *(obj for obj, _ in transaction.drawn)], space.spacing)
    transaction.datablocks.extend(set(bpy.data.node_groups) - groups)


def _fill(transaction: Transaction, artwork: Artwork) -> Iterator[float]:
    """Put into the drawn objects what they hold."""
    everything = sum(len(subpath.points) // 3 for shape in artwork.shapes for subpath in shape.subpaths)
    done = 0
    for points in transaction.filling:
        done += points
        yield min(done / everything, 1.0)


def _link_objects(
    transaction: Transaction, homes: Sequence[bpy.types.Collection], *, aside: bool
) -> Iterator[float]:
    """Put the drawn objects into the scene, each in its collection, in parts.

    Blender computes at once all that is new. They are few parts, as each time it also goes over all that is
    in the scene. The last one is left to be computed.
    """
    objects = points = 0
    others = len(bpy.data.objects) - len(transaction.drawn)
    for number, ((obj, shapes), home) in enumerate(zip(transaction.drawn, homes, strict=True)):
        home.objects.link(obj)
        objects += 1
        points += sum(len(subpath.points) // 3 for shape in shapes for subpath in shape.subpaths)
        there = others + number
        is_much = objects >= OBJECTS_AT_ONCE or points >= max(POINTS_AT_ONCE, POINTS_FOR_EACH * there)
        if is_much and (aside or objects >= number**2 / GROWTH):
            if not aside:
                _update_view_layer()
            objects = points = 0
            yield number / len(transaction.drawn)


def _update_view_layer() -> None:
    if bpy.context.view_layer:
        bpy.context.view_layer.update()
