# SPDX-License-Identifier: GPL-3.0-or-later
"""From the click to the import: who waits for which job, without an operator that waits.

As long as any operator is modal Blender writes no auto-save, and Esc is that operator's. So the timer waits,
and starts an operator for a result once that is there: one at a time, and when it does not disturb.
A result that nobody waits for any more is left in the panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..jobs.job import State
from ..scene import view_shading
from . import awaited_result, import_lock, import_ready, job_session, runtime, variant_fetch
from .awaited_result import AwaitedResult
from .import_deferral import Deferral

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session
    from ..scene.variant.shown_picture import ShownPicture
    from .job_purpose import Purpose


def await_result(context: bpy.types.Context, job: Job, purpose: Purpose, step: int | None = None) -> None:
    """Have a job's result imported for a purpose as soon as it is there, or be told why it will not come.

    step: see AwaitedResult.
    """
    window = context.window.as_pointer() if context.window else 0
    awaited_result.waiting().append(AwaitedResult(job.id, purpose, window, Deferral(), step))
    runtime.wake()


def is_awaited(job: Job, shown: ShownPicture) -> bool:
    """Whether a job's result is to take the place of a picture already."""
    return any(one.job_id == job.id and one.purpose.instead == shown for one in awaited_result.waiting())


def leave(job: Job) -> None:
    """Wait no longer for a job, which goes on."""
    for result in [one for one in awaited_result.waiting() if one.job_id == job.id]:
        _give_up(result)


def import_what_is_ready() -> None:
    """Start the import of one result, and give up what is not to be imported any more."""
    if session := job_session.running():
        for result in list(awaited_result.waiting()):
            if import_lock.is_anothers(None):
                break
            _go_on(result, session)
    if awaited_result.waiting():
        runtime.tick_within(job_session.BUSY_SECONDS)


def _go_on(result: AwaitedResult, session: Session) -> None:
    job, window = session.jobs.get(result.job_id), _window_of(result)
    if job is None or window is None or _is_over(job) or _is_told(job, session):
        _give_up(result)
    elif job.is_settled:
        if not result.deferral.must_wait():
            if result.step is not None:
                job, result = _due(session, job, result)
                if not job.is_settled:
                    return
            with bpy.context.temp_override(window=window, **_view_of(window)):
                if not import_ready.start(job, result):
                    _give_up(result)
        elif result.deferral.has_expired():
            _give_up(result)


def _due(session: Session, job: Job, result: AwaitedResult) -> tuple[Job, AwaitedResult]:
    """What is awaited now that a job has told which pictures there are."""
    job, found = variant_fetch.due(session, job, result)
    awaited = awaited_result.waiting()
    awaited[awaited.index(result)] = found
    return job, found


def _is_over(job: Job) -> bool:
    """Whether there is nothing to import, and nothing to tell that the artist does not know."""
    return (
        job.is_settled
        and job.state is not State.READY
        and (job.cancelled or job.state is State.CANCELLED or job.problem is None)
    )


def _is_told(job: Job, session: Session) -> bool:
    """Whether what keeps its result away was told already, of another job of the same press."""
    press, awaited = (
        job.purpose.get("press"),
        {result.job_id for result in awaited_result.waiting()},
    )
    return (
        bool(press)
        and job.is_settled
        and job.state is not State.READY
        and any(
            other.purpose.get("press") == press
            and (other.state, other.problem) == (job.state, job.problem)
            and other.id not in awaited
            for other in session.jobs.values()
        )
    )


def _window_of(result: AwaitedResult) -> bpy.types.Window | None:
    windows = bpy.data.window_managers[0].windows
    return next((window for window in windows if result.window in {0, window.as_pointer()}), None)


def _view_of(window: bpy.types.Window) -> dict[str, Any]:
    """Its largest 3D view: Blender shows there what can be adjusted once the import is over."""
    with bpy.context.temp_override(window=window):
        area = view_shading.largest_view(bpy.context)
    regions = area.regions if area else ()
    return next(({"area": area, "region": region} for region in regions if region.type == "WINDOW"), {})


def _give_up(result: AwaitedResult) -> None:
    """Leave it in the panel; the status bar says so."""
    awaited_result.waiting().remove(result)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def forget(*_: object) -> None:
    """Called when another file is open: what was asked for in the last one does not come into this one."""
    awaited_result.waiting().clear()


HANDLERS = (("load_post", forget),)
CLASSES = ()


def register() -> None:
    runtime.watch(import_what_is_ready)
