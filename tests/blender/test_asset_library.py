# SPDX-License-Identifier: GPL-3.0-or-later
"""A library of results: what is appended from it into an empty file shows what it should."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, source_files, target
from tests.blender.render_view import corners, look_down, rendered_pixels, shows_quadrants

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32">
<rect width="64" height="32" fill="#f00"/><rect x="32" width="32" height="16" fill="#0f0"/>
<rect y="16" width="32" height="16" fill="#00f"/></svg>"""
COLORS = {
    "top left": (255, 0, 0),
    "top right": (0, 255, 0),
    "bottom left": (0, 0, 255),
    "bottom right": (255, 0, 0),
}


@pytest.fixture
def library(addon: Any, tmp_path: Path) -> Any:
    """Give the folder of the Antekirt asset library, which Blender has forgotten afterwards."""
    preferences = bpy.context.preferences
    chosen = preferences.addons[addon.__name__].preferences
    chosen.library = str(tmp_path / "library")
    yield tmp_path / "library"
    chosen.library = ""
    libraries = preferences.filepaths.asset_libraries
    for one in [one for one in libraries if one.name == "Antekirt"]:
        libraries.remove(one)


def drawing(part: Callable[[str], Any], folder: Path) -> Any:
    file = folder / "svg-0.svg"
    file.write_text(DRAWING)
    return part("scene.source_file").SourceFile(file, attribution(part, kind="svg"))


def everything(part: Callable[[str], Any], folder: Path) -> list[Any]:
    """Give the files of a generation: picture, drawing and film."""
    (picture,), (film,) = source_files(part, folder), source_files(part, folder, "ramp-24.mp4")
    return [picture, drawing(part, folder), film]


def appended(file: Path, kind: str) -> Any:
    """Append the asset of a kind from a file of a library into an empty file; gives it."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(file), assets_only=True) as (there, here):  # type: ignore[func-returns-value] # so say the stubs
        names = getattr(there, kind)
        setattr(here, kind, list(names))
    (asset,) = getattr(here, kind)
    assert asset["antekirt_artist_name"] == "Humberto Ventura"
    look_down()
    return asset


def test_published_results_are_whole_in_any_file(part: Any, tmp_path: Path) -> None:
    """The folder has moved, and what it was made of is gone."""
    sources = everything(part, tmp_path)
    made = tmp_path / "made"
    publish = part("scene.asset.publication").publish
    names = [publish(source, made)[0].name for source in sources]
    before = {file.name: (file.stat().st_mtime_ns, file.stat().st_ino) for file in made.iterdir()}
    assert [publish(source, made)[1] for source in sources] == [False] * 3
    assert {file.name: (file.stat().st_mtime_ns, file.stat().st_ino) for file in made.iterdir()} == before
    for source in sources:
        source.path.unlink()
    folder = made.rename(tmp_path / "moved")
    stem = "a-sunset-over-mountains-with-dramatic-aa471b83"
    kinds = ("image-0.blend", "svg-0.blend", "video-0.blend", "video-0.mp4")
    assert sorted(before) == sorted([*(f"{stem}-{kind}" for kind in kinds), "blender_assets.cats.txt"])
    assert all(str(tmp_path).encode() not in (folder / name).read_bytes() for name in names)

    picture = appended(folder / names[0], "objects")
    bpy.context.scene.collection.objects.link(picture)
    assert shows_quadrants(rendered_pixels())
    artwork = appended(folder / names[1], "collections")
    shown = artwork.preview and tuple(artwork.preview.image_size)
    assert shown == (None if part("scene.compat").LOSES_COLLECTION_PREVIEWS else (256, 256))
    instance = bpy.data.objects.new("Dropped", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", artwork
    bpy.context.scene.collection.objects.link(instance)
    seen = corners(rendered_pixels())
    bpy.data.objects.remove(instance)
    bpy.context.scene.collection.children.link(artwork)
    parent = next(obj for obj in artwork.objects if not obj.parent)
    assert parent["antekirt_file"]["path"] == "//svg-0.svg"  # to be chosen anew when it is reloaded
    parent.antekirt_spacing = 0.25
    assert max(child.location.z for child in parent.children) >= 0.25
    assert seen == corners(rendered_pixels())
    assert {place: pytest.approx(color, abs=2) for place, color in seen.items()} == COLORS
    film = appended(folder / names[2], "objects")
    bpy.context.scene.collection.objects.link(film)
    bpy.context.scene.frame_set(21)
    assert round(float(rendered_pixels().mean()) / 7) == 20


def test_a_file_of_somebody_else_is_left_alone(part: Any, tmp_path: Path) -> None:
    (picture,) = source_files(part, tmp_path)
    publish, folder = part("scene.asset.publication").publish, tmp_path / "library"
    file, _ = publish(picture, folder)
    file.write_bytes(b"theirs")
    ours, is_new = publish(picture, folder)
    assert (is_new, ours.name, file.read_bytes()) == (True, f"{file.stem}-2.blend", b"theirs")
    assert publish(picture, folder) == (ours, False)


def test_results_of_the_open_file_are_copied_as_they_are(part: Any, tmp_path: Path, library: Path) -> None:
    """Also what was painted on and is not saved yet; and the open file stays as it was."""
    painted, clean = source_files(part, tmp_path, count=2)
    for source in (painted, clean):
        part("scene.import_image").import_image([source], "PLANE", target(part))
    plane = bpy.context.object
    image = part("scene.asset.shown_image").shown_image(bpy.data.objects[0])
    image.pixels[:] = [1.0, 1.0, 0.0, 1.0] * (len(image.pixels) // 4)
    for obj in bpy.data.objects:
        obj.select_set(True)
    before = state()
    bpy.ops.antekirt.copy_to_library(brushes=True)
    assert state() == before
    assert image.is_dirty
    assert [
        one.path for one in bpy.context.preferences.filepaths.asset_libraries if one.name == "Antekirt"
    ] == [str(library)]
    assert "Antekirt/Humberto" in (library / "blender_assets.cats.txt").read_text()
    first, second = sorted(library.glob("*.blend"))
    times = [file.stat().st_mtime_ns for file in (first, second)]
    bpy.ops.antekirt.copy_to_library()
    assert [file.stat().st_mtime_ns for file in (first, second)] == times
    bpy.ops.object.select_all(action="DESELECT")
    plane.select_set(True)
    bpy.ops.antekirt.copy_to_library(replace=True)
    assert first.stat().st_mtime_ns == times[0]
    assert second.stat().st_mtime_ns > times[1]
    shutil.rmtree(tmp_path / "image", ignore_errors=True)
    shown = appended(first, "objects")
    bpy.context.scene.collection.objects.link(shown)
    for color in corners(rendered_pixels()).values():
        assert color == pytest.approx((255, 255, 0), abs=2)
    shown = appended(second, "objects")
    bpy.context.scene.collection.objects.link(shown)
    assert shows_quadrants(rendered_pixels())


def test_what_is_made_to_be_copied_goes_again_whatever_happens(
    part: Any, tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in source_files(part, tmp_path, count=2):
        part("scene.import_image").import_image([source], "PLANE", target(part))
        label = bpy.data.objects.new("Label", None)
        bpy.context.collection.objects.link(label)
        label.parent = bpy.context.object
    for obj in bpy.data.objects:
        obj.select_set(True)
    before = state()

    def full(draft: Path, *_: Any) -> None:
        assert draft.suffix != ".blend", "left behind, it ends Blender's listing of the folder"
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(part("scene.asset.library_file"), "put_back_previews", full)
        with pytest.raises(RuntimeError, match="No space left"):
            bpy.ops.antekirt.copy_to_library(brushes=True)
    assert (state(), list(library.iterdir())) == (before, [])
    for _ in range(2):  # the second time the library has them
        bpy.ops.antekirt.copy_to_library(brushes=True)
        assert state() == before


def test_a_film_of_somebody_else_is_neither_overwritten_nor_taken(
    part: Any, tmp_path: Path, library: Path
) -> None:
    (film,) = source_files(part, tmp_path, "ramp-24.mp4")
    part("scene.import_video").import_video(film, "PLANE", target(part))
    library.mkdir()
    file, _ = part("scene.asset.library_file").find(library, film.attribution)
    file.with_suffix(".mp4").write_bytes(b"theirs")
    bpy.ops.antekirt.copy_to_library()
    assert file.with_suffix(".mp4").read_bytes() == b"theirs"
    appended(file, "objects")
    (image,) = bpy.data.images
    assert Path(bpy.path.abspath(image.filepath)).read_bytes() == film.path.read_bytes()
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    names = sorted(one.name for one in library.iterdir())
    (library / "blender_assets.cats.txt").unlink()
    assert not part("scene.asset.publication").publish(film, library)[1]
    assert sorted(one.name for one in library.iterdir()) == names


def test_a_copy_that_is_done_over_takes_the_place_of_its_own(
    part: Any, tmp_path: Path, library: Path
) -> None:
    """As when a choice is changed in the panel (F9); a file that was there before stays."""
    settings = part("scene.vector.vector_settings").VectorSettings(import_as="CURVES")
    for _ in part("scene.import_vector").import_vector(drawing(part, tmp_path), settings, target(part)):
        pass
    before = state()
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.antekirt.copy_to_library("EXEC_DEFAULT", True)
    done: Any = bpy.context.window_manager.operators[-1].properties
    made = done.made
    bpy.ops.ed.undo()
    (file,) = library.glob("*.blend")
    time = file.stat().st_mtime_ns
    bpy.ops.antekirt.copy_to_library(artwork="MESH")
    assert (state(), file.stat().st_mtime_ns) == (before, time)
    bpy.ops.antekirt.copy_to_library(artwork="MESH", made=made)
    assert state() == before
    assert appended(file, "objects").type == "MESH"


@pytest.mark.usefixtures("library")
def test_what_is_copied_and_what_is_left_alone_is_said(
    part: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each in a sentence of its own, none in the place of the other."""
    for name, source in zip(("One", "Other"), source_files(part, tmp_path, count=2), strict=True):
        part("scene.import_image").import_image([source], "PLANE", target(part))
        bpy.context.object.name = name
        bpy.data.objects["One"].select_set(True)
        bpy.ops.antekirt.copy_to_library()
    said = capfd.readouterr().out
    assert "Info: One: in the asset library\n" in said
    assert "Warning: Other: in the asset library. One: in the asset library already" in said


def state() -> Any:
    """What of the open file a copy must not change."""
    return [
        (one.name, one.users, one.use_fake_user, bool(one.asset_data), one.id_type)
        for kind in ("objects", "materials", "meshes", "brushes", "collections", "textures")
        for one in getattr(bpy.data, kind)
    ] + [(one.name, one.filepath, bool(one.packed_file), one.users) for one in bpy.data.images]
