# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the manual's page on textures: Blender renders them, this makes small files of them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from sandbox.picture.raster import paint
from sandbox.render_spec import Picture
from scripts.docs import IMAGES, write

GAP = 6  # pixels between views of one scene
PAINTED = Picture("papercut", "Vera", "mountains at sunset", "6")


def main() -> int:
    blender, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        painted = paint(PAINTED)
        painted.save(Path(folder) / "painted.webp")
        label(painted).save(Path(folder) / "label.webp")
        subprocess.run([blender, "-m", "scripts.texture_scenes", folder, *names], check=True)
        views: dict[str, list[Path]] = {}
        for path in sorted(Path(folder).glob("*.png")):
            views.setdefault(path.stem.rpartition("-")[0], []).append(path)
        for name, paths in views.items():
            picture = beside([Image.open(path).convert("RGB") for path in paths])
            size = write(picture, IMAGES / f"{name}.png")
            print(f"textures: {name}.png, {picture.width} x {picture.height}, {size / 1000:.0f} kB")
    return 0


def label(picture: Image.Image) -> Image.Image:
    """The middle of a picture, cut out round."""
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    cut = picture.convert("RGB").crop((left, top, left + side, top + side))
    disk = Image.new("L", cut.size)
    ImageDraw.Draw(disk).ellipse((4, 4, side - 4, side - 4), fill=255)
    cut.putalpha(disk)
    return cut


def beside(pictures: list[Image.Image]) -> Image.Image:
    """Several of a height in a row."""
    width = sum(picture.width + GAP for picture in pictures) - GAP
    row = Image.new("RGB", (width, pictures[0].height), "white")
    x = 0
    for picture in pictures:
        row.paste(picture, (x, 0))
        x += picture.width + GAP
    return row


if __name__ == "__main__":
    sys.exit(main())
