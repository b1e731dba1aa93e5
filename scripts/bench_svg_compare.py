# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare renders with what resvg draws, over white, by SSIM (see ``scripts/bench svg``).

Reads one JSON object from standard input. {"measure": [SVG, …]} prints {SVG: [width, height]} for the files
that resvg can read, in pixels of what it draws, which is four times as large as what is compared.
{"sheet": PNG, "files": {SVG: PNG}} prints {SVG: SSIM}, and lays the worst ten side by side on a sheet: resvg,
ours, the difference.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image, ImageDraw
from skimage.metrics import structural_similarity

PIXELS = 256
DRAWN = (
    Path(__file__).resolve().parent.parent / ".cache" / "svg" / "drawn"
)  # by resvg, kept for other targets
FINER = 4  # lines and columns to a pixel
WORST = 10
LENGTH = re.compile(r"""\s(width|height)\s*=\s*["']([^"']*)["']""")
UNITS = {"": 1.0, "px": 1.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pt": 96 / 72, "pc": 16.0}
# What resvg takes for families that are not there, at last its serif. Without them it draws no text at all.
FONTS: dict[str, Any] = {
    "serif_family": "DejaVu Serif",
    "sans_serif_family": "DejaVu Sans",
    "monospace_family": "DejaVu Sans Mono",
    "cursive_family": "DejaVu Sans",
    "fantasy_family": "DejaVu Sans",
}
SERIF = re.compile("times|georgia|(?<!sans-)serif", re.IGNORECASE)
DPI = 96  # of CSS, in which files give their lengths; resvg's own default is none


def main() -> None:
    order = json.load(sys.stdin)
    if "measure" in order:
        pictures = {source: drawn(Path(source)) for source in order["measure"]}
        json.dump({source: picture.size for source, picture in pictures.items() if picture}, sys.stdout)
        return
    rows = []
    for source, render in order["files"].items():
        picture = drawn(Path(source))
        assert picture
        reference = reduced(picture)
        ours = Image.new("RGB", reference.size, "red")
        if Path(render).exists():
            ours = Image.open(render).convert("RGB").resize(reference.size, Image.Resampling.BOX)
        rows.append((similar(reference, ours), source, reference, ours))
    json.dump({source: value for value, source, *_ in rows}, sys.stdout)
    sheet(sorted(rows, key=lambda row: row[0])[:WORST]).save(order["sheet"])


def drawn(source: Path) -> Image.Image | None:
    """What resvg makes of a file over white, its longer side 1024 pixels; None if it cannot read it.

    It is drawn four times as large as it is compared, like ours: at the border of two shapes resvg lets some
    of what lies beneath both shine through, which the file does not say.
    """
    data = source.read_bytes()
    text = enlarged(
        (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
    )
    fonts = FONTS | ({} if SERIF.search(text) else {"serif_family": FONTS["sans_serif_family"]})
    digest = hashlib.sha256(f"{text}{fonts}".encode()).hexdigest()[:16]
    kept = DRAWN / f"{digest}-{FINER * PIXELS}.png"
    if kept.exists():
        return Image.open(kept)
    try:
        picture = decoded(resvg_py.svg_to_bytes(svg_string=text, width=FINER * PIXELS, dpi=DPI, **fonts))
        if picture.height > picture.width:
            picture = decoded(resvg_py.svg_to_bytes(svg_string=text, height=FINER * PIXELS, dpi=DPI, **fonts))
    except Exception as error:  # noqa: BLE001 - resvg's own
        print(f"resvg: {source.name}: {error}", file=sys.stderr)
        return None
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    DRAWN.mkdir(exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}.png")
    paper.save(partial, compress_level=1)
    partial.replace(kept)
    return paper


def reduced(picture: Image.Image) -> Image.Image:
    return picture.resize([max(1, round(side / FINER)) for side in picture.size], Image.Resampling.BOX)


def enlarged(text: str) -> str:
    """A file whose longer side is as long as it is to be drawn: else resvg would round what it says first."""
    root = re.search(r"<(?:\w+:)?svg\b[^>]*>", text)
    said = dict(LENGTH.findall(root[0])) if root else {}
    sides = [re.fullmatch(r"\s*([\d.]+)\s*([a-z]*)\s*", said.get(name, "")) for name in ("width", "height")]
    if root is None or not all(side and side[2] in UNITS for side in sides):
        return text
    width, height = (float(side[1]) * UNITS[side[2]] for side in sides if side)
    scale = FINER * PIXELS / max(width, height)
    tag = LENGTH.sub("", root[0])
    box = "" if "viewBox" in tag else f' viewBox="0 0 {width} {height}"'
    close = "/>" if tag.endswith("/>") else ">"
    tag = f'{tag.removesuffix(close)} width="{width * scale}" height="{height * scale}"{box}{close}'
    return text[: root.start()] + tag + text[root.end() :]


def decoded(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGBA")


def similar(one: Image.Image, two: Image.Image) -> float:
    window = min(7, *one.size) // 2 * 2 - 1 if min(one.size) < 7 else 7
    return float(structural_similarity(np.asarray(one), np.asarray(two), channel_axis=2, win_size=window))


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
