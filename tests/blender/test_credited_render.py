# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists' names in the files of renders, or beside them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.test_credit_renders import OURS, show

if TYPE_CHECKING:
    from collections.abc import Callable

IN_THE_FILE = ("PNG", "JPEG", "OPEN_EXR", "OPEN_EXR_MULTILAYER", "MKV", "WEBM")
BESIDE = ("WEBP", "TIFF", "MPEG4", "QUICKTIME")
FILMS = {"MKV": "MPEG4", "WEBM": "WEBM", "MPEG4": "MPEG4", "QUICKTIME": "MPEG4"}  # with a codec for each


def choose_format(scene: Any, name: str) -> None:
    settings = scene.render.image_settings
    if hasattr(settings, "media_type"):  # from 5.0
        multilayer = "MULTI_LAYER_IMAGE" if name == "OPEN_EXR_MULTILAYER" else "IMAGE"
        settings.media_type = "VIDEO" if name in FILMS else multilayer
    settings.file_format = "FFMPEG" if name in FILMS else name
    if name in FILMS:
        scene.render.ffmpeg.format, scene.render.ffmpeg.codec = name, FILMS[name]


@pytest.fixture
def scene(part: Callable[[str], Any]) -> Any:
    """Give a scene that shows works of three artists, is quick to render, and names them."""
    show(part, "村上", "Zoë Müller", "Ada")
    scene = bpy.context.scene
    scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(scene.camera)
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 16
    scene.render.resolution_percentage = 100
    scene.frame_start, scene.frame_end = 9, 9
    scene.antekirt.credit_renders = True
    return scene


def render(scene: Any, filepath: object, format_: str = "WEBP", **how: Any) -> dict[str, Path]:
    """Render a still, or what else is asked for; gives all that is in the folder by its name."""
    choose_format(scene, format_)
    scene.render.filepath = str(filepath)
    bpy.ops.render.render(**(how or {"write_still": True}))
    folder = Path(os.path.dirname(str(filepath)))  # noqa: PTH120 - it may end with a slash
    return {path.name: path for path in folder.glob("*") if path.is_file()}


@pytest.fixture
def read_back() -> Callable[[Path], dict[str, dict[str, Any]]]:
    """Give what exiftool reads from all files of a folder, by their paths in it."""
    if not shutil.which("exiftool"):
        pytest.skip("exiftool is missing: apt-get install libimage-exiftool-perl")

    def read(folder: Path) -> dict[str, dict[str, Any]]:
        command = ["exiftool", "-json", "-a", "-G4:1", "-r", "-charset", "filename=utf8", str(folder)]
        done = subprocess.run(command, capture_output=True, check=True)
        return {os.path.relpath(one["SourceFile"], folder): one for one in json.loads(done.stdout)}

    return read


def test_another_program_reads_the_names_from_every_format_or_they_are_beside(
    part: Any, scene: Any, tmp_path: Path, read_back: Callable[[Path], dict[str, dict[str, Any]]]
) -> None:
    scene.render.stamp_note_text = "Shot 12"
    made = {
        name: render(
            scene, tmp_path / name / "x", name, animation=name in FILMS, write_still=name not in FILMS
        )
        for name in (*IN_THE_FILE, *BESIDE)
    }
    read = read_back(tmp_path)
    for name in IN_THE_FILE:
        ((file, _),) = made[name].items()
        texts = {str(value).removeprefix("Blender:Note:") for value in read[f"{name}/{file}"].values()}
        # Of a PNG others misread the note.
        assert (OURS if name == "PNG" else f"Shot 12\n{OURS}") in texts, name
    for name in BESIDE:
        beside, file = sorted(made[name], key=lambda file: not file.endswith(".txt"))
        assert beside == f"{Path(file).stem}.credits.txt"
        first, _, line, _, *works = made[name][beside].read_text(encoding="utf-8").splitlines()
        assert (first, line) == (part("scene.credits.sidecar").MARK, OURS)
        assert [name for name in works if name and not name.startswith(" ")] == ["Ada", "Zoë Müller", "村上"]


def test_a_machine_without_the_add_on_renders_what_was_saved(
    part: Any, scene: Any, tmp_path: Path, read_back: Callable[[Path], dict[str, dict[str, Any]]]
) -> None:
    choose_format(scene, "JPEG")
    show(part, "Berthe")  # after it was switched on
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "shot.blend"))
    runtime, handlers = part("operators.runtime"), part("operators.credit_renders").HANDLERS
    runtime.remove_handlers(handlers)
    try:
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "shot.blend"))
        made = render(bpy.context.scene, tmp_path / "farm" / "x", "JPEG")
    finally:
        runtime.add_handlers(handlers)
    assert made.keys() == {"x.jpg"}
    wanted = f"Blender:Note:{OURS.replace('Ada', 'Ada, Berthe')}"
    assert wanted in read_back(tmp_path / "farm")["x.jpg"].values()


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ("shot_", {"shot_0009.webp", "shot_0010.webp", "shot.credits.txt"}),
        ("shot.##.v2", {"shot.09.v2.webp", "shot.10.v2.webp", "shot.v2.credits.txt"}),
        ("", {"0009.webp", "0010.webp", "frames.credits.txt"}),
    ],
)
def test_frames_have_one_file_beside_them_all(
    scene: Any, tmp_path: Path, chosen: str, names: set[str]
) -> None:
    scene.frame_end = 10
    assert render(scene, f"{tmp_path}/frames/{chosen}", animation=True).keys() == names


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ("x.webp", {"x.webp", "x.credits.txt"}),
        ("x.v2", {"x.v2.webp", "x.v2.credits.txt"}),
        ("x_##", {"x_##.webp", "x_##.credits.txt"}),
    ],
)
def test_a_still_has_one_of_its_own(scene: Any, tmp_path: Path, chosen: str, names: set[str]) -> None:
    older = render(scene, tmp_path / chosen, animation=True)
    for path in older.values():
        if path.suffix == ".txt":
            path.unlink()
    frames = {name for name in older if name.endswith(".webp")}
    assert render(scene, tmp_path / chosen).keys() == names | frames


def test_each_view_is_beside_the_same_one(scene: Any, tmp_path: Path) -> None:
    scene.render.use_multiview = True
    names = {"x0009_L.webp", "x0009_R.webp", "x.credits.txt"}
    assert render(scene, tmp_path / "x", animation=True).keys() == names


@pytest.mark.one_blender
def test_what_was_rendered_and_not_written_has_none(scene: Any, tmp_path: Path) -> None:
    assert render(scene, tmp_path / "x", write_still=False) == {}


@pytest.mark.one_blender
def test_nothing_of_somebody_elses_is_written_over(part: Any, scene: Any, tmp_path: Path) -> None:
    own = tmp_path / "x.credits.txt"
    own.write_text("Thanks to all", encoding="utf-8")
    for _ in range(2):
        made = render(scene, tmp_path / "x")
    assert made.keys() == {"x.webp", "x.credits.txt", "x.credits (Antekirt).txt"}
    assert own.read_text(encoding="utf-8") == "Thanks to all"

    show(part, "Berthe")
    assert "Berthe" in render(scene, tmp_path / "x")["x.credits (Antekirt).txt"].read_text(encoding="utf-8")
    for obj in scene.objects:
        obj.hide_render = True
    assert render(scene, tmp_path / "x").keys() == {"x.webp", "x.credits.txt"}


@pytest.mark.one_blender
def test_without_the_switch_nothing_is_added(scene: Any, tmp_path: Path) -> None:
    scene.antekirt.credit_renders = False
    assert render(scene, tmp_path / "x").keys() == {"x.webp"}


@pytest.mark.one_blender
def test_a_line_that_names_a_page_has_one_beside(part: Any, scene: Any, tmp_path: Path) -> None:
    (tmp_path / "CREDITS.md").write_text("# Thanks", encoding="utf-8")
    show(part, *(f"Künstler {number:02}" for number in range(60)))
    made = render(scene, tmp_path / "x", "JPEG")
    assert made.keys() == {"x.jpg", "CREDITS.md", "CREDITS (Antekirt).md"}
    page = made["CREDITS (Antekirt).md"].read_text(encoding="utf-8")
    assert all(f"Künstler {number:02}" in page for number in range(60))


@pytest.mark.one_blender
def test_what_is_kept_out_of_the_picture_is_beside_it(scene: Any, tmp_path: Path) -> None:
    scene.render.use_stamp = True
    scene.antekirt.credit_burn_in = "KEEP_OUT"
    assert render(scene, tmp_path / "x", "JPEG").keys() == {"x.jpg", "x.credits.txt"}


@pytest.mark.one_blender
def test_a_picture_is_not_encoded_anew(part: Any, scene: Any, tmp_path: Path) -> None:
    before = render(scene, tmp_path / "x", "PNG")["x.png"].read_bytes()
    xmp = part("media.credit_line").with_credit_line(before[:33], OURS)[33:]
    assert before.count(xmp) == 1
    scene.antekirt.credit_renders = False
    scene.render.stamp_note_text, scene.render.use_stamp_note = OURS, True
    after = render(scene, tmp_path / "x", "PNG")["x.png"].read_bytes()
    assert before[before.index(b"IDAT") :] == after[after.index(b"IDAT") :]


@pytest.mark.one_blender
def test_a_folder_that_cannot_be_written_stops_no_render(
    part: Any, scene: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(part("scene.whole_file"), "write", refuse)
    scene.frame_end = 10
    made = render(scene, tmp_path / "x", animation=True)
    assert made.keys() == {"x0009.webp", "x0010.webp"}
    assert capfd.readouterr().err.count("cannot be written") == 1


NAMED = "{scene_name}-{node_name}-" if bpy.app.version >= (5, 0, 0) else ""  # which 4.5 refuses


@pytest.mark.parametrize("chosen", ["nodes", NAMED + "{resolution_x}{{1}}"])
def test_what_nodes_write_has_one_in_their_folder(part: Any, scene: Any, tmp_path: Path, chosen: str) -> None:
    scene.name = "A/B"
    tree = part("scene.compat").new_compositor_tree(scene)
    node: Any = tree.nodes.new("CompositorNodeOutputFile")
    if hasattr(node, "directory"):
        node.directory, node.format.media_type = f"{tmp_path}/{chosen}", "IMAGE"
        node.file_output_items.new("RGBA", "Image")
    else:
        node.base_path = f"{tmp_path}/{chosen}"
    node.format.file_format = "WEBP"
    layers = next(one for one in tree.nodes if one.bl_idname == "CompositorNodeRLayers")
    tree.links.new(layers.outputs["Image"], node.inputs[0])
    render(scene, tmp_path / "x", write_still=False)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    names = {path.suffix: path.name for path in folder.iterdir()}
    assert names.keys() == {".webp", ".txt"}
    assert names[".txt"] == f"{folder.name}.credits.txt"
    if bpy.app.version >= (4, 5, 0):
        assert folder.name in {"nodes", "16{1}", "A_B-File Output-16{1}"}


@pytest.mark.parametrize("format_", ["PNG", "TIFF"])
def test_a_film_with_a_scene_strip_names_its_own_works(
    part: Any, scene: Any, tmp_path: Path, format_: str
) -> None:
    film = bpy.data.scenes.new("Film")
    part("scene.compat").strips(film).new_scene(name="Scene", scene=scene, channel=1, frame_start=1)
    film.render.resolution_x = film.render.resolution_y = 16
    film.frame_end, film.antekirt.credit_renders = 2, True
    scene.antekirt.credit_renders = False
    with bpy.context.temp_override(scene=film):
        bpy.ops.antekirt.write_credits()
        made = render(film, tmp_path / "x", format_, animation=True)
    assert made.keys() == ({"x0001.png", "x0002.png"} if format_ == "PNG" else {*made, "x.credits.txt"})
    if format_ == "PNG":
        assert all(b"photoshop:Credit" in path.read_bytes() for path in made.values())
    assert json.loads(bpy.data.texts["Credits"]["antekirt_credits"])["scene"] == "Film"
    watch = part("operators.runtime").state(part("scene.baked_images").BakeWatch)
    assert not vars(watch)["_has_baked"], "what Cycles has reported was the render"
