#!/usr/bin/env bash
# Text in Blender is as large as the tallest letter of its font allows, also if the text does not hold that letter.
#
# Expected: a text object of size 1.0 has an em of 1.0, as in CSS, SVG and layout programs; what other letters are in
#   the font does not matter.
# Found: size 1.0 is the height of the font's bounding box (yMax - yMin in its head table). Of two fonts with the same
#   H (700 of 1,000 units high) and the same em, the one whose box is 1,000 high draws it 0.7 high, the other, which
#   has one more block letter of 3,000, draws it 0.233 high. Fonts with a wide repertoire come out small: to set
#   text as elsewhere, multiply the size by (yMax - yMin) / unitsPerEm.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1 and 5.2.3; pinned here: bpy 5.0.1 and fontTools 4.68.0
#   (Python 3.11).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1 fonttools==4.68.0
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy
from fontTools import version
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
assert version == "4.68.0", version
print("bpy version", bpy.app.version_string, "fontTools version", version)
folder = os.path.dirname(__file__)


def block(high):
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in [(0, high), (500, high), (500, 0)]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def height_of_h(tallest):
    """Of an H in a text of size 1.0, with a font whose tallest letter, a full block, is so many units high."""
    file = os.path.join(folder, f"{tallest}.ttf")
    builder = FontBuilder(1000, isTTF=True)
    glyphs = {".notdef": block(700), "H": block(700), "block": block(tallest)}
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord("H"): "H", 0x2588: "block"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": f"Tallest {tallest}", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(file)
    head = TTFont(file)["head"]
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    text = bpy.data.curves.new("text", "FONT")
    text.body, text.size, text.font = "H", 1.0, bpy.data.fonts.load(file)
    thing = bpy.data.objects.new("thing", text)
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.view_layer.update()
    high = thing.dimensions.y
    print(f"em {head.unitsPerEm}, box {head.yMin} to {head.yMax}: an H of 700 units is {high:.4f} high")
    return high


for tallest in (1000, 3000):
    assert abs(height_of_h(tallest) - 700 / tallest) < 1e-4
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
