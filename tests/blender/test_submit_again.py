# SPDX-License-Identifier: GPL-3.0-or-later
"""A script asks for a request again that was never answered: it is told what was found, and pays once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

pytestmark = pytest.mark.one_blender
PROMPT = "a fox in a misty forest"


@pytest.fixture
def lose(service: Sandbox, artist_id: str, part: Callable[[str], Any]) -> Callable[[str], str]:
    """Ask for an image whose answer never comes, and which is not found; gives the job's id."""

    def ask(fault: str) -> str:
        service.fault({"kind": fault}, method="POST")
        with pytest.raises(RuntimeError, match="never answered"):
            bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT)
        (job_id,) = part("operators.job_session").session().jobs
        return str(job_id)

    return ask


def another_program(service: Sandbox, artist_id: str, prompt: str) -> str:
    made = service.call("POST", "/generations/image", {"artistId": artist_id, "prompt": prompt})
    return str(made.json["generationId"])


def test_what_was_found_goes_on_and_is_not_sent(
    service: Sandbox,
    lose: Callable[[str], str],
    part: Callable[[str], Any],
    capfd: pytest.CaptureFixture[str],
) -> None:
    service.settings(list_delay=600)
    job_id = lose("drop_after")
    service.skip(601)
    assert bpy.ops.antekirt.submit_again(job_id=job_id) == {"CANCELLED"}
    assert "Warning: Nothing was sent: it was found, and it goes on" in capfd.readouterr().out
    assert len(service.ledger()) == 1
    assert part("operators.job_session").session().wait(job_id).state == "ready"


def test_what_may_be_it_is_told_and_not_sent_until_it_is_said_to_be_anothers(
    service: Sandbox, artist_id: str, lose: Callable[[str], str], capfd: pytest.CaptureFixture[str]
) -> None:
    job_id = lose("drop_before")
    other = another_program(service, artist_id, "a red fox")
    assert bpy.ops.antekirt.submit_again(job_id=job_id) == {"CANCELLED"}
    assert f"Warning: Nothing was sent, as this may be it: “a red fox” ({other})" in capfd.readouterr().out
    newer = another_program(service, artist_id, "a blue fox")
    assert bpy.ops.antekirt.submit_again(job_id=job_id, not_this=other) == {"CANCELLED"}
    assert newer in capfd.readouterr().out
    assert len(service.ledger()) == 2
    assert bpy.ops.antekirt.submit_again(job_id=job_id, not_this=newer) == {"FINISHED"}
    assert [charge["body"]["prompt"] for charge in service.ledger()][2:] == [PROMPT]
    bpy.ops.antekirt.resume_jobs()
    assert len(service.ledger()) == 3


def test_what_is_recognized_goes_on_for_nothing(
    service: Sandbox, artist_id: str, lose: Callable[[str], str], part: Callable[[str], Any]
) -> None:
    job_id = lose("drop_before")
    other = another_program(service, artist_id, "a red fox")
    with pytest.raises(RuntimeError, match="must be a full UUID"):
        bpy.ops.antekirt.adopt_generation(job_id=job_id, generation_id="this one")
    assert bpy.ops.antekirt.adopt_generation(job_id=job_id, generation_id=other) == {"FINISHED"}
    session = part("operators.job_session").session()
    session.wait_until(lambda: session.jobs[job_id].state == "ready")
    assert session.jobs[job_id].generation_id == other
    assert len(service.ledger()) == 1
    with pytest.raises(RuntimeError, match="not looking for a generation"):
        bpy.ops.antekirt.adopt_generation(job_id=job_id, generation_id=other)


def test_what_cannot_be_looked_for_is_an_error_and_not_sent(
    service: Sandbox, lose: Callable[[str], str]
) -> None:
    job_id = lose("drop_before")
    service.fault({"kind": "answer", "status": 503}, method="GET", path="*/generations", times=None)
    with pytest.raises(RuntimeError, match="Nothing was sent again"):
        bpy.ops.antekirt.submit_again(job_id=job_id)
    assert service.ledger() == []


def test_what_is_under_way_cannot_be_submitted_again(
    service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT)
    (job_id,) = part("operators.job_session").session().jobs
    with pytest.raises(RuntimeError, match="cannot be submitted again"):
        bpy.ops.antekirt.submit_again(job_id=job_id)
    assert len(service.ledger()) == 1


def test_what_turned_up_is_finished_by_resuming(
    service: Sandbox, lose: Callable[[str], str], part: Callable[[str], Any]
) -> None:
    service.settings(list_delay=600)
    job_id = lose("drop_after")
    service.skip(601)
    bpy.ops.antekirt.resume_jobs()
    assert part("operators.job_session").session().jobs[job_id].state == "ready"
    assert len(service.ledger()) == 1
