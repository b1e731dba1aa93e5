# SPDX-License-Identifier: GPL-3.0-or-later
"""What operators share that change the artwork of the active object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.artwork import live_value
from ..scene.artwork.artwork_root import root_of
from .scene_operator import SceneOperator

if TYPE_CHECKING:
    import bpy


class ArtworkOperator(SceneOperator):
    """Mixed into a bpy.types.Operator, for where the active object is an artwork or a piece of one."""

    reads_meshes = False  # so not while one is edited, when their attributes are empty

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        root = root_of(context.object)
        is_edited = cls.reads_meshes and context.mode == "EDIT_MESH"
        if root and root.is_editable and not is_edited:
            return super().poll(context)
        reason = rpt_("Select an artwork, or a piece of one")
        if root and is_edited:
            reason = rpt_("Leave this mode first: it works in Object Mode")
        elif root:
            reason = rpt_("It is linked: do so in the file it comes from")
        cls.poll_message_set(reason)  # type: ignore[attr-defined]
        return False

    def root(self, context: bpy.types.Context) -> bpy.types.Object:
        """The root of the artwork."""
        root = root_of(context.object)
        assert root is not None
        return root


class ObjectModeOperator(ArtworkOperator):
    """The same for what cannot be done while the data of an object is being edited."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set(rpt_("Leave this mode first: it works in Object Mode"))  # type: ignore[attr-defined]
            return False
        return super().poll(context)


class NewValueOperator(ArtworkOperator):
    """Adds a value that an artwork lacks. value: which. told_there: the reason, if it has that."""

    value = live_value.SPACING
    told_there = ""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not super().poll(context):
            return False
        root = root_of(context.object)
        assert root is not None
        refused = ""
        if root.override_library:
            refused = rpt_("It is linked: do so in the file it comes from")
        elif root.get(cls.value.key) is not None:
            refused = rpt_(cls.told_there)
        if refused:
            cls.poll_message_set(refused)  # type: ignore[attr-defined]
        return not refused
