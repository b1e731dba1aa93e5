# SPDX-License-Identifier: GPL-3.0-or-later
"""The service is told which version asks it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from sandbox.client import Sandbox

MANIFEST = Path(__file__).resolve().parents[2] / "blender_manifest.toml"


def test_requests_name_the_manifests_version(antekirt: Sandbox) -> None:
    version = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["version"]
    bpy.ops.antekirt.test_connection()
    agents = {request["headers"]["user-agent"] for request in antekirt.requests()}
    assert agents == {f"antekirt-blender/{version} Blender/{bpy.app.version_string}"}
