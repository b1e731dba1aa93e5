# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists' names as a Text in this file, or as a file of their own beside an export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import bpy

from ..message import Message
from ..scene import compat, whole_file
from ..translations import translated
from .written_file import WrittenFile, ask_to_replace

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

_ops: Any = bpy.ops  # the stubs know none of ours
OPERATORS = _ops.antekirt
MIDDLE = ".credits"
ENDINGS = {"TEXT": ".txt", "MARKDOWN": ".md", "CSV": ".csv", "JSON": ".json"}


class ANTEKIRT_OT_write_credits(WrittenFile, bpy.types.Operator):
    """Name the artists whose works are used, in a text that keeps itself up to date or in a file"""

    bl_idname = "antekirt.write_credits"
    bl_label = "Write Attribution"

    scope: bpy.props.EnumProperty(
        name="Scope",
        description="Whose works are named",
        items=(
            ("RENDER", "Render", "What the render of this scene can see"),
            ("FILE", "Whole File", "All that this file uses"),
        ),
        options={"SKIP_SAVE"},
    )
    format: bpy.props.EnumProperty(
        name="Format",
        description="How it is written",
        items=(
            ("TEXT", "Text", "A line for each work, to be read"),
            ("MARKDOWN", "Markdown", "A page with headings and links"),
            ("CSV", "CSV", "A table with a row for each work"),
            ("JSON", "JSON", "All of it, for programs"),
        ),
        options={"SKIP_SAVE"},
    )
    filepath: bpy.props.StringProperty(
        name="File",
        description="The file to write; without one it is a text in this file",
        subtype="FILE_PATH",
        options={"SKIP_SAVE"} | compat.RELATIVE_PATH,
    )
    browse: bpy.props.BoolProperty(
        name="Browse", description="Choose a file", options={"HIDDEN", "SKIP_SAVE"}
    )
    filter_glob: bpy.props.StringProperty(
        default=";".join(f"*{ending}" for ending in ENDINGS.values()), options={"HIDDEN"}
    )
    _is_browsing = False

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        if self.browse:
            self._is_browsing = True
            self.filepath = self.filepath or self.written("")
            context.window_manager.fileselect_add(self)
            return {"RUNNING_MODAL"}
        if self.filepath and self._path().exists():
            return ask_to_replace(self, context, event, self._path())
        return self._write(context, is_pressed=True)

    @property
    def ending(self) -> str:
        return MIDDLE + ENDINGS[self.format]

    def with_ending(self, filepath: str) -> str:
        ending = ENDINGS[self.format]
        if filepath.lower().endswith(ending):
            return filepath
        for other in ENDINGS.values():
            if filepath.lower().endswith(MIDDLE + other):
                return filepath[: -len(other)] + ending
        return filepath + self.ending

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "scope")
        layout.prop(self, "format")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        if self._is_browsing and self._path().exists():  # which its red name does not ask
            OPERATORS.write_credits(
                "INVOKE_DEFAULT", scope=self.scope, format=self.format, filepath=self.filepath
            )
            return {"CANCELLED"}
        return self._write(context)

    def _write(self, context: bpy.types.Context, *, is_pressed: bool = False) -> set[OperatorReturnItems]:
        from ..scene.credits import attribution_text, formats  # not read at Blender's start
        from ..scene.credits.scope import credits_in

        scene = context.scene or bpy.data.scenes[0]
        found = credits_in(bpy.data, scene, self.scope)
        content = formats.FORMATS[self.format](found)
        is_file = bool(self.filepath or self.browse)
        if not found and (is_file or not attribution_text.ours(bpy.data)):
            self._report_nobody("ERROR")
            return {"CANCELLED"}
        if is_file:
            return self._write_file(content)
        subject = attribution_text.Subject.of(scene, self.scope, self.format)
        text, has_changed = attribution_text.write(bpy.data, subject, content)
        editor: Any = context.space_data
        if editor and editor.type == "TEXT_EDITOR":
            editor.text = text
        if is_pressed and has_changed:
            bpy.ops.ed.undo_push(message=self.bl_label)  # a file that is written is no step
        if not found:  # which it tells now
            self._report_nobody("WARNING")
            return {"FINISHED"}
        self.report({"INFO"}, translated(Message("The artists are named in the text {name}", name=text.name)))
        return {"FINISHED"}

    def _write_file(self, content: str) -> set[OperatorReturnItems]:
        path = self._path()
        try:
            whole_file.write(path, content.encode())
        except OSError as error:
            told = Message(
                "{file} cannot be written: {reason}", file=path.name, reason=error.strerror or str(error)
            )
            self.report({"ERROR"}, translated(told))
            return {"CANCELLED"}
        self.report({"INFO"}, translated(Message("The artists are named in {file}", file=path.name)))
        return {"FINISHED"}

    def _report_nobody(self, level: Literal["WARNING", "ERROR"]) -> None:
        if self.scope == "RENDER":
            self.report({level}, "The render of this scene shows no result of Antekirt")
        else:
            self.report({level}, "No result of Antekirt is used in this file")

    def _path(self) -> Path:
        return Path(bpy.path.abspath(self.written(self.filepath)))


CLASSES = (ANTEKIRT_OT_write_credits,)
