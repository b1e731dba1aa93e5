# SPDX-License-Identifier: GPL-3.0-or-later
"""The search for results whose file is gone: in the results folder, and in the history, for nothing.

What is fetched is a job like others, with its bar in the panel; none of them is imported.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from ..api.error import ApiError
from ..jobs.job import Job, Kind, State
from ..message import Message
from ..scene import missing_file
from ..scene.error import SceneError
from . import job_session, runtime
from .error_sentence import error_sentence
from .file_survey import FileSurvey
from .import_deferral import Deferral
from .job_purpose import Purpose
from .preflight import check_connection
from .press_outcome import reason_of

if TYPE_CHECKING:
    from pathlib import Path

    import bpy

    from ..jobs.session import Session
    from ..scene.attribution import Attribution
    from ..scene.missing_file import Missing, Output


class Search:
    """What is being fetched, what came back so far, and why something did not.

    jobs: their ids.
    """

    def __init__(self) -> None:
        self.jobs: list[str] = []
        self.back = 0
        self.problems: list[str] = []
        self._paths: set[Path] = set()  # of what is being fetched, which may come to lie just there
        self._deferral: Deferral | None = None

    def begin(self, context: bpy.types.Context, gone: Missing) -> None:
        """Take from the results folder what is there, and ask for the rest."""
        self.jobs, self.back, self.problems, self._deferral = [], 0, [], Deferral()
        session = job_session.session()
        for generation_id, kind, index in list(gone.outputs):
            if path := session.results_folder.file_of(generation_id, Kind(kind), index):
                self._restore(gone, (generation_id, kind, index), path)
        self._paths = gone.paths()
        begun: dict[tuple[str, str, int], Job] = {}
        for output, found in gone.attributions.items():
            job = _job(context, session, found)
            if output in gone.outputs and self._can_be_asked_for(session, job, found.image_index):
                begun.setdefault((job.generation_id, job.kind, job.image_index), job)
        session.start(list(begun.values()))
        self.jobs = [job.id for job in begun.values()]
        if gone.made_here:
            file = gone.made_here[0].name
            self.problems.append(Message("{file} was made here and cannot be fetched", file=file))

    def _can_be_asked_for(self, session: Session, job: Job, index: int) -> bool:
        try:
            if not session.past.is_on_disk(job, index):
                check_connection(session)
        except ApiError as error:
            self.note(error_sentence(error))
            return False
        return True

    def take(self, session: Session, job_id: str) -> None:
        """Bring what a job has brought, which has come to its end. Why it brought nothing is noted.

        It leaves no card: there may be a hundred, and looking again is the way to ask again.
        """
        self.jobs.remove(job_id)
        job, gone = session.jobs.get(job_id), missing_file.missing(self._paths)
        if job is None:
            return
        for file in job.files if job.state is State.READY else ():
            output = job.generation_id, job.kind.value, file.index
            if output in gone.outputs:
                self._restore(gone, output, session.results_folder.path(file))
        if job.state is not State.READY or job.problem:
            self.note(reason_of(job))
        session.engine.dismiss(job.id)

    def _restore(self, gone: Missing, output: Output, path: Path) -> None:
        try:
            for remark in missing_file.restore(gone, output, path):
                self.note(remark)
            self.back += 1
            runtime.state(FileSurvey).hasten()
        except (SceneError, OSError) as error:
            self.note(error_sentence(error))

    def must_wait(self) -> bool:
        """Whether now is no good moment for what has come."""
        return self._deferral is not None and self._deferral.must_wait()

    def note(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def sentence(self) -> str:
        """All of it; "" when there is nothing to tell."""
        told = [Message("{count} missing files are back, for nothing.", count=self.back)] if self.back else []
        return reduce(_followed, [*told, *self.problems]) if told or self.problems else ""


def _followed(told: str, more: str) -> str:
    """Two sentences as one text, of which the first may end in a full stop."""
    if told.endswith("."):
        return Message("{told} {said}", told=told, said=more)
    return Message("{sentence}. {more}", sentence=told, more=more)


def _job(context: bpy.types.Context, session: Session, found: Attribution) -> Job:
    """A job that costs nothing. Of a generation's images it brings all, as they are one result."""
    purpose = Purpose.capture(context, "NONE", image_index=found.image_index)
    return Job(
        Kind(found.kind),
        {} if found.kind == "image" else {"image_index": found.image_index},
        session.service,
        purpose.to_json(),
        free=True,
        state=State.RUNNING,
        generation_id=found.generation_id,
        artist_id=found.artist_id,
        artist_name=found.artist_name,
        prompt=found.prompt,
        generation_created_at=found.created_at,
    )
