# SPDX-License-Identifier: GPL-3.0-or-later
"""What the imports of the artist's own files share: the file, the place, the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..scene import compat
from ..scene.error import SceneError
from ..translations import translated
from .scene_operator import SceneOperator
from .scene_properties import ALIGNS

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.import_outcome import ImportOutcome


SHADINGS = (
    ("USUAL", "As Usual", "Lit as a material, unlit as a plane"),
    ("LIT", "Lit", "Shaded by the lights of the scene"),
    ("UNLIT", "Unlit", "Shining as it is, whatever the lights"),
)


class FileOperator(SceneOperator):
    """Mixed into a bpy.types.Operator that gives `bring`."""

    filepath: bpy.props.StringProperty(
        name="File",
        description="The file to import",
        subtype="FILE_PATH",
        options={"SKIP_SAVE"} | compat.RELATIVE_PATH,
    )
    size: bpy.props.FloatProperty(
        name="Size", description="Length of the longer side", default=2.0, min=0.001, unit="LENGTH"
    )
    align: bpy.props.EnumProperty(name="Align", description="How the result is turned", items=ALIGNS)
    shading: bpy.props.EnumProperty(name="Shading", description="How it is lit", items=SHADINGS)

    def bring(self, path: Path, context: bpy.types.Context) -> ImportOutcome:
        """Import the file. Raises SceneError with nothing made."""
        raise NotImplementedError

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        context.window_manager.fileselect_add(self)  # type: ignore[arg-type] # it is an Operator once mixed in
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            done = self.bring(Path(bpy.path.abspath(self.filepath)).absolute(), context)
        except SceneError as error:
            return self.fail(error)
        self.report({"WARNING" if done.warnings else "INFO"}, translated(done.message))
        return {"FINISHED"}
