# SPDX-License-Identifier: GPL-3.0-or-later
"""A cut-out that shows a film where one sees it, and the colours of its own picture where others hide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import compat, film_texture, image_material, surface_shader

if TYPE_CHECKING:
    from pathlib import Path

    import bpy

    from ..attribution import Attribution
    from ..film_texture import Movie


@dataclass(frozen=True, slots=True)
class Film:
    """The file of a film in which each thing stays where the picture has it, and whose work it is."""

    path: Path
    attribution: Attribution | None = None


def build(movie: Movie, own: Any, *, start: int, lit: bool) -> bpy.types.Material:  # noqa: ANN401 - an Image
    """A new material. own: the picture of the cut-out, whose alpha says how much of the film is seen."""
    own.alpha_mode = "CHANNEL_PACKED"  # the colour counts where it is clear, too
    material = film_texture.build_material(movie, start=start, lit=lit)
    tree: Any = compat.node_tree(material)
    film = image_material.texture_node(material)
    shader = tree.nodes[surface_shader.NAME]
    for link in list(shader.inputs["Alpha"].links):
        tree.links.remove(link)  # a cut-out ends where its mesh does
    picture, mix = tree.nodes.new("ShaderNodeTexImage"), tree.nodes.new("ShaderNodeMix")
    picture.image, picture.extension = own, "EXTEND"
    picture.location, mix.location = (-320.0, -320.0), (120.0, 0.0)
    mix.data_type = "RGBA"
    colors = [socket for socket in mix.inputs if socket.type == "RGBA"]
    result = next(socket for socket in mix.outputs if socket.type == "RGBA")
    tree.links.new(picture.outputs["Alpha"], mix.inputs[0])
    tree.links.new(picture.outputs["Color"], colors[0])
    tree.links.new(film.outputs["Color"], colors[1])
    tree.links.new(result, surface_shader.color_input(shader, lit=lit))
    return material
