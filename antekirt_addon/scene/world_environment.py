# SPDX-License-Identifier: GPL-3.0-or-later
"""An image all around a scene, as its world."""

from __future__ import annotations

import bpy

from . import compat

FORMER = "antekirt_former"  # property of a world: the one that it took the place of


def surround(scene: bpy.types.Scene, image: bpy.types.Image) -> bpy.types.World:
    """Give a scene a new world that shows an image as an equirectangular panorama. The old one is kept."""
    world = bpy.data.worlds.new(image.name)
    tree = compat.node_tree(world)
    tree.nodes.clear()
    environment = tree.nodes.new("ShaderNodeTexEnvironment")
    background = tree.nodes.new("ShaderNodeBackground")
    output = tree.nodes.new("ShaderNodeOutputWorld")
    environment.location, background.location = (-520, 0), (-200, 0)
    tree.links.new(environment.outputs["Color"], background.inputs["Color"])
    tree.links.new(background.outputs["Background"], output.inputs["Surface"])
    assert isinstance(environment, bpy.types.ShaderNodeTexEnvironment)
    environment.image = image
    environment.projection = "EQUIRECTANGULAR"
    take_over(scene, world)
    return world


def take_over(scene: bpy.types.Scene, world: bpy.types.World) -> None:
    """Put a world in the place of a scene's own, which is kept and can come back."""
    if former := scene.world:
        if former.is_editable:
            former.use_fake_user = True
        world[FORMER] = former
    scene.world = world


def former(scene: bpy.types.Scene) -> bpy.types.World | None:
    """The world that a scene had before its own took its place."""
    world = scene.world.get(FORMER) if scene.world else None
    return world if isinstance(world, bpy.types.World) else None


def bring_back(scene: bpy.types.Scene) -> bpy.types.World | None:
    """Give a scene its former world again, and keep the one that it has; None if there was no other."""
    world = former(scene)
    if world and scene.world:
        if scene.world.is_editable:
            scene.world.use_fake_user = True
        scene.world = world
    return world
