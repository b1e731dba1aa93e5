# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture into an input of a material that is there; what fed that input is kept beside it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import attribution, image_datablock, keyframes, node_space
from . import data_image, mapping, own_group, sampling, shader_input, wanted_input
from .inserted import inserted
from .node_set import ORDER, NodeSet
from .shader_input import BUMP, MIX
from .textures_within import textures_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from ..picture import Picture
    from .inserted import Inserted
    from .shader_input import ShaderInput
    from .texture_options import TextureOptions

# Custom properties. RECEIVER: of the node that shows a texture, and of the texture's frame. INPUT: of the
# frame, which input of that node. STRENGTH: of the frame, how strong the receiver glowed before.
RECEIVER, INPUT, STRENGTH = "antekirt_receiver", "antekirt_input", "antekirt_strength"
STRENGTHS = ("Emission Strength", "Strength")
FORMER = "antekirt_former"  # of the reroute that keeps what fed the input before
BUMPINESS = 0.5
FRAME = 60.0  # height of a frame's borders
RELIEF = 0.04  # height of a bump, by the length of its picture


def insert(
    material: bpy.types.Material,
    picture: Picture,
    options: TextureOptions,
    objects: Sequence[bpy.types.Object],
) -> Inserted:
    """Put a picture into the input of a material that the options name.

    Raises SceneError before anything is changed.

    objects: those that show the material, one at least.
    """
    wanted_input.check(material, options.socket)
    wanted_input.refuse_tiled(picture.image)
    projection = mapping.projection_for(objects[0], options)
    picture, options = mapping.shown(picture, projection), replace(options, projection=projection)
    wanted_input.have_surface(material)
    found = own_group.for_one(wanted_input.wanted_input(material, options.socket))
    nodes = new_set(material, found, picture.source.name, options.socket)
    image, is_data = picture.image, options.socket == BUMP or shader_input.holds_data(found)
    if is_data:
        image = data_image.reading_numbers(image)
    vector = mapping.vector(nodes, picture, options, objects)
    color, alpha = sampling.sample(nodes, image, vector, options)
    if shader_input.is_named(found.socket, "Alpha") and image_datablock.has_holes(image):
        color = alpha
    layered = options.socket == MIX or _leaves_holes(found, image, options)
    texture = connect(nodes, found, (color, alpha), options, objects, layered=layered)
    attribution.credit(material, picture.source.attribution)
    return texture


def new_set(material: bpy.types.Material, found: ShaderInput, name: str, socket: str) -> NodeSet:
    """An empty set where an input is, the last one of its material."""
    orders = [texture.frame.get(ORDER, 0) for texture in textures_within(material)]
    nodes = NodeSet(found.tree, name, socket)
    nodes.frame[ORDER] = max([0, *orders]) + 1
    return nodes


def connect(
    nodes: NodeSet,
    found: ShaderInput,
    picture: tuple[Any, Any],
    options: TextureOptions,
    objects: Sequence[bpy.types.Object],
    *,
    layered: bool = False,
) -> Inserted:
    """Have an input show a set. picture: the sockets of its color and its alpha.

    layered: over what is there.
    """
    color, alpha = picture
    former = _kept(nodes, found.socket)
    if layered:
        color = _mixed(nodes, found, color, alpha, former)
    elif found.socket.type == "VECTOR" and _is_normal(found):
        color = _bumped(nodes, color, former, options, objects)
    nodes.link(color, found.socket)
    _note(nodes.frame, found)
    _have_it_glow(nodes.frame, found)
    _place(nodes, found.node)
    return next(one for one in inserted(found.tree) if one.key == nodes.key)


def _leaves_holes(found: ShaderInput, image: bpy.types.Image, options: TextureOptions) -> bool:
    """Whether what is there shows in places: between the parts of a cut-out, and around what is clipped."""
    if found.socket.type == shader_input.COLOR:
        return options.extension == "CLIP" or image_datablock.has_holes(image)
    is_mask = shader_input.is_named(found.socket, "Alpha")  # where nothing is, there is nothing to be seen
    return found.socket.type == shader_input.NUMBER and options.extension == "CLIP" and not is_mask


def _is_normal(found: ShaderInput) -> bool:
    return "normal" in found.socket.name.casefold()


def right(nodes: NodeSet) -> float:
    """The right border of what a set has so far."""
    own = [node for node in nodes.tree.nodes if node.parent == nodes.frame]
    return max(node.location.x + node.width for node in own)


def _kept(nodes: NodeSet, socket: Any) -> Any:  # noqa: ANN401 - sockets, or None
    """What feeds an input, through a reroute of the set; None if nothing does: a link may be muted."""
    if not socket.is_linked:
        return None
    reroute = nodes.add("NodeReroute", right(nodes) + node_space.GAP, node_space.GAP)
    reroute.label, reroute[FORMER] = f"Former {socket.name}", True
    former = socket.links[0]
    is_muted = former.is_muted
    nodes.link(former.from_socket, reroute.inputs[0])
    reroute.inputs[0].links[0].is_muted = is_muted
    return None if is_muted else reroute.outputs[0]


def _mixed(nodes: NodeSet, found: ShaderInput, color: Any, alpha: Any, former: Any) -> Any:  # noqa: ANN401 - sockets
    """The picture over what is there: by its alpha, and by a factor that anything can feed as a mask."""
    x = right(nodes) + node_space.GAP
    factor = nodes.add("ShaderNodeMath", x, 0.0)
    factor.operation, factor.label = "MULTIPLY", "Mask"
    nodes.link(alpha, factor.inputs[0])
    factor.inputs[1].default_value = 1.0
    mix = nodes.add("ShaderNodeMix", x + factor.width + node_space.GAP, 0.0)
    mix.data_type, mix.label = "RGBA", "Layer"
    by_identifier = {each.identifier: each for each in mix.inputs}
    below = by_identifier["A_Color"]
    nodes.link(factor.outputs[0], by_identifier["Factor_Float"])
    nodes.link(color, by_identifier["B_Color"])
    below.default_value = value_of(found.socket, glows=not _is_dark(found))
    if former:
        nodes.link(former, below)
    elif not _is_dark(found):
        keyframes.copy(found.socket, below, nodes.key)
    return next(each for each in mix.outputs if each.identifier == "Result_Color")


def _bumped(
    nodes: NodeSet,
    height: Any,  # noqa: ANN401 - a socket
    former: Any,  # noqa: ANN401 - a socket, or None
    options: TextureOptions,
    objects: Sequence[bpy.types.Object],
) -> Any:  # noqa: ANN401 - a socket
    """The picture as relief, upon the one that is there."""
    bump = nodes.add("ShaderNodeBump", right(nodes) + node_space.GAP, 0.0)
    sides = [side for obj in objects[:1] for side in obj.dimensions.to_tuple()]
    bump.inputs["Strength"].default_value = BUMPINESS
    bump.inputs["Distance"].default_value = RELIEF * (options.tile_size or max(sides, default=0.0) or 1.0)
    nodes.link(height, bump.inputs["Height"])
    if former:
        nodes.link(former, bump.inputs["Normal"])
    return bump.outputs["Normal"]


def _note(frame: Any, found: ShaderInput) -> None:  # noqa: ANN401 - a node
    """Have the receiver found again, whatever it is renamed to."""
    if not found.node.get(RECEIVER):
        found.node[RECEIVER] = uuid.uuid4().hex[:12]
    frame[RECEIVER], frame[INPUT] = found.node[RECEIVER], found.socket.identifier


def _have_it_glow(frame: Any, found: ShaderInput) -> None:  # noqa: ANN401 - a node
    """A shader that glows in a color, and not at all, would not show its picture."""
    if _is_dark(found):
        strength = strength_of(found.node)
        frame[STRENGTH], strength.default_value = strength.default_value, 1.0


def _is_dark(found: ShaderInput) -> bool:
    """Whether an input is the color of a glow that there is none of."""
    strength = strength_of(found.node) if "emi" in found.socket.name.casefold() else None
    return bool(strength) and not strength.default_value


def value_of(socket: Any, *, glows: bool = True) -> tuple[float, ...]:  # noqa: ANN401 - a socket
    """What an input says by itself, as a color."""
    if not glows:
        return (0.0, 0.0, 0.0, 1.0)
    value = socket.default_value
    return (value, value, value, 1.0) if isinstance(value, float) else tuple(value)


def strength_of(node: Any) -> Any:  # noqa: ANN401 - a node; a socket, or None
    """The number by which a shader glows, if nothing but itself gives it."""
    found = next((node.inputs[name] for name in STRENGTHS if name in node.inputs), None)
    if not found or found.is_linked or wanted_input.is_driven(found) or keyframes.is_keyed(found):
        return None
    return found


def _place(nodes: NodeSet, receiver: Any) -> None:  # noqa: ANN401 - a node
    """Move the set to the left of the node that it feeds, onto no other."""
    own = [node_space.rectangle(node) for node in nodes.tree.nodes if node.parent == nodes.frame]
    left, top = min(one.left for one in own), max(one.top for one in own)
    width, height = max(one.right for one in own) - left, top - min(one.bottom for one in own) + FRAME
    others = [node for node in nodes.tree.nodes if nodes.frame not in {node.parent, node}]
    taken = [node_space.rectangle(node) for node in others if node.bl_idname != "NodeFrame"]
    at = node_space.rectangle(receiver)
    x, y = node_space.free_spot((at.left - 3 * node_space.GAP - width, at.top), (width, height), taken)
    for node in nodes.tree.nodes:
        node.select = nodes.frame in {node.parent, node}
    nodes.frame.location = (nodes.frame.location.x + x - left, nodes.frame.location.y + y - top)
