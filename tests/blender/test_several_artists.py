# SPDX-License-Identifier: GPL-3.0-or-later
"""The same prompt asked of several artists, and several times, in one press for one price."""

from __future__ import annotations

import itertools
import uuid
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox


@pytest.fixture
def artist_ids(service: Sandbox) -> list[str]:
    return [artist["id"] for artist in service.call("GET", "/artists?limit=8").json["data"]]


def generate(**properties: Any) -> set[str]:
    outcome: set[str] = bpy.ops.antekirt.generate_image(prompt="a fox", **properties)
    return outcome


def charged(service: Sandbox) -> list[str]:
    """The artists of each image that was charged, in order."""
    return [charge["body"]["artistId"] for charge in service.ledger()]


def test_each_artist_makes_as_many_as_wanted(service: Sandbox, artist_ids: list[str]) -> None:
    """They lie in a row, the first at the cursor."""
    bpy.context.scene.cursor.location = (1.0, 2.0, 3.0)
    one, two, three = artist_ids[:3]
    assert generate(
        artist_id=one.upper(), artist_ids=f"{two}, {one},{three}", count=2, import_as="PLANE"
    ) == {"FINISHED"}
    assert sorted(charged(service)) == sorted([one, two, three] * 2)
    planes = [obj for obj in bpy.data.objects if obj.type == "MESH"]
    assert [plane["antekirt_artist_id"] for plane in planes] == [one, one, two, two, three, three]
    assert len({plane["antekirt_generation_id"] for plane in planes}) == 6
    places = [plane.matrix_world.translation - bpy.context.scene.cursor.location for plane in planes]
    assert [place.to_tuple(3)[1:] for place in places] == [(0, 0)] * 6
    assert places[0].length < 1e-5
    assert all(2.05 < after.x - before.x < 2.2 for before, after in itertools.pairwise(places))


@pytest.mark.one_blender
def test_all_of_one_press_share_it(
    service: Sandbox, artist_ids: list[str], part: Callable[[str], Any]
) -> None:
    service.settings(credits={"main": 500})
    generate(artist_ids=",".join(artist_ids[:2]), then={"SVG"})
    generate(artist_id=artist_ids[0])
    jobs = part("operators.job_session").session().jobs.values()
    assert len({job.purpose["press"] for job in list(jobs)[:4]}) == 1
    assert len({job.purpose["press"] for job in jobs}) == 2
    assert sorted(charge["credits"] for charge in service.ledger()) == [3, 3, 3, 5, 5]


@pytest.mark.one_blender
def test_one_that_is_refused_costs_nothing_and_stops_none(
    service: Sandbox, artist_ids: list[str], part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    one, two = artist_ids[:2]
    refused = [service.private_artist_id, service.deleted_artist_id]
    assert generate(artist_ids=",".join([refused[0], one, refused[1], two]), then={"SVG"}) == {"FINISHED"}
    assert sorted(charge["credits"] for charge in service.ledger()) == [3, 3, 5, 5]
    jobs = part("operators.job_session").session().jobs.values()
    failed = [job for job in jobs if job.state == "failed" and not job.parent_id]
    assert [job.artist_id for job in failed] == refused
    assert all(job.problem.charged is False for job in failed)
    said = capfd.readouterr().out
    assert "4 of 8 results have come, for 16 credits." in said
    assert "Artist not found" in said


@pytest.mark.one_blender
def test_when_nothing_comes_it_is_a_failure(service: Sandbox) -> None:
    with pytest.raises(RuntimeError, match=r"0 of 2 results have come, for 0 credits\..*Artist not found"):
        generate(artist_ids=f"{service.private_artist_id},{service.deleted_artist_id}")
    assert service.ledger() == []


@pytest.mark.one_blender
def test_what_is_wrong_is_said_before_anything_is_sent(service: Sandbox, artist_ids: list[str]) -> None:
    one = artist_ids[0]
    service.forget_requests()
    cases: list[tuple[str, dict[str, Any]]] = [
        ("At most 6 artists can be asked at once, not 7", {"artist_ids": ",".join(artist_ids[:7])}),
        (
            "One of the artist ids is empty",
            {"artist_id": one, "artist_ids": f"{artist_ids[1]},,{artist_ids[2]}"},
        ),
        ("must be a full UUID, not “825a”", {"artist_id": one, "artist_ids": "825a"}),
        ("No artist is chosen", {"count": 2}),
        ("count must be a whole number from 1 to 9, not 0", {"artist_id": one, "count": 0}),
        ("count must be a whole number from 1 to 9, not 10", {"artist_id": one, "count": 10}),
    ]
    for sentence, properties in cases:
        with pytest.raises(RuntimeError, match=sentence):
            generate(**properties)
    assert service.requests() == []
    assert generate(artist_id=one, artist_ids=",".join([one] * 7)) == {"FINISHED"}
    assert charged(service) == [one]


@pytest.mark.one_blender
def test_all_can_be_paid_for_or_nothing_is_sent(
    service: Sandbox, artist_ids: list[str], part: Callable[[str], Any]
) -> None:
    """Six pictures for 18 credits: neither the balance nor the limit lets some of them through."""
    several = {"artist_ids": ",".join(artist_ids[:3]), "count": 2}
    service.settings(credits={"main": 17})
    with pytest.raises(RuntimeError, match="you have 17"):
        generate(**several)
    service.settings(credits={"main": 500})
    preferences = part("operators.chosen_preferences").preferences()
    preferences.spending_limit = 17
    with pytest.raises(RuntimeError, match="Your limit for this session is 17"):
        generate(**several)
    service.fault({"kind": "answer", "status": 503}, path="*/account/me", times=None)
    preferences.spending_limit = 18
    with pytest.raises(RuntimeError, match="in a few minutes"):
        generate(**several)
    assert service.ledger() == []
    service.clear_faults()
    generate(**several)
    assert len(service.ledger()) == 6
    preferences.spending_limit = 0


@pytest.mark.one_blender
def test_an_unknown_artist_among_copies(service: Sandbox, artist_ids: list[str]) -> None:
    assert generate(artist_id=artist_ids[0], artist_ids=str(uuid.uuid4()), count=2) == {"FINISHED"}
    assert charged(service) == [artist_ids[0]] * 2


@pytest.mark.one_blender
def test_each_picture_has_what_is_made_of_it_in_the_row(artist_ids: list[str]) -> None:
    generate(artist_ids=",".join(artist_ids[:2]), import_as="PLANE", then={"SVG"})
    roots = [obj for obj in bpy.data.objects if obj.parent is None]
    roots.sort(key=lambda obj: obj.matrix_world.translation.x)
    assert [obj["antekirt_kind"] for obj in roots] == ["image", "svg"] * 2
    across = [obj.matrix_world.translation.x for obj in roots]
    assert all(2.0 < after - before < 4.0 for before, after in itertools.pairwise(across))


@pytest.mark.one_blender
def test_the_first_is_the_material_and_the_others_are_kept(artist_ids: list[str]) -> None:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    generate(artist_ids=",".join(artist_ids[:3]), import_as="MATERIAL")
    assert cube.active_material["antekirt_artist_id"] == artist_ids[0]
    assert len(bpy.data.images) == 3
    assert all(
        image.use_fake_user for image in bpy.data.images if image["antekirt_artist_id"] != artist_ids[0]
    )


@pytest.mark.one_blender
def test_a_damaged_place_is_no_place_to_stand_beside(artist_id: str, part: Callable[[str], Any]) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", count=2, import_as="PLANE")
    first, second = part("operators.job_session").session().jobs.values()
    target = part("operators.job_purpose").Purpose.from_json(second.purpose).target
    row_of = part("operators.shared_row").row_of
    assert row_of(second, target)
    for damaged in (5, ["left", 0, 0]):
        first.purpose["target"]["location"] = damaged
        second.purpose["target"]["location"] = damaged
        assert row_of(second, target) == ()
