# SPDX-License-Identifier: GPL-3.0-or-later
"""What a journal of many years costs: opening it, the first result, the main thread and memory.

Each turn is a process of its own, with an empty journal and with a full one, so that a busy machine is unkind
to both. The first builds checked the file and read every job whenever they opened it: that is done here
too, to have something to compare with.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.job_json import from_json, to_json
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings

if TYPE_CHECKING:
    from sandbox.client import Sandbox

TURNS = 5
OLD_JOBS = 10_000
POLICY = PollPolicy(shortest=0.2, longest=0.4)
OPENING_GAIN = 10  # times faster than with a check of all it holds
STALL_LIMIT = 16.0  # milliseconds of the main thread at a time
MEMORY_LIMIT = 5.0  # MB more than with an empty journal
SERVICE = "https://example.com"


def measure(sandbox: Sandbox, directory: Path) -> None:
    """Print the table."""
    sandbox.settings(image_delay=0.1)
    folders = {"none": ResultsFolder(directory / "none"), "many": ResultsFolder(directory / "many")}
    fill(folders["many"])
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in folders}
    for turn in range(TURNS):
        for name, results_folder in folders.items():
            arguments = [str(results_folder.folder), sandbox.base_url, sandbox.api_key, f"{name} {turn}"]
            ended = subprocess.run(
                [sys.executable, __file__, *arguments], capture_output=True, text=True, check=True
            )
            turns[name].append(json.loads(ended.stdout))
    checked = [check_all(folders["many"]) for _ in range(TURNS)]

    def median(name: str, of: str) -> float:
        return statistics.median(turn[of] for turn in turns[name])

    print(f"\nA journal with {OLD_JOBS:,} finished jobs, in turns with an empty one (medians of {TURNS})\n")
    opening = median("many", "opening")
    line("opening, empty", 1000 * median("none", "opening"), "ms")
    line("opening", 1000 * opening, "ms")
    line("opening with a check of all it holds", 1000 * statistics.median(checked), "ms")
    line("times faster", statistics.median(checked) / opening, "", f"at least {OPENING_GAIN}")
    for what, of in (("the past is known", "past"), ("first result of a job", "result")):
        line(f"{what}, empty", median("none", of), "s")
        line(what, median("many", of), "s")
    line("main thread, the longest wait, empty", 1000 * median("none", "stall"), "ms")
    line("main thread, the longest wait", 1000 * median("many", "stall"), "ms", f"limit {STALL_LIMIT:.0f}")
    line("memory at most, empty", median("none", "memory"), "MB")
    line("memory at most", median("many", "memory"), "MB")
    more = median("many", "memory") - median("none", "memory")
    line("more than with an empty one", more, "MB", f"limit {MEMORY_LIMIT:.0f}")


def line(name: str, value: float, unit: str, limit: str = "") -> None:
    print(f"{name:<44}{value:>10.2f} {unit:<10}{limit}", flush=True)


def fill(results_folder: ResultsFolder) -> None:
    """A journal with finished jobs as they are."""
    results_folder.prepare()
    Journal(results_folder.journal_path).close()
    jobs = [old_job(number) for number in range(OLD_JOBS)]
    rows = [
        (job.id, job.state, job.service, job.generation_id, "gone", job.created_at, json.dumps(to_json(job)))
        for job in jobs
    ]
    with closing(sqlite3.connect(results_folder.journal_path)) as connection, connection:
        connection.executemany("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def old_job(number: int) -> Job:
    prompt = f"a fox in the snow, seen from above, number {number} " + "x" * 150
    address = f"https://cdn.example.com/{number}/image-0.webp?signature=" + "y" * 150
    file = ResultFile(f"results/{number}/image-0.webp", 0, 100_000, f"{number:064x}", address)
    return Job(
        Kind.IMAGE,
        {"artist_id": "artist", "prompt": prompt},
        SERVICE,
        id=f"{number:032x}",
        state=State.READY,
        generation_id=f"{number:036x}",
        created_at=1e9 + number,
        took_seconds=7.25,
        prompt=prompt,
        files=(file,),
    )


def check_all(results_folder: ResultsFolder) -> float:
    """Seconds to open the journal as it was done at first."""
    begun = time.perf_counter()
    with closing(sqlite3.connect(results_folder.journal_path)) as connection:
        connection.execute("PRAGMA integrity_check(1)").fetchone()
        for (body,) in connection.execute("SELECT body FROM job"):
            from_json(json.loads(body))
    return time.perf_counter() - begun


# One turn, in a process of its own


def turn(folder: str, base_url: str, key: str, prompt: str) -> dict[str, Any]:
    """What one start costs, in seconds and MB."""
    results_folder = ResultsFolder(Path(folder))
    results_folder.prepare()
    begun = time.perf_counter()
    Journal(results_folder.journal_path).close()
    opening = time.perf_counter() - begun

    session = Session(Settings(base_url, key, Path(folder), "antekirt-bench"), POLICY)
    begun, stall = time.perf_counter(), 0.0
    session.start_engine()
    while not session.knows_recent:
        stall = max(stall, main_thread(session))
    past = time.perf_counter() - begun
    artist_id = session.client.artists(limit=1).items[0].id

    begun = time.perf_counter()
    parameters = {"artist_id": artist_id, "prompt": prompt}
    job = Job(Kind.IMAGE, parameters, base_url, artist_id=artist_id, prompt=prompt)
    session.start([job])
    while not session.jobs[job.id].is_settled:
        stall = max(stall, main_thread(session))
    result = time.perf_counter() - begun
    if session.jobs[job.id].state is not State.READY:
        raise RuntimeError(f"The job ended otherwise: {session.jobs[job.id].problem}")
    session.close()
    return {"opening": opening, "past": past, "result": result, "stall": stall, "memory": most_memory()}


def main_thread(session: Session) -> float:
    """The longest that the main thread waits: for a pump, and for an operator that imports an old result."""
    begun = time.perf_counter()
    session.pump()
    pumped = time.perf_counter()
    session.past.is_on_disk(old_job(1))
    looked_up = time.perf_counter()
    time.sleep(0.005)
    return max(pumped - begun, looked_up - pumped)


def most_memory() -> float:
    """MB that this process has had at most. What `resource` tells on Linux counts its parent's, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(row.split()[1]) for row in status.open() if row.startswith("VmHWM")) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    print(json.dumps(turn(*sys.argv[1:])))
