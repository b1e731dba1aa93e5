# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of a multiplane in the manual: Blender renders its views, this makes a small file of them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from sandbox.picture.raster import paint
from sandbox.picture.vector import trace
from sandbox.render_spec import Picture
from scripts.docs import IMAGES, write
from scripts.texture_pictures import beside

PAINTED = Picture("vista", "Vera", "a forest with a fox", "3")


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        painted = paint(PAINTED)
        painted.save(folder / "painted.webp", quality=95)
        (folder / "painted.svg").write_bytes(trace(painted))
        subprocess.run([sys.argv[1], "-m", "scripts.multiplane_scene", name], check=True)
        views = [_on_white(Image.open(path)) for path in sorted(folder.glob("multiplane-*.png"))]
    picture = beside(views)
    size = write(picture, IMAGES / "multiplane.png")
    print(f"multiplane.png, {picture.width} x {picture.height}, {size / 1000:.0f} kB")
    return 0


def _on_white(view: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", view.size, "white")
    ground.alpha_composite(view.convert("RGBA"))
    return ground.convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
