# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said to be in a render is what its pixels show: each case is red where the render shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from tests.blender.import_fixtures import attribution

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APART = 3.0  # units from one case to the next
RED, BLUE = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)
CASES: list[Callable[[Stage, float], None]] = []


def case(make: Callable[[Stage, float], None]) -> Callable[[Stage, float], None]:
    CASES.append(make)
    return make


class Stage:
    """Makes what a case needs; whatever is red is stamped with the name of the case."""

    def __init__(self, part: Callable[[str], Any]) -> None:
        self.part, self.work = part, ""
        self.scene = bpy.context.scene

    def stamp(self, block: Any) -> Any:
        self.part("scene.attribution").stamp(block, attribution(self.part, generation_id=self.work))
        return block

    def material(self, color: tuple[float, ...]) -> Any:
        material = bpy.data.materials.new("Glow")
        tree = self.part("scene.compat").node_tree(material)
        glow = tree.nodes.new("ShaderNodeEmission")
        glow.inputs["Color"].default_value = color
        tree.links.new(glow.outputs[0], tree.get_output_node("ALL").inputs["Surface"])
        return self.stamp(material) if color == RED else material

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


def test_what_is_named_is_what_is_red(part: Any, tmp_path: Path) -> None:
    stage = Stage(part)
    for number, make in enumerate(CASES):
        stage.work = make.__name__
        make(stage, number * APART)
    shown = red_cases(stage.scene, tmp_path / "cases.png")
    assert 10 < len(shown) < len(CASES)
    assert {work.generation_id for _, work in part("scene.credits.uses").in_render(stage.scene)} == shown


def red_cases(scene: Any, path: Path) -> set[str]:
    """Render the row of cases from above; gives the names of those that are red."""
    camera = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale, camera.sensor_fit = "ORTHO", APART * len(CASES), "HORIZONTAL"
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location = ((len(CASES) - 1) * APART / 2, 0.0, 50.0)
    scene.collection.objects.link(scene.camera)
    scene.render.engine, scene.view_settings.view_transform = "CYCLES", "Standard"
    scene.cycles.samples, scene.cycles.use_denoising = 1, False
    scene.render.resolution_x, scene.render.resolution_y = 6 * len(CASES), 6
    scene.render.resolution_percentage, scene.render.filepath = 100, str(path)
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(str(path))
    pixels = np.empty(6 * 6 * len(CASES) * 4, dtype=np.float32)
    image.pixels.foreach_get(pixels)
    middle = pixels.reshape(6, len(CASES), 6, 4)[3, :, 3]
    return {make.__name__ for make, color in zip(CASES, middle, strict=True) if color[0] > 0.5 > color[2]}
