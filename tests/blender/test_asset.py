# SPDX-License-Identifier: GPL-3.0-or-later
"""Results in the asset browser, and what comes out of it."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import (
    attribution,
    linked_from_library,
    source_files,
    square,
    target,
)
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32">
<rect width="64" height="32" fill="#f00"/><rect x="32" width="32" height="16" fill="#0f0"/>
<path fill-rule="evenodd" fill="#00f" d="M0 16h32v16H0zM8 20h16v8H8z"/></svg>"""


def artwork(
    part: Callable[[str], Any],
    folder: Path,
    import_as: str = "CURVES",
    drawing: str = DRAWING,
    grouping: str = "LAYERS",
    **changes: Any,
) -> Any:
    """Import a drawing as a result; gives the artwork's collection."""
    file = folder / "svg-0.svg"
    file.write_text(drawing)
    source = part("scene.source_file").SourceFile(file, attribution(part, kind="svg"))
    settings = part("scene.vector.vector_settings").VectorSettings(import_as=import_as, grouping=grouping)
    for _ in part("scene.import_vector").import_vector(source, settings, target(part, **changes)):
        pass
    return bpy.context.object.users_collection[0]


def assets() -> list[Any]:
    """Give what the asset browser shows of the open file."""
    kinds = ("objects", "collections", "materials", "images", "worlds", "brushes")
    return [block for kind in kinds for block in getattr(bpy.data, kind) if block.asset_data]


def preview(block: Any) -> Any:
    """Give what the preview shows in the middle of each quarter of 2 by 1, and above it: RGBA, 0 to 255."""
    side = block.preview.image_size[0]
    pixels = np.empty(4 * side * side, np.float32)
    block.preview.image_pixels_float.foreach_get(pixels)
    shown = np.rint(255 * pixels.reshape(side, side, 4)).astype(int)
    high, low = side * 5 // 8, side * 3 // 8
    left, right = side // 4, side * 3 // 4
    places = {"top left": (high, left), "top right": (high, right)}
    places |= {"bottom left": (low, left), "bottom right": (low, right), "above": (side * 7 // 8, left)}
    return {name: tuple(map(int, shown[place])) for name, place in places.items()}


@pytest.mark.parametrize("import_as", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_an_artwork_is_one_asset_that_shows_it(part: Any, tmp_path: Path, import_as: str) -> None:
    artwork(part, tmp_path, import_as, location=(5.0, 0.0, 0.0))
    bpy.ops.antekirt.mark_asset()
    (marked,) = assets()
    assert marked.rna_type.identifier == "Collection"
    assert tuple(marked.instance_offset) == (5.0, 0.0, 0.0)
    seen = preview(marked)
    assert seen["above"][3] == 0
    assert seen["top right"] == (0, 255, 0, 255)
    assert seen["top left"] == seen["bottom right"] == (255, 0, 0, 255)
    assert seen["bottom left"] == (255, 0, 0, 255), "the hole is open"


def test_a_piece_in_a_layer_of_the_file_stands_for_its_artwork(part: Any, tmp_path: Path) -> None:
    layered = DRAWING.replace("<path", '<g id="front"><path').replace("/></svg>", "/></g></svg>")
    whole = artwork(part, tmp_path, drawing=layered, grouping="FILE_LAYERS")
    (piece,) = whole.children["front"].objects
    bpy.ops.object.select_all(action="DESELECT")
    piece.select_set(True)
    bpy.context.view_layer.objects.active = piece
    bpy.ops.antekirt.mark_asset()
    assert assets() == [whole]


def test_what_is_marked_says_whose_work_it_is(part: Any, tmp_path: Path) -> None:
    (picture,) = source_files(part, tmp_path)
    part("scene.import_image").import_image([picture], "PLANE", target(part))
    bpy.ops.antekirt.mark_asset()
    saved_and_reopened(tmp_path / "asset.blend")
    assert [block.rna_type.identifier for block in assets()] == ["Object", "Material"]
    for block in assets():
        data = block.asset_data
        assert (data.author, data.copyright) == ("Humberto Ventura", "2026 Humberto Ventura (Antekirt)")
        assert data.description.startswith("a sunset over mountains")
        assert "antekirt.com" in data.license
        assert {tag.name for tag in data.tags} == {"Antekirt", "Humberto Ventura", "image"}
        seen = preview(block)
        assert (seen["top left"], seen["bottom left"]) == ((255, 0, 0, 255), (0, 0, 255, 255))


def test_the_panel_offers_what_makes_a_difference(part: Any, tmp_path: Path) -> None:
    def offered() -> list[str]:
        bpy.ops.antekirt.mark_asset("EXEC_DEFAULT", True)
        made: Any = bpy.context.window_manager.operators[-1].properties
        return list(made.offered.split())

    (picture,) = source_files(part, tmp_path)
    part("scene.import_image").import_image([picture], "PLANE", target(part, named=True))
    assert offered() == ["materials", "brushes"]
    bpy.ops.object.select_all(action="DESELECT")
    artwork(part, tmp_path)
    assert offered() == ["artwork"]
    part("scene.import_image").import_image([picture], "WORLD", target(part))
    assert offered() == ["artwork", "world"]


def test_what_the_artist_has_written_of_an_asset_stays(part: Any, tmp_path: Path) -> None:
    artwork(part, tmp_path)
    bpy.ops.antekirt.mark_asset()
    data = assets()[0].asset_data
    own = {"description": "for the title", "catalog_id": "57c2f445-ca10-59e9-a03d-887d5a256000"}
    for name, text in own.items():
        setattr(data, name, text)
    data.author = ""
    bpy.ops.antekirt.mark_asset()
    assert {name: getattr(data, name) for name in own} == own
    assert data.author == "Humberto Ventura"


def test_worlds_and_images_by_themselves_and_materials_of_others(part: Any, tmp_path: Path) -> None:
    import_image = part("scene.import_image").import_image
    cube = square()
    cube.select_set(True)
    assert not bpy.ops.antekirt.mark_asset.poll()
    for choice, index in (("WORLD", 0), ("MATERIAL", 1)):
        source = source_files(part, tmp_path, count=2)[index]
        import_image([source], choice, target(part, objects=[cube.name]))
    bpy.ops.antekirt.mark_asset(brushes=True)
    assert [block.rna_type.identifier for block in assets()] == ["Material", "World", "Brush"]
    assert all(preview(block)["top right"] == preview(assets()[0])["top right"] for block in assets())
    chosen = part("scene.asset.markable")
    for _ in range(2):
        (made,) = chosen.markable([], None, bpy.data.images[0], chosen.AssetChoices())
    assert (made.rna_type.identifier, len(bpy.data.materials)) == ("Material", 2)


@pytest.mark.parametrize("import_as", ["CURVES", "MESH"])
def test_a_preview_shows_gradients(part: Any, tmp_path: Path, import_as: str) -> None:
    gradient = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32">
    <linearGradient id="g" x2="0" y2="1"><stop offset=".3" stop-color="#f00"/>
    <stop offset=".7" stop-color="#00f"/></linearGradient>
    <rect width="64" height="32" fill="url(#g)"/></svg>"""
    artwork(part, tmp_path, import_as, gradient, location=(5.0, 1.0, 0.0))
    bpy.ops.antekirt.mark_asset()
    (marked,) = assets()
    seen = preview(marked)
    assert (seen["top left"], seen["bottom right"]) == ((255, 0, 0, 255), (0, 0, 255, 255))


@pytest.mark.parametrize("import_as", ["CURVES", "GREASE_PENCIL"])
def test_an_artwork_as_a_single_mesh(part: Any, tmp_path: Path, import_as: str) -> None:
    artwork(part, tmp_path, import_as, location=(5.0, 0.0, 0.0), size=4.0)
    bpy.ops.antekirt.mark_asset(artwork="MESH")
    (marked,) = assets()
    assert (marked.type, len(marked.data.materials), tuple(marked.location)) == ("MESH", 3, (0.0, 0.0, 0.0))
    assert tuple(marked.dimensions[:2]) == pytest.approx((4.0, 2.0), abs=1e-4)
    assert marked["antekirt_artist_name"] == "Humberto Ventura"
    assert preview(marked)["top right"] == (0, 255, 0, 255)
    names = [one.name for one in (*bpy.data.objects, *bpy.data.meshes)]
    parent = next(one for one in bpy.context.object.users_collection[0].objects if not one.parent)
    parent.scale = (2.0, 2.0, 2.0)
    bpy.context.view_layer.update()
    marked.asset_data.description = "for the title"
    bpy.ops.antekirt.mark_asset(artwork="MESH")
    assert assets() == [marked]
    assert len([*bpy.data.objects, *bpy.data.meshes]) == len(names)
    assert (round(marked.scale.x, 4), marked.asset_data.description) == (2.0, "for the title")


def test_a_name_beneath_a_picture_comes_along(part: Any, tmp_path: Path) -> None:
    (picture,) = source_files(part, tmp_path)
    part("scene.import_image").import_image([picture], "PLANE", target(part, named=True))
    for _ in range(2):
        bpy.ops.antekirt.mark_asset(materials=False)
        (marked,) = assets()
        assert (marked.rna_type.identifier, len(marked.objects)) == ("Collection", 2)


@pytest.mark.parametrize("overridden", [False, True])
def test_linked_results_are_not_marked_and_named(
    part: Any,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    overridden: bool,
) -> None:
    """Also where the catalogs cannot be written, which is said as well."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(part("scene.asset.asset_catalogue"), "write_for_open_file", full)
    import_image = part("scene.import_image").import_image
    (linked,) = source_files(part, tmp_path / "linked")
    import_image([linked], "PLANE", target(part))
    bpy.context.object.name = "Linked"
    obj = linked_from_library(tmp_path / "library.blend", "objects", bpy.context.object)
    bpy.context.scene.collection.objects.link(obj)
    if overridden:
        obj = obj.override_create(remap_local_usages=True)
        assert obj.override_library
    (own,) = source_files(part, tmp_path / "own")
    import_image([own], "PLANE", target(part))
    obj.select_set(True)
    bpy.ops.antekirt.mark_asset()
    assert [one.name for one in bpy.data.objects if one.asset_data] == [bpy.context.object.name]
    assert part("scene.asset.mark").mark_all([obj]) == ["Linked"]
    assert (
        "they come from. The artists' catalogs could not be written: No space left" in capfd.readouterr().out
    )


def test_the_catalogue_of_an_artist_is_written_with_the_first_save(part: Any, tmp_path: Path) -> None:
    artwork(part, tmp_path)
    bpy.ops.antekirt.mark_asset()
    assert not list(tmp_path.glob("*.cats.txt"))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "artwork.blend"))
    lines = (tmp_path / "blender_assets.cats.txt").read_text().splitlines()
    (marked,) = assets()
    assert lines[-1] == f"{marked.asset_data.catalog_id}:Antekirt/Humberto Ventura:Antekirt-Humberto Ventura"
    assert "VERSION 1" in lines


def test_in_a_library_the_catalogue_is_written_where_blender_reads_it(part: Any, tmp_path: Path) -> None:
    libraries = bpy.context.preferences.filepaths.asset_libraries
    library = libraries.new(name="Ours", directory=str(tmp_path))
    try:
        (tmp_path / "deep" / "down").mkdir(parents=True)
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "deep" / "down" / "artwork.blend"))
        artwork(part, tmp_path)
        bpy.ops.antekirt.mark_asset()
    finally:
        libraries.remove(library)
    assert [found.parent for found in tmp_path.rglob("*.cats.txt")] == [tmp_path]


@pytest.mark.one_blender
def test_catalogues_are_merged_line_by_line(part: Any, tmp_path: Path) -> None:
    catalogues = part("scene.asset.asset_catalogue")
    ada, eve = (
        catalogues.catalogue_of(attribution(part, artist_id=name, artist_name=name))
        for name in ("Ada", "E/v:e")
    )
    assert (eve.path, eve.line.count(":")) == ("Antekirt/E v e", 2)
    renamed = f"VERSION 1\r\n\r\n{ada.id.upper()}:Ours/Ada:Ours\r\nnonsense".encode() + b"\xff"
    file = tmp_path / "blender_assets.cats.txt"
    file.write_bytes(renamed)
    catalogues.merge(file, [ada, eve])
    added = f"\r\n{catalogues.ABOVE.line}\r\n{eve.line}\r\n"
    assert file.read_bytes() == renamed + added.encode()
    before = file.stat()
    catalogues.merge(file, [eve])
    assert (file.stat().st_ino, list(tmp_path.iterdir())) == (before.st_ino, [file])
    for theirs, ours in ((b"# Ours\r\n", b"VERSION 1\r\n"), (b"VERSION 2\n", b"")):
        file.write_bytes(theirs)
        catalogues.merge(file, [ada])
        assert file.read_bytes().startswith(theirs + ours)
        assert (ada.line.encode() in file.read_bytes()) is bool(ours)


@pytest.mark.one_blender
def test_what_another_blender_adds_at_the_same_moment_stays(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues = part("scene.asset.asset_catalogue")
    file, make_draft = tmp_path / "blender_assets.cats.txt", tempfile.mkstemp
    ours = catalogues.catalogue_of(attribution(part))

    def make_it_late(**how: Any) -> tuple[int, str]:
        if not file.exists():
            file.write_text("VERSION 1\ntheirs\n")
        return make_draft(**how)

    monkeypatch.setattr(tempfile, "mkstemp", make_it_late)
    catalogues.merge(file, [ours])
    assert file.read_text().splitlines()[:2] == ["VERSION 1", "theirs"]
    assert ours.line in file.read_text()
