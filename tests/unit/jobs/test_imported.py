# SPDX-License-Identifier: GPL-3.0-or-later
"""A result that was imported stays with what was said of it, until the artist puts it aside."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import problem
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.job_json import from_json, to_json
from antekirt_addon.jobs.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session

TOLD = {"import_as": "PLANE", "where": "3D_CURSOR", "things": [{"kind": "OBJECT", "name": "a fox"}]}
READY = Job(Kind.IMAGE, {}, "https://antekirt.com", state=State.READY)


def test_a_result_waits_until_it_is_imported() -> None:
    brought = replace(READY, imported=TOLD)
    assert (READY.waits_for_import, READY.is_imported) == (True, False)
    assert (brought.waits_for_import, brought.is_imported) == (False, True)
    for aside in (replace(READY, dismissed=True), replace(brought, dismissed=True)):
        assert not aside.waits_for_import
        assert not aside.is_imported
    partial = replace(brought, problem=replace(problem.UNSENT, charged=True))
    assert (partial.waits_for_import, partial.is_imported) == (True, False), "the rest waits"
    assert partial.retried().imported is None, "and is to be imported when it has come"
    assert not replace(READY, state=State.RUNNING, imported=TOLD).is_imported


def test_what_is_imported_twice_is_where_it_came_last(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    done = run(image_job())
    session.note_imported(done.id, TOLD)
    assert session.jobs[done.id].imported == TOLD, "at once"
    again = TOLD | {"import_as": "WORLD"}
    session.engine.dismiss(done.id)
    session.note_imported(done.id, again)
    session.wait_until(lambda: journal_of(session, done).imported == again)
    noted = journal_of(session, done)
    session.pump()
    assert session.jobs[done.id] == noted
    assert noted.is_imported, "what was put aside has its card again"


def test_it_is_there_after_a_restart(
    open_session: Callable[..., Session], image_job: Callable[..., Job]
) -> None:
    first, job = open_session(), image_job()
    first.start([job])
    first.wait(job.id)
    first.note_imported(job.id, TOLD)
    assert first.close()
    second = open_session()
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id].imported == TOLD
    assert second.jobs[job.id].is_imported


def test_the_same_fetched_again_is_to_be_imported_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    done = run(image_job())
    session.note_imported(done.id, TOLD)
    wanted = Job(
        Kind.IMAGE, {}, done.service, free=True, state=State.RUNNING, generation_id=done.generation_id
    )
    brought = run(wanted)
    assert (brought.state, brought.imported) == (State.READY, None)
    assert session.jobs[done.id].imported == TOLD


@pytest.mark.parametrize("odd", [None, "", 3, [TOLD]])
def test_a_row_that_says_nothing_of_it_is_read(odd: object) -> None:
    earlier = json.loads(json.dumps(to_json(READY)))
    assert from_json(earlier | {"imported": odd}) == READY
    del earlier["imported"]
    assert from_json(earlier) == READY


def journal_of(session: Session, job: Job) -> Job:
    with closing(Journal(session.results_folder.journal_path)) as journal:
        found = journal.get(job.id)
        assert found
        return found
