# SPDX-License-Identifier: GPL-3.0-or-later
"""A texture out of a material again, which shows what it showed before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import attribution, keyframes
from . import depth, own_group, same_place
from .chosen_texture import chosen_texture
from .insert import FORMER, INPUT, RECEIVER, STRENGTH, strength_of, value_of
from .inserted import inserted
from .node_set import KEY
from .shader_input import COLOR, NUMBER
from .textures_within import textures_within, trees_within

if TYPE_CHECKING:
    import bpy

    from ..attribution import Attribution
    from .inserted import Inserted


class _Ground(NamedTuple):
    """What an input says by itself. keyed: the input, if keyframes may say it."""

    value: tuple[float, ...]
    keyed: Any


def take_out(material: bpy.types.Material, socket: str = "", key: str = "") -> str:
    """Take out the texture that came last, into an input if that is named; gives its picture's name.

    key: of the one that is meant. Raises SceneError if there is none, or the material is another file's.
    """
    found = chosen_texture(material, _is_in_input, socket, key)
    name: str = found.frame.label
    others = [one for one in textures_within(material) if one.key != found.key]
    same_place.hand_over(found, others)
    found = next(one for one in inserted(found.tree) if one.key == found.key)
    depth.give_method_back(material, found)
    work = attribution.read(found.image) if found.image else None
    _restore(found)
    with keyframes.kept_for_others(found.tree, found.nodes):
        for node in found.nodes:
            found.tree.nodes.remove(node)
    _give_groups_back(material.node_tree)
    if work and not any(_shows(tree, work) for tree in trees_within(material.node_tree)):
        attribution.remove(material, work)
    return name


def _is_in_input(texture: Inserted) -> bool:
    return bool(texture.socket)


def _shows(tree: Any, work: Attribution) -> bool:  # noqa: ANN401 - a node tree
    images = (getattr(node, "image", None) for node in tree.nodes)
    return any(attribution.read(image) == work for image in images if image)


def _restore(texture: Inserted) -> None:
    """Link what fed the input before to all that was fed by the texture."""
    tree, own = texture.tree, set(texture.nodes)
    former, receiver = _former(texture), _receiver(texture)
    fed = [link.to_socket for link in tree.links if link.from_node in own and link.to_node not in own]
    ground = _ground(receiver, glows=STRENGTH not in texture.frame) if _has_value(receiver) else None
    for socket in fed:
        if socket.node.get(KEY) or not receiver:  # of a texture over this one; put in the receiver's place
            _feed(tree, socket, former, ground)
    if receiver and _comes_from(receiver, own):  # perhaps through nodes that the artist has put between
        _feed(tree, receiver, former, None)
    if receiver:
        _have_it_glow_as_before(texture, receiver)
        if not any(one.frame.get(RECEIVER) == texture.frame[RECEIVER] for one in _others(texture)):
            del receiver.node[RECEIVER]


def _ground(receiver: Any, *, glows: bool) -> _Ground:  # noqa: ANN401 - a socket
    return _Ground(value_of(receiver, glows=glows), receiver if glows else None)


def _has_value(socket: Any) -> bool:  # noqa: ANN401 - a socket, or None
    return socket is not None and socket.type in {COLOR, NUMBER}


def _others(texture: Inserted) -> list[Inserted]:
    return [other for other in inserted(texture.tree) if other.key != texture.key]


def _feed(tree: Any, socket: Any, former: Any, ground: _Ground | None) -> None:  # noqa: ANN401 - a node tree; a socket; a link, or None
    """Have an input fed by the link that did before; if none did, it has the color that was seen."""
    is_muted = bool(former) and former.is_muted
    if former:
        tree.links.new(former.from_socket, socket).is_muted = is_muted
        if not is_muted:
            return
    else:
        for link in socket.links:
            tree.links.remove(link)
    if socket.node.bl_idname == "NodeReroute":
        for further in [link.to_socket for link in socket.node.outputs[0].links]:
            _feed(tree, further, None, ground)
    elif ground and socket.type == COLOR:
        socket.default_value = ground.value
        if ground.keyed:
            keyframes.copy(ground.keyed, socket, socket.node.get(KEY, ""))


def _former(texture: Inserted) -> Any:  # noqa: ANN401 - a link, or None
    kept = next((node for node in texture.nodes if node.get(FORMER)), None)
    return kept.inputs[0].links[0] if kept and kept.inputs[0].is_linked else None


def _receiver(texture: Inserted) -> Any:  # noqa: ANN401 - a socket, or None
    """The input that the texture was put into: of several copies of its node the one that it feeds still."""
    key, identifier = texture.frame.get(RECEIVER), texture.frame.get(INPUT)
    nodes = [node for node in texture.tree.nodes if key and node.get(RECEIVER) == key]
    inputs = [one for node in nodes for one in node.inputs if one.identifier == identifier]
    own = set(texture.nodes)
    return next((one for one in inputs if _comes_from(one, own)), inputs[0] if inputs else None)


def _comes_from(socket: Any, nodes: set[Any]) -> bool:  # noqa: ANN401 - a socket
    """Whether an input is fed by some of these nodes, directly or not."""
    line = [link.from_node for link in socket.links]
    seen = set(line)
    for node in line:
        before = {link.from_node for each in node.inputs for link in each.links} - seen
        seen |= before
        line += before
    return bool(seen & nodes)


def _have_it_glow_as_before(texture: Inserted, receiver: Any) -> None:  # noqa: ANN401 - a socket
    """Give a shader its strength back, unless another texture needs it or the artist has changed it."""
    if STRENGTH not in texture.frame:
        return
    for other in _others(texture):
        if all(other.frame.get(name) == texture.frame[name] for name in (RECEIVER, INPUT)):
            other.frame[STRENGTH] = texture.frame[STRENGTH]
            return
    strength = strength_of(receiver.node)
    if strength and strength.default_value == 1.0:
        strength.default_value = texture.frame[STRENGTH]


def _give_groups_back(tree: Any) -> None:  # noqa: ANN401 - a node tree
    """Share groups again of which a copy was made, once no texture is within that."""
    for node in tree.nodes:
        inner = getattr(node, "node_tree", None)
        if inner is None:
            continue
        _give_groups_back(inner)
        if not any(map(inserted, trees_within(inner))):
            own_group.give_back(node)
