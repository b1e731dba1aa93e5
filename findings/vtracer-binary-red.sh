#!/usr/bin/env bash
# vtracer's binary mode sees the red channel alone: a clear ground is ink, cyan is ink, and dark red is none.
#
# Expected: binary mode divides light from dark, and what is fully transparent is no ink, as in colour mode.
# Found: a pixel is ink if its red is below 128, whatever its green, blue and alpha. A black square on a transparent
#   ground, the usual logo, is traced as one black page (colour mode gives the square). On a white ground a cyan
#   square, light as it is, is traced, and a dark red one (160, 0, 0) is not there at all.
# Versions: vtracer 0.6.15, pinned here with Pillow 13.0.0 (Python 3.11).
# Source: measured; binary_image_to_svg in vtracer's cmdapp/src/converter.rs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet vtracer==0.6.15 pillow==13.0.0
cat >"$folder/measure.py" <<'PYTHON'
import importlib.metadata
import os
import re

import PIL
import vtracer
from PIL import Image

version = importlib.metadata.version("vtracer")
assert version == "0.6.15", version
assert PIL.__version__ == "13.0.0", PIL.__version__
print("vtracer version", version, "Pillow version", PIL.__version__)
folder = os.path.dirname(__file__)


def traced(ink, ground, mode):
    """The outlines of a square of this ink on a page of 64 x 64."""
    picture, file = os.path.join(folder, "square.png"), os.path.join(folder, "square.svg")
    page = Image.new("RGBA", (64, 64), ground)
    page.paste(ink, (16, 16, 48, 48))
    page.save(picture)
    vtracer.convert_image_to_svg_py(picture, file, colormode=mode, mode="polygon")
    with open(file, encoding="utf-8") as svg:
        return re.findall(r'<path d="(.*?) ?"', svg.read())


square, page = "M0,0 L32,0 L32,32 L0,32 Z", "M0,0 L64,0 L64,64 L0,64 Z"
clear, white = (0, 0, 0, 0), (255, 255, 255, 255)
for name, ink, ground, mode, known in [
    ("black on clear, colour mode", (0, 0, 0, 255), clear, "color", [square]),
    ("black on clear, binary mode", (0, 0, 0, 255), clear, "binary", [page]),
    ("black on white, binary mode", (0, 0, 0, 255), white, "binary", [square]),
    ("cyan on white, binary mode", (0, 255, 255, 255), white, "binary", [square]),
    ("dark red on white, binary mode", (160, 0, 0, 255), white, "binary", []),
]:
    seen = traced(ink, ground, mode)
    print(f"{name}: {seen}")
    assert seen == known, name
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
