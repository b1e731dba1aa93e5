# SPDX-License-Identifier: GPL-3.0-or-later
"""The input of a material that a picture is meant for, on whatever shader is there.

It is found by name and type: on the active shader, if that can be seen, or else on the one nearest to the
output; on a node group by what it calls its inputs, or else on the shader within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator

COLOR, NUMBER, VECTOR = "RGBA", "VALUE", "VECTOR"  # types of sockets
BUMP, MIX = "BUMP", "MIX"
MEANT = {BUMP: "Normal", MIX: "Base Color"}  # the input that a way of putting it in leads to
ENGINES = ("CYCLES", "EEVEE", "ALL")  # for which a material can have an output of its own
UNSEEN = {"ShaderNodeBsdfTransparent", "ShaderNodeHoldout"}  # take a color, but show none of their own
GLOW = "ShaderNodeEmission"
# What shaders and artists call an input, as `_plain` has it, the likeliest first.
NAMES = {
    "Base Color": ("basecolor", "color", "albedo", "diffusecolor", "diffuse", "basecolour", "colour"),
    "Emission Color": (
        *("emissioncolor", "emissivecolor", "emission", "emissive", "glowcolor", "glow"),
        *("emissioncolour", "emissivecolour"),
    ),
    "Roughness": ("roughness", "rough", "roughnessu"),
    "Metallic": ("metallic", "metalness", "metal"),
    "Alpha": ("alpha", "opacity"),
    "Normal": ("normal",),
}
TYPES = {
    "Base Color": (COLOR,),
    "Emission Color": (COLOR,),
    "Roughness": (NUMBER, COLOR),
    "Metallic": (NUMBER, COLOR),
    "Alpha": (NUMBER, COLOR),
    "Normal": (VECTOR,),
}


class ShaderInput(NamedTuple):
    """groups: the nodes of the groups that its node is within, the outermost first."""

    node: Any
    socket: Any
    groups: tuple[Any, ...] = ()

    @property
    def tree(self) -> Any:  # noqa: ANN401 - a node tree
        return self.node.id_data


def find(tree: bpy.types.NodeTree, wanted: str) -> ShaderInput | None:
    """The input of a tree's shaders that is meant by its name, BUMP or MIX; None if there is none."""
    return _find(tree, MEANT.get(wanted, wanted), ())


def names_of_inputs(tree: bpy.types.NodeTree) -> list[str]:
    """What the inputs are called that a picture could go into, of the shader that is meant first."""
    shaders = sorted(shaders_before_output(tree), key=lambda node: node != tree.nodes.active)
    inputs = shaders[0].inputs if shaders else ()
    return [socket.name for socket in inputs if socket.enabled and socket.type in {COLOR, NUMBER}]


def holds_data(found: ShaderInput) -> bool:
    """Whether an input takes numbers rather than a color."""
    return bool(found.socket.type != COLOR)


def _find(tree: Any, name: str, groups: tuple[Any, ...]) -> ShaderInput | None:  # noqa: ANN401 - a node tree
    shaders = list(shaders_before_output(tree))
    shaders.sort(key=lambda node: (_serves_last(node, name), node != tree.nodes.active))
    return next((found for node in shaders if (found := _on(node, name, groups))), None)


def _serves_last(node: Any, name: str) -> bool:  # noqa: ANN401 - a node
    """Whether another shader, if there is one, is rather what is meant."""
    kind: str = node.bl_idname
    return kind in UNSEEN or (kind == GLOW and _plain(name) in NAMES["Base Color"])


def _on(node: Any, name: str, groups: tuple[Any, ...]) -> ShaderInput | None:  # noqa: ANN401 - a node
    if socket := _named(node, name):
        return ShaderInput(node, socket, groups)
    inner = getattr(node, "node_tree", None)
    if inner is None:
        return None
    found = _find(inner, name, (*groups, node))
    if found is None or found.node.id_data != inner:
        return found
    outer = _fed_from_outside(found.socket, node)
    return ShaderInput(node, outer, groups) if outer else found


def _named(node: Any, name: str) -> Any:  # noqa: ANN401 - a socket of a node, or None
    usual = next((usual for usual, names in NAMES.items() if _plain(name) in names), "")
    names = (_plain(name), *NAMES.get(usual, ()))
    if usual == "Emission Color" and node.bl_idname == GLOW:
        names = (*names, "color")
    types = TYPES.get(usual, (COLOR, NUMBER, VECTOR))
    usable = [socket for socket in node.inputs if socket.enabled and socket.type in types]
    return next((socket for each in names for socket in usable if _plain(socket.name) == each), None)


def are_alike(one: str, other: str) -> bool:
    """Whether two ways of putting something in are one: a relief goes into Normal."""
    return other in {one, MEANT[BUMP] if one == BUMP else one, BUMP if one == MEANT[BUMP] else one}


def is_named(socket: Any, name: str) -> bool:  # noqa: ANN401 - a socket
    """Whether an input goes by a name."""
    return _plain(socket.name) in NAMES[name]


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _fed_from_outside(socket: Any, group: Any) -> Any:  # noqa: ANN401 - sockets; a node
    """The input of a group's node that leads straight to an input within, if one does."""
    origin = origin_of(socket)
    if origin is None or origin.node.bl_idname != "NodeGroupInput":
        return None
    return next((outer for outer in group.inputs if outer.identifier == origin.identifier), None)


def origin_of(socket: Any) -> Any:  # noqa: ANN401 - a socket, or None
    """The output that feeds an input, through reroutes."""
    while socket.is_linked and not socket.links[0].is_muted:
        output = socket.links[0].from_socket
        if output.node.bl_idname != "NodeReroute":
            return output
        socket = output.node.inputs[0]
    return None


def output_node(tree: Any) -> Any:  # noqa: ANN401 - a node tree; a node, or None
    """The node that shows a tree's surface, or gives it out of a group."""
    wanted = "NodeGroupOutput"
    if not any(node.bl_idname == wanted for node in tree.nodes):
        engine = bpy.context.scene.render.engine if bpy.context.scene else ""
        targets = sorted(ENGINES, key=lambda target: target not in engine)
        found = (tree.get_output_node(target) for target in targets)
        return next(filter(None, found), None)
    ends = [node for node in tree.nodes if node.bl_idname == wanted]
    return next((node for node in ends if node.is_active_output), ends[0])


def shaders_before_output(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - a node tree; nodes
    """The shaders, and groups of them, that can be seen: those nearest to the output first."""
    end = output_node(tree)
    if end is None:
        return
    line, seen = [end], {end}
    for node in line:
        for socket in node.inputs:
            if socket.type != "SHADER" or (node == end and socket.identifier in {"Volume", "Displacement"}):
                continue
            for link in socket.links:
                if link.from_node not in seen and not link.is_muted:
                    seen.add(link.from_node)
                    line.append(link.from_node)
        if node != end and not node.mute and any(socket.type == "SHADER" for socket in node.outputs):
            yield node
