# SPDX-License-Identifier: GPL-3.0-or-later
"""Where updates come from: a repository of Blender's own, which the studio names. Nothing here updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..addon_id import ADDON_ID
from . import studio

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems
    from bpy.types import UserExtensionRepo

NAME = "Antekirt Studio"


class ANTEKIRT_OT_follow_channel(bpy.types.Operator):
    """Add your studio's repository to Blender's own, where updates of the add-on are found"""

    bl_idname = "antekirt.follow_channel"
    bl_label = "Add Repository"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        channel = studio.settings().update_channel
        if not channel:
            cls.poll_message_set(rpt_("Your studio names no repository for updates"))
        elif repository():
            cls.poll_message_set(rpt_("Your studio's repository is there already"))
        return bool(channel) and not repository()

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        bpy.ops.preferences.extension_repo_add(
            name=NAME, remote_url=studio.settings().update_channel, type="REMOTE", use_sync_on_startup=True
        )
        if not repository():
            self.report({"ERROR"}, "Blender did not add the repository")
            return {"CANCELLED"}
        self.report({"INFO"}, "The repository was added. Install the add-on from it, under Get Extensions")
        return {"FINISHED"}


def repository() -> UserExtensionRepo | None:
    """The repository that the studio names, if Blender knows it."""
    channel, repositories = studio.settings().update_channel, bpy.context.preferences.extensions.repos
    named = (each for each in repositories if each.use_remote_url and each.remote_url == channel)
    return next(named, None) if channel else None


def is_followed() -> bool:
    """Whether this very add-on was installed from there."""
    found = repository()
    return found is not None and ADDON_ID.split(".")[1:2] == [found.module]


CLASSES = (ANTEKIRT_OT_follow_channel,)
