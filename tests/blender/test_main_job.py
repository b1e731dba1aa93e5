# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job through the public operators: prompt → image → SVG → video, into the scene."""

from __future__ import annotations

import functools
import uuid
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

PROMPT = "a fox in a misty forest, 狐\nat sunset"


@pytest.fixture
def generation_id(service: Sandbox, artist_id: str) -> str:
    """A finished image, imported nowhere."""
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT)
    return str(service.ledger()[0]["generationId"])


def test_each_step_lands_in_the_scene_with_its_origin(service: Sandbox, artist_id: str) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT, import_as="PLANE")
    plane = bpy.context.object
    generation = plane["antekirt_generation_id"]
    assert plane["antekirt_prompt"] == PROMPT
    assert plane["antekirt_artist_id"] == artist_id
    assert (plane["antekirt_kind"], plane["antekirt_image_index"]) == ("image", 0)

    before = set(bpy.data.objects)
    bpy.ops.antekirt.convert_svg(generation_id=generation, import_as="CURVES", size=3.0)
    made = set(bpy.data.objects) - before
    assert {obj["antekirt_kind"] for obj in made} == {"svg"}
    assert any(obj.type == "CURVE" for obj in made)

    bpy.ops.antekirt.generate_video(
        generation_id=generation, prompt="slowly", duration=2, fps=12, import_as="PLANE"
    )
    assert bpy.context.object["antekirt_kind"] == "video"
    assert bpy.context.object["antekirt_prompt"] == PROMPT
    assert [charge["credits"] for charge in service.ledger()] == [3, 5, 25]


@pytest.mark.one_blender
def test_a_chain_in_one_go(service: Sandbox, artist_id: str, part: Callable[[str], Any]) -> None:
    bpy.ops.antekirt.generate_image(
        artist_id=artist_id, prompt=PROMPT, import_as="PLANE", then={"SVG", "VIDEO"}
    )
    kinds = {obj["antekirt_kind"] for obj in bpy.data.objects}
    assert kinds == {"image", "svg", "video"}
    assert sorted(charge["credits"] for charge in service.ledger()) == [3, 5, 25]
    presses = [job.purpose["press"] for job in part("operators.job_session").session().jobs.values()]
    assert len(presses) == 3
    assert len({press for press in presses if press}) == 1


@pytest.mark.one_blender
def test_a_film_of_a_picture_to_come_has_its_proportions_unless_others_are_chosen(
    service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    for chosen in ("PICTURE", "9:16"):
        bpy.context.scene.antekirt.aspect_ratio = chosen
        bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT, then={"VIDEO"})
    films = [charge["body"] for charge in service.ledger() if charge["credits"] == 25]
    assert [film["aspectRatio"] for film in films] == ["1:1", "9:16"]
    jobs = part("operators.job_session").session().jobs.values()
    assert [job.fits_picture for job in jobs if job.kind == "video"] == [True, False]


@pytest.mark.parametrize("choice", ["NONE", "IMAGE", "PLANE", "REFERENCE", "WORLD", "MATERIAL"])
def test_every_import_of_an_image(generation_id: str, choice: str, service: Sandbox) -> None:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    bpy.ops.antekirt.import_generation(generation_id=generation_id, kind="IMAGE", import_as=choice)
    assert len(bpy.data.images) == (0 if choice == "NONE" else 1)
    found: dict[str, Callable[[], bool]] = {
        "NONE": lambda: not bpy.data.images,
        "IMAGE": lambda: bpy.data.images[0].users > 0,
        "PLANE": lambda: bpy.context.object.type == "MESH" and bpy.context.object is not cube,
        "REFERENCE": lambda: bpy.context.object.data == bpy.data.images[0],
        "WORLD": lambda: bpy.context.scene.world["antekirt_generation_id"] == generation_id,
        "MATERIAL": lambda: cube.active_material["antekirt_generation_id"] == generation_id,
    }
    assert found[choice]()
    assert len(service.ledger()) == 1


@pytest.mark.one_blender
def test_what_is_on_disk_is_imported_without_a_key(
    generation_id: str, service: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    service.forget_requests()
    bpy.ops.antekirt.import_generation(generation_id=generation_id, kind="IMAGE", import_as="IMAGE")
    assert [image["antekirt_prompt"] for image in bpy.data.images] == [PROMPT]
    with pytest.raises(RuntimeError, match="No API key is set"):
        bpy.ops.antekirt.import_generation(generation_id=generation_id, kind="SVG", import_as="CURVES")
    assert service.requests() == []


@pytest.mark.parametrize("choice", ["NONE", "CURVES", "MESH", "GREASE_PENCIL"])
def test_every_import_of_an_svg(generation_id: str, choice: str, service: Sandbox) -> None:
    before = set(bpy.data.objects)
    bpy.ops.antekirt.convert_svg(generation_id=generation_id, import_as=choice)
    made = {obj.type for obj in set(bpy.data.objects) - before}
    grease_pencil = "GREASEPENCIL" if bpy.app.version >= (4, 3) else "GPENCIL"
    expected = {
        "NONE": set(),
        "CURVES": {"EMPTY", "CURVE"},
        "MESH": {"EMPTY", "MESH"},
        "GREASE_PENCIL": {"EMPTY", grease_pencil},
    }
    assert made == expected[choice]
    assert bool(bpy.data.curves) == (choice == "CURVES")
    assert [charge["credits"] for charge in service.ledger()] == [3, 5]


@pytest.mark.parametrize("choice", ["NONE", "PLANE", "SEQUENCER"])
def test_every_import_of_a_video(generation_id: str, choice: str, part: Callable[[str], Any]) -> None:
    bpy.ops.antekirt.generate_video(
        generation_id=generation_id, prompt="slowly", duration=2, fps=12, import_as=choice
    )
    strips = part("scene.compat").strips(bpy.context.scene)
    assert bool(strips) == (choice == "SEQUENCER")
    assert any(obj.get("antekirt_kind") == "video" for obj in bpy.data.objects) == (choice == "PLANE")


@pytest.mark.one_blender
def test_several_images_are_imported_or_picked(service: Sandbox, artist_id: str) -> None:
    service.settings(images_per_generation=3)
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT, import_as="PLANE")
    planes = [obj for obj in bpy.data.objects if obj.type == "MESH"]
    assert sorted(plane["antekirt_image_index"] for plane in planes) == [0, 1, 2]
    generation = planes[0]["antekirt_generation_id"]
    bpy.ops.antekirt.import_generation(
        generation_id=generation, kind="IMAGE", image_index=2, import_as="REFERENCE"
    )
    assert bpy.context.object["antekirt_image_index"] == 2


@pytest.mark.one_blender  # all of it is refused before Blender's data is touched
def test_what_is_bad_is_said_in_one_sentence_and_changes_nothing(
    service: Sandbox, artist_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate, unknown = bpy.ops.antekirt.generate_image, str(uuid.uuid4())
    animate = functools.partial(bpy.ops.antekirt.generate_video, generation_id=unknown)
    cases: list[tuple[str, Callable[[], object]]] = [
        ("The prompt is empty", lambda: generate(artist_id=artist_id, prompt=" ")),
        ("2001 characters", lambda: generate(artist_id=artist_id, prompt="x" * 2001)),
        ("No artist is chosen", lambda: generate(prompt="x")),
        ("must be a full UUID", lambda: generate(artist_id="825a", prompt="x")),
        ("private", lambda: generate(artist_id=service.private_artist_id, prompt="x")),
        ("Artist not found", lambda: generate(artist_id=service.deleted_artist_id, prompt="x")),
        ("Artist not found", lambda: generate(artist_id=unknown, prompt="x")),
        ("Select a mesh", lambda: generate(artist_id=artist_id, prompt="x", import_as="MATERIAL")),
        ("Generation not found", lambda: bpy.ops.antekirt.convert_svg(generation_id=unknown)),
        ("duration must be a whole number from 2 to 10, not 60", lambda: animate(prompt="x", duration=60)),
        ("frame rate must be a whole number from 12 to 60, not 5", lambda: animate(prompt="x", fps=5)),
        ("image index must be a whole number 0 or more, not -1", lambda: animate(prompt="x", image_index=-1)),
        ("no such job", lambda: bpy.ops.antekirt.cancel_job(job_id="x")),
    ]
    for sentence, call in cases:
        with pytest.raises(RuntimeError, match=sentence):
            call()
    for variable, value, sentence in [
        ("ANTEKIRT_API_KEY", "ak_wrong", "Invalid API key"),
        ("ANTEKIRT_API_KEY", service.poor_api_key, "Insufficient credits"),
        ("ANTEKIRT_API_KEY", "", "No API key"),
        ("ANTEKIRT_BASE_URL", "http://127.0.0.1:1", "cannot be reached"),
        ("ANTEKIRT_BASE_URL", "http://example.com", "not encrypted"),
        ("ANTEKIRT_BASE_URL", "https://example.com", "online access is off"),
    ]:
        with monkeypatch.context() as changed:
            changed.setenv(variable, value)
            with pytest.raises(RuntimeError, match=sentence):
                generate(artist_id=artist_id, prompt="x")
    assert service.ledger() == []
    assert not bpy.data.objects
    assert not bpy.data.images


@pytest.mark.one_blender
def test_the_connection_is_tested(
    service: Sandbox,  # noqa: ARG001 - for its effect
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert bpy.ops.antekirt.test_connection() == {"FINISHED"}
    monkeypatch.setenv("ANTEKIRT_API_KEY", "ak_wrong")
    with pytest.raises(RuntimeError, match="Invalid API key"):
        bpy.ops.antekirt.test_connection()


@pytest.mark.one_blender  # nothing is imported
def test_unfinished_jobs_are_finished(service: Sandbox, artist_id: str, part: Callable[[str], Any]) -> None:
    service.settings(image_delay=1.0)
    runtime, jobs = part("operators.runtime"), part("jobs.job")
    session = part("operators.job_session").session()
    job = jobs.Job(jobs.Kind.IMAGE, {"artist_id": artist_id, "prompt": "x"}, service.base_url)
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is jobs.State.RUNNING)
    runtime.stop()
    bpy.ops.antekirt.resume_jobs()
    assert part("operators.job_session").session().jobs[job.id].state is jobs.State.READY
    assert len(service.ledger()) == 1
    runtime.start_timer()


def test_results_are_there_after_save_and_reload(
    service: Sandbox,  # noqa: ARG001 - for its effect
    artist_id: str,
    tmp_path: Any,
) -> None:
    blend = tmp_path / "work" / "scene.blend"
    blend.parent.mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(blend))
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT, import_as="PLANE")
    assert bpy.data.images[0].filepath.startswith("//antekirt")
    bpy.ops.wm.save_mainfile()
    moved = blend.parent.rename(tmp_path / "moved")
    bpy.ops.wm.open_mainfile(filepath=str(moved / "scene.blend"))
    (image,) = (image for image in bpy.data.images if image.get("antekirt_kind"))
    assert tuple(image.size) == (1024, 1024)
    assert any(obj.get("antekirt_prompt") == PROMPT for obj in bpy.data.objects)


@pytest.mark.one_blender
def test_what_could_not_be_imported_is_not_submitted_again(
    service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    bpy.ops.mesh.primitive_cube_add()
    service.settings(credits={"main": 0})
    with pytest.raises(RuntimeError, match="credits"):
        bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt=PROMPT, import_as="MATERIAL")
    (job_id,) = part("operators.job_session").session().jobs
    bpy.data.objects.remove(bpy.context.object)
    service.settings(credits={"main": 100})
    with pytest.raises(RuntimeError, match=r"^Error: Select a mesh") as told:
        bpy.ops.antekirt.submit_again(job_id=job_id)
    assert "Traceback" not in str(told.value)
    assert not service.ledger()
