# SPDX-License-Identifier: GPL-3.0-or-later
"""The part that needs no service: what belongs to it is told by imports, and it reaches no network."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest

from scripts import free_part
from scripts.build import JUNK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NETWORK = {"http", "requests", "socket", "socketserver", "ssl", "urllib.request", "urllib3", "webbrowser"}
EXPECTED = """
operators.import_svg operators.import_image operators.import_video operators.export_svg operators.restart_film
operators.film_follower operators.make_seamless operators.add_depth operators.no_repeat operators.add_mapping
operators.take_out operators.unwrap operators.recolor operators.take_colors operators.save_palette
operators.make_multiplane operators.reload_artwork operators.separate_pieces operators.set_relief
operators.copy_on_save operators.gather_files operators.mark_asset operators.copy_to_library
operators.prepare_for_export operators.write_credits operators.attribution_renewal operators.credit_renders
operators.copy_credit_line ui.artwork_panel ui.palette_panel ui.film_panel ui.texture_panel ui.seamless_panel
ui.origin_panel ui.blender_menu ui.keymap ui.online_manual ui.file_preferences
"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stage") / "antekirt_import"
    shutil.copytree(free_part.PACKAGE, folder, ignore=JUNK)
    free_part.cut(folder)
    return folder


@pytest.mark.parametrize("name", EXPECTED.split())
def test_what_an_artist_expects_of_it_is_there(name: str) -> None:
    assert free_part.way_to_paid(name) == [], "by this import it is paid for"
    assert name in free_part.free_modules()


def test_what_is_paid_for_says_why() -> None:
    """One of the two holds for each module that is registered, and both for none."""
    paid = set(free_part.registered()) - set(free_part.free_modules())
    assert {name for name in paid if free_part.way_to_paid(name)} == paid - free_part.ONLY_FOR_PAID.keys()


def test_it_has_no_client_and_no_network(stage: Path) -> None:
    assert not [room for room in free_part.PAID_ROOMS | {"cli"} if (stage / room).exists()]
    reached = {
        f"{file.relative_to(stage)}: {name}"
        for file in stage.rglob("*.py")
        for name in imported(ast.parse(file.read_text(encoding="utf-8")))
        if name in NETWORK or name.partition(".")[0] in NETWORK
    }
    assert reached == set()


def test_it_draws_no_button_that_does_nothing(stage: Path) -> None:
    """What menus and the keymap list is drawn only if it is there, and the manual's map is but a map."""
    sources = {file.stem: file.read_text(encoding="utf-8") for file in stage.rglob("*.py")}
    there = {
        name for source in sources.values() for name in re.findall(r'bl_idname = "antekirt\.(\w+)"', source)
    }
    named = {
        (file, name)
        for file, source in sources.items()
        if file not in {"blender_menu", "online_manual"}
        for name in re.findall(r'operator(?:_menu_enum)?\(\s*"antekirt\.(\w+)"', source)
    }
    assert {(file, name) for file, name in named if name not in there} == set()
    assert named


def test_it_has_all_that_it_imports(stage: Path) -> None:
    there = {file.relative_to(stage) for file in stage.rglob("*.py")}
    reached = free_part.reached(["", "registration"])
    wanted = {free_part.path_of(name).relative_to(free_part.PACKAGE) for name in reached}
    assert there == wanted
    registered = (stage / "registration.py").read_text(encoding="utf-8")
    listed = registered[registered.index("MODULES: ") : registered.index("\ndef register")]
    assert re.findall(r"^    (\w+),$", listed, re.MULTILINE) == [
        name.rpartition(".")[2] for name in free_part.free_modules()
    ]
    compile(registered, "registration.py", "exec")


def test_its_manifest_is_the_whole_ones_without_network(stage: Path) -> None:
    whole = tomllib.loads((free_part.ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))
    part = tomllib.loads((stage / "blender_manifest.toml").read_text(encoding="utf-8"))
    assert part["id"] == "antekirt_import"
    assert {name for name in whole if whole[name] != part[name]} == free_part.MANIFEST.keys() | {
        "permissions"
    }
    uses_clipboard = any(".clipboard" in file.read_text(encoding="utf-8") for file in stage.rglob("*.py"))
    assert set(part["permissions"]) == {"files"} | ({"clipboard"} if uses_clipboard else set())


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
