# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork takes its colors from a ramp, from a palette or from another artwork."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.artwork.artwork_root import root_of
from ..scene.error import SceneError
from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

SOURCES = (
    ("RAMP", "Ramp", "From a dark color over a middle one to a light one"),
    ("ARTWORK", "Other Artwork", "The colors of the other selected artwork"),
    ("PALETTE", "Palette", "The colors of a palette of Blender's"),
)
MATCHES = (
    ("LIGHTNESS", "Lightness", "The darkest color gets the darkest, and so on"),
    ("SHARE", "Share", "What covers most gets the first color, and so on"),
)


class ANTEKIRT_OT_take_colors(ArtworkOperator, bpy.types.Operator):
    """Give this artwork the colors of a ramp, of another selected artwork or of a palette"""

    bl_idname = "antekirt.take_colors"
    bl_label = "Take Colors"
    bl_options = {"REGISTER", "UNDO"}
    reads_meshes = True

    source: bpy.props.EnumProperty(name="From", description="Where the colors come from", items=SOURCES)
    dark: bpy.props.FloatVectorProperty(
        name="Dark",
        description="What the darkest color becomes",
        subtype="COLOR_GAMMA",
        min=0.0,
        max=1.0,
        default=(0.1, 0.1, 0.25),
    )
    middle: bpy.props.FloatVectorProperty(
        name="Middle",
        description="What a color of middle lightness becomes",
        subtype="COLOR_GAMMA",
        min=0.0,
        max=1.0,
        default=(0.8, 0.35, 0.3),
    )
    light: bpy.props.FloatVectorProperty(
        name="Light",
        description="What the lightest color becomes",
        subtype="COLOR_GAMMA",
        min=0.0,
        max=1.0,
        default=(1.0, 0.95, 0.8),
    )
    palette: bpy.props.StringProperty(name="Palette", description="The name of a palette of this file")
    match: bpy.props.EnumProperty(
        name="Match", description="Which color becomes which", items=MATCHES, options={"SKIP_SAVE"}
    )

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.palette import swatch_list  # not read at Blender's start
        from ..scene.palette.artwork_palette import swatches
        from ..scene.palette.recolor import recolor

        root = self.root(context)
        try:
            own = [swatch.color for swatch in swatches(root)]
            recolor(root, self._changes(context, root, own))
        except SceneError as problem:
            return self.fail(problem)
        swatch_list.renew(root)
        return {"FINISHED"}

    def _changes(self, context: bpy.types.Context, root: bpy.types.Object, own: list[str]) -> dict[str, str]:
        from ..scene.palette import color_exchange, saved_palette
        from ..scene.palette.artwork_palette import swatches

        if self.source == "RAMP":
            return color_exchange.along_ramp(own, (self.dark, self.middle, self.light))
        if self.source == "PALETTE":
            wanted = saved_palette.colors(self.palette)
        else:
            others = [found for found in map(root_of, context.selected_objects) if found and found != root]
            if not others:
                raise SceneError("Select another artwork too: its colors are taken")
            wanted = [swatch.color for swatch in swatches(others[0])]
        return color_exchange.paired(own, wanted, by_lightness=self.match == "LIGHTNESS")

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "source")
        if self.source == "RAMP":
            for name in ("dark", "middle", "light"):
                layout.prop(self, name)
            return
        if self.source == "PALETTE":
            layout.prop_search(self, "palette", bpy.data, "palettes")
        layout.prop(self, "match")


CLASSES = (ANTEKIRT_OT_take_colors,)
