# SPDX-License-Identifier: GPL-3.0-or-later
"""What costs nothing to do with an entry of the history: its prompt used again, its files here removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.error import ApiError
from ..catalog.picture_cache import image_of
from ..catalog.recent_artists import RecentArtist
from ..jobs.problem import FileProblem, describe
from ..message import Message
from ..translations import translated
from . import artist_selection, gallery_catalog, job_session, scene_draft
from .artist_selection import SelectedArtist
from .clean_folder import used_paths
from .preflight import check_connection

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..api.client import Client
    from ..api.resource import Generation

UNKNOWN = Message("This entry is not in the history any more. Reload it.")


def entry(generation_id: str) -> Generation | None:
    """An entry of the history that is being looked through."""
    catalog = gallery_catalog.known()
    entries = (*catalog.history, *catalog.generations.items) if catalog else ()
    return next((generation for generation in entries if generation.id == generation_id), None)


class ANTEKIRT_OT_reuse_generation(bpy.types.Operator):
    """Take this prompt and its artist for the next picture"""

    bl_idname = "antekirt.reuse_generation"
    bl_label = "Use Prompt and Artist"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        generation, catalog = entry(self.generation_id), gallery_catalog.known()
        if generation is None or catalog is None:
            self.report({"ERROR"}, translated(UNKNOWN))
            return {"CANCELLED"}
        scene_draft.follow(context)
        chosen = context.scene.antekirt
        chosen.prompt = generation.prompt
        artist_selection.select(chosen, [SelectedArtist(generation.artist_id, generation.artist_name)])
        catalog.recent.note(
            RecentArtist(generation.artist_id, generation.artist_name, generation.artist_picture_url)
        )
        return {"FINISHED"}


class ANTEKIRT_OT_copy_prompt(bpy.types.Operator):
    """Copy this prompt to the clipboard"""

    bl_idname = "antekirt.copy_prompt"
    bl_label = "Copy Prompt"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        generation = entry(self.generation_id)
        if generation is None:
            self.report({"ERROR"}, translated(UNKNOWN))
            return {"CANCELLED"}
        context.window_manager.clipboard = generation.prompt
        self.report({"INFO"}, "The prompt is on the clipboard")
        return {"FINISHED"}


class ANTEKIRT_OT_remove_copy(bpy.types.Operator):
    """Remove the files of this entry from your disk. Only what the service still has is removed"""

    bl_idname = "antekirt.remove_copy"
    bl_label = "Remove Local Copy"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    _in_background = False

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        self._in_background = True
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Ask the service what it still has, then remove just that."""
        try:
            session = job_session.session()
            check_connection(session)
        except ApiError as error:
            self.report({"ERROR"}, translated(removal_sentence(error)))
            return {"CANCELLED"}
        results_folder, used, generation_id = session.results_folder, used_paths(), self.generation_id

        def remove(client: Client) -> int:
            from ..jobs import disk_cleanup  # not read at Blender's start

            return disk_cleanup.remove(disk_cleanup.removable(results_folder, client, used, generation_id))

        def keep(outcome: int | Exception) -> None:
            session.tell(removal_sentence(outcome))
            forget(generation_id)

        if self._in_background:
            session.ask(remove, keep)
            return {"FINISHED"}
        try:
            self.report({"INFO"}, translated(removal_sentence(remove(session.client))))
        except (ApiError, FileProblem, OSError) as error:
            self.report({"ERROR"}, translated(removal_sentence(error)))
            return {"CANCELLED"}
        forget(generation_id)
        return {"FINISHED"}


def removal_sentence(outcome: int | Exception) -> str:
    """What came of removing files, in words. A number is of bytes."""
    if isinstance(outcome, OSError):
        return Message("A file could not be removed: {reason}", reason=outcome.strerror)
    if isinstance(outcome, Exception):
        return describe(outcome).text
    if outcome == 0:
        return Message("Nothing was removed: the files are used in this scene, or cannot be fetched again")
    return Message("{size:,.1f} MB freed. Importing it again is free of charge", size=outcome / 10**6)


def forget(generation_id: str) -> None:
    """Pictures may have been shown from files that are gone."""
    generation, catalog = entry(generation_id), gallery_catalog.known()
    if generation and catalog:
        for index in range(len(generation.outputs.images)):
            catalog.pictures.forget(image_of(generation, index).key)


CLASSES = (ANTEKIRT_OT_reuse_generation, ANTEKIRT_OT_copy_prompt, ANTEKIRT_OT_remove_copy)
