# SPDX-License-Identifier: GPL-3.0-or-later
"""Which results have a card: those that wait, and the last that were imported, each output once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.one_blender
PACKAGE = "bl_ext.user_default.antekirt"


class Results:
    """Makes results, and says which of them are shown."""

    def __init__(self, part: Callable[[str], Any]) -> None:
        self._part = part
        self.jobs: list[Any] = []

    def add(self, generation_id: str, *, imported_at: float = 0.0, **changes: Any) -> Any:
        jobs = self._part("jobs.job")
        job = jobs.Job(jobs.Kind.IMAGE, {}, "https://antekirt.com", state=jobs.State.READY)
        told = {"import_as": "PLANE", "at": imported_at} if imported_at else None
        self.jobs.append(replace(job, generation_id=generation_id, imported=told, **changes))
        return self.jobs[-1]

    def shown(self) -> Any:
        return self._part("ui.job_listing").choose(self.jobs, frozenset())

    def names(self) -> list[str]:
        return [job.generation_id for job in self.shown().results.jobs]


@pytest.fixture
def results(part: Callable[[str], Any]) -> Results:
    return Results(part)


def test_the_last_imports_keep_their_cards_and_what_waits_is_never_dropped(results: Results) -> None:
    results.add("waits")
    for number in range(8):
        results.add(f"fox {number}", imported_at=100.0 - number)
    results.add("aside", imported_at=200.0, dismissed=True)
    assert results.names() == [*(f"fox {number}" for number in (5, 4, 3, 2, 1, 0)), "waits"]
    assert (results.shown().waiting, results.shown().picked) == (1, results.jobs[6].id)
    preferences: Any = bpy.context.preferences.addons[PACKAGE].preferences
    preferences.cards_kept = 0
    assert results.names() == ["waits"]
    preferences.cards_kept = 6


def test_what_is_imported_twice_has_one_card(results: Results) -> None:
    results.add("fox", imported_at=1.0)
    results.add("fox", imported_at=2.0, purpose={"image_index": 1})
    results.add("fox", imported_at=3.0, free=True)
    assert [job.imported["at"] for job in results.shown().results.jobs] == [3.0, 2.0]


def test_a_list_that_became_shorter_shows_its_last_page(results: Results, part: Callable[[str], Any]) -> None:
    for number in range(30):
        results.add(f"fox {number}")
    assert len(results.names()) == 12
    pages, listing = part("operators.runtime").state(part("operators.job_page").JobPages), "RESULTS"
    pages.first[listing] = 24
    assert (len(results.names()), results.shown().results.total) == (6, 30)
    del results.jobs[:10]
    assert (results.shown().results.first, len(results.names())) == (12, 8)
    results.add("newest")
    assert results.names()[0] == "newest", "it is turned to what has just come"


def test_no_list_hides_any_of_many(results: Results, part: Callable[[str], Any]) -> None:
    states, pages = (
        part("jobs.job").State,
        part("operators.runtime").state(part("operators.job_page").JobPages),
    )
    for number in range(31):
        results.add(f"running {number}", state=states.RUNNING)
        results.add(f"failed {number}", state=states.FAILED, problem=part("jobs.problem").NOTHING_NEW)
        results.add(f"ready {number}")
    names = set()
    for first in (0, 12, 24):
        for listing in ("RUNNING", "PROBLEMS", "RESULTS"):
            pages.first[listing] = first
        shown = results.shown()
        for page in (shown.running, shown.problems, shown.results):
            assert (len(page.jobs), page.total) == (min(12, 31 - first), 31)
            names |= {job.generation_id for job in page.jobs}
    assert len(names) == len(results.jobs)
    pages.first |= dict.fromkeys(pages.first, 0)


def test_a_press_with_several_artists_is_compared(results: Results, part: Callable[[str], Any]) -> None:
    compared = [results.add(f"fox {name}", artist_id=name, purpose={"press": "1"}) for name in "ab"]
    results.add("alone", artist_id="a", purpose={"press": "2"})
    results.add("old", artist_id="a")
    found = part("ui.result_grid").pressed_with_several_artists(results.jobs)
    assert found == {job.id for job in compared}
