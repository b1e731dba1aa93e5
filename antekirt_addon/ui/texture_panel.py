# SPDX-License-Identifier: GPL-3.0-or-later
"""The textures of the active object's active material, live: what is drawn are the fields of their nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..operators import runtime
from ..operators.add_mapping import lacks_mapping
from ..operators.material_operator import active_textures
from ..scene import attribution
from ..scene.texture.box_group import is_box_mapping
from ..scene.texture.covered import covered
from ..scene.texture.no_repeat import blend_of, pieces_of
from ..scene.texture.shader_input import BUMP, MIX
from ..scene.texture.unwrap import lacks_uv_map
from . import depth_fields
from .sidebar_panel import ShaderEditorPanel, SidebarPanel
from .wrapped_text import fitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import Context, UILayout

    from ..scene.texture.inserted import Inserted

# By the kind of node of a texture: the input that says how much of it is to be seen.
STRENGTHS = {"ShaderNodeBump": "Strength", "ShaderNodeMath": "Value"}
WORDS = {BUMP: n_("Bump"), MIX: n_("Layer")}
AXES = ("X", "Y", "")
FIELDS = (("Location", (0, 1)), ("Rotation", (2,)), ("Scale", (0, 1)))  # and what of each a picture has


class VariantArrows:
    """draw: draws the button that shows the next picture of a prompt, or with -1 the one before.

    None where nobody knows others. It gives the operator's properties.
    """

    def __init__(self) -> None:
        self.draw: Callable[[UILayout, int], Any] | None = None


class TexturePanel(SidebarPanel):
    bl_label = "Texture"
    bl_order = 1

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return bool(active_textures(context))

    def draw(self, context: bpy.types.Context) -> None:
        textures = active_textures(context)
        obj = context.object
        if obj and obj.select_get() and lacks_uv_map(obj):
            self.layout.operator("antekirt.unwrap", icon="UV")
        several, unseen = len(textures) > 1, covered(textures)
        for texture in reversed(textures):
            layout = self.layout.box() if several else self.layout
            _draw_header(layout, context, texture, boxes=several)
            if texture.key in unseen:
                row = layout.row()
                row.active = False
                row.label(text="Covered by another one", icon="HIDE_ON")
            else:
                _draw(layout, context, texture)


def _draw(layout: UILayout, context: Context, texture: Inserted) -> None:
    layout.use_property_split = True
    layout.use_property_decorate = False
    column = layout.column()
    column.enabled = not texture.tree.library
    if depth_fields.title(texture):
        depth_fields.draw(column, texture)
        return
    if mapping := texture.mapping:
        _draw_fields(column, mapping)
    elif lacks_mapping(texture):
        column.operator("antekirt.add_mapping", icon="EMPTY_ARROWS").texture = texture.key
    for node in texture.nodes:
        if name := STRENGTHS.get(node.bl_idname):
            _draw_strength(column, node, name)
        if node.bl_idname == "ShaderNodeTexCoord" and node.object:
            column.prop(node, "object", text="Moved By")
        if node.bl_idname == "ShaderNodeUVMap":
            _draw_uv_map(column, node, context.object)
    _draw_repeat(column, texture)
    if texture.images and pieces_of(texture) is None:
        column.prop(texture.frame, "antekirt_extension")
        column.prop(texture.frame, "antekirt_interpolation")
    for image in texture.images:
        if image.projection == "BOX":
            column.prop(image, "projection_blend", text="Blend")
    depth_fields.draw_offers(column, context, texture)


def _draw_uv_map(layout: UILayout, node: Any, obj: Any) -> None:  # noqa: ANN401 - a node, an Object
    if obj.type == "MESH":
        layout.prop_search(node, "uv_map", obj.data, "uv_layers", text="UV Map", icon="GROUP_UVS")
    else:
        layout.prop(node, "uv_map", text="UV Map")


def _draw_repeat(layout: UILayout, texture: Inserted) -> None:
    pieces, blend = pieces_of(texture), blend_of(texture)
    button = layout.operator("antekirt.no_repeat", icon="TEXTURE", depress=pieces is not None)
    button.texture = texture.key
    if pieces and blend:
        fields = layout.column(align=True)
        fields.use_property_split = False
        fields.prop(pieces.inputs["Rotation"], "default_value", text="Random Rotation")
        fields.prop(blend.inputs["Contrast"], "default_value", text="Contrast")
        fields.prop(pieces.inputs["Inset"], "default_value", text="Inset")


def _draw_header(layout: UILayout, context: Context, texture: Inserted, *, boxes: int) -> None:
    """The input, the picture and what can be done with both: arrows have a line of their own if need be."""
    image, depth = texture.image, depth_fields.title(texture)
    name = image.name if image else texture.frame.label
    if texture.socket:
        name = f"{iface_(WORDS.get(texture.socket, texture.socket))} · {name}"
    name = depth or name
    may_have_others = image and not depth and attribution.read(image)
    draw_arrow = runtime.state(VariantArrows).draw if may_have_others else None
    lines = layout.column(align=True)
    row = lines.row(align=True)
    buttons = 1 + bool(texture.socket)
    is_whole = fitted(context, name, boxes=boxes, buttons=buttons + 2 * bool(draw_arrow)) == name
    told = name if is_whole else fitted(context, name, boxes=boxes, buttons=buttons)
    row.label(text=told, translate=False, icon="MOD_NOISE" if depth else "IMAGE_DATA")
    arrows = row if is_whole else lines.row(align=True)
    if draw_arrow:
        for step in (-1, 1):
            draw_arrow(arrows, step).texture = texture.key
    if texture.socket:
        row.operator("antekirt.take_out", text="", icon="X").texture = texture.key


def _draw_strength(layout: UILayout, node: Any, name: str) -> None:  # noqa: ANN401 - a node
    """How much of a relief or a layer is to be seen, unless something else than a number says so."""
    socket = next(one for one in reversed(node.inputs) if one.name == name and one.enabled)
    if not socket.is_linked:
        layout.prop(socket, "default_value", text=iface_("Factor" if name == "Value" else name), slider=True)


def _draw_fields(layout: UILayout, mapping: Any) -> None:  # noqa: ANN401 - a node
    for name, axes in FIELDS:
        socket = mapping.inputs[name]
        column = layout.column(align=True)
        column.enabled = not socket.is_linked
        for axis in axes:
            label = iface_(name) if axis != 1 else ""
            column.prop(
                socket, "default_value", index=axis, text=f"{label} {AXES[axis]}".strip(), translate=False
            )
    if is_box_mapping(mapping):
        layout.prop(mapping.inputs["Blend"], "default_value", text="Blend")


class ANTEKIRT_PT_texture(TexturePanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"


class ANTEKIRT_PT_node_texture(ShaderEditorPanel, TexturePanel, bpy.types.Panel):
    pass


CLASSES = (ANTEKIRT_PT_texture, ANTEKIRT_PT_node_texture)
