# SPDX-License-Identifier: GPL-3.0-or-later
"""A seat as a process of its own: asks for pictures, one after the other, on a folder with a budget.

    python seat_target.py ADDRESS KEY FOLDER PER_DAY COUNT

A line is printed before it begins, and it waits for one; then one for each job: its state and what it cost.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from antekirt_addon.jobs.job import Job, Kind
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from antekirt_addon.jobs.shared_budget import SharedBudget


def main(address: str, key: str, folder: str, per_day: str, count: str) -> None:
    settings = Settings(address, key, Path(folder), "antekirt-tests", budget=SharedBudget(int(per_day)))
    session = Session(settings, PollPolicy(shortest=0.05, longest=0.1, grace_seconds=60.0))
    artist_id = session.client.artists(limit=1).items[0].id
    print("ready", flush=True)  # noqa: T201 - the protocol
    sys.stdin.readline()
    for number in range(int(count)):
        parameters = {"artist_id": artist_id, "prompt": f"fox {number}"}
        session.start([job := Job(Kind.IMAGE, parameters, address, artist_id=artist_id, prompt="fox")])
        done = session.wait(job.id)
        print(done.state, done.credits_used, flush=True)  # noqa: T201
    session.close()


main(*sys.argv[1:])
