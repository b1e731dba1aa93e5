# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has of a picture is not paid for again: what the journal tells, and what it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.possession import Possession, Shown, possession
from antekirt_addon.jobs.problem import CANCELLED, CANCELLED_NOT_TAKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

NONE, HERE, THERE, UNDER_WAY, UNCLEAR = Possession
GENERATION = "00000000-0000-4000-8000-000000000001"
FIRST, SECOND = "https://cdn.antekirt.test/1", "https://cdn.antekirt.test/2"
MOTION = {"prompt": "slowly", "duration": 2, "fps": 12}


def conversion(kind: Kind = Kind.SVG, **fields: Any) -> Job:
    parameters = fields.pop("parameters", {"image_index": 0} | (MOTION if kind is Kind.VIDEO else {}))
    return Job(kind, parameters, "https://antekirt.test", generation_id=GENERATION, **fields)


def made(url: str, kind: Kind = Kind.SVG, state: State = State.READY, **fields: Any) -> Job:
    """A row of what was paid for, whose file came from an address."""
    files = (ResultFile("x", 0, 1, "", f"{url}?expires=1"),)
    return conversion(kind, state=state, files=files, credits_used=5, **fields)


def told(job: Job, *rows: Job, on_disk: bool = False, shown: Shown | None = None) -> Possession:
    return possession(job, rows, lambda _row: on_disk, shown)[0]


OF_SECOND = {"image_index": 1}


@pytest.mark.parametrize(
    ("rows", "shown", "expected"),
    [
        ([], Shown("", 1), NONE),
        ([], None, NONE),
        ([], Shown(FIRST, 1), THERE),
        ([], Shown(FIRST, 2), UNCLEAR),
        ([made(FIRST)], Shown(FIRST, 2), THERE),
        ([made(FIRST)], Shown(SECOND, 2), UNCLEAR),
        ([made(FIRST)], Shown("", 2), NONE),
        ([made(FIRST)], None, THERE),
        ([made(FIRST, parameters=OF_SECOND)], Shown(FIRST, 2), NONE),
        ([made(FIRST, parameters=OF_SECOND)], None, NONE),
        ([made(FIRST), made(SECOND, parameters=OF_SECOND)], None, NONE),
        ([made(FIRST), made(SECOND, parameters=OF_SECOND)], Shown(SECOND, 2), NONE),
        ([made(FIRST, parameters={"image_index": "?"})], Shown(FIRST, 2), NONE),
        ([replace(made(FIRST), service="https://elsewhere.test")], Shown(FIRST, 2), UNCLEAR),
        ([made(FIRST, account="another")], Shown(FIRST, 2), UNCLEAR),
        ([conversion(state=State.CANCELLED, problem=CANCELLED)], Shown(FIRST, 2), THERE),
        ([conversion(state=State.CANCELLED, problem=CANCELLED_NOT_TAKEN)], Shown(FIRST, 2), UNCLEAR),
        (
            [conversion(state=State.CANCELLED, problem=CANCELLED, baseline={"output": FIRST})],
            Shown(f"{FIRST}?expires=2", 2),
            UNCLEAR,
        ),
        (
            [
                conversion(state=State.CANCELLED, problem=CANCELLED),
                conversion(state=State.CANCELLED, problem=CANCELLED, parameters=OF_SECOND),
            ],
            Shown(FIRST, 2),
            UNCLEAR,
        ),
        ([conversion(state=State.RUNNING, parameters=OF_SECOND, credits_used=5)], Shown(FIRST, 2), NONE),
        ([conversion(state=State.RUNNING)], Shown("", 1), UNDER_WAY),
        ([conversion(state=State.UNCONFIRMED)], Shown("", 1), UNDER_WAY),
        ([conversion(state=State.RUNNING, parameters=OF_SECOND)], Shown("", 2), NONE),
        ([conversion(state=State.UNSENT)], Shown("", 1), NONE),
        ([conversion(state=State.ABSENT)], Shown("", 1), NONE),
        # Whoever imported it may have named any image.
        ([made(FIRST, free=True)], Shown(FIRST, 2), UNCLEAR),
        ([made(FIRST, free=True, unless_had=True)], Shown(FIRST, 2), THERE),
    ],
)
def test_which_vectors_the_account_has(rows: list[Job], shown: Shown | None, expected: Possession) -> None:
    assert told(conversion(account="mine"), *rows, shown=shown) is expected


def test_the_same_film_has_the_same_picture_motion_and_settings() -> None:
    film, row = conversion(Kind.VIDEO), made(FIRST, Kind.VIDEO)
    shown = Shown(FIRST, 1)
    assert told(film, shown=shown) is UNCLEAR, "how it was made the service does not say"
    assert told(film, row, shown=shown) is THERE
    spelled = replace(row, parameters={**MOTION, "resolution": "480p", "camera_fixed": False})
    assert told(film, spelled, shown=shown) is THERE, "what was left out has its documented value"
    for changed in ({"prompt": "fast"}, {"fps": 24}, {"camera_fixed": True}, {"image_index": 1}):
        other = replace(film, parameters=film.parameters | changed)
        assert told(other, row, shown=shown) is NONE, changed
        assert told(other, row, on_disk=True, shown=shown) is NONE, changed
    blanks = replace(film, parameters=film.parameters | {"prompt": " slowly\n"})
    assert told(blanks, row, shown=shown) is THERE
    assert told(film, row, on_disk=True) is HERE
    assert told(conversion(), row, on_disk=True, shown=Shown("", 1)) is NONE, "another kind"


def test_what_became_known_only_at_the_service_is_not_paid_for(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=2)
    image = run(image_job())
    wanted = Job(Kind.SVG, {"image_index": 1}, image.service, generation_id=image.generation_id)
    paid = run(wanted)
    again = replace(wanted, id="again", unless_had=True)
    brought = run(again)
    assert (brought.state, brought.free, brought.files) == (State.READY, True, paid.files)
    assert len(quick.ledger()) == 2
    assert session.spent == session.budget.committed == 8
    other = replace(wanted, id="other", unless_had=True, parameters={"image_index": 0})
    assert run(other).credits_used == 5, "it is known to be another image's"
    back = replace(wanted, id="back", unless_had=True)
    session.results_folder.path(paid.files[0]).unlink()
    assert run(back).credits_used == 5, "the service shows the last one alone"


def test_what_cannot_be_told_is_not_sent_before_the_artist_says_so(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    body = {"generationId": image.generation_id, "prompt": "slowly"}
    quick.call("POST", "/generations/video", body)
    quick.skip(1)
    parameters = {"image_index": 0, "prompt": "slowly"}
    film = Job(Kind.VIDEO, parameters, image.service, generation_id=image.generation_id, unless_had=True)
    refused = run(film)
    assert (refused.state, refused.problem.charged) == (State.FAILED, False)
    assert "25 credits" in refused.problem.text
    assert len(quick.ledger()) == 2
    session.submit_again(film.id)
    session.wait_until(lambda: session.jobs[film.id].state is State.READY)
    assert len(quick.ledger()) == 3
