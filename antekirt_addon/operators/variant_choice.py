# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures can be shown where one is, and what is noted of the one that is then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..jobs.job import Kind, State
from ..jobs.picture_family import Relative, family
from ..scene.variant.shown_picture import pictures_of
from . import gallery_catalog, whereabouts

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session
    from ..scene.import_outcome import ImportOutcome
    from ..scene.variant.shown_picture import ShownPicture


class Choice(NamedTuple):
    """Which picture of how many; the first is 1."""

    number: int
    total: int


def relatives(session: Session, shown: ShownPicture) -> list[Relative]:
    """The pictures that can take a picture's place, and it among them, oldest first."""
    words, past = (shown.artist_id, shown.prompt), session.past
    jobs = [*session.jobs.values(), *past.of_generation(shown.generation_id), *past.with_prompt(words[1])]
    catalog = gallery_catalog.known()
    listed = catalog.generations.items if catalog else ()
    return family(shown.generation_id, words, jobs, listed, session.results_folder.has)


def in_turn(session: Session, shown: ShownPicture, step: int) -> list[Relative]:
    """The picture that is so many steps on, and those after it, until it is that one's turn again."""
    ring = relatives(session, shown)
    now = next((at for at, one in enumerate(ring) if _is_shown(one, shown)), None)
    if now is None:
        ring, now = [Relative(shown.generation_id, shown.image_index), *ring], 0
    if len(ring) == 1:
        return []
    on = 1 if step >= 0 else -1
    turns = [ring[(now + step + on * more) % len(ring)] for more in range(len(ring))]
    return [one for at, one in enumerate(turns) if at == 0 or not _is_shown(one, shown)]


def brought(session: Session, shown: ShownPicture, wanted: Relative) -> Relative | None:
    """A picture that has been fetched meanwhile."""
    at = wanted.generation_id, wanted.index
    found = (one for one in relatives(session, shown) if (one.generation_id, one.index) == at and one.file)
    return next(found, None)


def _is_shown(one: Relative, shown: ShownPicture) -> bool:
    return (one.generation_id, one.index) == (shown.generation_id, shown.image_index)


def known_relatives(session: Session, job: Job) -> list[Relative]:
    """The same by what is in memory, for what is drawn: of a job's generation."""
    words = job.artist_id, job.prompt
    return family(job.generation_id, words, session.jobs.values(), (), lambda _file: True)


def is_all_known(session: Session, generation_id: str) -> bool:
    """Whether somebody has told which pictures a generation has."""
    jobs = session.past.of_generation(generation_id)
    return any(
        job.kind is Kind.IMAGE and job.state is State.READY and job.files and not job.is_partial
        for job in jobs
    )


def fetched_already(session: Session, generation_id: str) -> Job | None:
    """What brings the pictures of a generation, or could not, and has a card that says so."""
    jobs = [job for job in session.jobs.values() if job.free and job.generation_id == generation_id]
    return next(
        (
            job
            for job in reversed(jobs)
            if job.kind is Kind.IMAGE
            and not (job.dismissed or job.cancelled or job.state in {State.READY, State.CANCELLED})
        ),
        None,
    )


def shown_by_card(session: Session, job: Job) -> ShownPicture | None:
    """The picture that stands where a job's result or a relative of it was imported; None if not just one."""
    known = known_relatives(session, job)
    ids = {relative.generation_id for relative in known}
    jobs = dict.fromkeys(relative.job.id for relative in known if relative.job)
    for job_id in dict.fromkeys([job.id, *jobs]):
        found = pictures_of(whereabouts.things(session.jobs[job_id]), ids)
        if len(found) == 1:
            return found[0]
    return None


def choice_of_card(session: Session, job: Job) -> Choice | None:
    """Which picture of how many is shown; None where there is nothing to be chosen from."""
    known = known_relatives(session, job)
    shown = shown_by_card(session, job) if len(known) > 1 else None
    at = next((at for at, one in enumerate(known) if shown and _is_shown(one, shown)), None)
    return None if at is None else Choice(at + 1, len(known))


def import_as_of(session: Session, shown: ShownPicture) -> str:
    """What a picture was imported as, as far as is known."""
    before = _imported(session, shown)
    if before and before.get("import_as"):
        return str(before["import_as"])
    kinds = {reference.kind for reference in shown.things}
    return "WORLD" if "WORLD" in kinds else "REFERENCE" if "OBJECT" in kinds else "IMAGE"


def note_shown(session: Session, shown: ShownPicture, job: Job, outcome: ImportOutcome) -> None:
    """Have the job of a picture carry that it is now where another one was."""
    before = _imported(session, shown) or {}
    import_as = import_as_of(session, shown)
    noted = whereabouts.noted(import_as, outcome) | {"import_as": import_as}
    stayed = [thing for thing in before.get("things", ()) if thing not in noted["things"]]
    noted["things"] += [thing for thing in stayed if thing.get("kind") != "IMAGE"]
    noted |= {name: before[name] for name in ("where", "neighbor", "neighbor_id", "scene") if name in before}
    session.note_imported(job.id, noted)


def _imported(session: Session, shown: ShownPicture) -> dict[str, Any] | None:
    """What a job carries of the import of a picture."""
    jobs = session.past.of_generation(shown.generation_id)
    carried = [whereabouts.current_import(job) for job in jobs if job.kind is Kind.IMAGE]
    return max(filter(None, carried), key=lambda imported: imported.get("at", 0.0), default=None)
