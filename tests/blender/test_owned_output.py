# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has of a picture is imported for nothing, and a new one paid for when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

pytestmark = pytest.mark.one_blender
FILM = {"prompt": "slowly", "duration": 2, "fps": 12}


@pytest.fixture
def image(service: Sandbox, artist_id: str, part: Callable[[str], Any]) -> str:
    """The id of a generation of one picture."""
    assert service.base_url
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox")
    (job,) = part("operators.job_session").session().jobs.values()
    return str(job.generation_id)


def test_vectors_are_paid_for_once(
    service: Sandbox, image: str, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    convert = bpy.ops.antekirt.convert_svg
    convert(generation_id=image)
    service.settings(credits={"main": 0})
    convert(generation_id=image, import_as="CURVES")
    assert any(thing.get("antekirt_kind") == "svg" for thing in bpy.data.objects)
    with pytest.raises(RuntimeError, match="credits"):
        convert(generation_id=image, again=True)
    service.settings(credits={"main": 5})
    convert(generation_id=image, again=True)
    assert [charge["credits"] for charge in service.ledger()] == [3, 5, 5]

    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    part("operators.job_session").session()
    convert(generation_id=image.upper())
    assert len(service.ledger()) == 3


def test_a_film_is_paid_for_once(service: Sandbox, image: str) -> None:
    animate = bpy.ops.antekirt.generate_video
    animate(generation_id=image, **FILM)
    animate(generation_id=image, **FILM, import_as="PLANE")
    assert len(service.ledger()) == 2
    assert any(thing.get("antekirt_kind") == "video" for thing in bpy.data.objects)


def test_what_was_made_elsewhere_is_had_only_where_that_can_be_told(service: Sandbox, image: str) -> None:
    service.call("POST", "/generations/svg", {"generationId": image})
    service.skip(1)
    bpy.ops.antekirt.convert_svg(generation_id=image)
    assert len(service.ledger()) == 2
    service.call("POST", "/generations/video", {"generationId": image, "prompt": "slowly"})
    service.skip(1)
    with pytest.raises(RuntimeError, match="how it was made is not known here"):
        bpy.ops.antekirt.generate_video(generation_id=image, **FILM)
    assert len(service.ledger()) == 3


def test_what_an_ended_blender_has_under_way_is_waited_for(
    service: Sandbox, image: str, part: Callable[[str], Any], addon: Any
) -> None:
    service.settings(svg_delay=600)
    session = part("operators.job_session").session()

    def too_long() -> None:
        if len(service.ledger()) == 2:
            raise TimeoutError

    session.check_wait = too_long
    with pytest.raises(RuntimeError):
        bpy.ops.antekirt.convert_svg(generation_id=image)
    bpy.ops.preferences.addon_disable(module=addon.__name__)
    bpy.ops.preferences.addon_enable(module=addon.__name__)
    service.skip(600)
    bpy.ops.antekirt.convert_svg(generation_id=image, import_as="MESH")
    assert len(service.ledger()) == 2
    assert any(thing.get("antekirt_kind") == "svg" for thing in bpy.data.objects)
