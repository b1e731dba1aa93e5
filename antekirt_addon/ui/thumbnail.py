# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures in panels, as Blender's icons.

They are handed to Blender as files, and Blender decodes each when it first draws it, in a thread of its own
and without Python's lock. The other ways to read WebP (image datablocks, the imbuf module) decode on our
side: 13 ms for a picture of 1024 pixels a side and 52 ms for one of 2048, in which the window stands still.
The price is that Blender keeps a small copy in the system's cache of thumbnails, as it does for each
picture that its file browser shows.
"""

from __future__ import annotations

import functools
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import bpy.utils.previews

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import UILayout

    from ..catalog.catalog import Catalog
    from ..catalog.picture_cache import Picture

KEPT = 200  # decoded pictures of at most 256 x 256 pixels: 50 MB
TILE = 8  # pixels each side of what stands for a picture on its way
TILE_COLOR = [0.1, 0.1, 0.1, 0.2]  # grey on any theme; Blender takes colors multiplied by their alpha

_previews: Any = None  # an ImagePreviewCollection
_tile: Any = None  # an ImagePreview
_icons: OrderedDict[str, int] = OrderedDict()  # by path, the last used last


def draw(layout: UILayout, catalog: Catalog, picture: Picture, scale: float, missing: IconItems) -> None:
    """Draw a picture `scale` buttons high: a tile while it is on its way, an icon if it cannot be had."""
    now = time.monotonic()
    path = catalog.pictures.look(picture, now) if picture.url else None
    if path:
        icon = _icon(str(path))
    elif picture.url and not catalog.pictures.has_failed(picture.key, now):
        icon = _tile.icon_id
    else:
        icon = _builtin(missing)
    layout.template_icon(icon_value=icon, scale=scale)


@functools.cache
def _builtin(name: str) -> int:
    rna: Any = bpy.types.UILayout.bl_rna
    return int(rna.functions["prop"].parameters["icon"].enum_items[name].value)


def _icon(path: str) -> int:
    icon = _icons.get(path)
    if icon is None:
        icon = _icons[path] = _previews.load(path, path, "IMAGE").icon_id
        if len(_icons) > KEPT:
            oldest, _ = _icons.popitem(last=False)
            del _previews[oldest]
    else:
        _icons.move_to_end(path)
    return icon


CLASSES = ()


def register() -> None:
    global _previews, _tile  # noqa: PLW0603 - one for each process
    _previews = bpy.utils.previews.new()
    _tile = _previews.new("tile")
    _tile.image_size = TILE, TILE
    _tile.image_pixels_float = TILE_COLOR * TILE**2


def unregister() -> None:
    global _previews, _tile  # noqa: PLW0603 - one for each process
    bpy.utils.previews.remove(_previews)
    _previews = _tile = None
    _icons.clear()
