# SPDX-License-Identifier: GPL-3.0-or-later
"""How a picture becomes a texture: what operators take, and what is chosen in the panel."""

from __future__ import annotations

from typing import Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from ..scene.texture.texture_options import TextureOptions
from .material_operator import active_material

PROJECTIONS = (
    ("AUTO", "Automatic", "By the UV map; over the bounding box where there is none"),
    ("UV", "UV", "By a UV map"),
    ("BOX", "Box", "From all six sides, blended where they meet"),
    ("FLAT", "Flat", "From above"),
    ("GENERATED", "Generated", "Over the object's own bounding box"),
    ("WINDOW", "Window", "Over the window or the render, whatever is before it"),
    ("CAMERA", "Camera", "From the camera, or else the view, as it is now"),
    ("OBJECT", "Object", "By an empty that moves it"),
    ("CYLINDER", "Cylinder", "Wound around the object's Z axis"),
    ("SPHERE", "Sphere", "From all around the object's middle"),
)
EXTENSIONS = (
    ("REPEAT", "Repeat", "Again and again"),
    ("EXTEND", "Extend", "Its border's pixels go on"),
    ("CLIP", "Clip", "Once, with nothing around it"),
    ("MIRROR", "Mirror", "Again and again, each time mirrored"),
)
INTERPOLATIONS = (
    ("Linear", "Linear", "Smooth"),
    ("Closest", "Closest", "Pixel by pixel"),
    ("Cubic", "Cubic", "Smoother still"),
    ("Smart", "Smart", "Cubic where it is magnified, else linear"),
)
PUT_ON = (
    ("SELECTED", "Selected Objects", "All that are selected"),
    ("ACTIVE", "Active Object", "It alone; a material that others share is copied for it"),
    ("SHARED", "Shared Material", "All objects that have the active object's material"),
)
TEXTURE_CHOICES = (  # fields of TextureOptions, too
    "socket",
    "projection",
    "uv_map",
    "tile_size",
    "extension",
    "interpolation",
    "no_repeat",
    "put_on",
)


USUAL_INPUTS = ("Base Color", "Emission Color", "Roughness", "Metallic", "Alpha", "BUMP", "MIX")


def _inputs(_owner: Any, context: bpy.types.Context, _typed: str) -> list[str]:  # noqa: ANN401 - as below
    """What can be chosen as an input: the usual ones, and what the active object's material has besides."""
    from ..scene.texture.shader_input import names_of_inputs  # not read at Blender's start

    material = active_material(context)
    tree = material.node_tree if material else None
    return list(dict.fromkeys([*USUAL_INPUTS, *(names_of_inputs(tree) if tree else ())]))


def _uv_maps(_owner: Any, context: bpy.types.Context, _typed: str) -> list[str]:  # noqa: ANN401 - as below
    layers = getattr(context.object and context.object.data, "uv_layers", ())
    return [layer.name for layer in layers]


class TextureChoices:
    """How a picture becomes a texture: mixed into what has such properties."""

    socket: bpy.props.StringProperty(
        name="Input",
        description="The input of the material that is there, by its name; BUMP for relief, MIX for a layer"
        " over its color; empty for a material of its own",
        search=_inputs,
    )
    projection: bpy.props.EnumProperty(
        name="Projection", description="How it comes onto the surface", items=PROJECTIONS
    )
    uv_map: bpy.props.StringProperty(
        name="UV Map", description="Name of the UV map; empty for the active one", search=_uv_maps
    )
    tile_size: bpy.props.FloatProperty(
        name="Tile Size",
        description="Length of the picture's longer side on the surface; 0 for once over the object",
        min=0.0,
        soft_max=100.0,
        unit="LENGTH",
    )
    extension: bpy.props.EnumProperty(
        name="Extension", description="What is beyond the picture's borders", items=EXTENSIONS
    )
    interpolation: bpy.props.EnumProperty(
        name="Interpolation", description="What is between its pixels", items=INTERPOLATIONS
    )
    no_repeat: bpy.props.BoolProperty(
        name="No Repeat", description="Scatter pieces of the picture so that no repeat is seen"
    )
    put_on: bpy.props.EnumProperty(name="Put On", description="What it is put on", items=PUT_ON)


def texture_options(chosen: Any) -> TextureOptions:  # noqa: ANN401 - what TextureChoices is mixed into
    return TextureOptions(**{name: getattr(chosen, name) for name in TEXTURE_CHOICES})


def draw_texture(layout: bpy.types.UILayout, chosen: Any) -> None:  # noqa: ANN401 - as above
    """All of it that matters."""
    layout.prop(chosen, "socket")
    draw_laid(layout, chosen)


def draw_laid(layout: bpy.types.UILayout, chosen: Any) -> None:  # noqa: ANN401 - as above
    """On what it is put, and how it lies there."""
    for name in ("put_on", "projection"):
        layout.prop(chosen, name)
    if chosen.projection in {"AUTO", "UV"}:
        layout.prop(chosen, "uv_map")
    for name in ("tile_size", "extension", "interpolation", "no_repeat"):
        layout.prop(chosen, name)
