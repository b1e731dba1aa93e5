# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of cases in one scene, each stamped with its name: it is red where a render shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from tests.blender.import_fixtures import attribution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

APART = 3.0  # units from one case to the next
RED, BLUE = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)


class Stage:
    """Makes what a case needs; whatever is red is stamped with the name of the case."""

    def __init__(self, part: Callable[[str], Any]) -> None:
        self.part, self.work = part, ""
        self.scene = bpy.context.scene

    def stamp(self, block: Any) -> Any:
        self.part("scene.attribution").stamp(block, self.named())
        return block

    def named(self) -> Any:
        return attribution(self.part, generation_id=self.work)

    def material(self, color: tuple[float, ...]) -> Any:
        material = bpy.data.materials.new("Glow")
        tree = self.part("scene.compat").node_tree(material)
        glow = tree.nodes.new("ShaderNodeEmission")
        glow.inputs["Color"].default_value = color
        tree.links.new(glow.outputs[0], tree.get_output_node("ALL").inputs["Surface"])
        return self.stamp(material) if color == RED else material

    def picture(self) -> Any:
        """Give a picture that is red all over."""
        image = self.stamp(bpy.data.images.new("Picture", 2, 2))
        image.pixels.foreach_set(RED * 4)
        return image

    def glow(self, x: float) -> tuple[Any, Any]:
        """Give the nodes of a plane that is blue, and the input for another color."""
        tree = self.plane(x, color=BLUE).data.materials[0].node_tree
        return tree, tree.nodes["Emission"].inputs["Color"]

    def sampled(self, tree: Any) -> Any:
        """Give the output of a node that shows a picture."""
        node = tree.nodes.new("ShaderNodeTexImage")
        node.image = self.picture()
        return node.outputs["Color"]

    def group(self, outputs: str = "A", inputs: str = "") -> Any:
        """Give a group with outputs and inputs of a letter each."""
        group = bpy.data.node_groups.new("Group", "ShaderNodeTree")
        for names, in_out in ((inputs, "INPUT"), (outputs, "OUTPUT")):
            for name in names:
                group.interface.new_socket(name, in_out=in_out, socket_type="NodeSocketColor")
        group.nodes.new("NodeGroupInput")
        group.nodes.new("NodeGroupOutput")
        return group

    def plane(self, x: float, where: Any = None, color: Any = RED, half: float = 1.0) -> Any:
        """Give a plane in a collection, False for in none, None for the scene's."""
        mesh = bpy.data.meshes.new("Plane")
        corners = [(-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0)]
        mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
        mesh.materials.append(self.material(color))
        obj = bpy.data.objects.new("Plane", mesh)
        obj.location.x = x
        if where is not False:
            (where or self.scene.collection).objects.link(obj)
        return obj

    def collection(self, above: Any = None) -> Any:
        """Give a collection, in none if none is named."""
        made = bpy.data.collections.new("Collection")
        if above:
            above.children.link(made)
        return made

    def instance(self, x: float, collection: Any) -> Any:
        empty = bpy.data.objects.new("Instance", None)
        empty.instance_type, empty.instance_collection = "COLLECTION", collection
        empty.location.x = x
        self.scene.collection.objects.link(empty)
        return empty

    def points(self, x: float) -> Any:
        """Give an object that has an instance of its children at its one point."""
        mesh = bpy.data.meshes.new("Point")
        mesh.from_pydata([(0, 0, 0)], [], [])
        obj = bpy.data.objects.new("Points", mesh)
        obj.location.x, obj.instance_type = x, "VERTS"
        self.scene.collection.objects.link(obj)
        return obj

    def nodes(self, x: float, kind: str, **inputs: Any) -> tuple[Any, Any]:
        """Give the nodes of a small object whose geometry is that of a node, and this."""
        tree = bpy.data.node_groups.new("Nodes", "GeometryNodeTree")
        for in_out in ("INPUT", "OUTPUT"):
            tree.interface.new_socket("Geometry", in_out=in_out, socket_type="NodeSocketGeometry")
        node, output = tree.nodes.new(kind), tree.nodes.new("NodeGroupOutput")
        for name, value in inputs.items():
            node.inputs[name.replace("_", " ")].default_value = value
        tree.links.new(node.outputs[-1 if kind.endswith("ObjectInfo") else 0], output.inputs[0])
        self.plane(x, color=BLUE, half=0.01).modifiers.new("Nodes", "NODES").node_group = tree
        return tree, node

    def particles(self, x: float, **settings: Any) -> Any:
        emitter = self.plane(x, color=BLUE, half=0.2)
        emitter.modifiers.new("Particles", "PARTICLE_SYSTEM")
        emitter.show_instancer_for_render = False
        chosen = emitter.particle_systems[0].settings
        chosen.count, chosen.frame_start, chosen.frame_end, chosen.lifetime = 5, 1, 1, 100
        chosen.physics_type, chosen.particle_size = "NO", 1.0
        chosen.use_rotations, chosen.rotation_mode = True, "NONE"
        for name, value in settings.items():
            setattr(chosen, name, value)
        return emitter


def named_and_red(
    part: Callable[[str], Any], cases: Sequence[Callable[[Stage, float], None]], path: Path
) -> tuple[set[str], set[str]]:
    """Make all cases; gives the names of those that the render is said to show, and of those that are red."""
    stage = Stage(part)
    for number, make in enumerate(cases):
        stage.work = make.__name__
        make(stage, number * APART)
    red = red_cases(stage.scene, cases, path)
    return {work.generation_id for _, work in part("scene.credits.uses").in_render(stage.scene)}, red


def red_cases(scene: Any, cases: Sequence[Callable[[Stage, float], None]], path: Path) -> set[str]:
    """Render the row of cases from above; gives the names of those that are red."""
    camera = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale, camera.sensor_fit = "ORTHO", APART * len(cases), "HORIZONTAL"
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location = ((len(cases) - 1) * APART / 2, 0.0, 50.0)
    scene.collection.objects.link(scene.camera)
    scene.render.engine, scene.view_settings.view_transform = "CYCLES", "Standard"
    scene.cycles.samples, scene.cycles.use_denoising = 1, False
    scene.render.resolution_x, scene.render.resolution_y = 6 * len(cases), 6
    scene.render.resolution_percentage, scene.render.filepath = 100, str(path)
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(str(path))
    pixels = np.empty(6 * 6 * len(cases) * 4, dtype=np.float32)
    image.pixels.foreach_get(pixels)
    middle = pixels.reshape(6, len(cases), 6, 4)[3, :, 3]
    return {make.__name__ for make, color in zip(cases, middle, strict=True) if color[0] > 0.5 > color[2]}
