# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal has the server's address as it was once entered; another spelling of it is no other server."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from antekirt_addon.jobs.job import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.job import Job
    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


def test_jobs_of_another_spelling_go_on(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=3600)
    first = open_session()
    job = image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].state is State.RUNNING)
    assert first.close()
    spelled = quick.base_url.replace("http://", "HTTP://") + "/"
    with sqlite3.connect(first.results_folder.journal_path) as database:
        (body,) = database.execute("SELECT body FROM job").fetchone()
        body = json.dumps(json.loads(body) | {"service": spelled, "artist_name": "Ve\ud800\x1b[1mga"})
        database.execute("UPDATE job SET service = ?, body = ?", (spelled, body))
    database.close()
    quick.skip(3600)
    second = open_session()
    second.start_engine()
    second.wait_until(lambda: job.id in second.jobs and second.jobs[job.id].state is State.READY)
    assert second.jobs[job.id].service == quick.base_url
    assert len(quick.ledger()) == 1
