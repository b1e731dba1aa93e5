#!/usr/bin/env bash
# picosvg turns a stroke of no width into the whole shape: it is painted over in the color of the stroke.
#
# Expected: stroke-width="0" draws no stroke (SVG), so a red triangle with a blue stroke of width 0, as editors write
#   one that is switched off, stays a red triangle in topicosvg(), which makes fills of all strokes.
# Found: a second, blue triangle of the same outline lies over the red one; one without a fill becomes a blue triangle.
#   With a width of 0.001 it is right, a hair of blue along the edge, and with stroke-opacity="0" the stroke is left
#   out. It begins in skia-pathops: path.stroke(0, ...) leaves the path as it is, whose area is then the shape's.
# Versions: picosvg 0.23.0 and skia-pathops 0.9.2, pinned here (Python 3.11).
# Source: measured; SVG 2, "stroke-width: A zero value causes no stroke to be painted".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet picosvg==0.23.0 skia-pathops==0.9.2
cat >"$folder/measure.py" <<'PYTHON'
import importlib.metadata
import xml.etree.ElementTree

import pathops
from picosvg.svg import SVG
from picosvg.svg_types import SVGPath

versions = [importlib.metadata.version(name) for name in ("picosvg", "skia-pathops")]
assert versions == ["0.23.0", "0.9.2"], versions
print("picosvg and skia-pathops versions", *versions)


def area(outline):
    """The area that this path data encloses."""
    path = pathops.Path()
    pen = path.getPen()
    for command, numbers in SVGPath(d=outline).as_cmd_seq():
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        {"M": pen.moveTo, "L": pen.lineTo, "C": pen.curveTo, "Q": pen.qCurveTo, "Z": pen.closePath}[command](*points)
    return round(abs(path.area))


def painted(attributes):
    """Colour and area of each path that picosvg makes of a triangle of 1,800."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<path d="M20 20H80V80z" stroke="blue" {attributes}/></svg>'
    )
    tree = xml.etree.ElementTree.fromstring(SVG.fromstring(svg).topicosvg().tostring())
    paths = [element for element in tree.iter() if element.tag.endswith("path")]
    return [(path.get("fill"), area(path.get("d"))) for path in paths]


for attributes, known in [
    ('fill="red" stroke-width="0"', [("red", 1800), ("blue", 1800)]),
    ('fill="none" stroke-width="0"', [("blue", 1800)]),
    ('fill="red" stroke-width="0.001"', [("red", 1800), ("blue", 0)]),
    ('fill="red" stroke-width="0" stroke-opacity="0"', [("red", 1800)]),
]:
    seen = painted(attributes)
    print(f"{attributes}: {seen}")
    assert seen == known, attributes
path = pathops.Path()
pen = path.getPen()
for call, *points in [(pen.moveTo, (20, 20)), (pen.lineTo, (80, 20)), (pen.lineTo, (80, 80)), (pen.closePath,)]:
    call(*points)
path.stroke(0, pathops.LineCap.BUTT_CAP, pathops.LineJoin.MITER_JOIN, 4)
print("skia-pathops: the outline of a stroke of width 0 encloses", abs(path.area))
assert abs(path.area) == 1800
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
