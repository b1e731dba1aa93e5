# SPDX-License-Identifier: GPL-3.0-or-later
"""Works that have the names of what shows them, for tests of which are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from tests.blender.import_fixtures import DATA, attribution, square

if TYPE_CHECKING:
    from collections.abc import Callable


class Works:
    """Stamps datablocks with works, and tells those that are found."""

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

    def strips(self, scene: Any = None) -> Any:
        return self._compat.strips(scene or bpy.context.scene)

    def strip(self, work: str, first: int, after: int, scene: Any = None) -> Any:
        """Give a strip of a picture, in a channel of its own."""
        strips = self.strips(scene)
        file = str(DATA / "quadrants.webp")
        made = strips.new_image(name=work, filepath=file, channel=10 + len(strips), frame_start=first)
        self._compat.set_strip_span(made, first, after)
        return self.stamp(made, work)

    def effect(self, work: str, first: Any, second: Any) -> Any:
        """Give a strip that lays one over another."""
        known = self.strips().bl_rna.functions["new_effect"].parameters
        length = {"length": 10} if "length" in known else {"frame_end": 30}
        inputs = ("input1", "input2") if "input1" in known else ("seq1", "seq2")
        below = dict(zip(inputs, (first, second), strict=True))
        made = self.strips().new_effect(
            name=work, type="ALPHA_OVER", channel=30, frame_start=20, **length, **below
        )
        return self.stamp(made, work)

    def meta(self, work: str, *inside: Any) -> Any:
        made = self.strips().new_meta(name=work, channel=31, frame_start=10)
        for strip in inside:
            strip.move_to_meta(made)
        return self.stamp(made, work)

    def composite(self, scene: Any, image: Any) -> Any:
        """Give a scene compositor nodes that show an image; gives those."""
        tree = self._compat.new_compositor_tree(scene)
        ends = {"CompositorNodeComposite", "NodeGroupOutput"}
        output = next(link.to_socket for link in tree.links if link.to_node.bl_idname in ends)
        tree.links.clear()
        node = tree.nodes.new("CompositorNodeImage")
        node.image = image
        tree.links.new(node.outputs["Image"], output)
        return tree

    def rendered(self, scene: Any = None) -> set[str]:
        return self._named(self._part("scene.credits.uses").in_render(scene or bpy.context.scene))

    def used(self) -> set[str]:
        return self._named(self._part("scene.credits.uses").in_file(bpy.data))

    @staticmethod
    def _named(uses: Any) -> set[str]:
        return {work.generation_id for _name, work in uses}


def collection(name: str, inside: Any = None) -> Any:
    made = bpy.data.collections.new(name)
    (inside or bpy.context.scene.collection).children.link(made)
    return made
