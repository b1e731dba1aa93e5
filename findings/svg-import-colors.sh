#!/usr/bin/env bash
# Blender's SVG importer leaves "rgb(255, 0, 0)" without a material for its last blank, and paints "style" black.
#
# Expected: rgb(255,0,0) and rgb(255, 0, 0), as most programs write it, are the same red. A style attribute that does
#   not name the fill, as in fill="#f00" style="opacity:1", leaves the fill as it is.
# Found: a blank after the first comma is taken, one after the second is not: the slot of the material is empty. So it
#   is with percentages, as Cairo writes all its colours. Any style attribute without a fill, even an empty one of one
#   blank, makes the shape black, whatever its own fill attribute or its group says. Nothing is reported.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; pinned here: 5.0.1 (Python 3.11).
# Source: measured; SVGGetMaterial (rgb_re) and SVGParseStyles in Blender's io_curve_svg/import_svg.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy
import addon_utils  # Blender's own: there once bpy is

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
file = os.path.join(os.path.dirname(__file__), "color.svg")
red, black = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)


def color(attributes, group=""):
    """The colour that a square with these attributes gets, None for none."""
    with open(file, "w", encoding="utf-8") as svg:
        svg.write(
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
            f'<g {group}><rect width="100" height="100" {attributes}/></g></svg>'
        )
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    addon_utils.enable("io_curve_svg")
    assert bpy.ops.import_curve.svg(filepath=file) == {"FINISHED"}
    [material] = bpy.data.objects[0].data.materials
    return material and tuple(round(each, 2) for each in material.diffuse_color[:3])


for attributes, group, known in [
    ('fill="rgb(255,0,0)"', "", red),
    ('fill="rgb(255, 0,0)"', "", red),
    ('fill="rgb(255, 0, 0)"', "", None),
    ('style="fill:rgb(255, 0, 0)"', "", None),
    ('fill="rgb(100%,0%,0%)"', "", None),
    ('fill="#f00"', "", red),
    ('fill="#f00" style="opacity:1"', "", black),
    ('fill="#f00" style=" "', "", black),
    ("", 'fill="#f00"', red),
    ('style="opacity:1"', 'fill="#f00"', black),
    ("", 'fill="#f00" style="opacity:1"', black),
]:
    seen = color(attributes, group)
    print(f"<g {group}><rect {attributes}/></g>: {seen}")
    assert seen == known, attributes
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
