# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reader of media/ may rely on: names say who uses them, and the boolean engine has one door."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MEDIA = ROOT / "antekirt_addon" / "media"
GEOMETRY = MEDIA / "svg" / "geometry"
ENGINE = {"arrangement", "ring_following", "winding_number"}


def test_functions_that_only_their_own_module_uses_are_private() -> None:
    used = {name for file in sources() for name in uses(file)}
    wrong = [
        f"{file.relative_to(MEDIA)}: {node.name}"
        for file in MEDIA.rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        if not node.name.startswith("_") and (home(file), node.name) not in used
    ]
    assert wrong == []


def test_nobody_goes_past_the_seam_to_the_boolean_engine() -> None:
    files = [file for file in sources() if file.stem not in {"boolean", *ENGINE}]
    assert [file.name for file in files for module, _ in uses(file) if module in ENGINE] == []
    public = [
        node.name
        for node in ast.parse((GEOMETRY / "boolean.py").read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert public == ["Overlay", "combine", "overlay", "regions"]


def sources() -> list[Path]:
    return [file for room in ("antekirt_addon", "scripts", "tests") for file in (ROOT / room).rglob("*.py")]


def home(file: Path) -> str:
    """The name by which a module or package is imported."""
    return file.parent.name if file.stem == "__init__" else file.stem


@cache
def uses(file: Path) -> set[tuple[str, str]]:
    """The modules' names with the names of what a file takes from them."""
    found: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = (node.module or "").rpartition(".")[2]
            found |= {(module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add((node.value.id, node.attr))
    return found
