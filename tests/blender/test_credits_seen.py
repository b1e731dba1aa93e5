# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works a scene renders and a file uses, held against lists written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, square

if TYPE_CHECKING:
    from collections.abc import Callable


class Works:
    """Stamps datablocks with works that have the names of letters, and finds them again."""

    def __init__(self, part: Callable[[str], Any]) -> None:
        self._part = part
        self._compat = part("scene.compat")

    def stamp(self, block: Any, work: str) -> Any:
        self._part("scene.attribution").stamp(block, attribution(self._part, generation_id=work))
        return block

    def image(self, work: str) -> Any:
        return self.stamp(bpy.data.images.new(work, 4, 4), work)

    def material(self, work: str = "", tree: Any = None) -> Any:
        """Give a material that shows an image, or a group of nodes."""
        material = bpy.data.materials.new("Material")
        nodes = self._compat.node_tree(material)
        self.color(nodes, nodes.nodes["Principled BSDF"].inputs["Base Color"], work, tree)
        return material

    def color(self, nodes: Any, socket: Any, work: str, tree: Any = None) -> Any:
        """Link an image, or a group of nodes, with an input; gives the link."""
        if tree:
            node = nodes.nodes.new("ShaderNodeGroup")
            node.node_tree = tree
        else:
            node = nodes.nodes.new("ShaderNodeTexImage")
            node.image = self.image(work)
        return nodes.links.new(node.outputs[0], socket)

    def plane(self, work: str, collection: Any = None) -> Any:
        """Give an object in a collection that has a material with an image."""
        obj = square(work)
        obj.data.materials.append(self.material(work))
        if collection:
            bpy.context.scene.collection.objects.unlink(obj)
            collection.objects.link(obj)
        return obj

    def group(self, kind: str = "ShaderNodeTree") -> Any:
        """Give a group of nodes with an output."""
        tree = bpy.data.node_groups.new("Group", kind)
        sort = "NodeSocketGeometry" if kind == "GeometryNodeTree" else "NodeSocketColor"
        tree.interface.new_socket("Out", in_out="OUTPUT", socket_type=sort)
        tree.nodes.new("NodeGroupOutput")
        return tree

    def rendered(self, scene: Any = None) -> set[str]:
        return self._named(self._part("scene.credits.uses").in_render(scene or bpy.context.scene))

    def used(self) -> set[str]:
        return self._named(self._part("scene.credits.uses").in_file(bpy.data))

    @staticmethod
    def _named(uses: Any) -> set[str]:
        return {work.generation_id for _name, work in uses}


@pytest.fixture
def works(part: Any) -> Works:
    return Works(part)


def collection(name: str, inside: Any = None) -> Any:
    made = bpy.data.collections.new(name)
    (inside or bpy.context.scene.collection).children.link(made)
    return made


def layer_collection(name: str) -> Any:
    return bpy.context.view_layer.layer_collection.children[name]


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
    layer_collection("Excluded").exclude = True
    works.plane("seen in mirrors", collection("Indirect"))
    layer_collection("Indirect").indirect_only = True
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
