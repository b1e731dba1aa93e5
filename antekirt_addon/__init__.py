# SPDX-License-Identifier: GPL-3.0-or-later
"""Antekirt for Blender: artist-made generative images, vectors and videos in your scene.

The folders are the architecture; nothing knows what stands above it:

    ui/            what the artist sees
    operators/     one file per verb
    catalog/       what can be chosen from: artists, history, pictures
    jobs/          from a click to files on disk        scene/    plain data as datablocks
    api/           the service, typed                   media/    files as plain data

Start reading at jobs/pipeline.py.
"""


def register() -> None:
    from .registration import register as register_all

    register_all()


def unregister() -> None:
    from .registration import unregister as unregister_all

    unregister_all()
