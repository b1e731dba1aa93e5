# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works a scene renders and a file uses, held against lists written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.credit_works import Works, collection
from tests.blender.import_fixtures import linked_from_library, square

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def works(part: Any) -> Works:
    return Works(part)


def test_what_is_hidden_deleted_or_orphaned_is_in_no_render(works: Works) -> None:
    works.plane("direct")
    works.stamp(square("Stamped"), "stamped")
    works.stamp(square().data, "its mesh")
    by_object = works.plane("not on the mesh")
    by_object.material_slots[0].link = "OBJECT"
    by_object.material_slots[0].material = works.material("on the object")
    works.plane("hidden").hide_render = True
    works.plane("only in viewports hidden").hide_viewport = True
    works.plane("in a hidden collection", collection("Hidden")).hide_set(True)
    bpy.data.collections["Hidden"].hide_render = True
    works.plane("excluded", collection("Excluded"))
    layers = bpy.context.view_layer.layer_collection.children
    layers["Excluded"].exclude = True
    works.plane("seen in mirrors", collection("Indirect"))
    layers["Indirect"].indirect_only = True
    works.stamp(collection("Empty"), "of an empty collection")
    works.plane("inside", works.stamp(collection("Full"), "of a collection"))
    bpy.context.scene.collection.objects.unlink(works.plane("deleted"))
    works.material("orphan")
    works.material("kept by a fake user").use_fake_user = True
    bpy.context.scene.world = works.stamp(bpy.data.worlds.new("World"), "world")
    rendered = {
        *("direct", "stamped", "its mesh", "on the object", "only in viewports hidden"),
        *("seen in mirrors", "inside", "of a collection", "world"),
    }
    assert works.rendered() == rendered
    hidden = {"hidden", "in a hidden collection", "excluded", "of an empty collection", "not on the mesh"}
    assert works.used() == rendered | hidden - {"not on the mesh"}


def test_every_kind_of_use_at_once(works: Works, part: Any, tmp_path: Path) -> None:
    scene = bpy.context.scene
    linked = linked_from_library(tmp_path / "library.blend", "materials", works.material("linked library"))
    square().data.materials.append(linked)
    works.plane("direct")
    group = works.stamp(works.group(), "node group")
    group.name = "node group"
    works.color(group, group.nodes["Group Output"].inputs[0], "image in a node group")
    square().data.materials.append(works.material(tree=group))
    works.plane("instance", inside := bpy.data.collections.new("Inside"))
    for number in range(3):
        empty = bpy.data.objects.new(f"Instance {number}", None)
        empty.instance_type, empty.instance_collection = "COLLECTION", inside
        scene.collection.objects.link(empty)
    works.plane("hidden").hide_render = True
    scene.collection.objects.unlink(works.plane("deleted"))
    works.image("orphan")
    works.strip("strip", 1, 20)
    scene.world = works.stamp(bpy.data.worlds.new("world"), "world")
    listed = {
        *("direct", "node group", "image in a node group", "instance"),
        *("linked library", "strip", "world"),
    }
    assert works.rendered() == listed
    assert works.used() == listed | {"hidden"}
    (artist,) = part("scene.credits.credit").credits_of(part("scene.credits.uses").in_render(scene))
    assert {work.generation_id: work.used_by for work in artist.works} == {name: (name,) for name in listed}


def test_only_view_layers_that_are_rendered_count(works: Works) -> None:
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    works.plane("in the first", collection("First"))
    works.plane("in the second", collection("Second"))
    first, second = scene.view_layers[0], scene.view_layers.new("Second")
    first.layer_collection.children["Second"].exclude = True
    second.layer_collection.children["First"].exclude = True
    scene.world = works.stamp(bpy.data.worlds.new("World"), "world")
    assert works.rendered() == {"in the first", "in the second", "world"}
    second.use = False
    assert works.rendered() == {"in the first", "world"}
    empty = bpy.data.objects.new("Instance", None)
    empty.instance_type, empty.instance_collection = "COLLECTION", bpy.data.collections.new("Inside")
    bpy.data.collections["First"].objects.link(empty)
    works.plane("instance", empty.instance_collection)
    tree = works.group("GeometryNodeTree")
    node = tree.nodes.new("GeometryNodeSetMaterial")
    node.inputs["Material"].default_value = works.material("set by nodes")
    tree.links.new(node.outputs["Geometry"], tree.nodes["Group Output"].inputs[0])
    bpy.data.objects["in the first"].modifiers.new("Nodes", "NODES").node_group = tree
    assert works.rendered() == {"in the first", "instance", "set by nodes", "world"}
    first.material_override = works.material("for all")
    first.world_override = works.stamp(bpy.data.worlds.new("Other"), "other world")
    works.stamp(bpy.data.objects["in the first"], "object")
    assert works.rendered() == {"object", "for all", "other world"}
    assert works.used() == {
        *("object", "for all", "other world", "in the first", "in the second", "world", "instance"),
        "set by nodes",
    }


def test_a_scene_behind_shows_its_objects_and_no_world(works: Works) -> None:
    behind = bpy.data.scenes.new("Behind")
    bpy.context.scene.background_set = behind
    behind.world = works.stamp(bpy.data.worlds.new("World"), "its world")
    for name in ("seen", "hidden"):
        behind.collection.objects.link(obj := works.plane(name))
        bpy.context.scene.collection.objects.unlink(obj)
        obj.hide_render = name == "hidden"
    assert works.rendered() == {"seen"}
    second = bpy.data.collections.new("Second")
    behind.collection.children.link(second)
    works.plane("in the second layer", second)
    first = behind.view_layers[0]
    behind.view_layers.new("Second")
    first.update()
    first.layer_collection.children["Second"].exclude = True
    assert works.rendered() == {"seen"}
    first.use = False
    assert works.rendered() == {"seen", "in the second layer"}
    bpy.context.scene.background_set = None
    assert works.rendered() == set()
    assert works.used() == {"seen", "hidden", "its world", "in the second layer"}


def test_strips_count_as_they_are_played(works: Works) -> None:
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end, scene.frame_step = 10, 20, 5
    played = {name: works.strip(name, *span) for name, span in SPANS.items()}
    played["muted"].mute = True
    played["in a muted channel"].channel = 5
    scene.sequence_editor.channels[5].mute = True
    played["muted, in an effect"].mute = True
    works.effect("effect", played["muted, in an effect"], played["at the end"])
    meta = works.meta("meta", played["in a meta strip"], played["muted in a meta strip"])
    played["muted in a meta strip"].mute = True
    works.stamp(bpy.data.texts.new("Text"), "no strip")
    seen = {"at the end", "meta", "in a meta strip", "effect", "muted, in an effect"}
    assert works.rendered() == seen
    meta.mute = True
    assert works.rendered() == seen - {"meta", "in a meta strip"}
    scene.render.use_sequencer = False
    assert works.rendered() == set()
    assert works.used() == {*SPANS, "meta", "effect"}


SPANS = {  # frames of strips; 10, 15 and 20 are rendered
    "before": (1, 10),
    "at the end": (20, 30),
    "between two frames": (16, 20),
    "after": (21, 30),
    "muted": (10, 20),
    "in a muted channel": (10, 20),
    "muted, in an effect": (10, 30),
    "in a meta strip": (10, 20),
    "muted in a meta strip": (10, 20),
}


def test_a_scene_strip_plays_the_view_or_the_sequencer_of_its_scene(works: Works) -> None:
    other = bpy.data.scenes.new("Other")
    other.collection.objects.link(obj := works.plane("view"))
    bpy.context.scene.collection.objects.unlink(obj)
    works.composite(other, works.image("compositor"))
    works.strip("sequencer", 1, 10, other)
    other.render.use_sequencer = False  # which a strip of its sequencer does not heed
    strip = works.strips().new_scene(name="Strip", scene=other, channel=1, frame_start=1)
    assert works.rendered() == {"view", "compositor"}
    strip.scene_input = "SEQUENCER"
    assert works.rendered() == {"sequencer"}


def test_the_compositor_counts_by_what_reaches_its_output(works: Works) -> None:
    scene, other = bpy.context.scene, bpy.data.scenes.new("Other")
    other.collection.objects.link(obj := works.plane("in the other scene"))
    scene.collection.objects.unlink(obj)
    works.plane("in the view")
    tree = works.composite(scene, works.image("composited"))
    spare = tree.nodes.new("CompositorNodeImage")
    spare.image = works.image("unlinked")
    assert works.rendered() == {"in the view", "composited"}
    layers = tree.nodes.new("CompositorNodeRLayers")
    layers.scene = other
    over = tree.nodes.new("CompositorNodeAlphaOver")
    images = [socket for socket in over.inputs if socket.type == "RGBA"]
    image = tree.links[0].from_socket
    output = tree.links[0].to_socket
    tree.links.new(image, images[0])
    tree.links.new(layers.outputs["Image"], images[1])
    tree.links.new(over.outputs["Image"], output)
    assert works.rendered() == {"in the view", "composited", "in the other scene"}
    scene.render.use_compositing = False
    assert works.rendered() == {"in the view"}
    assert works.used() == {"in the view", "composited", "in the other scene", "unlinked"}


def test_a_linked_collection_and_its_override_count_as_their_own(works: Works, tmp_path: Path) -> None:
    source = bpy.data.collections.new("Set")
    works.plane("in the library", source)
    works.plane("hidden in the library", source).hide_render = True
    linked = linked_from_library(tmp_path / "library.blend", "collections", source)
    for obj in [obj for obj in bpy.data.objects if not obj.library]:
        bpy.data.objects.remove(obj)
    empty = bpy.data.objects.new("Empty", None)
    bpy.context.scene.collection.objects.link(empty)
    assert works.rendered() == works.used() == set()
    empty.instance_type, empty.instance_collection = "COLLECTION", linked
    assert works.rendered() == {"in the library"}
    bpy.data.objects.remove(empty)
    linked.override_hierarchy_create(bpy.context.scene, bpy.context.view_layer)
    assert works.rendered() == {"in the library"}
    assert works.used() == {"in the library", "hidden in the library"}


def test_a_file_uses_what_no_render_shows_and_what_is_marked_as_an_asset(works: Works) -> None:
    scene = bpy.context.scene
    scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.camera.data.background_images.new().image = works.image("behind the camera")
    reference = bpy.data.objects.new("Reference", None)
    reference.empty_display_type, reference.data = "IMAGE", works.image("reference")
    for obj in (scene.camera, reference):
        scene.collection.objects.link(obj)
    works.material("asset").asset_mark()
    works.image("open in an editor").use_fake_user = True
    holder, kept = square(), works.plane("deleted, and kept by a script")
    holder["target"] = kept
    scene.collection.objects.unlink(kept)
    works.stamp(bpy.data.collections.new("Spare"), "collection in no scene")
    assert works.rendered() == set()
    assert works.used() == {"behind the camera", "reference", "asset"}


def test_a_root_counts_with_the_pieces_of_its_artwork(works: Works, part: Any) -> None:
    root = works.stamp(bpy.data.objects.new("Artwork", None), "artwork")
    root[part("scene.artwork.live_value").SPACING.key] = 0.1
    bpy.context.scene.collection.objects.link(root)
    assert works.rendered() == set()
    piece, group = square(), bpy.data.objects.new("Group", None)
    piece.parent, group.parent = group, root
    assert works.rendered() == {"artwork"}
    piece.hide_render = True
    assert works.rendered() == set()
