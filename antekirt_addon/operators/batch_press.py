# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operators share that send rows of a batch: their price is seen first, then all go in one press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import bpy  # noqa: TC002 - Blender evaluates the annotations of its classes
from bpy.app.translations import pgettext_iface as iface_

from ..api.error import ApiError
from ..jobs.job import Job, State  # Blender evaluates the annotations of its classes
from ..jobs.problem import FileProblem
from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from . import job_session, preflight, result_queue, runtime, whereabouts
from .batch_past import Rest  # noqa: TC001 - as above
from .error_sentence import error_sentence
from .paid_operator import question
from .result_operator import ResultOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from .job_purpose import Purpose


WIDTH = 560  # pixels at scale 1
MOST_SHOWN = 12  # rows of a dialog


class ToldRest:
    """What the price was told of, for the next operator to send just that, as no property can hold it.

    rest: None once it has been sent.
    """

    def __init__(self) -> None:
        self.rest: Rest | None = None


class BatchPress(ResultOperator):
    """Mixed into a bpy.types.Operator that gives `find`."""

    layout: bpy.types.UILayout
    bl_label: str
    report: Any  # an Operator's

    _rest: Rest | None = None  # what is sent, once it is known
    _remark = ""  # what is told with it

    def find(self, context: bpy.types.Context) -> Rest:
        """What is to be sent, and whose results are awaited. Blocks. Raises ApiError or SceneError."""
        raise NotImplementedError

    def begin(self, context: bpy.types.Context) -> list[Job]:
        rest = self._rest or runtime.state(ToldRest).rest or self.find(context)
        preflight.check_price(job_session.session(), rest.to_send)
        self._rest = rest
        send(rest)
        runtime.state(ToldRest).rest = None
        sent = {job.id for job in rest.to_send}
        return [job for job in rest.rows if job.id in sent or _can_come(job)]

    def ask(
        self, context: bpy.types.Context, _event: bpy.types.Event, rest: Rest
    ) -> set[OperatorReturnItems]:
        """Show the rows that are to be sent and what they cost, and have the artist agree."""
        if not rest.to_send:
            self.report({"INFO"}, "There is nothing to be sent")
            return {"CANCELLED"}
        self._rest = rest
        return context.window_manager.invoke_props_dialog(
            cast("bpy.types.Operator", self),
            width=WIDTH,
            title=translated(question(preflight.total_price(rest.to_send))),
            confirm_text=iface_(self.bl_label, "Operator"),
            translate=False,
        )

    def draw(self, _context: bpy.types.Context) -> None:
        """The rows, as many as fit."""
        jobs = self._rest.to_send if self._rest else []
        column = self.layout.column(align=True)
        for job in jobs[:MOST_SHOWN]:
            row = job.purpose["row"]
            columns = column.split(factor=0.06)
            columns.label(text=str(row["number"]), translate=False)
            columns = columns.split(factor=0.3)
            columns.label(text=job.artist_name, translate=False)
            columns = columns.split(factor=0.65)
            columns.label(text=job.title, translate=False)
            columns.label(
                text=row["object"], translate=False, icon="OBJECT_DATA" if row["object"] else "NONE"
            )
        if len(jobs) > MOST_SHOWN:
            told = Message("And {count} more", count=len(jobs) - MOST_SHOWN)
            column.label(text=translated(told), translate=False)
        if self._remark:
            column.label(text=translated(self._remark), translate=False, icon="INFO")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """For scripts, and for Blender once the artist has agreed."""
        return self.go_on(context) if self._rest else super().execute(context)

    def go_on(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Send, and have each result imported where its row says, when it comes."""
        try:
            self.begin(context)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        rest = self._rest
        for job in (*rest.new, *rest.unsent) if rest else ():
            purpose = self._purpose_of(job)
            if not purpose.target.scene.is_of_open_file:
                continue  # it waits in the panel
            if not (self._is_told_align or job.purpose["row"]["object"]):
                purpose = purpose.come_by_itself(context.scene.antekirt.align)
            result_queue.await_result(context, job, purpose)
        return {"FINISHED"}

    def _finish_each(self, jobs: list[Job]) -> set[OperatorReturnItems]:
        if jobs:
            session = job_session.session()
            try:
                session.wait_until(lambda: session.searching.isdisjoint(job.id for job in jobs))
                return super()._finish_each(jobs)
            except (KeyboardInterrupt, TimeoutError):  # who stops waiting is not to pay for more
                session.engine.keep_unsent([job.id for job in jobs])
                raise
        self.report({"INFO"}, "There is nothing to be sent")
        return {"FINISHED"}

    def _finish_chain(self, jobs: list[Job]) -> set[OperatorReturnItems]:
        """Of one row what is told is the same as of several."""
        return self._finish_each(jobs)

    def _purpose_of(self, job: Job) -> Purpose:
        known = self._rest.purposes if self._rest else {}
        return known.get(job.id) or super()._purpose_of(job)


def send(rest: Rest) -> None:
    """Begin what is to be sent. What failed before has no card of its own any more."""
    session = job_session.session()
    if rest.new:
        session.start(rest.new)
    if rest.unsent:
        session.submit_unsent(rest.unsent)
    for job in rest.again:
        session.submit_again(job.id)
    for job in rest.replaced:
        session.engine.dismiss(job.id)


def _can_come(job: Job) -> bool:
    """Whether a result is under way, or there and not in the file that is open."""
    if job.state is not State.READY:
        return not job.is_settled
    where = whereabouts.whereabouts(job)
    return where is None or not where.is_here
