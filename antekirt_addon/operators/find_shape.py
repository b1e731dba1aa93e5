# SPDX-License-Identifier: GPL-3.0-or-later
"""A shape of an artwork by the name that it has in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from ..scene.artwork.artwork_root import root_of
from ..translations import translated
from .artwork_operator import ArtworkOperator
from .piece_selection import leave_selected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.stub_internal.rna_enums import OperatorReturnItems


def _names(_operator: Any, context: bpy.types.Context, typed: str) -> Iterable[str]:  # noqa: ANN401 - the operator
    from ..scene.artwork import piece, shape_name  # with NumPy, see below

    root = root_of(context.object)
    if root is None:
        return []
    every = {name for obj in piece.pieces(root) for name in shape_name.names(obj)}
    return sorted(name for name in every if typed.casefold() in name.casefold())


class ANTEKIRT_OT_find_shape(ArtworkOperator, bpy.types.Operator):
    """Select what has this name in the SVG file; where a piece holds more, that is what Edit Mode selects"""

    bl_idname = "antekirt.find_shape"
    bl_label = "Find Shape"
    bl_options = {"REGISTER", "UNDO"}

    shape_name: bpy.props.StringProperty(
        name="Name", description="The name or the id of the shape in the file", search=_names
    )

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        return context.window_manager.invoke_props_dialog(self)

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.activate_init = True  # the field can be typed into at once
        layout.prop(self, "shape_name")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.artwork import piece, shape_name  # with NumPy, which no start of Blender should wait for

        found = [
            (obj, number)
            for obj in piece.pieces(self.root(context))
            for number in shape_name.numbers(obj, self.shape_name)
        ]
        if not found:
            told = Message("The artwork has no shape “{name}”", name=self.shape_name)
            self.report({"WARNING"}, translated(told))
            return {"CANCELLED"}
        leave_selected(context, [obj for obj, _ in found])
        for obj, number in found:
            shape_name.mark(obj, number)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_find_shape,)
