# SPDX-License-Identifier: GPL-3.0-or-later
"""What a texture can be made of in the panel: a tile, and depth, with the fields that say how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..operators import runtime
from ..operators.add_depth import KINDS
from ..operators.seamless_thread import SeamlessThread
from ..scene.seamless_copy import IS_STILL, SEAMLESS_OF
from ..scene.texture.depth import DEPTH
from .wrapped_text import fitted

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..scene.texture.inserted import Inserted

# By a node's kind, its inputs that say how much, and what they are called.
FIELDS = {
    "ShaderNodeBump": (("Strength", n_("Strength")), ("Distance", n_("Distance"))),
    "ShaderNodeMapRange": (("To Min", n_("Where Dark")), ("To Max", n_("Where Light"))),
    "ShaderNodeDisplacement": (("Scale", n_("Scale")), ("Midlevel", n_("Middle"))),
}
NAMES = {kind: name for kind, name, _description in KINDS}


def title(texture: Inserted) -> str:
    """What kind of depth a texture is; "" if it is none."""
    name = NAMES.get(texture.frame.get(DEPTH, ""), "")
    return iface_(name) if name else ""


def draw(layout: UILayout, texture: Inserted) -> None:
    """The fields of a texture that is depth."""
    for node in texture.nodes:
        for name, shown in FIELDS.get(node.bl_idname, ()):
            layout.prop(node.inputs[name], "default_value", text=shown)


def draw_offers(layout: UILayout, context: Context, texture: Inserted) -> None:
    """What can be made of a texture that shows a picture."""
    image = texture.image
    if image is None or image.source not in IS_STILL:
        return
    column = layout.column(align=True)
    if runtime.state(SeamlessThread).is_at(image):
        column.label(text="Being made seamless", icon="SORTTIME")
    elif not image.get(SEAMLESS_OF):
        make = column.operator("antekirt.make_seamless", icon="MESH_GRID")
        make.image, make.use = image.name, True
    text = iface_("Depth from the Picture", "Operator")
    if fitted(context, text, boxes=1, buttons=2) != text:
        text = iface_("Depth")
    add = column.operator_menu_enum(
        "antekirt.add_depth", "kind", text=text, translate=False, icon="MOD_NOISE"
    )
    add.texture = texture.key
