# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as textures, for the gallery's window, which draws them itself.

Blender decodes each and makes it small; that takes ten to twenty milliseconds, so a tick has one at most.
"""

from __future__ import annotations

import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import bpy.utils.previews
import gpu

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TEXTURES = 600  # of at most 256 x 256 pixels: 150 MB


class PictureTextures:
    """By path, the last used last; None for a file that is no picture."""

    def __init__(self) -> None:
        self._previews: Any = bpy.utils.previews.new()  # an ImagePreviewCollection
        self._textures: OrderedDict[str, gpu.types.GPUTexture | None] = OrderedDict()

    def close(self) -> None:
        bpy.utils.previews.remove(self._previews)
        self._textures.clear()

    def get(self, path: str) -> gpu.types.GPUTexture | None:
        return self._textures.get(path)

    def load_one_of(self, paths: Iterable[str]) -> bool:
        """Load the first of these that is not there; give whether there was one."""
        for path in paths:
            if path in self._textures:
                self._textures.move_to_end(path)
            else:
                self._textures[path] = self._load(path)
                if len(self._textures) > MOST_TEXTURES:
                    self._textures.popitem(last=False)
                return True
        return False

    def _load(self, path: str) -> gpu.types.GPUTexture | None:
        preview = self._previews.load(path, path, "IMAGE")
        width, height = preview.image_size
        texture = None
        if width and height:
            pixels = array.array("f", bytes(16 * width * height))
            preview.image_pixels_float.foreach_get(pixels)
            content: Any = gpu.types.Buffer("FLOAT", len(pixels), pixels)
            texture = gpu.types.GPUTexture((width, height), format="RGBA8", data=content)
        del self._previews[path]
        return texture
