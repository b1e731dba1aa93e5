# SPDX-License-Identifier: GPL-3.0-or-later
"""The session of the enabled add-on: made when it is first needed, and kept going by the tick."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import bpy

from ..api.error import InvalidRequest
from . import addon_settings, other_addons, runtime, studio
from .notice import Notices

if TYPE_CHECKING:
    from pathlib import Path

    from ..jobs.session import Session

BUSY_SECONDS = 0.1  # between two ticks while jobs are under way


class JobSession:
    """session: None until it is needed.

    folder: where jobs are kept, and nowhere else, whatever is chosen; None for where the settings say.
    looked_back: whether this start has looked for what an earlier one left.
    """

    def __init__(self) -> None:
        self.session: Session | None = None
        self.folder: Path | None = None
        self.looked_back = False
        self.drawn_version = -1

    def stop(self) -> None:
        """End all threads. Jobs go on at the next start, or when the add-on is enabled again."""
        if self.session:
            self.session.close()
        self.session, self.looked_back = None, False


def session() -> Session:
    """The session with the settings in force. Raises InvalidRequest when the server address is unusable."""
    wanted, kept = addon_settings.read(), runtime.state(JobSession)
    if kept.folder:
        wanted = replace(wanted, folder=kept.folder, spare_folder=None)
    if kept.session is None:
        from ..jobs.session import Session  # the engine is not read at Blender's start

        kept.session = Session(wanted)
        kept.session.on_ready = partial(other_addons.tell, kept.session)
    kept.session.configure(wanted)
    kept.session.online = bpy.app.online_access
    kept.session.project = studio.project()
    return kept.session


def running() -> Session | None:
    """The session if there is one, for what only looks."""
    kept = runtime.known(JobSession)
    return kept.session if kept else None


def resumed() -> Session:
    """The session, knowing what earlier Blenders left. Waits for the disk, not for the network."""
    begun = session()
    begun.start_engine()
    begun.wait_until(lambda: begun.knows_recent)
    return begun


def resume_once() -> None:
    """Look for jobs that an earlier start left, once."""
    kept = runtime.state(JobSession)
    if not kept.looked_back:
        addon_settings.read()  # which asks the studio's program for the key
        if studio.current().is_key_awaited:
            return
        kept.looked_back = True
        if addon_settings.read().can_resume:
            with suppress(InvalidRequest):  # the panel says what is wrong with the address
                session().start_engine()


def take_in() -> None:
    """Take in what the threads have found."""
    if begun := running():
        begun.online = bpy.app.online_access
        begun.pump()


def tell() -> None:
    """Have news drawn, once what follows them is up to date, and go on sooner while jobs run."""
    kept = runtime.state(JobSession)
    if not kept.session:
        return
    if kept.session.version != kept.drawn_version:
        kept.drawn_version = kept.session.version
        runtime.redraw_soon()
    if any(job.unfinished for job in kept.session.jobs.values()):
        runtime.tick_within(BUSY_SECONDS)


def tell_in_panel(notice: str) -> None:
    """Have something said in the panel that is about no single job."""
    with suppress(InvalidRequest):  # the panel says what is wrong with the address
        session().tell(notice)


CLASSES = ()


def register() -> None:
    runtime.state(Notices).tell = tell_in_panel
    runtime.watch(resume_once)
    runtime.watch(take_in)
    runtime.watch(tell, last=True)
