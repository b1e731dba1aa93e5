# SPDX-License-Identifier: GPL-3.0-or-later
"""What docs/scripting.md says about scripts holds: its examples run, and its tables are complete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import bpy
import pytest

if TYPE_CHECKING:
    from sandbox.client import Sandbox

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scripting.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
OPERATORS = dict(re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", PAGE.split("## What the panel")[0], re.MULTILINE))
PROPERTIES = re.findall(r"`(antekirt_[a-z_]+)`", PAGE.split("## Metadata")[1].split("```")[0])


def test_the_examples_run(service: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    artist = service.call("GET", "/artists?limit=1").json["data"][0]
    for example in EXAMPLES:
        exec(example.replace("…", artist["id"]), {"bpy": bpy})  # of our own page
    assert f"by {artist['name']}" in capsys.readouterr().out
    assert [charge["operation"] for charge in service.ledger()] == ["image", "svg", "video", "image", "image"]
    plane = next(obj for obj in bpy.data.objects if obj.get("antekirt_kind") == "image")
    stamped = set(PROPERTIES) - {"antekirt_credits"}  # that is of several results in one
    assert stamped == {name for name in plane.keys() if name.startswith("antekirt_")}  # noqa: SIM118 # Blender's


@pytest.mark.parametrize("name", OPERATORS)
def test_the_operators_have_what_the_table_says(name: str) -> None:
    known = getattr(bpy.ops.antekirt, name).get_rna_type().properties
    for word in re.findall(r"`([a-z_]+)`", OPERATORS[name]):
        assert word in known, word
    items = {item.identifier for one in known.values() if one.type == "ENUM" for item in one.enum_items}
    for word in re.findall(r"`([A-Z_]+)`", OPERATORS[name]):
        assert word in items, word
