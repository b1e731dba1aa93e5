# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are said to be in a render are those that its pixels show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from tests.blender.credit_stage import BLUE, RED, Stage, named_and_red

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASES: list[Callable[[Stage, float], None]] = []


def case(make: Callable[[Stage, float], None]) -> Callable[[Stage, float], None]:
    CASES.append(make)
    return make


def test_what_is_named_is_what_is_red(part: Any, tmp_path: Path) -> None:
    named, red = named_and_red(part, CASES, tmp_path / "cases.png")
    assert named == red
    assert CASES[0].__name__ in red
    assert CASES[1].__name__ not in red


@case
def direct(stage: Stage, x: float) -> None:
    stage.plane(x)


@case
def hidden(stage: Stage, x: float) -> None:
    stage.plane(x).hide_render = True


@case
def hidden_in_viewports(stage: Stage, x: float) -> None:
    stage.plane(x).hide_viewport = True


@case
def in_a_hidden_collection(stage: Stage, x: float) -> None:
    outer = stage.collection(stage.scene.collection)
    stage.plane(x, stage.collection(outer))
    outer.hide_render = True


@case
def in_a_hidden_and_a_shown_collection(stage: Stage, x: float) -> None:
    hiding, showing = (stage.collection(stage.scene.collection) for _ in range(2))
    showing.objects.link(stage.plane(x, hiding))
    hiding.hide_render = True


@case
def excluded(stage: Stage, x: float) -> None:
    made = stage.collection(stage.scene.collection)
    stage.plane(x, made)
    bpy.context.view_layer.layer_collection.children[made.name].exclude = True


@case
def within_an_excluded_collection(stage: Stage, x: float) -> None:
    outer = stage.collection(stage.scene.collection)
    inner = stage.collection(outer)
    stage.plane(x, inner)
    layer = bpy.context.view_layer.layer_collection.children[outer.name]
    layer.exclude = True
    layer.children[inner.name].exclude = False


@case
def material_of_the_object(stage: Stage, x: float) -> None:
    slot = stage.plane(x, color=BLUE).material_slots[0]
    slot.link, slot.material = "OBJECT", stage.material(RED)


@case
def material_of_a_mesh_whose_object_has_another(stage: Stage, x: float) -> None:
    slot = stage.plane(x).material_slots[0]
    slot.link, slot.material = "OBJECT", stage.material(BLUE)


@case
def slot_that_no_face_has(stage: Stage, x: float) -> None:
    stage.plane(x, color=BLUE).data.materials.append(stage.material(RED))


@case
def slot_beyond_the_last(stage: Stage, x: float) -> None:
    mesh = stage.plane(x, color=BLUE).data
    mesh.materials.append(stage.material(RED))
    mesh.polygons[0].material_index = 7


@case
def instance_of_a_collection_in_no_scene(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made)
    stage.instance(x, made)


@case
def hidden_in_an_instance(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made).hide_render = True
    stage.instance(x, made)


@case
def in_an_instance_of_a_hidden_collection(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made)
    made.hide_render = True
    stage.instance(x, made)


@case
def in_a_hidden_collection_of_an_instance(stage: Stage, x: float) -> None:
    outer = stage.collection()
    inner = stage.collection(outer)
    stage.plane(0, inner)
    inner.hide_render = True
    stage.instance(x, outer)


@case
def instance_in_an_instance(stage: Stage, x: float) -> None:
    inner, outer = stage.collection(), stage.collection()
    stage.plane(0, inner)
    empty = stage.instance(0, inner)
    stage.scene.collection.objects.unlink(empty)
    outer.objects.link(empty)
    stage.instance(x, outer)


@case
def at_points(stage: Stage, x: float) -> None:
    points = stage.points(x)
    points.show_instancer_for_render = False
    stage.plane(0).parent = points


@case
def hidden_at_points(stage: Stage, x: float) -> None:
    child = stage.plane(0)
    child.parent, child.hide_render = stage.points(x), True


@case
def at_points_that_are_hidden(stage: Stage, x: float) -> None:
    points = stage.points(x)
    points.hide_render = True
    stage.plane(0).parent = points


@case
def instancer_that_is_not_shown(stage: Stage, x: float) -> None:
    shown = stage.plane(x)
    shown.instance_type, shown.show_instancer_for_render = "VERTS", False


@case
def hidden_object_in_nodes(stage: Stage, x: float) -> None:
    source = stage.plane(0)
    source.hide_render = True
    stage.nodes(x, "GeometryNodeObjectInfo", Object=source)


@case
def hidden_in_a_collection_in_nodes(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made).hide_render = True
    stage.nodes(x, "GeometryNodeCollectionInfo", Collection=made)


@case
def hidden_in_a_collection_in_nodes_by_piece(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made).hide_render = True
    stage.nodes(x, "GeometryNodeCollectionInfo", Collection=made, Separate_Children=True)


@case
def hidden_in_a_collection_made_real(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made).hide_render = True
    tree, node = stage.nodes(x, "GeometryNodeCollectionInfo", Collection=made)
    real, output = tree.nodes.new("GeometryNodeRealizeInstances"), tree.links[0].to_socket
    tree.links.new(node.outputs[0], real.inputs[0])
    tree.links.new(real.outputs[0], output)


@case
def particle(stage: Stage, x: float) -> None:
    source = stage.plane(0)
    source.hide_render = True
    stage.particles(x, render_type="OBJECT", instance_object=source)


@case
def particle_of_a_collection(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made)
    stage.particles(x, render_type="COLLECTION", instance_collection=made)


@case
def particle_of_a_hidden_collection(stage: Stage, x: float) -> None:
    made = stage.collection()
    stage.plane(0, made)
    made.hide_render = True
    stage.particles(x, render_type="COLLECTION", instance_collection=made)
