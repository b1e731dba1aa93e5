# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of results that are gone come back into the same datablocks, for nothing."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import (
    GENERATION,
    attribution,
    linked_from_library,
    source_files,
    target,
)

if TYPE_CHECKING:
    from sandbox.client import Sandbox


def images() -> dict[str, Any]:
    return {image.name: image for image in bpy.data.images if image.source in {"FILE", "MOVIE"}}


def gone_from(project: Path, *others: Path) -> None:
    """Save the open file, remove what it uses and open it again."""
    project.mkdir(exist_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(project / "scene.blend"))
    for folder in (project / "antekirt", *others):
        shutil.rmtree(folder, ignore_errors=True)
    bpy.ops.wm.open_mainfile(filepath=str(project / "scene.blend"))
    assert not any(image.size[0] for image in images().values())


@pytest.mark.usefixtures("antekirt")
def test_each_shows_its_file_again_and_what_was_painted_stays(part: Any, tmp_path: Path) -> None:
    results = tmp_path / "home" / "Antekirt" / "results" / GENERATION
    results.mkdir(parents=True)
    picture, painted = source_files(part, results, count=2)
    (film,) = source_files(part, results, "ramp-24.mp4")
    part("scene.import_image").import_image([picture], "WORLD", target(part))
    part("scene.import_video").import_video(film, "PLANE", target(part))
    part("scene.import_video").import_video(film, "SEQUENCER", target(part))
    gone_from(tmp_path / "project")
    before = images()
    part("scene.import_image").import_image([painted], "IMAGE", target(part))
    image = next(image for image in images().values() if image not in before.values())
    image.pixels[0] = 0.5
    (tmp_path / "project" / "antekirt" / Path(image.filepath).name).unlink()

    bpy.ops.antekirt.find_missing()
    assert set(images().values()) == {*before.values(), image}
    assert all(image.size[0] for image in before.values())
    assert image.is_dirty
    strips = part("scene.compat").strips(bpy.context.scene)
    named = {strip.filepath for strip in strips if strip.type == "MOVIE"}
    assert all(Path(bpy.path.abspath(name)).is_file() for name in named)
    gone = part("scene.missing_file").missing()
    assert (gone.outputs, gone.made_here) == ({}, [])


@pytest.mark.usefixtures("antekirt")
def test_what_is_gone_in_a_library_is_to_be_found_from_there(
    part: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (picture,) = source_files(part, tmp_path)
    part("scene.import_image").import_image([picture], "IMAGE", target(part))
    image = linked_from_library(tmp_path / "set.blend", "images", bpy.data.images[0])
    bpy.ops.antekirt.find_missing()
    assert "Nothing is missing" in capsys.readouterr().out
    Path(bpy.path.abspath(image.filepath, library=image.library)).unlink()
    bpy.ops.antekirt.find_missing()
    assert "Results are missing in set.blend, which is linked" in capsys.readouterr().out


@pytest.mark.one_blender
@pytest.mark.usefixtures("online")
def test_they_come_from_the_results_folder_or_else_from_the_history(
    service: Sandbox,
    artist_id: str,
    part: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.settings(images_per_generation=2)
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="PLANE")
    session = part("operators.job_session").session()
    (job,) = session.jobs.values()
    bpy.ops.antekirt.generate_video(generation_id=job.generation_id, prompt="it runs", import_as="SEQUENCER")
    bpy.ops.antekirt.import_generation(generation_id=job.generation_id, kind="VIDEO", import_as="PLANE")
    results, paid = session.results_folder.results, len(service.ledger())

    gone_from(tmp_path / "project")
    before = images()
    with monkeypatch.context() as patch:
        patch.setenv("ANTEKIRT_API_KEY", "")
        bpy.ops.antekirt.find_missing()
    assert images() == before
    assert len(before) == 3
    assert all(image.size[0] for image in before.values())

    gone_from(tmp_path / "project", results)
    with monkeypatch.context() as patch:
        patch.setenv("ANTEKIRT_API_KEY", "")
        with pytest.raises(RuntimeError, match="API key"):
            bpy.ops.antekirt.find_missing()
    before = images()
    bpy.ops.antekirt.find_missing()
    assert images() == before
    assert all(image.size[0] for image in before.values())
    assert all(image.filepath.startswith("//antekirt/") for image in before.values())
    film = next(s for s in part("scene.compat").strips(bpy.context.scene) if s.type == "MOVIE")
    assert Path(bpy.path.abspath(film.filepath)).is_file()
    session = part("operators.job_session").session()
    session.wait_until(lambda: not any(job.waits_for_import and job.free for job in session.jobs.values()))

    gone_from(tmp_path / "project", results)
    service.fault({"kind": "answer", "status": 404}, origin="cdn", times=None)
    with pytest.raises(RuntimeError, match="could not be fetched"):
        bpy.ops.antekirt.find_missing()
    assert len(service.ledger()) == paid


@pytest.mark.one_blender
@pytest.mark.usefixtures("online")
def test_what_is_fetched_to_just_where_it_is_named_is_read_again(
    service: Sandbox, artist_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a file that was never saved. Blender keeps in mind that it could not be read."""
    service.settings(images_per_generation=2)
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="IMAGE")
    image, other = images().values()
    Path(image.filepath).unlink()
    image.reload()
    assert (image.size[0], other.size[0] > 0) == (0, True)
    bpy.ops.antekirt.find_missing()
    assert image.size[0]
    assert "1 missing files are back, for nothing" in capsys.readouterr().out


@pytest.mark.one_blender
@pytest.mark.usefixtures("service", "online")
def test_what_the_service_no_longer_has_is_told_once_however_often_one_looks(
    part: Any, tmp_path: Path
) -> None:
    for index in range(3):
        image = bpy.data.images.new("Gone", 4, 4)
        image.source, image.filepath = "FILE", str(tmp_path / f"{index}.webp")
        generation = f"{GENERATION[:-1]}{index}"
        part("scene.attribution").stamp(image, attribution(part, generation_id=generation))
    session = part("operators.job_session").session()
    search = part("operators.runtime").state(part("operators.missing_search").Search)
    for _ in range(2):
        search.begin(bpy.context, part("scene.missing_file").missing())
        end = time.monotonic() + 20
        while search.jobs:
            assert time.monotonic() < end
            session.pump(0.01)
            part("operators.find_missing").bring_what_came()
        assert "Generation not found" in session.notices[-1]
        session.wait_until(lambda: all(job.dismissed for job in session.jobs.values()))


def test_a_file_that_is_there_is_never_replaced(part: Any, tmp_path: Path) -> None:
    part("scene.import_image").import_image(
        source_files(part, tmp_path / "results", count=2), "IMAGE", target(part)
    )
    (tmp_path / "results" / "image-0.webp").unlink()
    there = tmp_path / "results" / "image-1.webp"
    there.write_bytes(b"something of the artist's own")
    gone = part("scene.missing_file").missing()
    assert [index for _id, _kind, index in gone.outputs] == [0]
    with pytest.raises(RuntimeError):
        bpy.ops.antekirt.find_missing()
    assert there.read_bytes() == b"something of the artist's own"


def test_a_file_that_the_system_cannot_even_look_for_is_missing(part: Any, tmp_path: Path) -> None:
    """As on a drive that is gone. It keeps nobody from saving, nor from finding the others."""
    part("scene.import_image").import_image(
        source_files(part, tmp_path / "results", count=2), "IMAGE", target(part)
    )
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    copies = part("operators.runtime").state(part("operators.copy_on_save").CopiesBeside)
    (path, _folder), copy = next(iter(copies.made.items()))
    assert copy.is_of(path)
    unreachable = tmp_path / ("x" * 300)
    assert copy.is_of(unreachable)
    next(iter(images().values())).filepath_raw = str(unreachable)
    assert len(part("scene.missing_file").missing().outputs) == 1
    named = frozenset({unreachable, tmp_path / "gone", tmp_path / "scene.blend"})
    assert part("operators.file_survey").not_found(named) == named - {tmp_path / "scene.blend"}


@pytest.mark.one_blender
def test_the_panel_knows_what_is_gone_and_what_stays_elsewhere(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pause in ("LOOK_SECONDS", "LOOK_SHARE", "DISK_SECONDS"):
        monkeypatch.setattr(part("operators.file_survey"), pause, 0)
    sources = source_files(part, tmp_path / "results", count=3)
    part("scene.import_image").import_image(sources, "IMAGE", target(part))
    sources[0].path.unlink()
    survey = part("operators.runtime").state(part("operators.file_survey").FileSurvey)

    def shows(missing: int, elsewhere: int) -> bool:
        end = time.monotonic() + 20
        while (survey.shown.missing, survey.shown.elsewhere) != (missing, elsewhere):
            assert time.monotonic() < end, survey.shown
            survey.follow()
            time.sleep(0.01)
        return True

    assert shows(1, 0)
    chosen = part("operators.chosen_preferences").preferences()
    chosen.copy_on_save = "NEVER"
    (tmp_path / "project").mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "project" / "scene.blend"))
    assert shows(1, 2)
    chosen.property_unset("copy_on_save")
    assert shows(1, 0), "they come by themselves"
    assert part("ui.files_panel").ANTEKIRT_PT_files.poll(bpy.context) is False, "before the next tick"
    part("ui.snapshot").update()
    assert part("ui.files_panel").ANTEKIRT_PT_files.poll(bpy.context)


@pytest.mark.one_blender
def test_a_look_that_had_to_wait_for_its_turn_is_not_a_long_one(
    part: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the next look would be a minute later, and the panel so far behind."""
    survey, looks = part("operators.file_survey"), list[int]()

    def busy() -> frozenset[Path]:
        looks.append(1)
        time.sleep(0.05)
        return frozenset()

    monkeypatch.setattr(survey, "_named", busy)
    monkeypatch.setattr(survey, "LOOK_SECONDS", 0)
    end, following = time.monotonic() + 4, survey.FileSurvey()
    while len(looks) < 2:
        assert time.monotonic() < end
        following.follow()
    following.close()


@pytest.mark.one_blender
def test_what_was_made_here_is_named_and_nothing_is_fetched_for_it(part: Any, tmp_path: Path) -> None:
    (source,) = source_files(part, tmp_path / "results")
    part("scene.import_image").import_image([source], "IMAGE", target(part))
    (image,) = bpy.data.images
    image["antekirt_kind"] = "video"  # a film's first frame, say
    source.path.unlink()
    with pytest.raises(RuntimeError, match=r"image-0\.webp was made here and cannot be fetched"):
        bpy.ops.antekirt.find_missing()


@pytest.mark.one_blender
def test_where_all_is_there_it_says_so(part: Any, tmp_path: Path) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path / "results"), "IMAGE", target(part))
    assert bpy.ops.antekirt.find_missing() == {"CANCELLED"}
