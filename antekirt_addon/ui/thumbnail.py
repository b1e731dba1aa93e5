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

from ..operators import runtime

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import UILayout

    from ..catalog.catalog import Catalog
    from ..catalog.picture_cache import Picture

MAX_ICONS = 200  # decoded pictures of at most 256 x 256 pixels: 50 MB
PLACEHOLDER_SIDE = 8  # pixels each side of what stands for a picture on its way
PLACEHOLDER_COLOR = [0.1, 0.1, 0.1, 0.2]  # grey on any theme; Blender takes colors multiplied by their alpha


class Thumbnails:
    """Pictures that Blender has loaded, and the tile that stands for one on its way."""

    def __init__(self) -> None:
        self.previews: Any = bpy.utils.previews.new()  # an ImagePreviewCollection
        self.placeholder = self.previews.new("placeholder")
        self.placeholder.image_size = PLACEHOLDER_SIDE, PLACEHOLDER_SIDE  # type: ignore[assignment]  # as Blender takes it
        self.placeholder.image_pixels_float = PLACEHOLDER_COLOR * PLACEHOLDER_SIDE**2  # type: ignore[assignment]
        self.icons: OrderedDict[str, int] = OrderedDict()  # by path, the last used last

    def close(self) -> None:
        bpy.utils.previews.remove(self.previews)

    def icon(self, path: str) -> int:
        icon = self.icons.get(path)
        if icon is None:
            icon = self.icons[path] = self.previews.load(path, path, "IMAGE").icon_id
            if len(self.icons) > MAX_ICONS:
                oldest, _ = self.icons.popitem(last=False)
                del self.previews[oldest]
        else:
            self.icons.move_to_end(path)
        return icon


def draw(layout: UILayout, catalog: Catalog, picture: Picture, scale: float, missing: IconItems) -> None:
    """Draw a picture `scale` buttons high; see `icon` for what stands in its place."""
    layout.template_icon(icon_value=icon(catalog, picture, missing), scale=scale)


def icon(catalog: Catalog, picture: Picture, missing: IconItems) -> int:
    """A picture as an icon: a tile while it is on its way, the icon `missing` if it cannot be had."""
    thumbnails, now = runtime.state(Thumbnails), time.monotonic()
    path = catalog.pictures.get(picture, now) if picture.url else None
    if path:
        return thumbnails.icon(str(path))
    if picture.url and not catalog.pictures.has_failed(picture.key, now):
        return int(thumbnails.placeholder.icon_id)
    return builtin(missing)


@functools.cache
def builtin(name: str) -> int:
    """One of Blender's own icons, for a layout that takes pictures."""
    rna: Any = bpy.types.UILayout.bl_rna
    return int(rna.functions["prop"].parameters["icon"].enum_items[name].value)


CLASSES = ()


def register() -> None:
    runtime.state(Thumbnails)  # made now, and not by draw()
