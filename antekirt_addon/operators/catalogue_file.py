# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the artists' asset catalogues, written whenever a file with assets of theirs is saved.

What was marked before there was a file has no other moment, and a file saved elsewhere needs them there.
"""

from __future__ import annotations

from contextlib import suppress

import bpy


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_save(saved: str, *_: object) -> None:
    """Blender names the file, which is another than the open one when a copy is saved."""
    from ..scene.asset import asset_catalogue  # not read at Blender's start

    with suppress(OSError):  # a save never fails because of us
        asset_catalogue.write_for_open_file(saved)


HANDLERS = (("save_post", _after_save),)
CLASSES = ()
