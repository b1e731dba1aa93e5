# SPDX-License-Identifier: GPL-3.0-or-later
"""Where and how a picture or a film comes into the scene, for who says so; else it is as chosen there."""

from __future__ import annotations

from typing import Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from .file_operator import SHADINGS
from .scene_properties import ALIGNS


class PlacementOptions:
    """Mixed into a bpy.types.Operator. What is not set has no say."""

    properties: Any  # an Operator's

    size: bpy.props.FloatProperty(
        name="Size",
        description="Length of the longer side",
        default=2.0,
        min=0.001,
        unit="LENGTH",
        options={"SKIP_SAVE"},
    )
    align: bpy.props.EnumProperty(
        name="Align", description="How the result is turned", items=ALIGNS, options={"SKIP_SAVE"}
    )
    shading: bpy.props.EnumProperty(
        name="Shading", description="How it is lit", items=SHADINGS, options={"SKIP_SAVE"}
    )

    def placed(self, *names: str) -> dict[str, Any]:
        """The fields of a Target that were said. names: those that this operator has besides."""
        said = self.properties.is_property_set
        return {name: getattr(self, name) for name in ("size", "align", "shading", *names) if said(name)}
