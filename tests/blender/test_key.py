# SPDX-License-Identifier: GPL-3.0-or-later
"""The key as Blender knows it: in a file of its own, and in nothing that Blender writes or shows."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import HOME, PACKAGE
from tests.blender.import_fixtures import square

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox


@pytest.fixture
def entered(service: Sandbox, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a key that was typed into the preferences."""
    monkeypatch.delenv("ANTEKIRT_API_KEY")
    path = part("operators.addon_settings").key_path()
    bpy.context.preferences.addons[PACKAGE].preferences.api_key = service.api_key
    yield path
    path.unlink(missing_ok=True)


def test_it_is_in_its_own_file_and_used(entered: Path, service: Sandbox) -> None:
    assert entered.read_text() == service.api_key
    assert os.name == "nt" or stat.S_IMODE(entered.stat().st_mode) == 0o600
    assert bpy.ops.antekirt.test_connection() == {"FINISHED"}


def test_nothing_that_blender_writes_holds_it(
    entered: Path, service: Sandbox, artist_id: str, tmp_path: Path
) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="PLANE")
    bpy.ops.ed.undo_push(message="Imported")
    square("Wall")
    bpy.ops.ed.undo_push(message="Wall")
    bpy.ops.wm.save_userpref()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"), compress=False)
    written = [path for folder in (HOME, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "userpref.blend" for path in written)
    assert any(path.suffix == ".blend" and path.parent == tmp_path for path in written)
    assert [path for path in written if service.api_key.encode() in path.read_bytes()] == [entered]


def test_nothing_that_blender_shows_holds_it(
    entered: Path, service: Sandbox, artist_id: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert entered.exists()
    shown = [bpy.context.preferences.addons[PACKAGE].preferences.api_key]
    with pytest.raises(RuntimeError) as caught:
        bpy.ops.antekirt.generate_image(artist_id=service.private_artist_id, prompt="a fox")
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox")
    bpy.ops.antekirt.copy_report(with_prompts=True)
    shown += [str(caught.value), bpy.context.window_manager.clipboard, *capfd.readouterr()]
    shown += [str(dict(thing.items())) for things in (bpy.data.scenes, bpy.data.images) for thing in things]
    shown += [
        operator.bl_idname + str(dict(operator.properties))
        for operator in bpy.context.window_manager.operators
    ]
    assert service.api_key not in str(shown)


@pytest.mark.parametrize(
    "secret",
    ["ak_2e1a9c97c684f8d6", " AK_1 ", "2e1a9c97c684f8d6ccaeac7654a9035d", "https://me:pass@antekirt.test"],
)
def test_a_secret_entered_as_the_server_is_not_kept(
    secret: str, part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    was = preferences.base_url
    try:
        preferences.base_url = "https://studio.test"
        preferences.base_url = secret
        assert preferences.base_url == "https://studio.test"
        said = part("operators.runtime").state(part("ui.preferences").ServerEntry).problem
        assert said
        bpy.ops.wm.save_userpref()
        bpy.ops.antekirt.copy_report()
        shown = f"{said} {bpy.context.window_manager.clipboard} {capfd.readouterr()}"
        assert secret.strip() not in shown
        assert "pass" not in shown.replace("password", "")
        written = [path for path in HOME.rglob("*") if path.is_file()]
        assert [path for path in written if secret.strip().encode() in path.read_bytes()] == []
        preferences.base_url = "https://antekirt.test"
        assert preferences.base_url == "https://antekirt.test"
        assert part("operators.runtime").state(part("ui.preferences").ServerEntry).problem == ""
    finally:
        preferences.base_url = was


def test_the_server_is_kept_otherwise() -> None:
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    was = preferences.base_url
    preferences.base_url = "https://studio.test"
    bpy.ops.wm.save_userpref()
    assert any(b"https://studio.test" in path.read_bytes() for path in HOME.rglob("userpref.blend"))
    preferences.base_url = was
