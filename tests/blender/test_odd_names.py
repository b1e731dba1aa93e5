# SPDX-License-Identifier: GPL-3.0-or-later
"""A name that no property, file or terminal can take, or that does something to them, costs no result."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import credits_in_file
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.client import Sandbox

ODD = "Ve\ud800\u202ega\x1b]0;x\x07\n\U0001f98a"
CLEAN = "Ve\ufffdga \U0001f98a"


@pytest.mark.one_blender
def test_a_result_with_odd_names_is_imported_and_shown(
    service: Sandbox,
    part: Callable[[str], Any],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    rows = service.call("GET", "/generations?limit=20").json["data"]
    listed = next(row for row in rows if row["status"] == "completed")
    listed["artist"] |= {"name": ODD, "profilePictureUrl": ODD}
    odd = {"kind": "answer", "status": 200, "body": json.dumps({"data": listed | {"prompt": f"a fox {ODD}"}})}
    service.fault(odd, origin="api", path="*/generations/*", times=None)
    bpy.ops.antekirt.import_generation(generation_id=listed["id"], kind="IMAGE", import_as="PLANE")
    (image,) = bpy.data.images
    assert image["antekirt_artist_name"] == CLEAN
    assert image["antekirt_prompt"] == "a fox Ve\ufffdga\n\U0001f98a"
    assert bpy.ops.antekirt.copy_report(with_prompts=True) == {"FINISHED"}
    (artist,) = credits_in_file(part)
    assert artist.artist_name == CLEAN
    assert part("ui.snapshot").make(part("operators.job_session").session()).prompts
    capfd.readouterr()
    assert part("cli").main(["credits"]) == part("cli").main(["history"]) == 0
    shown = capfd.readouterr().out
    assert CLEAN in shown
    assert not {"\x1b", "\u202e"} & set(shown)
    saved_and_reopened(tmp_path / "odd.blend")
    assert {image["antekirt_artist_name"] for image in bpy.data.images} == {CLEAN}


@pytest.mark.one_blender
@pytest.mark.usefixtures("service")
def test_a_result_that_an_earlier_version_left_with_odd_names_is_imported(
    artist_id: str, part: Callable[[str], Any]
) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="NONE")
    runtime = part("operators.runtime")
    session = part("operators.job_session").session()
    (job,) = session.jobs.values()
    runtime.stop()
    with sqlite3.connect(session.results_folder.journal_path) as database:
        (body,) = database.execute("SELECT body FROM job").fetchone()
        body = json.dumps(json.loads(body) | {"artist_name": ODD, "prompt": ODD, "dismissed": False})
        database.execute("UPDATE job SET body = ?", (body,))
    database.close()
    bpy.ops.antekirt.import_job(job_id=job.id, import_as="IMAGE")
    assert {image["antekirt_artist_name"] for image in bpy.data.images} == {CLEAN}
