# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb publish: a folder of all paid results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox


@pytest.mark.one_blender
def test_every_paid_result_is_published_once(
    part: Callable[[str], Any],
    service: Sandbox,
    artist_id: str,
    tmp_path: Path,
    *,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(*arguments: str) -> tuple[int, Any, list[str]]:
        capfd.readouterr()
        code = part("cli").main(arguments)
        out, err = capfd.readouterr()
        return code, json.loads(out) if out else None, err.strip().splitlines()

    _, image, _ = run("image", "--json", "--artist", artist_id, "a fox")
    run("svg", "--json", image["generation_id"])
    paid = len(service.ledger())
    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    folder = tmp_path / "ours" / "library"
    code, rows, said = run("publish", "--json", str(folder))
    assert (code, [row["state"] for row in rows]) == (0, ["new", "new"])
    assert said[-1] == part("cli.asset_listing").NONE
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    code, rows, _ = run("publish", "--json", str(folder))
    assert (code, [row["state"] for row in rows]) == (0, ["there", "there"])
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    assert len(service.ledger()) == paid
    for row, kind in zip(rows, ("objects", "collections"), strict=True):
        with bpy.data.libraries.load(row["file"], assets_only=True) as (there, _):  # type: ignore[func-returns-value] # so say the stubs
            assert getattr(there, kind) == ["a fox"]

    Path(image["files"][0]).unlink()
    code, rows, said = run("publish", "--json", str(tmp_path / "other"))
    assert (code, [row["state"] for row in rows]) == (1, ["failed", "new"])
    assert said[-1] == "antekirt: 1 of 2 results could not be published. Each says why."
    code, _, said = run("publish", str(folder / "blender_assets.cats.txt"))
    assert code == 1
    assert "cannot be written" in said[-1]

    monkeypatch.setattr(part("scene.compat"), "LISTS_ASSETS", True)
    told, is_done = part("cli.asset_listing").generate_listing(tmp_path / "gone")
    assert (told.partition(":")[0], is_done) == ("The listing could not be written", False)
