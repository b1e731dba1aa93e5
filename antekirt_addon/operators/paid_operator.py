# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators share that spend credits: nothing is bought at a price that the artist has not seen.

A button in the panel shows its price and passes it on. A click from anywhere else (a menu, the search, a
shortcut) is asked back, and so is one that costs more than the artist wants to spend unasked. Scripts, which
execute the operator, are never asked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties
from bpy.app.translations import pgettext_iface as iface_

from ..api.error import ApiError
from ..jobs.job import Job, Kind
from ..jobs.problem import FileProblem
from ..message import Message, listed
from ..scene.error import SceneError
from ..translations import translated
from . import job_session, spending_limit
from .error_sentence import error_sentence
from .preflight import check_balance_known, check_jobs, check_requests, total_price
from .press_outcome import is_several
from .result_operator import ResultOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

KIND_NAMES = {Kind.IMAGE: Message("Image"), Kind.SVG: Message("Vectors"), Kind.VIDEO: Message("Video")}


class PaidOperator(ResultOperator):
    """Mixed into a bpy.types.Operator that gives `plan`."""

    # The price on the button that was pressed; 0 where none was shown.
    shown_price: bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    _planned: list[Job] | None = None  # what the artist is being asked about

    def plan(self, context: bpy.types.Context) -> list[Job]:
        """Give the jobs to be paid for, with nothing begun."""
        raise NotImplementedError

    def begin(self, context: bpy.types.Context) -> list[Job]:
        jobs = self._planned or self.plan(context)
        if not self._planned and is_several(jobs):  # the service would refuse some and take the others
            check_requests(job_session.session(), jobs)
            job_session.session().learn_account()
        check_jobs(job_session.session(), jobs)
        job_session.session().start(jobs)
        return jobs

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        self.take_properties(context)
        try:
            jobs = self.plan(context)
            check_jobs(job_session.session(), jobs)
            if is_several(jobs):
                check_balance_known(job_session.session())
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        self._planned = jobs
        price = total_price(jobs)
        if price and (spending_limit.must_ask(price) or price != self.shown_price):
            return ask_to_pay(self, context, event, jobs)
        return self.go_on(context)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """For scripts, and for Blender once the artist has agreed."""
        return self.go_on(context) if self._planned else super().execute(context)


def ask_to_pay(
    operator: Any,  # noqa: ANN401 - an Operator, also while it is mixed in
    context: bpy.types.Context,
    event: bpy.types.Event,
    jobs: list[Job],
) -> set[OperatorReturnItems]:
    """Have the artist agree to a price. Blender executes the operator then, and else does nothing."""
    results = listed([_counted(kind, count) for kind, count in Counter(job.kind for job in jobs).items()])
    name = jobs[0].title
    return context.window_manager.invoke_confirm(
        operator,
        event,
        title=translated(question(total_price(jobs))),
        message=translated(Message("{things}: “{name}”", things=results, name=name) if name else results),
        confirm_text=iface_(operator.bl_label, "Operator"),
        translate=False,
    )


def question(price: int) -> Message:
    """Whether so much may be spent, as an artist is asked."""
    credits_ = job_session.session().credits
    if credits_ is None:
        return Message("Spend {price} credits?", price=price)
    return Message("Spend {price} of your {credits:,} credits?", price=price, credits=credits_)


def _counted(kind: Kind, count: int) -> str:
    name = KIND_NAMES[kind]
    return Message("{count} × {thing}", count=count, thing=name) if count > 1 else name  # noqa: RUF001 - a sign of multiplication
