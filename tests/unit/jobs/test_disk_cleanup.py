# SPDX-License-Identifier: GPL-3.0-or-later
"""Making room removes only what can be fetched again, and what is paid for can be had again afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import disk_cleanup
from antekirt_addon.jobs.job import Job, Kind, State

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
    session.start(jobs)
    done = [session.wait(job.id) for job in jobs]
    return {job.kind: session.results_folder.path(job.files[0]) for job in done}


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


def test_without_the_services_word_nothing_goes(
    session: Session, results: dict[Kind, Path], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 503}, origin="api", times=None)
    with pytest.raises(Exception, match="503"):
        paths(session)
    assert all(path.is_file() for path in results.values())
    quick.clear_faults()
