# SPDX-License-Identifier: GPL-3.0-or-later
"""Making room removes only what can be fetched again, and what is paid for can be had again afterwards."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs import disk_cleanup
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


@pytest.fixture
def results(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job]
) -> dict[Kind, Path]:
    """An image and its vectors, on disk."""
    image = image_job()
    jobs = [image, follow(image, Kind.SVG)]
    return {job.kind: session.results_folder.path(job.files[0]) for job in finished(session, *jobs)}


def finished(session: Session, *jobs: Job) -> list[Job]:
    """The jobs, begun and brought to their end, also in the journal: that is written a moment later."""
    session.start(list(jobs))
    done = [session.wait(job.id) for job in jobs]
    with closing(Journal(session.results_folder.journal_path)) as journal:
        session.wait_until(lambda: all(journal.get(job.id) == job for job in done))
    return done


def paths(session: Session, **options: object) -> set[Path]:
    chosen = {"used": set(), **options}
    return {file.path for file in disk_cleanup.removable(session.results_folder, session.client, **chosen)}


def test_what_the_service_still_has_can_go_and_come_back(
    session: Session, results: dict[Kind, Path], quick: Sandbox
) -> None:
    before = {path: path.read_bytes() for path in results.values()}
    assert session.results_folder.size() == sum(map(len, before.values()))
    files = disk_cleanup.removable(session.results_folder, session.client, set())
    assert {file.path for file in files} == set(before)
    assert disk_cleanup.remove(files) == sum(map(len, before.values()))
    assert session.results_folder.size() == 0

    (image,) = (job for job in session.jobs.values() if job.kind is Kind.IMAGE)
    again = Job(
        Kind.IMAGE, {}, image.service, free=True, state=State.RUNNING, generation_id=image.generation_id
    )
    session.start([again])
    done = session.wait(again.id)
    assert session.results_folder.path(done.files[0]).read_bytes() == before[results[Kind.IMAGE]]
    assert sorted(charge["credits"] for charge in quick.ledger()) == [3, 5]


def test_what_is_used_stays(session: Session, results: dict[Kind, Path]) -> None:
    assert paths(session, used={results[Kind.IMAGE].resolve()}) == {results[Kind.SVG]}


def test_what_the_service_shows_no_more_stays(
    session: Session, results: dict[Kind, Path], quick: Sandbox
) -> None:
    patch = {"data": {"outputs": {"svg": None}}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", path="*/generations/*", times=None)
    generation_id = results[Kind.IMAGE].parent.name
    assert paths(session, generation_id=generation_id) == {results[Kind.IMAGE]}


def test_what_belongs_to_another_account_stays(
    session: Session, results: dict[Kind, Path], open_session: Callable[..., Session], quick: Sandbox
) -> None:
    assert results
    assert session.close()
    assert paths(open_session(key=quick.other_api_key)) == set()


def test_what_the_artist_put_there_stays(session: Session, results: dict[Kind, Path]) -> None:
    mine = results[Kind.IMAGE].with_name("notes.txt")
    mine.write_text("mine")
    assert mine not in paths(session)


def test_what_the_artist_has_changed_stays(session: Session, results: dict[Kind, Path]) -> None:
    """Also if it still has the same size, and also if it is changed after the search."""
    image, vectors = results[Kind.IMAGE], results[Kind.SVG]
    image.write_bytes(bytes(image.stat().st_size))
    files = disk_cleanup.removable(session.results_folder, session.client, set())
    assert [file.path for file in files] == [vectors]
    vectors.write_bytes(vectors.read_bytes() + b" ")
    assert disk_cleanup.remove(files) == 0
    assert vectors.is_file()


def test_without_the_services_word_nothing_goes(
    session: Session, results: dict[Kind, Path], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 503}, origin="api", times=None)
    with pytest.raises(Exception, match="503"):
        paths(session)
    assert all(path.is_file() for path in results.values())
    quick.clear_faults()


def rewrite(session: Session, of: Kind, **changes: Any) -> None:
    """What the journal says of a job, changed behind everybody's back."""
    (job,) = (job for job in session.jobs.values() if job.kind is of)
    with closing(Journal(session.results_folder.journal_path)) as journal:
        journal.save(replace(job, **changes), "somebody")


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.RUNNING},  # it is being fetched again
        {"service": "https://example.com"},
        {"generation_id": "another"},
        {"kind": Kind.VIDEO},
        {"files": ()},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_not_known_to_be_the_services_stays(
    session: Session, results: dict[Kind, Path], changes: dict[str, Any]
) -> None:
    rewrite(session, Kind.SVG, **changes)
    assert paths(session) == {results[Kind.IMAGE]}


def test_what_was_made_anew_since_stays(session: Session, results: dict[Kind, Path]) -> None:
    """The service shows another file of the kind: the one here cannot be had again."""
    (image,) = (job for job in session.jobs.values() if job.kind is Kind.IMAGE)
    (file,) = image.files
    address = file.source_url.partition("?")[0]
    rewrite(session, Kind.IMAGE, files=(replace(file, source_url=f"{address}?signature=another"),))
    assert paths(session) == set(results.values())
    rewrite(session, Kind.IMAGE, files=(replace(file, source_url=f"{address}x"),))
    assert paths(session) == {results[Kind.SVG]}


def test_what_the_service_is_at_work_on_stays(
    session: Session, results: dict[Kind, Path], quick: Sandbox
) -> None:
    quick.settings(svg_delay=600)
    quick.call("POST", "/generations/svg", {"generationId": results[Kind.IMAGE].parent.name})
    assert paths(session) == set()


def test_a_file_of_two_jobs_goes_once(session: Session, results: dict[Kind, Path], quick: Sandbox) -> None:
    image = results[Kind.IMAGE]
    again = Job(
        Kind.IMAGE, {}, quick.base_url, free=True, state=State.RUNNING, generation_id=image.parent.name
    )
    (done,) = finished(session, again)
    assert session.results_folder.path(done.files[0]) == image
    files = disk_cleanup.removable(session.results_folder, session.client, set())
    assert sorted(file.path for file in files) == sorted(results.values())
    assert {file.path: file.size for file in files} == {
        path: path.stat().st_size for path in results.values()
    }


def test_a_file_that_is_gone_frees_nothing(session: Session, results: dict[Kind, Path]) -> None:
    results[Kind.SVG].unlink()
    assert paths(session) == {results[Kind.IMAGE]}


def test_a_file_that_goes_meanwhile_is_no_trouble(session: Session, results: dict[Kind, Path]) -> None:
    files = disk_cleanup.removable(session.results_folder, session.client, set())
    results[Kind.SVG].unlink()
    disk_cleanup.remove(files)
    assert not any(path.exists() for path in results.values())


def test_of_one_generation_only_its_own_files_go(
    session: Session, results: dict[Kind, Path], image_job: Callable[..., Job]
) -> None:
    (other,) = finished(session, image_job("another fox"))
    assert paths(session, generation_id=other.generation_id) == {session.results_folder.path(other.files[0])}
    assert len(paths(session)) == len(results) + 1


def test_what_is_used_by_way_of_a_link_stays(
    open_session: Callable[..., Session], image_job: Callable[..., Job], tmp_path: Path
) -> None:
    real, link = tmp_path / "another disk", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real, target_is_directory=True)
    session = open_session(folder=link)
    (job,) = finished(session, image_job())
    path = session.results_folder.path(job.files[0])
    assert path.is_relative_to(link)
    assert paths(session, used={path.resolve()}) == set()
    assert paths(session) == {path}
