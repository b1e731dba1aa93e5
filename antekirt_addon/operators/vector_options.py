# SPDX-License-Identifier: GPL-3.0-or-later
"""How vectors become objects: what all operators offer that import them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from ..scene.vector.vector_settings import VectorSettings

GROUPINGS = (
    ("LAYERS", "Layers", "One object for each layer of depth, or several where it holds many shapes"),
    ("COLORS", "Colors", "One object for each color"),
    ("PATHS", "Paths", "One object for each path, named as in the file"),
    ("FILE_LAYERS", "File Layers", "A collection for each layer that the program which drew it knew"),
)
STROKES = (
    ("OUTLINES", "Outlines", "Filled shapes as wide as the stroke"),
    ("CENTER_LINES", "Center Lines", "Open curves with a bevel, where they look the same"),
    ("GREASE_PENCIL", "Grease Pencil", "Strokes of a Grease Pencil drawing, where they look the same"),
)
TEXTS = (
    ("OBJECTS", "Text Objects", "Text that can be edited, where it looks the same"),
    ("OUTLINES", "Outlines", "Shapes like all others"),
)
# Fields of VectorSettings that are properties of the same name.
CHOICES = (
    "grouping",
    "extrude",
    "bevel",
    "color_tolerance",
    "strokes_as",
    "text_as",
    "effects_as_pictures",
    "drop_background",
    "files_beside",
    "real_size",
    "dpi",
    "origin_to_center",
)
VECTOR_SHADINGS = (
    ("UNLIT", "Unlit", "Shining in the colors of the file, whatever the lights"),
    ("LIT", "Lit", "Shaded by the lights of the scene"),
)


class VectorOptions:
    """Mixed into a bpy.types.Operator."""

    properties: Any  # an Operator's
    import_as: Any  # its property

    grouping: bpy.props.EnumProperty(
        name="Grouping", description="How the curves are shared out to objects", items=GROUPINGS
    )
    hierarchy: bpy.props.BoolProperty(
        name="Groups as Empties", description="Parent the paths to an empty for each group of the file"
    )
    shading: bpy.props.EnumProperty(name="Shading", description="How it is lit", items=VECTOR_SHADINGS)
    auto_spacing: bpy.props.BoolProperty(
        name="Automatic Spacing",
        description="Keep the layers as close as shows without flicker",
        default=True,
        options={"SKIP_SAVE"},
    )
    spacing: bpy.props.FloatProperty(
        name="Spacing",
        description="Depth between two layers; 0 is flat",
        default=0.002,
        min=0.0,
        precision=4,
        unit="LENGTH",
        options={"SKIP_SAVE"},
    )
    extrude: bpy.props.FloatProperty(
        name="Extrude", description="Half the thickness of each shape", min=0.0, precision=4, unit="LENGTH"
    )
    bevel: bpy.props.FloatProperty(
        name="Bevel", description="Radius of the edges", min=0.0, precision=4, unit="LENGTH"
    )
    color_tolerance: bpy.props.FloatProperty(
        name="Color Tolerance",
        description="Colors that differ less become one (ΔE: an eye can just tell 1 apart); 0 keeps all",
        default=1.0,
        min=0.0,
        soft_max=10.0,
    )
    strokes_as: bpy.props.EnumProperty(name="Strokes As", description="What strokes become", items=STROKES)
    text_as: bpy.props.EnumProperty(name="Text As", description="What text becomes", items=TEXTS)
    effects_as_pictures: bpy.props.BoolProperty(
        name="Effects as Pictures",
        description="Show blurs, shadows and the like as pictures of just the pieces that have them",
        default=True,
    )
    drop_background: bpy.props.BoolProperty(
        name="Drop Background", description="Leave out what fills the whole drawing behind all else"
    )
    files_beside: bpy.props.BoolProperty(
        name="Pictures Beside",
        description="Read pictures that the file refers to, if they lie in its folder",
        options={"SKIP_SAVE"},
    )
    real_size: bpy.props.BoolProperty(
        name="Real Size", description="As large as the file says, in place of Size"
    )
    dpi: bpy.props.FloatProperty(
        name="DPI", description="Pixels of the file to an inch", default=96.0, min=1.0, soft_max=600.0
    )

    origin_to_center: bpy.props.BoolProperty(
        name="Origin to Center",
        description="Put the origin of each object in its middle, to turn and scale it about that",
    )

    def vector_settings(self, import_as: Any) -> VectorSettings:  # noqa: ANN401 - a word that vectors know
        """What the artist has chosen."""
        said = self.properties.is_property_set
        automatic = self.auto_spacing and (said("auto_spacing") or not said("spacing"))
        return VectorSettings(
            import_as=import_as,
            hierarchy=self.hierarchy and self.grouping == "PATHS",
            spacing=None if automatic else self.spacing,
            lit=self.shading == "LIT",
            **{name: getattr(self, name) for name in CHOICES},
        )

    def draw_size(self, layout: bpy.types.UILayout) -> None:
        """How large it becomes."""
        chosen = layout.row()
        chosen.active = not self.real_size
        chosen.prop(self, "size")
        layout.prop(self, "real_size")
        if self.real_size:
            layout.prop(self, "dpi")

    def draw_vectors(self, layout: bpy.types.UILayout) -> None:
        """What matters of it for what the vectors become."""
        if self.import_as == "CURVES":
            layout.prop(self, "grouping")
            if self.grouping == "PATHS":
                layout.prop(self, "hierarchy")
        else:  # one object, or one for each layer of the file
            choice = layout.row(align=True)
            choice.prop_enum(self, "grouping", "LAYERS")
            choice.prop_enum(self, "grouping", "FILE_LAYERS")
        layout.prop(self, "auto_spacing")
        if not self.auto_spacing:
            layout.prop(self, "spacing")
        layout.prop(self, "color_tolerance")
        layout.prop(self, "strokes_as")
        layout.prop(self, "text_as")
        layout.prop(self, "effects_as_pictures")
        layout.prop(self, "drop_background")
        layout.prop(self, "origin_to_center")
        layout.prop(self, "files_beside")
        if self.import_as != "GREASE_PENCIL":
            layout.prop(self, "shading")
            layout.prop(self, "extrude")
            edge = layout.row()
            edge.active = self.import_as == "CURVES" or self.extrude > 0  # a flat mesh has no edges to round
            edge.prop(self, "bevel")

    def vector_fields(self) -> dict[str, Any]:
        """The same for a result that is still to come, as JSON."""
        fields = asdict(self.vector_settings(self.import_as))
        del fields["import_as"]
        return fields
