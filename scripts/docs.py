# SPDX-License-Identifier: GPL-3.0-or-later
"""Take the pictures of docs/ in a real window (see ``scripts/docs``).

Scenarios make the states that they show (window/scenario/docs_*.py); this makes the files.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from sandbox.client import Sandbox
from scripts.built_extension import built_extension
from window.antekirt_blender import antekirt_blender
from window.virtual_screen import virtual_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from window.windowed_blender import ScenarioRun, WindowedBlender

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PORT = "8484"  # of the sandbox: its address is seen in the preferences
MARGIN = 8  # pixels below the last panel
LARGEST = 150_000  # bytes
COLORS = (256, 192, 128, 96, 64)


def main() -> int:
    with home_folder() as home, virtual_screen() as display, Sandbox("--port", PORT) as sandbox:
        blender = antekirt_blender(Path(sys.argv[1]), display, home, home / "screenshots")
        blender.install(built_extension())
        run = partial(blender.run, online=False, timeout=900)
        sidebar = partial(run, "window.scenario.docs_sidebar", size=(720, 1190), ui_scale=1.25)
        keep(blender, sidebar("first_run"))
        blender.environment |= {
            "ANTEKIRT_API_KEY": sandbox.api_key,
            "ANTEKIRT_BASE_URL": sandbox.base_url,
        }
        keep(blender, sidebar())
        for scenario in ("docs_window", "docs_results"):
            sandbox.reset()
            shutil.rmtree(home / "Antekirt")  # its jobs are gone with that
            keep(blender, run(f"window.scenario.{scenario}", size=(1500, 940), ui_scale=1.15))
    return 0


@contextmanager
def home_folder() -> Iterator[Path]:
    """Make a home for the artist of the pictures, in which its name is seen. Fails if it is there already."""
    home = Path(tempfile.gettempdir()) / "vera"
    home.mkdir()
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def keep(blender: WindowedBlender, run: ScenarioRun) -> None:
    """Cut the pictures of a run to what they are to show, and write them into docs/images/."""
    for name, (x, y, width, height) in run.out["crops"].items():
        whole = Image.open(blender.screenshots / f"{name}.png").convert("RGB")
        top = whole.height - y - height
        picture = trimmed(whole.crop((x, top, x + width, top + height)))
        size = write(picture, IMAGES / f"{name}.png")
        print(f"docs: {name}.png, {picture.width} x {picture.height}, {size / 1000:.0f} kB")


def trimmed(picture: Image.Image) -> Image.Image:
    """Without the rows at the bottom that hold nothing: a sidebar is as high as its window."""
    rows = [picture.crop((0, y, picture.width, y + 1)).tobytes() for y in range(picture.height)]
    last = max((y for y, row in enumerate(rows) if row != rows[-1]), default=0)
    return picture.crop((0, 0, picture.width, min(last + 1 + MARGIN, picture.height)))


def write(picture: Image.Image, path: Path) -> int:
    """Write with as many colors as the limit allows; gives the bytes written."""
    for colors in COLORS:
        few = picture.quantize(colors, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            break
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
