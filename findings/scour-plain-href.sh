#!/usr/bin/env bash
# Scour, which cleans an SVG without loss, deletes what an href without "xlink:" refers to: the drawing is empty.
#
# Expected: by its defaults (Inkscape's "Optimized SVG" is the same program) Scour keeps the look of a drawing. Since
#   SVG 2 references are written href; xlink:href is the older spelling.
# Found: a path in defs that is used by href is taken for unused and removed, its use stays and draws nothing. Of a
#   gradient that inherits its stops by href the stops are gone, and what it painted with them. With xlink:href both
#   stay. Besides, a group without attributes is dissolved though a style sheet counts on it ("g > rect"): a red square
#   turns black. It exits with 0 and reports how much smaller the file is.
# Versions: scour 0.38.2, pinned here with resvg_py 0.5.0 and Pillow 13.0.0 (Python 3.11).
# Source: measured; SVG 2, section "Linking: URL reference attributes" (href).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scour==0.38.2 resvg_py==0.5.0 pillow==13.0.0
cat >"$folder/measure.py" <<'PYTHON'
import importlib.metadata
import io
import os
import subprocess
import sys

import resvg_py
from PIL import Image

versions = [importlib.metadata.version(name) for name in ("scour", "resvg_py", "pillow")]
assert versions == ["0.38.2", "0.5.0", "13.0.0"], versions
print("scour, resvg_py and Pillow versions", *versions)
folder = os.path.dirname(__file__)
red, black, nothing = (255, 0, 0, 255), (0, 0, 0, 255), (0, 0, 0, 0)


def middle(svg):
    """The pixel in the middle of the drawing."""
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGBA").getpixel((50, 50))


def before_and_after(body):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="100" height="100" viewBox="0 0 100 100">{body}</svg>'
    )
    drawing, cleaned = os.path.join(folder, "drawing.svg"), os.path.join(folder, "cleaned.svg")
    with open(drawing, "w", encoding="utf-8") as file:
        file.write(svg)
    subprocess.run(  # raises for any exit but 0
        [sys.executable, "-m", "scour.scour", "-i", drawing, "-o", cleaned], check=True, capture_output=True
    )
    with open(cleaned, encoding="utf-8") as file:
        return middle(svg), middle(file.read())


path = '<defs><path id="p" d="M0 0H100V100H0z"/></defs>'
stops = '<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="red"/></linearGradient>'
square = '<rect width="100" height="100" fill="url(#b)"/>'
for name, body, known in [
    ("use, xlink:href", f'{path}<use xlink:href="#p"/>', (black, black)),
    ("use, href", f'{path}<use href="#p"/>', (black, nothing)),
    ("gradient, xlink:href", f'{stops}<linearGradient id="b" xlink:href="#a"/>{square}', (red, red)),
    ("gradient, href", f'{stops}<linearGradient id="b" href="#a"/>{square}', (red, nothing)),
    ("g > rect", "<style>g > rect {fill: red}</style><g><rect width='99' height='99'/></g>", (red, black)),
]:
    seen = before_and_after(body)
    print(f"{name}: the middle is {seen[0]} before, {seen[1]} after")
    assert seen == known, name
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
