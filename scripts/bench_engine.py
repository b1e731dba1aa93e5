# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine costs: on top of one job, with fifty at once, and in the journal.

Runs against a sandbox of its own. The seconds of one job are compared with the same requests made one after
the other by a plain loop, with the same wait; the two take turns, so that a busy machine is unkind to both.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from antekirt_addon.api.generation_status import Status
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.jobs.download import download
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from sandbox.client import Sandbox
from scripts import bench_engine_size

if TYPE_CHECKING:
    from antekirt_addon.api.client import Client

TURNS = 5
ADDED_LIMIT = 0.3  # seconds that the engine may add to one job
JOBS = 50
SERVICE_SECONDS = 10.0  # for each of them
TICK = 0.05  # seconds between two pumps of the main thread, as in Blender
PUMP_LIMIT = 16.0  # milliseconds of the main thread at a time
POLICY = PollPolicy()
WRITES = 300
OLD_JOBS = 5000  # in a journal of some years


def main() -> None:
    with Sandbox() as sandbox, tempfile.TemporaryDirectory(prefix="antekirt-bench-") as directory:
        sandbox.settings(credits={"main": 10**6}, image_delay=1.0)
        one_job(sandbox, Path(directory))
        many_jobs(sandbox, Path(directory))
        journal(Path(directory))
        bench_engine_size.measure(sandbox, Path(directory))


def line(name: str, value: float, unit: str, limit: str = "") -> None:
    print(f"{name:<44}{value:>10.2f} {unit:<10}{limit}", flush=True)


# One job


def one_job(sandbox: Sandbox, directory: Path) -> None:
    print(f"One image, {TURNS} times in turns with a plain loop (medians)\n")
    session = open_session(sandbox, directory / "one")
    artist_id = session.client.artists(limit=1).items[0].id
    plain, through = [], []
    for turn in range(TURNS):
        plain.append(by_hand(session.client, artist_id, turn, directory))
        through.append(by_engine(session, artist_id, turn))
    session.close()
    line("by hand", statistics.median(plain), "s")
    line("through the engine", statistics.median(through), "s")
    line("added", statistics.median(through) - statistics.median(plain), "s", f"limit {ADDED_LIMIT}")


def by_hand(client: Client, artist_id: str, turn: int, directory: Path) -> float:
    """The requests that a job needs, with nothing kept and nothing recovered."""
    begun = time.perf_counter()
    client.generations(limit=1)
    submission = client.submit(ImageRequest(artist_id, f"by hand {turn}"))
    while True:
        time.sleep(POLICY.shortest)
        generation = client.generation(submission.generation_id)
        if generation.status is Status.COMPLETED:
            break
    url, connections = generation.outputs.images[0].url, client.transport.connections
    download(connections, url, Kind.IMAGE, turn, directory, on_progress=lambda _received, _expected: None)
    return time.perf_counter() - begun


def by_engine(session: Session, artist_id: str, turn: int) -> float:
    begun = time.perf_counter()
    job = new_job(session, artist_id, f"by engine {turn}")
    session.start([job])
    if session.wait(job.id).state is not State.READY:
        raise RuntimeError(f"The job ended otherwise: {session.jobs[job.id].problem}")
    return time.perf_counter() - begun


# Fifty jobs


@dataclass
class Watch:
    """What the main thread spent, pump by pump, in milliseconds."""

    pumps: list[float] = field(default_factory=list)

    def pump(self, session: Session) -> None:
        begun = time.perf_counter()
        session.pump()
        self.pumps.append(1000 * (time.perf_counter() - begun))
        time.sleep(TICK)


def many_jobs(sandbox: Sandbox, directory: Path) -> None:
    sandbox.settings(image_delay=SERVICE_SECONDS)
    print(f"\n{JOBS} images at once, each {SERVICE_SECONDS:.0f} s at the service\n")
    session = open_session(sandbox, directory / "many")
    artist_id = session.client.artists(limit=1).items[0].id
    sandbox.forget_requests()
    watch, begun, cpu = Watch(), time.perf_counter(), time.process_time()
    session.start([new_job(session, artist_id, f"fox {number}") for number in range(JOBS)])
    while not all(job.is_settled for job in session.jobs.values()):
        watch.pump(session)
    spent, cpu = time.perf_counter() - begun, time.process_time() - cpu
    ready = sum(job.state is State.READY for job in session.jobs.values())
    session.close()

    line("ready", ready, f"of {JOBS}")
    line("all done after", spent, "s")
    line("processor time of all threads, per job", 1000 * cpu / JOBS, "ms")
    line("polls a minute, all jobs together", polls_a_minute(sandbox), "", "limit 30 for one list")
    pumps = sorted(watch.pumps)
    line("main thread, a usual pump", statistics.median(pumps), "ms")
    line("main thread, 99 % of the pumps below", pumps[int(0.99 * len(pumps))], "ms")
    line("main thread, the longest pump", pumps[-1], "ms", f"limit {PUMP_LIMIT:.0f}")


def polls_a_minute(sandbox: Sandbox) -> float:
    """Polls from the last submit to the last poll, of one generation or of the list."""
    asked = [request for request in sandbox.requests() if request["origin"] == "api"]
    times: dict[str, list[float]] = {"GET": [], "POST": []}
    for request in asked:
        if "/generations" in request["path"]:
            times[request["method"]].append(datetime.fromisoformat(request["when"]).timestamp())
    last_submit = max(times["POST"])
    polls = [when for when in times["GET"] if when > last_submit]
    return 60 * len(polls) / (max(polls) - last_submit)


# The journal


def journal(directory: Path) -> None:
    print(f"\nThe journal, with {OLD_JOBS:,} jobs in it\n")
    path = directory / "journal.sqlite"
    book = Journal(path)
    job = Job(Kind.IMAGE, {"artist_id": "a", "prompt": "x" * 200}, "https://example.com", state=State.READY)
    book._database.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - only to fill it
    for number in range(OLD_JOBS):
        book.save(Job(job.kind, job.parameters, job.service, id=str(number), state=State.READY), "bench")
    book.close()

    begun = time.perf_counter()
    book = Journal(path)
    line("opening, with a check of all it holds", 1000 * (time.perf_counter() - begun), "ms")
    times = []
    for _ in range(WRITES):
        begun = time.perf_counter()
        book.save(job, "bench")
        times.append(1000 * (time.perf_counter() - begun))
    book.close()
    times.sort()
    line("a durable write", statistics.median(times), "ms")
    line("99 % of the writes below", times[int(0.99 * len(times))], "ms")


def open_session(sandbox: Sandbox, folder: Path) -> Session:
    return Session(Settings(sandbox.base_url, sandbox.api_key, folder, "antekirt-bench"), POLICY)


def new_job(session: Session, artist_id: str, prompt: str) -> Job:
    parameters = {"artist_id": artist_id, "prompt": prompt}
    return Job(Kind.IMAGE, parameters, session.settings.base_url, artist_id=artist_id, prompt=prompt)


if __name__ == "__main__":
    main()
