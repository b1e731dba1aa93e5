# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose work it is travels with an export, and is read again where it is imported."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import bpy
import pytest

from scripts.export_compare import export, import_into_empty
from tests.blender.import_fixtures import GENERATION, attribution, credits_in_file, source_files, target


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")  # 5.3's own FBX exporter does
@pytest.mark.parametrize("ending", ["glb", "usdc", "fbx"])
def test_objects_and_materials_say_whose_work_they_are(part: Any, tmp_path: Path, ending: str) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    export_with_properties(tmp_path / f"plane.{ending}")
    import_into_empty(tmp_path / f"plane.{ending}")
    named = [part("scene.attribution").read(block) for block in (*bpy.data.objects, *bpy.data.materials)]
    assert [work for work in named if work] == [attribution(part)] * 2
    (artist,) = credits_in_file(part)
    assert artist.artist_name == "Humberto Ventura"


def test_what_the_panel_has_chosen_stays_at_home(part: Any, tmp_path: Path) -> None:
    scene: Any = bpy.context.scene
    scene.antekirt.prompt = "a secret plan"
    scene["mood"] = "blue"
    bpy.ops.mesh.primitive_cube_add()
    part("scene.attribution").stamp(bpy.context.object, attribution(part))
    scene.render.stamp_note_text, scene.antekirt.credit_renders = "a secret note", True
    file = tmp_path / "scene.gltf"
    bpy.ops.export_scene.gltf(filepath=str(file), export_format="GLTF_SEPARATE", export_extras=True)
    written = file.read_text(encoding="utf-8")
    assert "a secret" not in written
    assert '"mood":"blue"' in written


def export_with_properties(file: Path) -> None:
    """Export with custom properties; USD writes them by itself."""
    if file.suffix == ".glb":
        bpy.ops.export_scene.gltf(filepath=str(file), export_extras=True)
    elif file.suffix == ".fbx":
        bpy.ops.export_scene.fbx(filepath=str(file), use_custom_props=True)
    else:
        export(file)


def test_a_file_beside_an_export_names_the_artists(part: Any, tmp_path: Path) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    file = tmp_path / "fox.credits.txt"
    assert bpy.ops.antekirt.write_credits(filepath=str(file)) == {"FINISHED"}
    artist, work = file.read_text(encoding="utf-8").splitlines()
    assert artist == "Humberto Ventura"
    assert work.split("(") == [
        "    a sunset over mountains with dramatic clouds ",
        f"image, 2026-03-04, {GENERATION})",
    ]
    scene = tmp_path / "scene.blend"
    scene.write_bytes(b"my own")
    bpy.ops.antekirt.write_credits(filepath=str(scene))
    assert scene.read_bytes() == b"my own"
    assert (tmp_path / "scene.blend.credits.txt").exists()
    with pytest.raises(RuntimeError, match=r"nowhere|No such file"):
        bpy.ops.antekirt.write_credits(filepath=str(tmp_path / "nowhere" / "fox.txt"))


def test_without_a_name_the_credits_are_called_like_the_blend_file(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    monkeypatch.chdir(tmp_path)
    assert bpy.ops.antekirt.write_credits(browse=True, format="CSV") == {"FINISHED"}
    assert [file.name for file in tmp_path.glob("*credits*")] == ["untitled.credits.csv"]
    assert not bpy.data.texts


@pytest.mark.parametrize(
    ("format_", "asked", "written"),
    [
        ("MARKDOWN", "CREDITS.md", "CREDITS.md"),
        ("CSV", "fox.credits.txt", "fox.credits.csv"),  # the format was chosen after the name
        ("JSON", "fox", "fox.credits.json"),
        ("TEXT", "fox.md", "fox.md.credits.txt"),
        ("TEXT", "", "untitled.credits.txt"),
    ],
)
def test_a_name_ends_as_its_format_does(
    part: Any, tmp_path: Path, format_: str, asked: str, written: str
) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    bpy.ops.antekirt.write_credits(filepath=f"{tmp_path}/{asked}", format=format_, scope="FILE")
    files = [file.name for file in tmp_path.iterdir() if file.suffix != ".webp"]
    assert files == [written]
    assert "Humberto Ventura" in (tmp_path / written).read_text(encoding="utf-8")


def test_without_a_result_no_file_is_written(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="No result of Antekirt"):
        bpy.ops.antekirt.write_credits(filepath=str(tmp_path / "none.txt"), scope="FILE")
    with pytest.raises(RuntimeError, match="render of this scene shows no result"):
        bpy.ops.antekirt.write_credits()
    assert not [*tmp_path.iterdir()]
    assert not bpy.data.texts


def test_the_examples_of_the_manual_run(part: Any, tmp_path: Path) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    page = (Path(__file__).parents[2] / "docs" / "credits.md").read_text(encoding="utf-8")
    for example in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(example, {"bpy": bpy})  # of our own page
    assert bpy.data.texts["Credits"].as_string().startswith("# Credits\n")
    with (tmp_path / "credits.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns, works = re.findall(r"CSV has a row (.*?)\. JSON is a list(.*?)\.\n", page, re.DOTALL)[0]
    assert re.findall(r"`(\w+)`", columns) == list(rows[0])
    bpy.ops.antekirt.write_credits(scope="FILE", format="JSON", filepath=str(tmp_path / "credits.json"))
    (artist,) = json.loads((tmp_path / "credits.json").read_text(encoding="utf-8"))
    assert re.findall(r"`(\w+)`", works) == [*artist, *artist["works"][0]]
