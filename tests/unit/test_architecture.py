# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows of DESIGN.md: who may import whom, and who may know Blender."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parents[2] / "antekirt_addon"
PLAIN = {"api", "media", "jobs", "catalog", "message"}
BLENDER = {"bpy", "bpy_extras", "bl_ui", "bmesh", "mathutils", "gpu", "gpu_extras", "blf", "addon_utils"}
ROOT = "__init__"
BELOW = {
    "addon_id": set[str](),
    "message": set[str](),
    "api": {"message"},
    "media": {"message"},
    "jobs": {"api", "media", "message"},
    "catalog": {"api", "jobs", "message"},
    "scene": {"media", "message"},
    "translations": {"message", "addon_id"},
    "operators": {"catalog", "jobs", "scene", "api", "media", "message", "translations", "addon_id"},
    "ui": {"catalog", "operators", "jobs", "scene", "api", "media", "message", "translations", "addon_id"},
    "cli": {"operators", "jobs", "scene", "api", "media"},
    "registration": {"cli", "ui", "operators", "jobs", "scene", "translations"},
    ROOT: {"registration"},
}


def test_no_arrow_runs_the_wrong_way() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)}: {part} must not import {other}"
        for part, file in modules()
        for other in imported_parts(file)
        if other not in BELOW[part] | {part}
    ]
    assert wrong == []


def test_only_the_blender_half_knows_blender() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for part, file in modules()
        if part in PLAIN
        for name in imports(file)
        if name.partition(".")[0] in BLENDER
    ]
    assert wrong == []


def test_the_plain_half_imports_without_blender() -> None:
    files = [file.relative_to(PACKAGE.parent).with_suffix("") for part, file in modules() if part in PLAIN]
    names = [".".join(file.parts) for file in files]
    program = f"""
import importlib, sys
sys.modules.update(dict.fromkeys({sorted(BLENDER)!r}))  # None in sys.modules: this import fails
sys.path.insert(0, {str(PACKAGE.parent)!r})
for name in {names!r}:
    importlib.import_module(name.removesuffix(".__init__"))
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the add-on with the part that it belongs to: its folder, or its own name at the top."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).with_suffix("").parts[0], file


def imported_parts(file: Path) -> Iterator[str]:
    for name in imports(file):
        if name.startswith("antekirt_addon."):
            part = name.split(".")[1]
            yield part if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file() else ROOT


def imports(file: Path) -> Iterator[str]:
    """Absolute dotted names of all that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = file.relative_to(PACKAGE.parent).parts[: -node.level] if node.level else ()
            base = ".".join([*home, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
