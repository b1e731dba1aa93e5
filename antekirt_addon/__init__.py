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
