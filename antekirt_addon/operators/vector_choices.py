# SPDX-License-Identifier: GPL-3.0-or-later
"""How vectors become objects: what operators take, and what is chosen in the panel."""

from __future__ import annotations

from typing import Any

import bpy

GROUPINGS = (
    ("LAYERS", "Layers", "One object for each layer of depth, or several where it holds many shapes"),
    ("COLORS", "Colors", "One object for each color"),
    ("PATHS", "Paths", "One object for each path, named as in the file"),
    ("FILE_LAYERS", "File Layers", "A collection for each layer that the program which drew it knew"),
)
STROKES = (
    ("OUTLINES", "Outlines", "Filled shapes as wide as the stroke"),
    ("CENTER_LINES", "Center Lines", "Flat curves along the strokes, where they look the same"),
    ("GREASE_PENCIL", "Grease Pencil", "Strokes of a Grease Pencil drawing, where they look the same"),
)
TEXTS = (
    ("OBJECTS", "Text Objects", "Text that can be edited, where it looks the same"),
    ("OUTLINES", "Outlines", "Shapes like all others"),
)
VECTOR_SHADINGS = (
    ("UNLIT", "Unlit", "Shining in the colors of the file, whatever the lights"),
    ("LIT", "Lit", "Shaded by the lights of the scene"),
)
# Fields of VectorSettings that are properties of the same name.
SETTINGS = (
    "grouping",
    "hierarchy",
    "extrude",
    "bevel",
    "color_tolerance",
    "strokes_as",
    "text_as",
    "effects_as_pictures",
    "drop_background",
    "real_size",
    "dpi",
    "origin_to_center",
)

NARROW = 320  # pixels at scale 1


class VectorChoices:
    """Mixed into what has such properties."""

    grouping: bpy.props.EnumProperty(
        name="Grouping", description="How the curves are shared out to objects", items=GROUPINGS
    )
    hierarchy: bpy.props.BoolProperty(
        name="Groups as Empties", description="Parent the paths to an empty for each group of the file"
    )
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


class PanelVectors(VectorChoices):
    """The same for the panel, where Shading would be that of pictures too."""

    svg_shading: bpy.props.EnumProperty(name="Shading", description="How it is lit", items=VECTOR_SHADINGS)


VECTOR_CHOICES = (*SETTINGS, "auto_spacing", "spacing", "svg_shading")  # all of the panel's


def chosen_vectors(chosen: Any, said: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - Scene.antekirt
    """Fields of VectorSettings: as chosen in the panel, but for what was said."""
    fields = {name: getattr(chosen, name) for name in SETTINGS}
    fields["spacing"] = None if chosen.auto_spacing else chosen.spacing
    fields["lit"] = chosen.svg_shading == "LIT"
    fields |= said
    return fields | {"hierarchy": fields["hierarchy"] and fields["grouping"] == "PATHS"}


def draw_vectors(
    layout: bpy.types.UILayout,
    chosen: Any,  # noqa: ANN401 - as above
    import_as: str,
    shading: str,
    more_ticks: tuple[str, ...] = (),
) -> None:
    """What matters of it for what the vectors become. shading: the name of that property."""
    if import_as in {"CURVES", "NONE"}:
        layout.prop(chosen, "grouping")
        if chosen.grouping == "PATHS":
            draw_tick(layout, chosen, "hierarchy")
    else:  # one object, or one for each layer of the file
        choice = layout.column(heading="Grouping", align=True)
        choice.use_property_split = False
        choice.prop_enum(chosen, "grouping", "LAYERS")
        choice.prop_enum(chosen, "grouping", "FILE_LAYERS")
    draw_tick(layout, chosen, "auto_spacing")
    if not chosen.auto_spacing:
        layout.prop(chosen, "spacing")
    for name in ("color_tolerance", "strokes_as", "text_as"):
        layout.prop(chosen, name)
    for name in ("effects_as_pictures", "drop_background", "origin_to_center", *more_ticks):
        draw_tick(layout, chosen, name)
    if import_as != "GREASE_PENCIL":
        layout.prop(chosen, shading)
        layout.prop(chosen, "extrude")
        edge = layout.row()
        edge.active = import_as != "MESH" or chosen.extrude > 0  # a flat mesh has no edges to round
        edge.prop(chosen, "bevel")


def draw_real_size(layout: bpy.types.UILayout, chosen: Any) -> None:  # noqa: ANN401 - as above
    """Whether it is as large as the file says."""
    draw_tick(layout, chosen, "real_size")
    if chosen.real_size:
        layout.prop(chosen, "dpi")


def draw_tick(layout: bpy.types.UILayout, chosen: Any, name: str) -> None:  # noqa: ANN401 - as above
    """Something that is on or off; in a narrow region it has the whole line, or its name would be cut."""
    line, region = layout.row(), bpy.context.region
    scale = bpy.context.preferences.system.ui_scale
    line.use_property_split = region is None or region.width >= NARROW * scale
    line.prop(chosen, name)
