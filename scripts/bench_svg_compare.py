# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare renders with what resvg draws, over white, by SSIM (see ``scripts/bench svg``).

Reads one JSON object from standard input: {"sheet": PNG, "files": {SVG: PNG}}. Prints {SVG: SSIM}, and lays the
worst ten side by side on a sheet: resvg, ours, the difference.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image, ImageDraw
from skimage.metrics import structural_similarity

PIXELS = 256
WORST = 10


def main() -> None:
    order = json.load(sys.stdin)
    similarity: dict[str, float | None] = {}
    pictures = {}
    for source, render in order["files"].items():
        reference = drawn(Path(source))
        ours = Image.open(render).convert("RGB") if Path(render).exists() else blank()
        pictures[source] = (reference or blank(), ours)
        similarity[source] = None if reference is None else similar(reference, ours)
    json.dump(similarity, sys.stdout)
    compared = sorted((value, name) for name, value in similarity.items() if value is not None)
    sheet([(value, name, *pictures[name]) for value, name in compared[:WORST]]).save(order["sheet"])


def drawn(source: Path) -> Image.Image | None:
    """What resvg makes of a file, in the middle of a white square; None if it cannot read it."""
    data = source.read_bytes()
    text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
    try:
        png = resvg_py.svg_to_bytes(svg_string=text, width=PIXELS)
        picture = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
        if picture.height > picture.width:
            png = resvg_py.svg_to_bytes(svg_string=text, height=PIXELS)
            picture = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    except Exception as error:  # noqa: BLE001 - resvg's own
        print(f"resvg: {source.name}: {error}", file=sys.stderr)
        return None
    square = blank()
    square.paste(picture, ((PIXELS - picture.width) // 2, (PIXELS - picture.height) // 2), picture)
    return square


def blank() -> Image.Image:
    return Image.new("RGB", (PIXELS, PIXELS), "white")


def similar(one: Image.Image, two: Image.Image) -> float:
    return float(structural_similarity(np.asarray(one), np.asarray(two), channel_axis=2))


def sheet(rows: list[tuple[float, str, Image.Image, Image.Image]]) -> Image.Image:
    """Two columns of rows: the file as resvg draws it, ours, and where they differ."""
    cell = PIXELS + 16
    result = Image.new("RGB", (6 * PIXELS, cell * -(-max(len(rows), 1) // 2)), "gray")
    write = ImageDraw.Draw(result)
    for number, (value, name, reference, ours) in enumerate(rows):
        left, top = number % 2 * 3 * PIXELS, number // 2 * cell
        difference = 255 - np.abs(np.asarray(reference).astype(int) - np.asarray(ours)).astype(np.uint8)
        for column, picture in enumerate((reference, ours, Image.fromarray(difference))):
            result.paste(picture, (left + column * PIXELS, top + 16))
        write.text((left + 4, top + 2), f"{value:.3f} {Path(name).name}", fill="white")
    return result


if __name__ == "__main__":
    main()
