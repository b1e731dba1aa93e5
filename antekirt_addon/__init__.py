# SPDX-License-Identifier: GPL-3.0-or-later
"""Antekirt for Blender: artist-made generative images, vectors and videos in your scene.

The folders are the architecture; docs/developing.md has the picture. Start reading at jobs/pipeline.py.
"""


def register() -> None:
    from .registration import register as register_all

    register_all()


def unregister() -> None:
    from .registration import unregister as unregister_all

    unregister_all()


class glTF2ExportUserExtension:
    """What the panel has chosen, a prompt among it, is not for those who get an export.

    Up to 4.5 the exporter takes it for a custom property of the scene.
    """

    def gather_scene_hook(self, exported, _scene, _settings):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - the exporter's
        kept = exported.extras or {}
        exported.extras = {name: value for name, value in kept.items() if name != "antekirt"} or None
