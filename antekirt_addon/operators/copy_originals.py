# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that were paid for, untouched, and whose works they are, in a folder to be handed on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from ..scene import compat, file_copy, origin
from ..translations import translated
from .shown_thing import SCOPES, uses_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.attribution import Attribution

CREDITS = "CREDITS"  # name of the file beside them


@dataclass
class Copied:
    """files: the names of the copies, each with its work. missing: works of which there is no file here."""

    files: dict[str, Attribution] = field(default_factory=dict)
    missing: list[Attribution] = field(default_factory=list)


class ANTEKIRT_OT_copy_originals(bpy.types.Operator):
    """Copy the untouched files of these works to a folder, with a page that names their artists"""

    bl_idname = "antekirt.copy_originals"
    bl_label = "Copy Originals…"

    directory: bpy.props.StringProperty(
        name="Folder",
        description="Where they are copied to; nothing in there is written over",
        subtype="DIR_PATH",
        options={"SKIP_SAVE"} | compat.RELATIVE_PATH,
    )
    scope: bpy.props.EnumProperty(
        name="Scope",
        description="Whose works are copied",
        items=SCOPES,
    )
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "scope")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        folder = Path(bpy.path.abspath(self.directory))
        works = origin.each_once(work for _name, work in uses_of(context, self.scope))
        if not self.directory or not works:
            self.report(
                {"ERROR"}, "No result of Antekirt is among these" if self.directory else "Choose a folder"
            )
            return {"CANCELLED"}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            copied = _copy(works, folder)
            name = _write_credits(copied, folder) if copied.files else ""
        except OSError as error:
            told = Message(
                "{file} cannot be written: {reason}", file=folder, reason=error.strerror or str(error)
            )
            self.report({"ERROR"}, translated(told))
            return {"CANCELLED"}
        return self._tell(copied, name)

    def _tell(self, copied: Copied, name: str) -> set[OperatorReturnItems]:
        if copied.missing:
            told = Message(
                "Not on this computer: {count} of {all}. Show them in the history, and place them again",
                count=len(copied.missing),
                all=len(copied.missing) + len(copied.files),
            )
            self.report({"WARNING"} if copied.files else {"ERROR"}, translated(told))
        else:
            told = Message("Copied: {count}; {file} names the artists", count=len(copied.files), file=name)
            self.report({"INFO"}, translated(told))
        return {"FINISHED"} if copied.files else {"CANCELLED"}


def _copy(works: Iterable[Attribution], folder: Path) -> Copied:
    from .original_file import Originals  # not read at Blender's start

    copied, originals = Copied(), Originals()
    for work in works:
        if original := originals.find(work):
            copied.files[original.copy_into(folder, work).name] = work
        else:
            copied.missing.append(work)
    return copied


def _write_credits(copied: Copied, folder: Path) -> str:
    """The name of a page that names the artists: a new one, unless it is there already word for word."""
    from ..scene.credits import credit, formats  # not read at Blender's start

    page = formats.as_markdown(credit.credits_of(copied.files.items()))
    files = [f"- {name}: {work.generation_id}" for name, work in copied.files.items()]
    content = "\n".join([page, "## Files", "", *files, ""]).encode()
    return file_copy.write_as(folder, content, CREDITS, ".md").name


CLASSES = (ANTEKIRT_OT_copy_originals,)
