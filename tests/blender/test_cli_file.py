# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line and the artist's files: what cannot be read, what is not overwritten, what is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, square

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

    Cli = Callable[..., tuple[int, str, str]]

NO_BLEND = "its name does not end with .blend"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fox.png", NO_BLEND),
        ("fox", NO_BLEND),
        ("folder.blend", "it is a folder"),
        ("missing/fox.blend", "there is no folder"),
        ("other.blend", "it exists already, and --force replaces it"),
        ("link.blend", "it exists already, and --force replaces it"),
        ("x" * 300 + ".blend", "File name too long"),
    ],
)
@pytest.mark.one_blender
def test_a_file_that_cannot_be_saved_costs_nothing_and_is_left_alone(
    cli: Cli, service: Sandbox, tmp_path: Path, name: str, expected: str
) -> None:
    (tmp_path / "folder.blend").mkdir()
    for other in ("other.blend", "other.blend1"):
        (tmp_path / other).write_text(other)
    (tmp_path / "link.blend").symlink_to("other.blend")
    service.forget_requests()
    code, out, line = cli("image", "--artist", "@1", "a fox", "--output", str(tmp_path / name))
    assert (code, out, expected in line, line.endswith("Nothing was sent.")) == (1, "", True, True), line
    assert service.requests() == []
    assert sorted(path.name for path in tmp_path.glob("*.blend*")) == [
        "folder.blend",
        "link.blend",
        "other.blend",
        "other.blend1",
    ]
    assert (tmp_path / "other.blend").read_text() == "other.blend"
    assert (tmp_path / "other.blend1").read_text() == "other.blend1"


@pytest.mark.one_blender
def test_a_full_disk_is_met_before_anything_is_paid(
    cli: Cli, service: Sandbox, artist_id: str, tmp_path: Path
) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, limits[1]))
    try:
        code, out, line = cli("image", "--artist", artist_id, "x", "--output", str(tmp_path / "fox.blend"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (code, out, "fox.blend cannot be saved" in line) == (1, "", True), line
    assert service.ledger() == []
    assert list(tmp_path.glob("*.blend*")) == []


def test_the_open_file_may_be_saved_and_another_one_with_force(
    cli: Cli, artist_id: str, tmp_path: Path
) -> None:
    other, opened = tmp_path / "other.blend", tmp_path / "opened.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(other))
    bpy.ops.wm.save_as_mainfile(filepath=str(opened))
    before = opened.read_bytes()
    image = ("image", "--json", "--artist", artist_id, "a fox", "--import-as", "IMAGE")
    code, out, _ = cli(*image, "--output", str(opened))
    assert code == 0
    assert (tmp_path / "opened.blend1").read_bytes() == before, "as Blender keeps what it replaces"
    generation, replaced = json.loads(out)["generation_id"], other.read_bytes()
    imported = ("import", generation, "--import-as", "PLANE", "--size", "5", "--shading", "LIT")
    assert cli(*imported, "--output", str(other))[0] == 1
    assert other.read_bytes() == replaced
    assert cli(*imported, "--output", str(other), "--force")[0] == 0
    bpy.ops.wm.open_mainfile(filepath=str(other))
    (plane,) = (thing for thing in bpy.data.objects if thing.type == "MESH")
    assert max(plane.dimensions.to_tuple()) == pytest.approx(5)
    assert sorted(path.name for path in tmp_path.glob("*.blend*")) == [
        "opened.blend",
        "opened.blend1",
        "other.blend",
        "other.blend1",
    ]


@pytest.mark.one_blender
def test_a_file_is_named_as_in_blender_and_a_link_stays_one(
    cli: Cli, artist_id: str, service: Sandbox, tmp_path: Path
) -> None:
    opened, link = tmp_path / "opened.blend", tmp_path / "link.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(opened))
    link.symlink_to(opened.name)
    before = opened.read_bytes()
    image = ("image", "--artist", artist_id, "a fox", "--output")
    assert cli(*image, "")[::2] == (
        1,
        f"antekirt: {Path.cwd()} cannot be saved: {NO_BLEND}. Nothing was sent.",
    )
    assert service.ledger() == []
    assert cli(*image, "//beside.blend")[0] == 0
    assert (tmp_path / "beside.blend").exists()
    bpy.ops.wm.open_mainfile(filepath=str(opened))
    assert cli(*image, str(link), "--import-as", "PLANE")[0] == 0
    assert (link.is_symlink(), opened.read_bytes() != before) == (True, True)


def test_a_file_that_blender_could_not_open_ends_with_1(cli: Cli, tmp_path: Path) -> None:
    broken = tmp_path / "broken.blend"
    broken.write_bytes(b"no blend file at all")
    for path in (broken, tmp_path / "missing.blend"):
        with pytest.raises(RuntimeError):
            bpy.ops.wm.open_mainfile(filepath=str(path))
        code, out, line = cli("credits")
        assert (code, out, line.startswith(f"antekirt: {path} cannot be opened.")) == (1, "", True)
    bpy.ops.wm.read_homefile(use_empty=True)
    assert cli("credits")[0] == 0


@pytest.mark.one_blender
def test_whose_works_are_used_is_told_in_every_format(cli: Cli, part: Callable[[str], Any]) -> None:
    seen, hidden = square("Seen"), square("Hidden")
    hidden.hide_render = True
    for obj, name in ((seen, "Zoë"), (hidden, "北斎")):
        part("scene.attribution").stamp(
            obj, attribution(part, artist_name=name, artist_id=name, generation_id=name)
        )
    told = {name: cli("credits", "--format", name)[1] for name in ("text", "markdown", "csv", "json")}
    assert told["text"].splitlines()[::3] == ["Zoë", "北斎"]
    assert told["markdown"].startswith("# Credits\n\n## [Zoë](")
    assert [row["artist_name"] for row in csv.DictReader(io.StringIO(told["csv"]))] == ["Zoë", "北斎"]
    assert told["json"] == cli("credits", "--json")[1] == cli("credits", "--json", "--format", "json")[1]
    rendered = json.loads(cli("credits", "--scope", "render", "--format", "json")[1])
    assert [artist["artist_name"] for artist in rendered] == ["Zoë"]
    assert cli("credits", "--scope", "render")[1].split()[3] == "Zoë"
    assert cli("credits", "--json", "--format", "csv")[::2] == (
        2,
        "antekirt: argument --format: --json is another format",
    )
    assert cli("credits", "--format", "html")[0] == 2


@pytest.mark.one_blender
def test_what_is_in_the_file_is_written_as_svg(cli: Cli, tmp_path: Path) -> None:
    code, _, line = cli("export", str(tmp_path / "fox"), "--source", "CAMERA")
    assert (code, "no camera" in line) == (1, True)
    bpy.ops.mesh.primitive_plane_add()
    assert cli("export", str(tmp_path / "fox"))[0] == 0
    before = (tmp_path / "fox.svg").read_bytes()
    bpy.ops.mesh.primitive_circle_add(fill_type="NGON")
    code, _, line = cli("export", str(tmp_path / "fox.svg"))
    assert (code, "--force" in line, (tmp_path / "fox.svg").read_bytes()) == (2, True, before)
    assert cli("export", str(tmp_path / "fox.svg"), "--force")[0] == 0
    assert (tmp_path / "fox.svg").read_bytes() != before


@pytest.mark.usefixtures("service")
def test_an_operator_that_fails_says_its_sentence_alone(cli: Cli, part: Callable[[str], Any]) -> None:
    code, _, line = cli("import", "00000000-0000-4000-8000-000000000000", "--import-as", "CURVES")
    assert (code, line) == (
        1,
        "antekirt: A result of the kind image cannot become CURVES. Choose another import.",
    )
    report = part("cli").sentence_of
    told = "Error: It cannot be\nLocation: /opt/blender/scripts/modules/bpy/ops.py:109\n"
    assert report(RuntimeError(told)) == "It cannot be"
