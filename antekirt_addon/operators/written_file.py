# SPDX-License-Identifier: GPL-3.0-or-later
"""What operators share that write a file which the artist names in a file browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message
from ..translations import translated

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class WrittenFile:
    """Mixed into a bpy.types.Operator with a filepath that gives `ending` and `with_ending`."""

    check_existing: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})

    @property
    def ending(self) -> str:
        """Of the name that is offered."""
        raise NotImplementedError

    def with_ending(self, filepath: str) -> str:
        """A name with the ending of what is written: a blend file's name would be written over."""
        raise NotImplementedError

    def written(self, filepath: str) -> str:
        """The file that is written; beside the blend file and with its name as far as none was chosen."""
        offered = Path(bpy.data.filepath or "untitled").with_suffix(self.ending)
        if not filepath:
            return str(offered)
        if filepath.endswith(("/", "\\")):  # a folder alone
            return filepath + offered.name
        return self.with_ending(filepath)

    def check(self, _context: bpy.types.Context) -> bool:
        """Have the file browser show the name that is written, and whether a file has it already."""
        operator: Any = self
        written = self.written(operator.filepath)
        if written == operator.filepath:
            return False
        operator.filepath = written
        return True


def ask_to_replace(
    operator: bpy.types.Operator, context: bpy.types.Context, event: bpy.types.Event, path: Path
) -> set[OperatorReturnItems]:
    """Ask before an operator writes over a file: its red name in the browser asks nothing."""
    return context.window_manager.invoke_confirm(
        operator,
        event,
        title=translated(Message("Replace “{name}”?", name=path.name)),
        message=rpt_("The file is there already"),
        confirm_text=iface_("Replace", "Operator"),
        translate=False,
    )
