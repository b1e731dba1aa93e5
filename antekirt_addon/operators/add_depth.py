# SPDX-License-Identifier: GPL-3.0-or-later
"""Depth from the picture that a material shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message, joined, listed
from ..translations import translated
from .material_operator import MaterialOperator, active_material

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

KINDS = (
    ("BUMP", "Bump", "What is light seems to stand out; the surface itself stays flat"),
    ("ROUGHNESS", "Roughness", "What is dark is rougher than what is light"),
    ("DISPLACEMENT", "Displacement", "What is light stands out; the mesh needs many faces for it"),
)


class ANTEKIRT_OT_add_depth(MaterialOperator, bpy.types.Operator):
    """Guess depth from how light the active material's texture is: no scan, but something for the light"""

    bl_idname = "antekirt.add_depth"
    bl_label = "Depth from the Picture"
    bl_options = {"REGISTER", "UNDO"}

    kind: bpy.props.EnumProperty(name="As", description="What the lightness becomes", items=KINDS)
    texture: bpy.props.StringProperty(
        name="Texture",
        description="The key of one of several textures; empty for the last one that shows color",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.error import SceneError
        from ..scene.texture import depth  # not read at Blender's start

        obj, material = context.object, active_material(context)
        assert obj
        assert material
        try:
            texture = depth.add(material, self.kind, [obj], self.texture)
        except SceneError as error:
            return self.fail(error)
        told = _told(self.kind, texture.frame.label, material.name)
        coarse = depth.coarse([obj]) if self.kind == "DISPLACEMENT" else []
        if not coarse:
            self.report({"INFO"}, translated(told))
            return {"FINISHED"}
        needed = Message(
            "{things}: too few faces for it, so add a Subdivision Surface modifier", things=listed(coarse)
        )
        self.report({"WARNING"}, translated(joined([told, needed])))
        return {"FINISHED"}


def _told(kind: str, name: str, material: str) -> str:
    match kind:
        case "ROUGHNESS":
            return Message(
                "Roughness from the lightness of “{name}” in {material}", name=name, material=material
            )
        case "DISPLACEMENT":
            return Message(
                "Displacement from the lightness of “{name}” in {material}", name=name, material=material
            )
    return Message("Bump from the lightness of “{name}” in {material}", name=name, material=material)


CLASSES = (ANTEKIRT_OT_add_depth,)
