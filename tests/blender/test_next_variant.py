# SPDX-License-Identifier: GPL-3.0-or-later
"""The next picture of a prompt takes the place of the one that is shown, wherever that is, for nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, square, target, turned_picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.client import Sandbox

PROMPT = "a fox"


class Variants:
    """Makes pictures of one prompt, and tells which of them something shows."""

    def __init__(self, part: Callable[[str], Any], service: Sandbox, artist_id: str) -> None:
        self.part, self.service, self.artist_id = part, service, artist_id

    def make(self, import_as: str, images: int = 3, prompt: str = PROMPT) -> None:
        self.service.settings(images_per_generation=images)
        bpy.ops.antekirt.generate_image(artist_id=self.artist_id, prompt=prompt, import_as=import_as)

    def step(self, by: int = 1) -> None:
        assert bpy.ops.antekirt.next_variant(step=by) == {"FINISHED"}

    def index(self, datablock: Any) -> int:
        """Give which picture a datablock is marked with."""
        return int(self.part("scene.attribution").read(datablock).image_index)


@pytest.fixture
def variants(part: Callable[[str], Any], service: Sandbox, artist_id: str) -> Variants:
    return Variants(part, service, artist_id)


def test_a_plane_shows_all_pictures_by_turns(variants: Variants) -> None:
    variants.make("NONE")
    job_id = next(iter(variants.part("operators.job_session").session().jobs))
    bpy.ops.antekirt.import_job(job_id=job_id, import_as="PLANE", image_index=0)
    plane: Any = bpy.context.object
    material = plane.active_material
    node = next(node for node in material.node_tree.nodes if node.bl_idname == "ShaderNodeTexImage")
    copy = bpy.data.objects.new("Copy", plane.data)
    bpy.context.scene.collection.objects.link(copy)
    seen = []
    for by in (1, 1, 1, -1, -1):
        variants.step(by)
        seen.append([variants.index(one) for one in (node.image, material, plane)])
        assert plane.active_material == material == copy.active_material
    assert seen == [[index] * 3 for index in (1, 2, 0, 2, 1)]
    job = variants.part("operators.job_session").session().jobs[job_id]
    assert variants.part("operators.whereabouts").whereabouts(job).is_here
    assert len(variants.service.ledger()) == 1


def test_the_next_press_of_the_same_prompt_is_in_the_ring(variants: Variants) -> None:
    for image_count in (1, 2):
        variants.make("WORLD", image_count)
    variants.make("NONE", 1, "an owl")
    world = bpy.context.scene.world
    (node,) = (node for node in world.node_tree.nodes if node.bl_idname == "ShaderNodeTexEnvironment")
    seen = []
    for _ in range(3):
        variants.step()
        seen.append((node.image["antekirt_generation_id"], variants.index(world)))
    assert len(set(seen)) == 3
    assert bpy.context.scene.world == world


def test_keys_users_and_undo_stay(variants: Variants) -> None:
    obj = square()
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    variants.make("MATERIAL", 2)
    material = obj.active_material
    node = next(node for node in material.node_tree.nodes if node.bl_idname == "ShaderNodeTexImage")
    shader = next(node for node in material.node_tree.nodes if "Roughness" in node.inputs)
    shader.inputs["Roughness"].keyframe_insert("default_value", frame=3)
    names = [node.name for node in material.node_tree.nodes]
    bpy.ops.ed.undo_push(message="before")
    before = node.image.name
    variants.step()
    assert node.image.name != before
    assert [node.name for node in material.node_tree.nodes] == names
    assert material.node_tree.animation_data.action
    bpy.ops.ed.undo_push(message="after")
    bpy.ops.ed.undo()
    material = bpy.data.objects["Square"].active_material
    assert before in [node.image.name for node in material.node_tree.nodes if hasattr(node, "image")]


def test_a_reference_shows_a_picture_that_is_fetched_again(
    variants: Variants,
) -> None:
    variants.make("REFERENCE", 2)
    empty: Any = bpy.context.object
    session = variants.part("operators.job_session").session()
    (job,) = session.jobs.values()
    wanted = 1 - variants.index(empty.data)
    (gone,) = (session.results_folder.path(file) for file in job.files if file.index == wanted)
    gone.unlink()
    variants.step()
    assert gone.exists()
    assert (variants.index(empty.data), variants.index(empty)) == (wanted, wanted)
    assert len(variants.service.ledger()) == 1
    gone.unlink()
    variants.step()
    bpy.context.preferences.system.use_online_access = False


def test_another_like_this_takes_its_place(variants: Variants) -> None:
    variants.make("PLANE", 1)
    session = variants.part("operators.job_session").session()
    (job,) = session.jobs.values()
    plane: Any = bpy.context.object
    bpy.ops.antekirt.another_like_this(job_id=job.id)
    another = plane["antekirt_generation_id"]
    assert another != job.generation_id
    assert len(bpy.context.scene.objects) == 1
    first, second = (entry["body"] for entry in variants.service.ledger())
    assert first == second
    variants.step()
    assert plane["antekirt_generation_id"] == job.generation_id
    bpy.data.objects.remove(plane)
    bpy.ops.antekirt.another_like_this(job_id=job.id)
    assert not bpy.context.scene.objects, "it waits in the panel"


def test_one_that_finds_no_place_is_said_to_wait(variants: Variants) -> None:
    """Minutes lie between the press and the picture, and it was paid for."""
    variants.make("PLANE", 1)
    session = variants.part("operators.job_session").session()
    (job,) = session.jobs.values()
    purpose = variants.part("operators.job_purpose").Purpose.capture(bpy.context, "NONE")
    shown = variants.part("operators.variant_choice").shown_by_card(session, job)
    bpy.data.objects.remove(bpy.context.object)
    bpy.data.materials.remove(bpy.data.materials[0])
    late = variants.part("operators.job_import").JobImport(job, purpose.instead_of(shown, "PLANE"))
    with pytest.raises(
        variants.part("scene.error").SceneError, match=r"gone.*“a fox” is ready in the Antekirt"
    ):
        late.run()


@pytest.mark.parametrize("images", [1, 3])
def test_what_another_device_has_made_is_shown_once_it_has_come(
    variants: Variants, images: int, tmp_path: Path
) -> None:
    """A window does not wait: the press is finished when it is known which pictures there are."""
    part, service = variants.part, variants.service
    service.settings(images_per_generation=images)
    body = {"artistId": variants.artist_id, "prompt": PROMPT}
    made = service.call("POST", "/generations/image", body).json["generationId"]
    mark = attribution(part, generation_id=made, image_index=0, prompt=PROMPT)
    source = part("scene.source_file").SourceFile(turned_picture(tmp_path, 1), mark)
    part("scene.import_image").import_image([source], "PLANE", target(part))
    plane, session = bpy.data.objects[-1], part("operators.job_session").session()
    shown = part("scene.variant.shown_picture").shown_by([plane.active_material])
    fetch = part("operators.variant_fetch")
    purpose = part("operators.job_purpose").Purpose.capture(bpy.context, "NONE")
    job = fetch.begin(session, made, shown, purpose)
    assert job.title == PROMPT, "its card has a name"
    awaited = part("operators.awaited_result").AwaitedResult(
        job.id, purpose.instead_of(shown, "PLANE"), 0, None, step=-1
    )
    job, due = fetch.due(session, session.wait(job.id), awaited)
    late = part("operators.job_import").JobImport(job, due.purpose)
    if images == 1:
        with pytest.raises(part("scene.error").SceneError, match="no other picture of this prompt"):
            late.run()
        session.wait_until(lambda: session.jobs[job.id].dismissed)
        return
    late.run()
    assert (due.step, variants.index(plane)) == (None, 2)
    for file in job.files:
        session.results_folder.path(file).unlink()
    brings, due = fetch.due(session, job, replace(awaited, step=1))
    assert (brings.is_settled, due.job_id, due.purpose.image_index) == (False, brings.id, 1)
    assert session.wait(brings.id).state == "ready"


def test_nothing_else_is_said(variants: Variants) -> None:
    with pytest.raises(RuntimeError, match="Neither the active object nor the world shows"):
        bpy.ops.antekirt.next_variant()
    variants.make("PLANE", 1)
    with pytest.raises(RuntimeError, match="no other picture of this prompt"):
        bpy.ops.antekirt.next_variant()
