# SPDX-License-Identifier: GPL-3.0-or-later
"""What a generation says of a job, case by case: new, old, failed, or done with nothing to show."""

from __future__ import annotations

from typing import Any

import pytest

from antekirt_addon.api.address import unsigned
from antekirt_addon.api.resource import Generation
from antekirt_addon.jobs.generation_matching import was_taken
from antekirt_addon.jobs.job import Job, Kind
from antekirt_addon.jobs.pipeline import Verdict, is_processing, judge

OLD, NEW = "https://cdn.antekirt.test/1.svg", "https://cdn.antekirt.test/2.svg"
BASELINE = {"output": f"{OLD}?expires=1", "status": "completed"}


def shown(status: str, **outputs: Any) -> Generation:
    return Generation.from_json({"id": "g", "status": status, "outputs": outputs})


def job_of(kind: Kind, baseline: dict[str, str] | None = None, **fields: Any) -> Job:
    parameters = {} if kind is Kind.IMAGE else {"image_index": 2}
    return Job(kind, parameters, "https://antekirt.test", baseline=baseline or {}, **fields)


@pytest.mark.parametrize("status", ["processing", "processing_svg", "processing_video", "dreaming", ""])
@pytest.mark.parametrize("kind", Kind)
def test_what_is_not_over_is_waited_for_whatever_it_shows(kind: Kind, status: str) -> None:
    generation = shown(status, images=[NEW], svg=NEW, video=NEW)
    assert judge(job_of(kind, BASELINE, seen_processing=True), generation) == Verdict()


@pytest.mark.parametrize("status", ["completed", "failed"])
def test_all_images_that_are_there_are_the_jobs(status: str) -> None:
    generation = shown(status, images=[OLD, NEW])
    assert judge(job_of(Kind.IMAGE), generation) == Verdict(tuple(enumerate(generation.outputs.images)))


@pytest.mark.parametrize("status", ["completed", "failed"])
def test_a_conversion_has_the_output_of_its_kind_and_index(status: str) -> None:
    generation = shown(status, images=["i"], svg=NEW, video="v")
    expected = {Kind.SVG: generation.outputs.svg, Kind.VIDEO: generation.outputs.video}
    for kind, output in expected.items():
        assert judge(job_of(kind, BASELINE), generation) == Verdict(((2, output),))


def test_the_output_from_before_is_left_over_only_if_it_was_worked_on() -> None:
    generation = shown("completed", svg=f"{OLD}?expires=2")
    assert judge(job_of(Kind.SVG, BASELINE), generation) == Verdict(stale=True)
    worked_on = job_of(Kind.SVG, BASELINE, seen_processing=True)
    assert judge(worked_on, generation) == Verdict(stale=True, leftover=((2, generation.outputs.svg),))


@pytest.mark.parametrize("kind", Kind)
def test_done_with_nothing_to_show_is_stale(kind: Kind) -> None:
    assert judge(job_of(kind, BASELINE), shown("completed")) == Verdict(stale=True)
    assert judge(job_of(kind, BASELINE, seen_processing=True), shown("completed")) == Verdict(stale=True)


@pytest.mark.parametrize("outputs", [{}, {"svg": OLD}])
def test_only_a_failure_after_the_submit_is_the_jobs_own(outputs: dict[str, str]) -> None:
    generation = shown("failed", **outputs)
    failed_before = BASELINE | {"status": "failed"}
    assert judge(job_of(Kind.SVG, BASELINE), generation) == Verdict(failed=True)
    assert judge(job_of(Kind.SVG, failed_before, seen_processing=True), generation) == Verdict(failed=True)
    assert judge(job_of(Kind.SVG, failed_before), generation) == Verdict(stale=True)


@pytest.mark.parametrize(
    ("generation", "expected"),
    [
        (shown("processing_svg"), True),
        (shown("processing_video"), False),
        (shown("processing"), False),
        (shown("completed", svg=NEW), True),
        (shown("completed", svg=OLD), False),
        (shown("completed", video=NEW), False),
        (shown("completed"), False),
        (shown("failed"), True),
    ],
)
def test_a_conversion_was_taken_if_the_generation_shows_a_trace_of_it(
    generation: Generation, expected: bool
) -> None:
    assert was_taken(job_of(Kind.SVG, BASELINE), generation) is expected


@pytest.mark.parametrize("kind", Kind)
def test_work_is_told_by_its_kind(kind: Kind) -> None:
    word = "processing" if kind is Kind.IMAGE else f"processing_{kind}"
    for status in ("processing", "processing_svg", "processing_video", "completed"):
        assert is_processing(job_of(kind), shown(status)) is (status == word)


def test_signatures_are_no_part_of_an_address() -> None:
    assert unsigned(f"{OLD}?a=1?b=2") == unsigned(OLD) == OLD
    assert unsigned(OLD) != unsigned(NEW)
