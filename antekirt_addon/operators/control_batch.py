# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with a batch that was begun: stop it between two rows, and send the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.error import ApiError, InvalidRequest
from ..jobs.job import State
from ..jobs.problem import FileProblem
from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from . import batch_past, job_session, preflight, spending_limit
from .batch_press import BatchPress
from .error_sentence import error_sentence

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from .batch_past import Rest


class ANTEKIRT_OT_stop_batch(bpy.types.Operator):
    """Send no further row of this batch. What was sent goes on; what was not costs nothing, and waits"""

    bl_idname = "antekirt.stop_batch"
    bl_label = "Stop"

    batch: bpy.props.StringProperty(name="Batch", description="Id of the batch", options={"SKIP_SAVE"})

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Of those that are just being sent the cards tell later."""
        try:
            session = job_session.session()
        except ApiError as error:
            self.report({"ERROR"}, translated(error_sentence(error)))
            return {"CANCELLED"}
        waiting = [
            job.id
            for job in session.jobs.values()
            if job.batch == self.batch and job.state is State.QUEUED and not job.elsewhere
        ]
        session.engine.keep_unsent(waiting)
        told = Message("Rows that are not sent for now: {count}", count=len(waiting))
        self.report({"INFO"}, translated(told))
        return {"FINISHED"}


class ANTEKIRT_OT_resume_batch(BatchPress, bpy.types.Operator):
    """Send the rows of this batch that were not sent, or those that have failed, for their price"""

    bl_idname = "antekirt.resume_batch"
    bl_label = "Resume Batch"

    batch: bpy.props.StringProperty(name="Batch", description="Id of the batch", options={"SKIP_SAVE"})
    retry_failed: bpy.props.BoolProperty(
        name="Try Failed Rows Again",
        description="Send again, and pay again, what failed, and nothing else",
        options={"SKIP_SAVE"},
    )
    # The price on the button that was pressed; 0 where none was shown.
    shown_price: bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    def find(self, _context: bpy.types.Context) -> Rest:
        session = job_session.session()
        preflight.check_connection(session)
        session.resume()
        session.wait_until(lambda: session.knows_recent and session.knows_left)
        return self._found(put_aside=True)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Ask first, unless the price stands on the button."""
        try:
            session = job_session.session()
            preflight.check_connection(session)
            rest = self._found(put_aside=False)
            preflight.check_price(session, rest.to_send)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        price = preflight.total_price(rest.to_send)
        if spending_limit.must_ask(price) or price != self.shown_price:
            return self.ask(context, event, rest)
        self._rest = rest
        return self.go_on(context)

    def _found(self, *, put_aside: bool) -> Rest:
        session = job_session.session()
        jobs = session.past.batch_of(lambda job: job.batch == self.batch)
        if not jobs or not self.batch:
            raise InvalidRequest("There is no such batch. Choose one from the panel.")
        return batch_past.again(jobs, failed=self.retry_failed, put_aside=put_aside)


CLASSES = (ANTEKIRT_OT_stop_batch, ANTEKIRT_OT_resume_batch)
