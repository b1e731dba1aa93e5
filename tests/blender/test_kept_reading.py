# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that was read a moment ago is not read again, unless it or what was chosen has changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.file_time import set_apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RED, BLUE = '<rect width="9" height="4" fill="#ff0000"/>', '<rect width="9" height="4" fill="#0000ff"/>'

pytestmark = pytest.mark.one_blender


def write(file: Path, content: str) -> None:
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{content}</svg>')
    set_apart(file)


@pytest.fixture
def reads(part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read, one after the other."""
    read: list[Path] = []
    svg = part("media.svg")
    load = svg.load

    def counted(file: Path, *rest: Any) -> Any:
        read.append(file)
        return load(file, *rest)

    monkeypatch.setattr(svg, "load", counted)
    return read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "work.svg"
    write(file, RED)
    return file


def colors(root: Any) -> set[str]:
    return {obj.material_slots[0].material.name.partition(".")[0] for obj in root.children_recursive}


def brought(file: Path, **chosen: Any) -> Any:
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    return bpy.context.object


def test_what_does_not_concern_the_reading_asks_for_none(file: Path, reads: list[Path]) -> None:
    roots = [brought(file), brought(file, size=5.0), brought(file, grouping="PATHS", extrude=0.1)]
    bpy.ops.antekirt.reload_artwork()
    assert reads == [file]
    assert all(colors(root) == {"#FF0000"} for root in roots)


def test_what_concerns_it_does(file: Path, reads: list[Path]) -> None:
    for chosen in ({}, {"import_as": "MESH"}, {"color_tolerance": 3.0}, {"shading": "LIT"}):
        brought(file, **chosen)
    assert len(reads) == 4


def test_a_file_of_the_same_size_that_has_changed_is_read_again(file: Path, reads: list[Path]) -> None:
    root = brought(file)
    write(file, BLUE)
    bpy.ops.antekirt.reload_artwork()
    assert len(reads) == 2
    assert colors(root) == {"#0000FF"}


def test_files_beside_may_change_unseen(file: Path, reads: list[Path]) -> None:
    for _ in range(2):
        brought(file, files_beside=True)
    assert len(reads) == 2


def test_it_takes_little_memory_and_not_for_ever(
    file: Path, reads: list[Path], part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = part("operators.runtime").state(part("scene.kept_reading").KeptReadings)
    other = file.with_name("other.svg")
    write(other, BLUE)
    for one in (file, other):
        brought(one)
    kept.forget()
    brought(file)
    assert reads == [file, other]

    monkeypatch.setattr(part("scene.kept_reading"), "MOST_BYTES", 2000)
    brought(file, color_tolerance=2.0)  # two are too much
    brought(file, color_tolerance=2.0)
    brought(other)
    assert reads == [file, other, file, other]

    now = time.monotonic()
    monkeypatch.setattr(part("scene.kept_reading").time, "monotonic", lambda: now + 1000.0)
    kept.forget()
    brought(other)
    assert len(reads) == 5
