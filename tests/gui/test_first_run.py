# SPDX-License-Identifier: GPL-3.0-or-later
"""A new Blender with the extension installed: it leads to the key, takes it, and keeps it from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_the_first_run(blender_without_key: WindowedBlender, sandbox: Sandbox) -> None:
    blender_without_key.environment |= {"ANTEKIRT_BASE_URL": sandbox.base_url, "SANDBOX_KEY": sandbox.api_key}
    blender_without_key.run("tests.gui.scenario_first_run")
    (kept,) = blender_without_key.home.glob("user/config/**/api_key")
    assert kept.read_text(encoding="utf-8").strip() == sandbox.api_key
    assert kept.stat().st_mode & 0o077 == 0
    preferences = blender_without_key.home / "user" / "config" / "userpref.blend"
    assert sandbox.api_key.encode() not in preferences.read_bytes()
