# SPDX-License-Identifier: GPL-3.0-or-later
"""An image all around a scene, as its world."""

from __future__ import annotations

import bpy

from . import compat


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
    if scene.world:
        scene.world.use_fake_user = True
    scene.world = world
    return world
