# SPDX-License-Identifier: GPL-3.0-or-later
"""A video has the proportions of its picture, also of one that is not there yet when it is asked for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.job_json import from_json, to_json
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.media.probe import probe

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

QUADRANTS = Path(__file__).resolve().parents[2] / "data" / "quadrants.webp"
ONE = "*/generations/*"  # what is asked for before a video is


@pytest.mark.parametrize(("side", "ratio"), [("", "1:1"), ("height", "16:9"), ("width", "9:16")])
def test_it_is_what_the_service_says_of_the_picture_just_before(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, side: str, ratio: str
) -> None:
    """side: which is shorter than the other."""
    image = run(image_job())
    if side:
        told = {"kind": "replace", "pointer": f"/data/outputs/images/0/{side}", "value": 576}
        quick.fault(told, method="GET", path=ONE)
    guessed = {"image_index": 0, "prompt": "slowly", "duration": 2, "fps": 12, "aspect_ratio": "1:1"}
    job = Job(Kind.VIDEO, guessed, image.service, generation_id=image.generation_id, fits_picture=True)
    done = run(job)
    assert done.state is State.READY
    assert done.parameters == guessed | {"aspect_ratio": ratio}
    assert quick.ledger()[1]["body"]["aspectRatio"] == ratio


@pytest.mark.parametrize("fits", [False, True])
def test_what_was_chosen_stays_and_so_does_a_guess_that_nobody_mends(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, fits: bool
) -> None:
    image = run(image_job())
    if fits:
        told = {"kind": "replace", "pointer": "/data/outputs/images/0/height", "value": None}
        quick.fault(told, method="GET", path=ONE)
    chosen = {"image_index": 0, "prompt": "slowly", "duration": 2, "fps": 12, "aspect_ratio": "9:16"}
    run(Job(Kind.VIDEO, chosen, image.service, generation_id=image.generation_id, fits_picture=fits))
    assert quick.ledger()[1]["body"]["aspectRatio"] == "9:16"


def test_the_sides_of_a_picture_are_read_from_its_file(tmp_path: Path) -> None:
    results_folder = ResultsFolder(tmp_path / "Antekirt")
    there = results_folder.generation_folder("one")
    sides = probe(QUADRANTS).width, probe(QUADRANTS).height
    shutil.copy(QUADRANTS, there / "image-1.webp")
    (there / "image-2.webp").write_bytes(b"RIFF, or so")
    assert results_folder.sides_of("one", 1) == sides
    assert [results_folder.sides_of(*other) for other in (("one", 0), ("one", 2), ("two", 1))] == [None] * 3


def test_an_earlier_version_reads_a_ratio_that_it_can_send(image_job: Callable[..., Job]) -> None:
    written = to_json(replace(image_job(), fits_picture=True))
    assert from_json(written).fits_picture
    del written["fits_picture"]
    assert not from_json(written).fits_picture
