# SPDX-License-Identifier: GPL-3.0-or-later
"""Kill it anywhere: processes that run a session, SIGKILL at seeded random instants, and the account after.

Used by test_chaos.py for some rounds and by scripts/soak for hundreds. Each process is forked, so that it
starts in milliseconds and most kills meet it at work.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from antekirt_addon.media.probe import probe
from scripts.ledger_check import disagreements

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.client import Sandbox

QUICK = PollPolicy(shortest=0.05, longest=0.1, longest_after_errors=0.3, grace_seconds=1.5)
CHAINS = [[], [], [Kind.SVG], [Kind.VIDEO], [Kind.SVG, Kind.VIDEO]]  # what follows an image
FAULTS: list[dict[str, Any]] = [
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "half_body"},
    {"kind": "answer", "status": 503, "after": True},
    {"kind": "answer", "status": 429, "headers": {"Retry-After": "0"}},
]
LONGEST_LIFE = 0.8  # seconds until the kill
LAST_SECONDS = 60.0  # that the last process may take to settle everything


@dataclass
class Tally:
    """What happened, for people to read."""

    rounds: int = 0
    killed: int = 0
    charges: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)


class Chaos:
    """Rounds of processes on one folder against one sandbox. The same seed asks for the same things."""

    def __init__(self, sandbox: Sandbox, folder: Path, seed: int) -> None:
        self._sandbox = sandbox
        self._settings = Settings(sandbox.base_url, sandbox.api_key, folder, "antekirt-chaos")
        self._seed = seed
        self._random = random.Random(seed)
        artists = sandbox.call("GET", "/artists?limit=3").json["data"]
        self._artist_ids = [artist["id"] for artist in artists]
        self._wrong: list[str] = []
        self.tally = Tally()

    def round(self) -> None:
        """One or two processes at a time that begin something, go on with the rest, and are killed."""
        self.tally.rounds += 1
        self._sandbox.clear_faults()
        if self._random.random() < 0.5:
            method = self._random.choice(["POST", "POST", "GET"])
            self._sandbox.fault(
                self._random.choice(FAULTS), method=method, skip=self._random.randrange(3), times=2
            )
        count = self._random.choice([1, 1, 2])
        children = [self._fork(self._plan(), press=self._random.random() < 0.5) for _ in range(count)]
        for child in children:
            time.sleep(self._random.uniform(0.0, LONGEST_LIFE))
            os.kill(child, signal.SIGKILL)
        for child in children:
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            self.tally.killed += code == -signal.SIGKILL
            if code > 0:
                self._wrong.append(f"round {self.tally.rounds}: a process ended with {code}")

    def finish(self) -> list[str]:
        """Let one process settle everything; what the account and the journal then disagree about.

        In every other run nobody presses the button for what was never sent: it stays listed.
        """
        self._sandbox.clear_faults()
        child = self._fork([], press=self._seed % 2 == 1)
        end = time.monotonic() + LAST_SECONDS
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return [f"Not settled after {LAST_SECONDS:.0f} s", *self._disagreements()]
            time.sleep(0.05)
        return self._disagreements()

    def _plan(self) -> list[Job]:
        """An image, now and then with a prompt that was used before, and what is to be made of it."""
        if self._random.random() < 0.2:
            return []
        prompt = (
            f"fox {self._random.randrange(4)}"
            if self._random.random() < 0.5
            else f"fox {os.urandom(4).hex()}"
        )
        parameters = {"artist_id": self._random.choice(self._artist_ids), "prompt": prompt}
        image = Job(Kind.IMAGE, parameters, self._settings.base_url)
        jobs = [image]
        for kind in self._random.choice(CHAINS):
            motion = {"prompt": "slowly", "duration": 2, "fps": 12} if kind is Kind.VIDEO else {}
            more = {"image_index": 0, **motion}
            jobs.append(Job(kind, more, image.service, parent_id=image.id, state=State.WAITING))
        return jobs

    def _fork(self, jobs: list[Job], *, press: bool) -> int:
        """A process that begins jobs and settles all; press: it sends what others left unsent, as well."""
        child = os.fork()
        if child:
            return child
        code = 1
        with suppress(BaseException):  # nothing of the parent's may run here, however this ends
            session = Session(self._settings, QUICK)
            session.start_engine()
            session.start(jobs)
            if press:
                session.check_wait = lambda: send_unsent(session)
            session.wait_until_settled()
            while press and session.unsent:
                send_unsent(session)
                session.wait_until_settled()
            code = 0 if session.close() else 2
        os._exit(code)

    def _disagreements(self) -> list[str]:
        results_folder = ResultsFolder(self._settings.folder)
        journal = Journal(results_folder.journal_path)
        jobs = journal.recent(1_000_000)
        journal.close()
        ledger = self._sandbox.ledger()
        self.tally.charges = Counter(charge["operation"] for charge in ledger)
        self.tally.states = Counter(job.state.value for job in jobs if not job.free)
        for job in jobs:
            for file in job.files:
                probe(results_folder.path(file))
        return self._wrong + disagreements(ledger, jobs, results_folder.path)


def send_unsent(session: Session) -> None:
    """Press the button as soon as it is there."""
    if session.unsent:
        session.submit_unsent(session.unsent)
