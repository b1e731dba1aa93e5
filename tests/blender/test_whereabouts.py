# SPDX-License-Identifier: GPL-3.0-or-later
"""The card of an imported result says what is true: after an undo, a deletion, a new name, another file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.client import Sandbox


class Imported:
    """Makes results and asks where they are."""

    def __init__(self, part: Callable[[str], Any], artist_id: str) -> None:
        self._part = part
        self._artist_id = artist_id

    def image(self, import_as: str) -> str:
        """Give the id of the job of a new picture."""
        known = set(self.jobs)
        bpy.ops.antekirt.generate_image(artist_id=self._artist_id, prompt="a fox", import_as=import_as)
        return str((set(self.jobs) - known).pop())

    @property
    def jobs(self) -> dict[str, Any]:
        session = self._part("operators.job_session").running()
        return session.jobs if session else {}

    def of(self, job_id: str) -> Any:
        """Give the whereabouts of a job's result."""
        return self._part("operators.whereabouts").whereabouts(self.jobs[job_id])

    def things(self, job_id: str) -> list[str]:
        return [thing.id_type for thing in self._part("operators.whereabouts").things(self.jobs[job_id])]


@pytest.fixture
def imported(part: Callable[[str], Any], service: Sandbox, artist_id: str) -> Imported:  # noqa: ARG001 - it answers
    return Imported(part, artist_id)


def test_a_plane_is_deleted(imported: Imported) -> None:
    job_id = imported.image("PLANE")
    assert sorted(imported.things(job_id)) == ["IMAGE", "MATERIAL", "OBJECT"]
    found = imported.of(job_id)
    assert (found.import_as, found.where, found.is_here, found.scene) == ("PLANE", "3D_CURSOR", True, "Scene")
    (plane,) = bpy.context.scene.objects
    plane.name = "Crate"
    square().name = "a fox"
    assert imported.of(job_id).is_here
    bpy.data.objects.remove(plane)
    gone = imported.of(job_id)
    assert (gone.is_here, gone.is_in_this_file) == (False, True), "the stranger has its name by now"


@pytest.mark.parametrize("import_as", ["COMPOSITOR", "GEOMETRY_NODES", "CLONE_SOURCE"])
def test_what_shows_it_elsewhere_is_not_taken_for_it(
    imported: Imported, part: Callable[[str], Any], import_as: str
) -> None:
    """As after an undo, when a plane shows the picture still."""
    job_id = imported.image("PLANE")
    bpy.ops.antekirt.import_job(job_id=job_id, import_as=import_as)
    assert imported.of(job_id).import_as == import_as
    scene, compat = bpy.context.scene, part("scene.compat")
    for tree in filter(None, (*bpy.data.node_groups, compat.compositor_tree(scene))):
        tree.nodes.clear()
    scene.tool_settings.image_paint.clone_image = None
    found = imported.of(job_id)
    assert (found.import_as, found.is_here) == ("PLANE", True)


def test_what_it_was_put_beside_is_renamed_and_deleted(
    imported: Imported, part: Callable[[str], Any]
) -> None:
    job_id, crate = imported.image("PLANE"), square()
    outcome = part("scene.import_outcome").ImportOutcome("", where="BESIDE", neighbor=crate.name)
    told = {**imported.jobs[job_id].imported, **part("operators.whereabouts").noted("PLANE", outcome)}
    told["things"] = imported.jobs[job_id].imported["things"]
    part("operators.job_session").session().note_imported(job_id, told)
    crate.name = "Crate"
    square().name = "Square"
    assert (imported.of(job_id).where, imported.of(job_id).neighbor) == ("BESIDE", "Crate")
    bpy.data.objects.remove(crate)
    assert (imported.of(job_id).where, imported.of(job_id).is_here) == ("", True)


def test_it_is_undone_and_redone(imported: Imported) -> None:
    bpy.ops.ed.undo_push(message="before")
    job_id = imported.image("PLANE")
    bpy.ops.ed.undo_push(message="after")
    bpy.ops.ed.undo()
    assert not imported.of(job_id).is_here
    assert imported.jobs[job_id].imported, "what was undone is no less paid"
    bpy.ops.ed.redo()
    assert imported.of(job_id).is_here


def test_an_object_that_carries_it_is_renamed_and_painted_over(imported: Imported) -> None:
    thing = square("Cube")
    thing.select_set(True)
    bpy.context.view_layer.objects.active = thing
    job_id = imported.image("MATERIAL")
    thing.name = "Crate"
    square("Cube")
    assert (imported.of(job_id).is_here, imported.of(job_id).carriers) == (True, ("Crate",))
    thing.active_material = bpy.data.materials.new("Red")
    assert not imported.of(job_id).is_here


@pytest.mark.parametrize("import_as", ["PLANE", "MATERIAL"])
def test_it_is_prepared_for_export(imported: Imported, import_as: str) -> None:
    bpy.context.view_layer.objects.active = square("Crate")
    bpy.context.object.select_set(True)
    job_id = imported.image(import_as)
    bpy.ops.antekirt.prepare_for_export()
    assert imported.of(job_id).is_here
    bpy.context.object.name = "Box"
    assert imported.of(job_id).is_here
    bpy.data.objects.remove(bpy.context.object)
    assert not imported.of(job_id).is_here
    bpy.ops.antekirt.undo_preparation()
    assert imported.of(job_id).is_here


def test_a_world_is_changed_for_another(imported: Imported) -> None:
    job_id = imported.image("WORLD")
    assert imported.of(job_id).carriers == ("Scene",)
    bpy.context.scene.world = bpy.data.worlds.new("Night")
    assert not imported.of(job_id).is_here


def test_another_file_is_opened(imported: Imported, tmp_path: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "crate.blend"))
    job_id = imported.image("REFERENCE")
    bpy.ops.wm.save_mainfile()
    bpy.ops.wm.read_homefile(use_empty=True)
    elsewhere = imported.of(job_id)
    assert (elsewhere.is_here, elsewhere.is_in_this_file, elsewhere.file) == (False, False, "crate.blend")
    stranger = bpy.data.objects.new("a fox", None)
    bpy.context.scene.collection.objects.link(stranger)
    assert not imported.of(job_id).is_here, "what has its name is none of ours"
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "crate.blend"))
    assert imported.of(job_id).is_here
    bpy.data.objects.remove(bpy.context.scene.objects[0])
    gone = imported.of(job_id)
    assert (gone.is_here, gone.is_in_this_file) == (False, True)


def test_what_was_renamed_is_found_when_its_file_is_opened(imported: Imported, tmp_path: Path) -> None:
    job_id = imported.image("PLANE")
    (plane,) = bpy.context.scene.objects
    plane.name = "Crate"
    square("a fox")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "crate.blend"))
    bpy.ops.wm.read_homefile(use_empty=True)
    assert not imported.of(job_id).is_here
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "crate.blend"))
    assert imported.of(job_id).is_here
    bpy.data.objects.remove(bpy.data.objects["Crate"])
    assert not imported.of(job_id).is_here


def test_a_film_is_taken_out_of_the_sequencer(imported: Imported, part: Callable[[str], Any]) -> None:
    image = imported.jobs[imported.image("IMAGE")]
    assert imported.of(image.id).is_here
    (name,) = (found.name for found in bpy.data.images if "antekirt_generation_id" in found)
    assert (
        part("ui.whereabouts_text").text(imported.of(image.id)) == f"As an image · {name}"
    )  # to be found by
    bpy.ops.antekirt.generate_video(
        generation_id=image.generation_id, prompt="it runs", import_as="SEQUENCER"
    )
    job_id = list(imported.jobs)[-1]
    assert imported.of(job_id).carriers == ("Scene",)
    strips = part("scene.compat").strips(bpy.context.scene)
    for strip in list(strips):
        strips.remove(strip)
    assert not imported.of(job_id).is_here


def test_vectors_are_found_by_what_holds_them_together(imported: Imported) -> None:
    image = imported.jobs[imported.image("NONE")]
    assert imported.of(image.id) is None
    bpy.ops.antekirt.convert_svg(generation_id=image.generation_id, import_as="MESH")
    job_id = list(imported.jobs)[-1]
    assert sorted(imported.things(job_id)) == ["COLLECTION", "OBJECT"]
    assert imported.of(job_id).is_here


@pytest.mark.one_blender
def test_a_larger_look_says_whose_it_is_and_what_there_is_of_it(
    imported: Imported, part: Callable[[str], Any]
) -> None:
    image = imported.jobs[imported.image("PLANE")]
    bpy.ops.antekirt.convert_svg(generation_id=image.generation_id)
    made = [replace(job, dismissed=False) for job in imported.jobs.values()]  # as in a window
    facts = part("ui.enlarged_picture").Facts(None, made)
    (artist, *rest), prompt = (text for text, _ in facts.lines), facts.prompt
    assert (prompt, artist.split(" · ")[0]) == ("a fox", bpy.context.object["antekirt_artist_name"])
    assert rest == ["Vectors", "On a plane · 3D cursor"]


@pytest.mark.one_blender
def test_what_a_later_version_says_of_it_does_no_harm(imported: Imported, part: Callable[[str], Any]) -> None:
    job_id = imported.image("PLANE")
    strange: dict[str, Any]
    odd: list[Any] = [{"import_as": "HOLOGRAM", "things": [{"kind": "LIGHTFIELD"}, 3, {}], "scene": 7}, {}]
    for strange in (
        {"name": 5},
        {"name": None},
        {"name": "a\ud800b"},
        {"name": ["x"], "library": ""},
        {"kind": []},
        {"library": []},
        {"library": "", "uid": [], "open_file": "x"},
    ):
        odd.append({"import_as": "PLANE", "things": [{"kind": "OBJECT", "name": "x", **strange}]})
        odd.append(
            {"import_as": ["PLANE"], "scene": {"kind": "SCENE", "name": "x", **strange}, "at": 10**400}
        )
    session = part("operators.job_session").session()
    for told in odd:
        session.note_imported(job_id, told)
        found = imported.of(job_id)
        assert found is None or not found.is_here
        part("ui.job_listing").choose([imported.jobs[job_id]], frozenset())


def test_what_is_linked_may_have_the_same_name(
    imported: Imported, part: Callable[[str], Any], tmp_path: Path
) -> None:
    job_id = imported.image("PLANE")
    (plane,) = bpy.context.scene.objects
    plane.name = "Crate"
    linked = linked_from_library(tmp_path / "library.blend", "objects", square("a fox"))
    plane.name = "a fox"
    root = bpy.context.scene.collection
    root.objects.link(linked)
    root.objects.unlink(plane)
    root.objects.link(plane)
    assert bpy.context.scene.objects["a fox"] == linked, "Blender gives the first"
    assert imported.of(job_id).is_here
    part("scene.selection").select(bpy.context.scene, [plane])
    assert plane.select_get()
    aside = bpy.data.collections.new("Aside")
    root.children.link(aside)
    aside.objects.link(plane)
    root.objects.unlink(plane)
    bpy.context.view_layer.layer_collection.children["Aside"].exclude = True
    part("scene.selection").select(bpy.context.scene, [plane])
    assert bpy.context.view_layer.objects.active != plane


def test_what_was_imported_before_is_found_when_the_last_is_undone(imported: Imported) -> None:
    job_id = imported.image("PLANE")
    (first,) = bpy.context.scene.objects
    bpy.ops.antekirt.import_job(job_id=job_id, import_as="REFERENCE")
    assert imported.of(job_id).import_as == "REFERENCE"
    bpy.data.objects.remove(next(obj for obj in bpy.context.scene.objects if obj != first))
    found = imported.of(job_id)
    assert (found.import_as, found.is_here) == ("PLANE", True)
    bpy.data.objects.remove(first)
    assert (imported.of(job_id).import_as, imported.of(job_id).is_here) == ("REFERENCE", False)
