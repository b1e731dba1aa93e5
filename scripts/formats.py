# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Blender takes which format: a picture and a film of each, made here, imported in every Blender."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "pictures.md"
SIDES, FRAMES = (64, 32), 200
PICTURES: dict[str, dict[str, Any]] = {
    "WebP": {"format": "WEBP"},
    "PNG": {"format": "PNG"},
    "JPEG": {"format": "JPEG"},
    "TIFF": {"format": "TIFF"},
    "BMP": {"format": "BMP"},
    "Targa": {"format": "TGA"},
    "JPEG 2000": {"format": "JPEG2000"},
    "AVIF": {"format": "AVIF"},
    "WebP, animated": {"format": "WEBP", "save_all": True},
}
BY_BLENDER = ("OpenEXR", "Radiance HDR")  # written by the trial itself
FILMS = {  # container, codec, and what the file's name ends with
    "MP4": ("mp4", "libx264", "mp4"),
    "WebM": ("webm", "libvpx-vp9", "webm"),
    "Matroska": ("matroska", "libx264", "mkv"),
    "QuickTime": ("mov", "mjpeg", "mov"),
    "3GP": ("3gp", "libx264", "3gp"),
    "AVI": ("avi", "mpeg4", "avi"),
    "MPEG": ("mpeg", "mpeg2video", "mpg"),
    "MPEG transport stream": ("mpegts", "libx264", "ts"),
    "Flash": ("flv", "libx264", "flv"),
    "Windows Media": ("asf", "wmv2", "wmv"),
}


def main() -> int:
    columns = {}
    with tempfile.TemporaryDirectory() as name:
        kinds = {"picture": list(pictures(Path(name))), "film": list(films(Path(name)))}
        for blender in sorted((REPOSITORY / ".venv").glob("blender-*/bin/python")):
            columns[blender.parents[1].name.removeprefix("blender-")] = tried(blender, Path(name), kinds)
    kinds["picture"] += BY_BLENDER
    text = PAGE.read_text(encoding="utf-8")
    for kind, names in kinds.items():
        begin, end = f"<!-- {kind}: written by scripts/formats -->", f"<!-- {kind}: end -->"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{table(names, columns)}\n{end}{rest.partition(end)[2]}"
    PAGE.write_text(text, encoding="utf-8")
    return 0


def pictures(folder: Path) -> Iterator[str]:
    """Make a picture of each format; gives their names."""
    frames = [Image.new("RGB", SIDES, color) for color in ("white", "red")]
    for name, options in PICTURES.items():
        more: dict[str, Any] = {"append_images": frames[1:]} if "save_all" in options else {}
        frames[0].save(folder / f"{name}.picture", **options, **more)
        yield name


def films(folder: Path) -> Iterator[str]:
    """Make a film of each format; gives their names."""
    noise = np.random.default_rng(1)  # so that there is enough of it for an MPEG's length to be estimated
    for name, (container_format, codec, ending) in FILMS.items():
        with av.open(folder / f"{name}.{ending}", "w", format=container_format) as container:
            stream: Any = container.add_stream(codec, rate=25)
            stream.width, stream.height = SIDES
            stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
            for _ in range(FRAMES):
                picture = noise.integers(0, 255, (SIDES[1], SIDES[0], 3), np.uint8)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            container.mux(stream.encode())
        yield name
    frames = [Image.new("RGB", SIDES, (shade, 0, 0)) for shade in (0, 99, 200)]
    for ending in ("gif", "avif"):
        name = f"{ending.upper()}, animated"
        frames[0].save(folder / f"{name}.{ending}", save_all=True, append_images=frames[1:], duration=100)
        yield name


def tried(blender: Path, folder: Path, kinds: dict[str, list[str]]) -> dict[str, bool]:
    """Which of the files one Blender imports."""
    done = subprocess.run(
        [blender, "-m", "scripts.format_trial", folder, json.dumps(kinds)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": "."},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    told = [line.removeprefix("Imported: ") for line in done.stdout.splitlines() if "Imported: " in line]
    if not told:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    answers: dict[str, bool] = json.loads(told[-1])
    return answers


def table(names: list[str], columns: dict[str, dict[str, bool]]) -> str:
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        marks = ("yes" if told[name] else "no" for told in columns.values())
        lines.append(f"| {name} | " + " | ".join(marks) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
