# SPDX-License-Identifier: GPL-3.0-or-later
"""Results whose file is gone come back into the datablocks that show them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import bpy

from ..api.error import ApiError
from ..jobs.interruption import STOPPED_WAITING
from ..message import Message, listed
from ..scene import missing_file
from ..translations import translated
from . import import_lock, job_session, runtime
from .error_sentence import error_sentence
from .missing_search import Search

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

NOTHING_MISSING = Message("Nothing is missing: the files of all results are there")
FETCHING = Message("Fetching what is missing, for nothing: the panel shows how far it is")


class ANTEKIRT_OT_find_missing(bpy.types.Operator):
    """Bring back the files of results that are gone: from the results folder or your history, for nothing"""

    bl_idname = "antekirt.find_missing"
    bl_label = "Find Missing Results"
    bl_options = {"UNDO"}

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin, and go on in the background."""
        return self._begun(context) or self._end()

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Run to the end, for scripts."""
        if ended := self._begun(context):
            return ended
        search, session = runtime.state(Search), job_session.session()
        try:
            for job_id in list(search.jobs):
                session.wait(job_id)
                search.take(session, job_id)
        except (KeyboardInterrupt, TimeoutError):
            search.jobs.clear()
            search.note(STOPPED_WAITING)
        return self._end()

    def _begun(self, context: bpy.types.Context) -> set[OperatorReturnItems] | None:
        gone = missing_file.missing()
        if not gone.outputs and not gone.made_here:
            if files := missing_file.libraries_that_miss_some():
                self.report({"WARNING"}, translated(_missing_in(files)))
            else:
                self.report({"INFO"}, translated(NOTHING_MISSING))
            return {"CANCELLED"}
        try:
            runtime.state(Search).begin(context, gone)
        except ApiError as error:  # the server's address is unusable
            self.report({"ERROR"}, translated(error_sentence(error)))
            return {"CANCELLED"}
        return None

    def _end(self) -> set[OperatorReturnItems]:
        search = runtime.state(Search)
        if search.jobs:
            self.report({"INFO"}, translated(FETCHING))
            return {"FINISHED"}
        if not search.back:
            self.report({"ERROR"}, translated(search.sentence()))
            return {"CANCELLED"}
        self.report({"WARNING"} if search.problems else {"INFO"}, translated(search.sentence()))
        return {"FINISHED"}


def _missing_in(files: list[str]) -> str:
    return Message(
        "Results are missing in {files}, which is linked: open that file and find them there",
        files=listed(files),
    )


def bring_what_came() -> None:
    """Bring back what was fetched, when that does not disturb; called at each tick."""
    search, session = runtime.state(Search), job_session.running()
    jobs = session.jobs if session else {}
    ended = [job_id for job_id in search.jobs if job_id not in jobs or jobs[job_id].is_settled]
    if session is None or not ended or search.must_wait() or import_lock.is_anothers(None):
        return
    for job_id in ended:
        search.take(session, job_id)
    with suppress(RuntimeError):  # no window to do it in
        bpy.ops.ed.undo_push(message=ANTEKIRT_OT_find_missing.bl_label)
    if not search.jobs and (told := search.sentence()):
        session.tell(told)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _forget(*_: object) -> None:
    """Called when another file is open: what is still to come waits in the panel."""
    runtime.state(Search).jobs.clear()


HANDLERS = (("load_post", _forget),)
CLASSES = (ANTEKIRT_OT_find_missing,)


def register() -> None:
    runtime.watch(bring_what_came)
