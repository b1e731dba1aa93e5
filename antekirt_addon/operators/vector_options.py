# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators offer that import vectors."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from ..scene.vector.vector_settings import VectorSettings
from .vector_choices import SETTINGS, VectorChoices, draw_real_size, draw_vectors

SAID = (*SETTINGS, "files_beside")  # fields of VectorSettings that are properties of the same name
VECTOR_OPTIONS = (*SAID, "auto_spacing", "spacing")


class VectorOptions(VectorChoices):
    """Mixed into a bpy.types.Operator that has `shading` besides."""

    if TYPE_CHECKING:  # or Blender would take them in place of the properties
        properties: Any  # an Operator's
        import_as: Any  # its property
        shading: Any  # the same

    files_beside: bpy.props.BoolProperty(
        name="Pictures Beside",
        description="Read pictures that the file refers to, if they lie in its folder",
        options={"SKIP_SAVE"},
    )

    def vector_settings(self, import_as: Any) -> VectorSettings:  # noqa: ANN401 - a word that vectors know
        """What the artist has chosen."""
        said = self.properties.is_property_set
        automatic = self.auto_spacing and (said("auto_spacing") or not said("spacing"))
        fields = {name: getattr(self, name) for name in SAID}
        fields["hierarchy"] = self.hierarchy and self.grouping == "PATHS"
        spacing = None if automatic else self.spacing
        return VectorSettings(import_as=import_as, spacing=spacing, lit=self.shading == "LIT", **fields)

    def vector_fields(self) -> dict[str, Any]:
        """The same for a result that is still to come, as JSON."""
        fields = asdict(self.vector_settings(self.import_as))
        del fields["import_as"]
        return fields

    def said_vectors(self) -> dict[str, Any]:
        """Those fields that were said; the others are as chosen in the panel."""
        said = self.properties.is_property_set
        fields: dict[str, Any] = {name: getattr(self, name) for name in SAID if said(name)}
        if said("auto_spacing") or said("spacing"):
            fields["spacing"] = None if said("auto_spacing") and self.auto_spacing else self.spacing
        if said("shading"):
            fields["lit"] = self.shading == "LIT"
        return fields

    def draw_size(self, layout: bpy.types.UILayout) -> None:
        """How large it becomes."""
        chosen = layout.row()
        chosen.active = not self.real_size
        chosen.prop(self, "size")
        draw_real_size(layout, self)

    def draw_vectors(self, layout: bpy.types.UILayout) -> None:
        """What matters of it for what the vectors become."""
        draw_vectors(layout, self, self.import_as, "shading", ("files_beside",))
