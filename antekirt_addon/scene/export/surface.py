# SPDX-License-Identifier: GPL-3.0-or-later
"""What a material shows: where its colour and its alpha come from, and whether lights shine upon it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from .. import light_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

HALF = 0.5
Socket: TypeAlias = "Any"  # of many types, which the stubs do not tell apart


@dataclass(frozen=True, slots=True)
class Surface:
    """color, alpha: the sockets that take them in; an alpha of None is opaque.

    principled: the shader, if it is one that exporters read.
    """

    color: Socket
    alpha: Socket | None
    lit: bool
    principled: Any = None

    @property
    def nodes(self) -> list[Any]:
        """All nodes that colour and alpha are made with."""
        found: dict[Any, None] = {}
        for socket in filter(None, (self.color, self.alpha)):
            for node in upstream(socket):
                found[node] = None
        return list(found)


def read(material: bpy.types.Material) -> Surface | None:
    """The surface of a material made of one Principled BSDF, or of our earlier ones; None for others."""
    tree: Any = material.node_tree
    output = tree.get_output_node("ALL") if tree else None
    if output is None:
        return None
    shader = source(output.inputs["Surface"])
    match shader and shader.type:
        case "BSDF_PRINCIPLED":
            if light_share.is_between(shader):
                lit = light_share.share(shader) >= HALF
                return Surface(shader.inputs["Emission Color"], shader.inputs["Alpha"], lit, shader)
            lit = not _shines(shader)
            color = shader.inputs["Base Color" if lit else "Emission Color"]
            return Surface(color, shader.inputs["Alpha"], lit, shader)
        case "EMISSION":
            return Surface(shader.inputs["Color"], None, lit=False)
        case "MIX_SHADER":
            behind, before = source(shader.inputs[1]), source(shader.inputs[2])
            if behind and before and (behind.type, before.type) == ("BSDF_TRANSPARENT", "EMISSION"):
                return Surface(before.inputs["Color"], shader.inputs[0], lit=False)
    return None


def source(socket: Socket) -> Any:  # noqa: ANN401 - a node, or None
    """The node that a socket is linked to, past reroutes."""
    while socket.is_linked:
        node = socket.links[0].from_node
        if node.type != "REROUTE":
            return node
        socket = node.inputs[0]
    return None


def _shines(principled: Any) -> bool:  # noqa: ANN401 - a node
    """Whether its colour is what it emits: its base is black and takes no picture."""
    base, emitted = principled.inputs["Base Color"], principled.inputs["Emission Color"]
    strength = principled.inputs["Emission Strength"]
    if base.is_linked or any(base.default_value[:3]):
        return False
    return strength.is_linked or (
        strength.default_value > 0 and (emitted.is_linked or any(emitted.default_value[:3]))
    )


def upstream(socket: Socket) -> Iterator[Any]:
    """All nodes that feed a socket; those within groups are not gone into."""
    node = source(socket)
    if node:
        yield node
        for own in node.inputs:
            yield from upstream(own)
