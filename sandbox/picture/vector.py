# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture traced into filled paths."""

import io

import vtracer  # type: ignore[import-untyped]  # its stub is not marked as one
from PIL import Image


def trace(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    document: str = vtracer.convert_raw_image_to_svg(
        file.getvalue(),
        img_format="png",
        filter_speckle=6,
        color_precision=7,
        layer_difference=7,
        path_precision=2,
    )
    return document.encode()
