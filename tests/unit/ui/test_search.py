# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist can do by itself is found by F3, which knows but what stands in a menu."""

from __future__ import annotations

import re
from pathlib import Path

ADDON = Path(__file__).resolve().parents[3] / "antekirt_addon"
IDNAME = re.compile(r'bl_idname = "(antekirt\.\w+)"')
ASKED_OF_ONE = {  # what a button says more to than its name
    "antekirt.add_mapping",
    "antekirt.import_ready",
    "antekirt.merge_colors",
    "antekirt.read_colors",
    "antekirt.recolor",
    "antekirt.register_library",
    "antekirt.swap_colors",
    "antekirt.use_seamless",
}


def test_what_can_be_adjusted_or_undone_stands_in_a_menu() -> None:
    menus = "".join((ADDON / "ui" / f"{name}_menu.py").read_text("utf-8") for name in ("blender", "artwork"))
    files = [path.read_text("utf-8") for path in (ADDON / "operators").glob("*.py")]
    classes = [part for text in files for part in text.split("\nclass ")]
    offered = {
        found[1] for part in classes if 'bl_options = {"REGISTER"' in part and (found := IDNAME.search(part))
    }
    assert len(offered) > 10
    assert {idname for idname in offered - ASKED_OF_ONE if f'"{idname}"' not in menus} == set()
