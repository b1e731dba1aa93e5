# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators share that add something to the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_rpt as rpt_

from ..translations import translated

if TYPE_CHECKING:
    import bpy
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.error import SceneError


class SceneOperator:
    """Mixed into a bpy.types.Operator: it cannot be used where it could not change anything."""

    report: Any  # an Operator's

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene and context.scene.library:
            cls.poll_message_set(rpt_("The scene is linked from another file"))  # type: ignore[attr-defined] # Operator's
            return False
        return True

    def fail(self, problem: SceneError | str) -> set[OperatorReturnItems]:
        """Report an error, or a sentence that tells of one, and end."""
        sentence = problem if isinstance(problem, str) else str(problem)
        self.report({"ERROR"}, translated(sentence))
        return {"CANCELLED"}
