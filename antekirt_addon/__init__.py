# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - what the exporter hands over
"""Antekirt for Blender: artist-made generative images, vectors and videos in your scene.

The folders are the architecture; docs/developing.md has the picture. Start reading at jobs/pipeline.py.
"""

from __future__ import annotations

from typing import Any

from .coexistence import Package


def register() -> None:
    presence.enable()


def unregister() -> None:
    presence.disable()


def _register() -> None:
    from .registration import register as register_all

    register_all()


def _unregister() -> None:
    from .registration import unregister as unregister_all

    unregister_all()


presence = Package(_register, _unregister)


class glTF2ExportUserExtension:
    """What the panel has chosen, a prompt among it, and where files lie is not for those who get an export.

    Nor is what we remember of the scene's note. Up to 4.5 the exporter takes what is chosen for a custom
    property of the scene.
    """

    def gather_scene_hook(self, exported: Any, _scene: object, _settings: object) -> None:
        self._leave_out(exported, "antekirt", "antekirt_credit_note")

    def gather_node_hook(self, exported: Any, _obj: object, _settings: object) -> None:
        self._leave_out(exported, "antekirt_file")

    def _leave_out(self, exported: Any, *own: str) -> None:
        kept = exported.extras or {}
        exported.extras = {name: value for name, value in kept.items() if name not in own} or None
