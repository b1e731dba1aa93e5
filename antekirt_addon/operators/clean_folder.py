# SPDX-License-Identifier: GPL-3.0-or-later
"""Room on the disk: results that the service still has are found, and removed if the artist says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..api.error import ApiError
from ..jobs.problem import FileProblem, describe
from ..scene import compat
from ..translations import translated
from ..translations.number import number
from . import gallery_catalog, job_session, runtime
from .preflight import check_connection

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..api.client import Client
    from ..jobs.disk_cleanup import Removable
    from ..jobs.results_folder import ResultsFolder


class RemovableFiles:
    """What the last search has found. files is None before it; problem says why it found nothing."""

    def __init__(self) -> None:
        self.files: list[Removable] | None = None
        self.problem = ""
        self.searching = False


def removable_files() -> RemovableFiles:
    """What the last search has found."""
    return runtime.state(RemovableFiles)


class ANTEKIRT_OT_find_removable(bpy.types.Operator):
    """See which results the service still has, so that you can remove your copies. Removes nothing yet"""

    bl_idname = "antekirt.find_removable"
    bl_label = "Free Disk Space"

    def invoke(self, _context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Search in the background; the preferences show what was found."""
        try:
            session = job_session.session()
            check_connection(session)
        except ApiError as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        removable_files().searching = True
        results_folder, used = session.results_folder, used_paths()
        session.ask(lambda client: _found(results_folder, client, used), _keep)
        return {"FINISHED"}

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Search, and wait for the answer."""
        try:
            session = job_session.session()
            check_connection(session)
            _keep(_found(session.results_folder, session.client, used_paths()))
        except (ApiError, FileProblem) as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        count = len(removable_files().files or ())
        self.report({"INFO"}, rpt_("{count} files can be removed").format(count=count))
        return {"FINISHED"}


class ANTEKIRT_OT_remove_found(bpy.types.Operator):
    """Remove the files that were found. Blend files that use them miss them until they are imported again"""

    bl_idname = "antekirt.remove_found"
    bl_label = "Remove"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return bool(removable_files().files)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..jobs import disk_cleanup  # not read at Blender's start

        used = used_paths()
        files = [file for file in removable_files().files or () if file.path.resolve() not in used]
        try:
            freed = disk_cleanup.remove(files)
        except OSError as error:
            told = rpt_("A file could not be removed: {reason}").format(reason=error.strerror)
            self.report({"ERROR"}, told)
            return {"CANCELLED"}
        finally:
            removable_files().files = None
            if catalog := gallery_catalog.known():
                catalog.pictures.forget_files({file.path.resolve() for file in files})
        self.report({"INFO"}, rpt_("{size} MB freed").format(size=number(freed / 10**6, 1)))
        return {"FINISHED"}


def used_paths() -> set[Path]:
    """The files that the open blend file uses."""
    used = [*bpy.data.images, *bpy.data.movieclips, *bpy.data.sounds]
    named = {bpy.path.abspath(block.filepath, library=block.library) for block in used if block.filepath}
    for scene in bpy.data.scenes:
        films = (strip for strip in compat.every_strip(scene) if strip.type == "MOVIE")
        named |= {bpy.path.abspath(film.filepath, library=scene.library) for film in films}
    return {Path(name).resolve() for name in named}


def _found(results_folder: ResultsFolder, client: Client, used: set[Path]) -> list[Removable]:
    from ..jobs import disk_cleanup  # not read at Blender's start

    return disk_cleanup.removable(results_folder, client, used)


def _keep(outcome: list[Removable] | Exception) -> None:
    removable = removable_files()
    removable.searching = False
    removable.files = outcome if isinstance(outcome, list) else None
    removable.problem = describe(outcome).text if isinstance(outcome, Exception) else ""


CLASSES = (ANTEKIRT_OT_find_removable, ANTEKIRT_OT_remove_found)
