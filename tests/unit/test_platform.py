# SPDX-License-Identifier: GPL-3.0-or-later
"""What Blender asks of extensions, as far as the source shows it: docs/platform.md has the whole list."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))
SOURCES = sorted((ROOT / "antekirt_addon").rglob("*.py"))
BLENDERS = {"blf", "bl_operators", "bl_ui", "bmesh", "bpy", "bpy_extras", "gpu", "gpu_extras", "mathutils"}
SHIPPED = {"numpy", "requests", "urllib3"}  # with every Blender from 4.2 on
LONGEST = 64  # characters of a tagline or a reason
FORBIDDEN_NAMES = {"eval", "exec", "__import__"}
FORBIDDEN_ATTRIBUTES = {
    *("sys.path", "sys.meta_path", "sys.modules.setdefault", "sys.modules.update"),  # the search for modules
    *("extensions.package_install", "extensions.package_install_files", "extensions.package_upgrade_all"),
    *("preferences.addon_install", "extensions.repo_sync_all"),  # an updater
}
EXCEPTIONS = {  # each is told in docs/platform.md
    "antekirt_addon/cli/blend_reading.py: sys.path",  # a script in a process of its own, without add-ons
    "antekirt_addon/operators/other_addons.py: sys.modules.setdefault",  # nothing is imported by that name
}
READERS = {  # and of what
    "antekirt_addon/scene/artwork/content_note.py": "the manifest",
    "antekirt_addon/operators/addon_settings.py": "the manifest",
    "antekirt_addon/translations/__init__.py": "the languages",
    "antekirt_addon/cli/blend_reading.py": "a script for another process",
    "antekirt_addon/cli/blend_credits.py": "a script for another process",
    "antekirt_addon/interface.py": "the time of the package",
}


def nodes(pattern: re.Pattern[str]) -> Iterator[tuple[str, ast.AST]]:
    """Give what stands in the files in which the pattern is found."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if pattern.search(text):
            for node in ast.walk(ast.parse(text)):
                yield path.relative_to(ROOT).as_posix(), node


def test_it_needs_nothing_that_blender_does_not_bring() -> None:
    known = sys.stdlib_module_names | BLENDERS | SHIPPED
    unknown = re.compile(rf"^ *(?:import|from) (?!(?:{'|'.join(known)})\b)[a-z]", re.MULTILINE)
    found = [
        f"{path}: {name}"
        for path, node in nodes(unknown)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in names(node)
        if name.partition(".")[0] not in known
    ]
    assert found == []


def names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [] if node.level else [node.module or ""]


def test_it_runs_no_text_and_leaves_modules_and_extensions_to_blender() -> None:
    words = re.compile(rf"\b({'|'.join(FORBIDDEN_NAMES | FORBIDDEN_ATTRIBUTES)})\b")
    found = [
        f"{path}: {ast.unparse(node)}"
        for path, node in nodes(words)
        if (isinstance(node, ast.Name) and node.id in FORBIDDEN_NAMES)
        or (isinstance(node, ast.Attribute) and ast.unparse(node).endswith(tuple(FORBIDDEN_ATTRIBUTES)))
    ]
    assert [use for use in found if use not in EXCEPTIONS] == []


def test_files_beside_the_code_are_read_by_those_that_are_known_to() -> None:
    """They may be on a read-only disk: whoever else comes here shows first that it writes nothing."""
    found = {path for path, node in nodes(re.compile("__file__")) if "__file__" in ast.dump(node)}
    assert sorted(found - set(READERS)) == []


def test_each_permission_has_a_reason() -> None:
    assert set(MANIFEST["permissions"]) == {"network", "files", "clipboard"}
    for text in (*MANIFEST["permissions"].values(), MANIFEST["tagline"]):
        assert len(text) <= LONGEST
        assert text[-1].isalnum()


@pytest.mark.parametrize("key", sorted(MANIFEST))
def test_nothing_in_the_manifest_is_empty(key: str) -> None:
    assert MANIFEST[key]


def test_its_name_is_its_own_and_its_licence_blenders() -> None:
    assert "blender" not in (MANIFEST["name"] + MANIFEST["id"]).lower()
    assert MANIFEST["license"] == ["SPDX:GPL-3.0-or-later"]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("GNU GENERAL PUBLIC LICENSE")
    assert [path for path in SOURCES if "SPDX-License-Identifier: GPL-3.0-or-later" not in head(path)] == []


def head(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0]
