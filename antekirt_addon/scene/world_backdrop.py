# SPDX-License-Identifier: GPL-3.0-or-later
"""An image flat behind a scene, filling the frame: only the camera sees it, the light stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from . import compat, image_datablock, world_environment
from .attribution import stamp

if TYPE_CHECKING:
    from .import_target import Target
    from .picture import Picture
    from .placement import Place

GREY = (0.0509, 0.0509, 0.0509, 1.0)  # of Blender's own new worlds
SHOWN = "antekirt_backdrop"  # property of the nodes that show a backdrop: what each of them is
KINDS = ("mapping", "texture")  # of these, in the order in which they were added
AWAY = 400  # from a node to the next


def make(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Put the first picture there."""
    pictures[0] = pictures[0].upright()
    scene, source = place.scene, pictures[0].source
    world = _with_light_of(scene.world, pictures[0].image.name)
    _show(world, pictures[0].image, _frame_proportions(scene))
    stamp(world, source.attribution)
    world_environment.take_over(scene, world)
    place.things.append(world)
    place.where = "SCENE"
    if scene.render.film_transparent:
        place.remarks.append(
            Message("Renders of {scene} leave it out: its Film is transparent", scene=scene.name)
        )
    return Message("Put “{name}” behind {scene} as a backdrop", name=source.name, scene=scene.name)


def _with_light_of(former: bpy.types.World | None, name: str) -> bpy.types.World:
    """A new world that lights a scene as another does."""
    if former and former.node_tree and _surface(former.node_tree):
        world = former.copy()
        assert isinstance(world, bpy.types.World)
        world.name, world.use_fake_user = name, False
        return world
    world = bpy.data.worlds.new(name)
    tree = compat.node_tree(world)
    tree.nodes.clear()
    background: Any = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Color"].default_value = (*former.color[:], 1.0) if former else GREY
    output = tree.nodes.new("ShaderNodeOutputWorld")
    output.location = (AWAY, 0)
    tree.links.new(background.outputs["Background"], output.inputs["Surface"])
    return world


def _surface(tree: Any) -> Any:  # noqa: ANN401 - a linked input, or None
    """The input that takes in what a world looks like."""
    outputs = [node for node in tree.nodes if node.bl_idname == "ShaderNodeOutputWorld"]
    output = next((node for node in outputs if node.is_active_output), None)
    return output.inputs["Surface"] if output and output.inputs["Surface"].is_linked else None


def _show(world: bpy.types.World, image: bpy.types.Image, proportions: float) -> None:
    """Show an image to the camera, in a world that may show another."""
    tree: Any = world.node_tree
    shown = [node for node in tree.nodes if SHOWN in node]
    mapping, texture = shown if len(shown) == len(KINDS) else _add_nodes(tree)
    _cut(mapping, proportions / _proportions(image))
    texture.image, texture.extension = image, "EXTEND"


def follow(node: Any, before: tuple[int, int]) -> None:  # noqa: ANN401 - a node
    """Cut the image that a backdrop's node shows by now to the same frame, if it is as it was for another.

    before: width and height of the one before.
    """
    vector = node.inputs.get("Vector") if node.get(SHOWN) == KINDS[1] else None
    mapping = vector.links[0].from_node if vector and vector.is_linked else None
    if mapping and SHOWN in mapping and all(before):
        wide, high, _ = mapping.inputs["Scale"].default_value
        if max(wide, high) == 1:
            _cut(mapping, wide / high * before[0] / before[1] / _proportions(node.image))


def _cut(mapping: Any, ratio: float) -> None:  # noqa: ANN401 - a node
    """Have an image fill a frame, and be cut. ratio: the proportions of the frame, by those of the image."""
    scale = (min(ratio, 1.0), min(1 / ratio, 1.0), 1.0)
    mapping.inputs["Scale"].default_value = scale
    mapping.inputs["Location"].default_value = [(1 - side) / 2 for side in scale]


def _proportions(image: bpy.types.Image) -> float:
    wide, high = image_datablock.size(image)
    return wide / high


def _add_nodes(tree: Any) -> tuple[Any, Any]:  # noqa: ANN401 - of a world
    """Have the camera see an image, between a world's light and its output; gives its mapping and texture."""
    surface = _surface(tree)
    light = surface.links[0].from_socket
    kinds = ("TexCoord", "Mapping", "TexImage", "Background", "MixShader")
    nodes = [tree.nodes.new(f"ShaderNode{kind}") for kind in kinds]
    coordinates, mapping, texture, background, mix = nodes
    path = tree.nodes.new("ShaderNodeLightPath")
    right, below = surface.node.location
    for step, node in enumerate(reversed(nodes)):
        node.location = (right - AWAY * (step + 1) / 2, below - 300)
    path.location = (right - AWAY / 2, below + 320)
    mapping[SHOWN], texture[SHOWN] = "mapping", "texture"
    tree.links.new(coordinates.outputs["Window"], mapping.inputs["Vector"])
    tree.links.new(mapping.outputs["Vector"], texture.inputs["Vector"])
    tree.links.new(texture.outputs["Color"], background.inputs["Color"])
    tree.links.new(path.outputs["Is Camera Ray"], mix.inputs[0])
    tree.links.new(light, mix.inputs[1])
    tree.links.new(background.outputs["Background"], mix.inputs[2])
    tree.links.new(mix.outputs[0], surface)
    return mapping, texture


def _frame_proportions(scene: bpy.types.Scene) -> float:
    """The width of what is rendered by its height."""
    render = scene.render
    return (render.resolution_x * render.pixel_aspect_x) / (render.resolution_y * render.pixel_aspect_y)
