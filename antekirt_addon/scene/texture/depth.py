# SPDX-License-Identifier: GPL-3.0-or-later
"""Relief and roughness from the lightness of a texture that is there: a guess, as a picture knows no depth.

It reads the same picture at the same place, so that both move together, as numbers of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import bpy

from ...message import Message
from .. import attribution, keyframes, node_space
from ..error import SceneError
from ..shared_group import GROUP
from . import data_image, own_group, same_place, shader_input, wanted_input
from .insert import connect, new_set, right
from .shader_input import BUMP, ShaderInput
from .texture_options import TextureOptions
from .textures_within import textures_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .inserted import Inserted
    from .node_set import NodeSet

DepthKind: TypeAlias = Literal["BUMP", "ROUGHNESS", "DISPLACEMENT"]
INPUTS: dict[DepthKind, str] = {"BUMP": BUMP, "ROUGHNESS": "Roughness", "DISPLACEMENT": "Displacement"}
# Custom properties of a frame. DEPTH: the kind. METHOD: how the material was displaced before.
DEPTH: Final = "antekirt_depth"
METHOD: Final = "antekirt_displacement_method"
DISPLACED: Final = "BOTH"  # as far as there are vertices, and as a bump beyond
COLORS = {"", "Base Color", "Emission Color", "MIX"}
SCENE_UNITS = "scene units"  # the kind of the group that gives coordinates so
SPREAD = 0.25  # from the material's own roughness to that of what is darkest, and lightest
HEIGHT = 0.02  # of a displacement, to the length of its picture
FEWEST_FACES = 5000  # of a mesh that can be displaced by more than its own corners


def add(
    material: bpy.types.Material, kind: DepthKind, objects: Sequence[bpy.types.Object], chosen: str = ""
) -> Inserted:
    """Have a material show the lightness of its texture as depth. Raises SceneError before any change.

    objects: those that show the material, one at least. chosen: the key of one of several textures.
    """
    wanted_input.refuse_linked(material)
    source = _source(material, chosen)
    readers, key = (source.images, source.key) if source else (_readers(material), "")
    if not readers:
        raise SceneError(Message("{material} has no texture to take depth from", material=material.name))
    image = readers[0].image
    _check(material, image, kind, key)
    found = _input(material, kind)
    if found.tree != readers[0].id_data:
        raise SceneError(
            Message(
                "“{name}” is not where {material} has its shader", name=image.name, material=material.name
            )
        )
    names = [reader.name for reader in readers]
    found = own_group.for_one(found)
    readers = [found.tree.nodes[name] for name in names]
    nodes = new_set(material, found, source.frame.label if source else image.name, INPUTS[kind])
    nodes.frame[DEPTH], nodes.frame[same_place.BESIDE] = kind, key
    color = same_place.sample(nodes, data_image.reading_numbers(image), readers)
    length = _length(readers, source, objects)
    if kind == "ROUGHNESS":
        color = _ranged(nodes, color, found)
    elif kind == "DISPLACEMENT":
        color = _displaced(nodes, color, HEIGHT * length)
        nodes.frame[METHOD] = material.displacement_method
        material.displacement_method = DISPLACED
    options = TextureOptions(socket=INPUTS[kind], tile_size=length)
    texture = connect(nodes, found, (color, None), options, objects)
    for work in attribution.read_all(image):
        attribution.credit(material, work)
    return texture


def give_method_back(material: bpy.types.Material, texture: Inserted) -> None:
    """Have a material be displaced as before a texture, which goes, unless the artist has changed that."""
    if METHOD in texture.frame and material.displacement_method == DISPLACED:
        material.displacement_method = texture.frame[METHOD]


def coarse(objects: Sequence[bpy.types.Object]) -> list[str]:
    """The names of objects that have too few faces to be displaced."""
    graph: Any = bpy.context.evaluated_depsgraph_get()
    found = []
    for obj in objects:
        shown = obj.evaluated_get(graph).data if obj.type == "MESH" else None
        if isinstance(shown, bpy.types.Mesh) and len(shown.polygons) < FEWEST_FACES:
            found.append(obj.name)
    return found


def _source(material: bpy.types.Material, chosen: str) -> Inserted | None:
    """The texture of ours that depth is taken from: the last one that shows color, or else the last one."""
    able = [one for one in textures_within(material) if one.image and DEPTH not in one.frame]
    if chosen:
        return next((one for one in able if one.key == chosen), None)
    colors = [one for one in able if one.socket in COLORS]
    return next(reversed(colors or able), None)


def _readers(material: bpy.types.Material) -> list[Any]:
    """The node of the artist's own that reads a picture: the active one, or else the first."""
    if material.node_tree is None:
        return []
    nodes: Any = material.node_tree.nodes
    able = [node for node in nodes if node.bl_idname == "ShaderNodeTexImage" and node.image]
    return sorted(able, key=lambda node: bool(node != nodes.active))[:1]


def _check(material: bpy.types.Material, image: bpy.types.Image, kind: DepthKind, key: str) -> None:
    wanted_input.refuse_tiled(image)
    if image.source not in {"FILE", "GENERATED"}:
        raise SceneError(Message("“{name}” plays: depth comes from single pictures", name=image.name))
    for one in textures_within(material):
        if one.frame.get(DEPTH) == kind and one.frame.get(same_place.BESIDE) == key:
            raise SceneError(
                Message("“{name}” gives that already: change how much in the panel", name=image.name)
            )


def _input(material: bpy.types.Material, kind: DepthKind) -> ShaderInput:
    if kind != "DISPLACEMENT":
        return wanted_input.wanted_input(material, INPUTS[kind])
    end = shader_input.output_node(material.node_tree)
    if end is None:
        raise SceneError(Message("{material} has no output that shows a surface", material=material.name))
    return ShaderInput(end, end.inputs["Displacement"])


def _length(readers: Sequence[Any], source: Inserted | None, objects: Sequence[bpy.types.Object]) -> float:
    """About how long the picture is on the first object, in scene units."""
    size = max((side for obj in objects[:1] for side in obj.dimensions.to_tuple()), default=0.0) or 1.0
    mapping = source.mapping if source else None
    if source is None or mapping is None or readers[0].projection != "FLAT":
        return size
    scale: float = max(abs(side) for side in mapping.inputs["Scale"].default_value[:2])
    trees = (node.node_tree for node in source.nodes if node.bl_idname == "ShaderNodeGroup")
    in_scene_units = any(tree and str(tree.get(GROUP)).startswith(SCENE_UNITS) for tree in trees)
    return scale if in_scene_units else size * scale


def _ranged(nodes: NodeSet, lightness: Any, found: ShaderInput) -> Any:  # noqa: ANN401 - sockets
    """Roughness: what is dark is rougher than the material is by itself, and what is light smoother."""
    node = nodes.add("ShaderNodeMapRange", right(nodes) + node_space.GAP)
    own = found.socket.default_value if found.socket.type == "VALUE" else 0.5
    node.inputs["To Min"].default_value = min(1.0, own + SPREAD)
    node.inputs["To Max"].default_value = max(0.0, own - SPREAD)
    if found.socket.type == "VALUE":
        keyframes.copy(found.socket, node.inputs["To Min"], nodes.key, SPREAD)
        keyframes.copy(found.socket, node.inputs["To Max"], nodes.key, -SPREAD)
    nodes.link(lightness, node.inputs["Value"])
    return node.outputs["Result"]


def _displaced(nodes: NodeSet, height: Any, scale: float) -> Any:  # noqa: ANN401 - sockets
    node = nodes.add("ShaderNodeDisplacement", right(nodes) + node_space.GAP)
    node.inputs["Scale"].default_value = scale
    nodes.link(height, node.inputs["Height"])
    return node.outputs["Displacement"]
