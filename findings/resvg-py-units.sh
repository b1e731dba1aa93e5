#!/usr/bin/env bash
# resvg_py takes every length in mm, cm, in, pt and pc for nothing: its default is 0 dots to the inch.
#
# Expected: width="10mm" is 37.8 pixels (CSS and SVG: 96 px to the inch), as resvg itself has it by default, and as
#   the docstring promises (dpi: "0 = SVG default").
# Found: a square of 10mm in a drawing of 100 x 100 is not there, nor a stroke 5mm wide, while the rest is drawn. With
#   dpi=96 both are. A drawing of 10mm with a viewBox, as Inkscape writes them, raises "SVG has an invalid size" and
#   says nothing of units; with dpi=96 it is 38 pixels wide. Pass dpi=96 in each call.
# Versions: resvg_py 0.5.0, pinned here with Pillow 13.0.0 (Python 3.11).
# Source: measured; CSS Values and Units, section "Absolute Lengths".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet resvg_py==0.5.0 pillow==13.0.0
cat >"$folder/measure.py" <<'PYTHON'
import importlib.metadata
import io

import PIL
import resvg_py
from PIL import Image

version = importlib.metadata.version("resvg_py")
assert version == "0.5.0", version
assert PIL.__version__ == "13.0.0", PIL.__version__
print("resvg_py version", version, "Pillow version", PIL.__version__)


def drawn(size, body, **options):
    """How wide the picture is, and how many of its pixels are covered."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'
    try:
        picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, **options))))
    except ValueError as error:
        return str(error)
    return picture.width, sum(picture.convert("RGBA").getchannel("A").histogram()[128:])


hundred = 'width="100" height="100"'
whole = '<rect width="9" height="9"/>'
for size, body, known, right in [
    (hundred, '<rect width="38px" height="38px"/>', (100, 1444), (100, 1444)),
    (hundred, '<rect width="10mm" height="10mm"/>', (100, 0), (100, 1444)),
    (hundred, '<rect width="1cm" height="1cm"/>', (100, 0), (100, 1444)),
    (hundred, '<rect width="0.5in" height="0.5in"/>', (100, 0), (100, 2304)),
    (hundred, '<rect width="36pt" height="3pc"/>', (100, 0), (100, 2304)),
    (hundred, '<path d="M0 50H100" stroke="#000" stroke-width="18pt"/>', (100, 0), (100, 2400)),
    ('width="10mm" height="10mm" viewBox="0 0 9 9"', whole, "SVG has an invalid size", (38, 1444)),
]:
    seen, with_dpi = drawn(size, body), drawn(size, body, dpi=96)
    print(f"<svg {size}>{body}: {seen}; with dpi=96 {with_dpi}")
    assert seen == known, body
    assert with_dpi == right, body
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
