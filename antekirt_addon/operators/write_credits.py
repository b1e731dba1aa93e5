# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists' names as a file beside an export, for formats that have no place for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..message import Message
from ..scene import compat
from ..translations import translated

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

ENDING = ".credits.txt"


class ANTEKIRT_OT_write_credits(bpy.types.Operator):
    """Write a text file that names the artists whose works this file uses, to go with an export"""

    bl_idname = "antekirt.write_credits"
    bl_label = "Write Artist Credits"

    filepath: bpy.props.StringProperty(
        name="File",
        description="The file to write",
        subtype="FILE_PATH",
        options={"SKIP_SAVE"} | compat.RELATIVE_PATH,
    )
    filter_glob: bpy.props.StringProperty(default=f"*{ENDING}", options={"HIDDEN"})
    check_existing: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        if not self.filepath:
            self.filepath = _offered()
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, _context: bpy.types.Context) -> bool:
        """Have the file browser show the name that is written, and whether a file has it already."""
        written = _written(self.filepath)
        if written == self.filepath:
            return False
        self.filepath = written
        return True

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.credits import credit, formats, uses  # not read at Blender's start

        credits_ = credit.credits_of(uses.in_file(bpy.data))
        if not credits_:
            self.report({"ERROR"}, "No result of Antekirt is used in this file")
            return {"CANCELLED"}
        path = Path(bpy.path.abspath(_written(self.filepath or _offered())))
        try:
            path.write_text(formats.as_text(credits_), encoding="utf-8")
        except OSError as error:
            told = Message(
                "{file} cannot be written: {reason}", file=path.name, reason=error.strerror or str(error)
            )
            self.report({"ERROR"}, translated(told))
            return {"CANCELLED"}
        self.report({"INFO"}, translated(Message("The artists are named in {file}", file=path.name)))
        return {"FINISHED"}


def _offered() -> str:
    """The name that no other was chosen instead of: that of the blend file."""
    return str(Path(bpy.data.filepath or "untitled").with_suffix(ENDING))


def _written(filepath: str) -> str:
    """The name with the ending of a text: a blend file's name would be written over."""
    return filepath if filepath.lower().endswith(".txt") else filepath + ENDING


CLASSES = (ANTEKIRT_OT_write_credits,)
