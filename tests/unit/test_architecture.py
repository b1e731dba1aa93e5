# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of docs/developing.md, held against the imports: who may know whom, who may know Blender."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "antekirt_addon"
GUIDE = REPOSITORY / "docs" / "developing.md"
PICTURE = re.compile(r"^    (?P<room>[\w.]+)/? {2,}(?P<what>[^→\n]+?)(?: +→ (?P<below>.+))?$", re.MULTILINE)
BLENDER = {"bpy", "bpy_extras", "bl_ui", "bmesh", "mathutils", "gpu", "gpu_extras", "blf", "addon_utils"}
PLAIN = {"api", "media", "jobs", "catalog", "clean_text", "message"}
FRONT_DOOR = "__init__"  # what Blender calls; it opens registration.py when it is asked to register

BETWEEN_THE_WINGS = {
    "fading",
    "gradient_stop",
    "blending",
    "paint",
    "real_size",
    "shape",
    "error",
    "options",
    "filter_primitive",
}
MOST_GLOBALS = 3
AT_FIRST_USE = {  # what Blender's start does without, each with much behind it
    "api.connection",
    "cli",
    "jobs.pipeline",
    "jobs.session",
    "media.svg.reading.document",
    "scene.asset.markable",
    "scene.credits.credit",
    "scene.export.preparation",
    "scene.export_svg.scene_page",
    "scene.vector.build_artwork",
}


def test_nothing_knows_what_stands_above_it() -> None:
    rooms = list(picture())
    for room, below in picture().items():
        assert all(rooms.index(other) > rooms.index(room) for other in below), room


def test_no_arrow_runs_the_wrong_way() -> None:
    allowed = picture() | {FRONT_DOOR: {"registration", "coexistence"}}
    wrong = [
        f"{file.relative_to(PACKAGE)}: {room} must not import {other}"
        for room, file in modules()
        for other in rooms_of(imports(file))
        if other not in allowed[room] | {room}
    ]
    assert wrong == []


def test_the_picture_shows_no_arrow_that_nobody_takes() -> None:
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for room, file in modules():
        taken[room] |= set(rooms_of(imports(file))) - {room}
    assert {room: below for room, below in picture().items() if below != taken[room]} == {}


def test_only_the_blender_half_knows_blender() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for room, file in modules()
        if room in PLAIN
        for name in imports(file)
        if name.partition(".")[0] in BLENDER
    ]
    assert wrong == []


def test_the_plain_half_imports_without_blender() -> None:
    files = [file.relative_to(REPOSITORY).with_suffix("") for room, file in modules() if room in PLAIN]
    names = [".".join(file.parts) for file in files]
    program = f"""
import importlib, sys
sys.modules.update(dict.fromkeys({sorted(BLENDER)!r}))  # None in sys.modules: this import fails
sys.path.insert(0, {str(REPOSITORY)!r})
for name in {names!r}:
    importlib.import_module(name.removesuffix(".__init__"))
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_there_is_no_import_circle() -> None:
    """Not even for the types alone; the SVG converter hands its recursion on as an argument."""
    assert import_circles(import_graph()) == []


def test_a_circle_would_be_seen() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"d"}}
    assert import_circles(graph) == [{"a", "b", "c"}]


def test_the_two_wings_of_svg_do_not_know_each_other() -> None:
    svg = PACKAGE / "media" / "svg"
    wrong = [
        f"{file.relative_to(svg)}: {name}"
        for wing, other in (("reading", "geometry"), ("geometry", "reading"))
        for file in (svg / wing).glob("*.py")
        for name in imports(file)
        if f".media.svg.{other}" in name
    ]
    between = {file.stem for file in svg.glob("*.py")} - {"__init__"}
    assert (wrong, between) == ([], BETWEEN_THE_WINGS)


def test_what_is_read_at_first_use_is_not_read_at_the_start() -> None:
    names = module_names()
    later = {f"antekirt_addon.{name}" for name in AT_FIRST_USE}
    assert later <= names.keys()
    at_start = {
        name: {module_of(imported, names) for imported in imports(file, syntax(file).body)} - {""}
        for name, file in names.items()
    }
    assert reachable("antekirt_addon.registration", at_start) & later == set()


def test_state_of_the_process_has_few_places() -> None:
    statements = [
        f"{file.relative_to(PACKAGE)}:{node.lineno}"
        for _room, file in modules()
        for node in ast.walk(syntax(file))
        if isinstance(node, ast.Global)
    ]
    assert len(statements) <= MOST_GLOBALS, statements


def test_what_scripts_need_is_no_test() -> None:
    wrong = [
        f"{file.relative_to(REPOSITORY)}: {name}"
        for folder in ("antekirt_addon", "sandbox", "scripts", "window")
        for file in (REPOSITORY / folder).rglob("*.py")
        for name in imports(file)
        if name.partition(".")[0] == "tests"
    ]
    assert wrong == []


@cache
def picture() -> Mapping[str, set[str]]:
    """Every room in the picture, from top to bottom, with the rooms that it may import."""
    block = GUIDE.read_text(encoding="utf-8").partition("## The architecture")[2].partition("\n## ")[0]
    rows = list(PICTURE.finditer(block))
    assert rows, "docs/developing.md has no picture"
    return {row["room"].removesuffix(".py"): set((row["below"] or "").split()) for row in rows}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the add-on with its room: its folder, or its own name at the top."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).with_suffix("").parts[0], file


def rooms_of(names: Iterator[str]) -> Iterator[str]:
    for name in names:
        if name.startswith("antekirt_addon."):
            room = name.split(".")[1]
            yield room if (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file() else FRONT_DOOR


def imports(file: Path, nodes: Iterable[ast.AST] = ()) -> Iterator[str]:
    """Absolute dotted names of all that a module imports, wherever in it, for the types alone or not.

    nodes: only what is imported by these.
    """
    for node in nodes or ast.walk(syntax(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = file.relative_to(REPOSITORY).parts[: -node.level] if node.level else ()
            base = ".".join([*home, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def syntax(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def import_graph() -> dict[str, set[str]]:
    """The modules of the add-on that each of them imports."""
    names = module_names()
    return {
        name: {found for imported in imports(file) if (found := module_of(imported, names)) not in {"", name}}
        for name, file in names.items()
    }


def module_names() -> dict[str, Path]:
    """Every module of the add-on, by its dotted name."""
    return {
        ".".join(file.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__"): file
        for _room, file in modules()
    }


def module_of(imported: str, names: Mapping[str, Path]) -> str:
    """The module that an imported name is, or is in; "" for what is not ours."""
    return imported if imported in names else next(filter(names.get, [imported.rpartition(".")[0]]), "")


def import_circles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """Sets of modules of which each reaches each: what is left when all that reaches no circle is gone."""
    reached = {name: reachable(name, graph) for name in graph}
    circles: list[set[str]] = []
    for name in graph:
        circle = {other for other in reached[name] if name in reached[other]}
        if len(circle) > 1 and circle not in circles:
            circles.append(circle)
    return circles


def reachable(start: str, graph: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found
