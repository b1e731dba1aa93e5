#!/usr/bin/env bash
# Blender's SVG importer takes the unit of a file's width twice: one inch is 25.4 mm, 254 mm, 645 mm or 9 mm.
#
# Expected: width="1in", "2.54cm", "25.4mm", "72pt" and "96px" are the same length (CSS and SVG: 96 px to the inch), so
#   a square over the whole viewBox is 25.4 mm wide each time.
# Found: only mm is right. 2.54cm gives 254 mm, 1in gives 645 mm (25.4 times 25.4), 72pt 9 mm; px are taken at 90 to
#   the inch, 27.1 mm. The importer converts the width to pixels, rightly, and then makes the drawing larger by the
#   unit's length in millimetres. Inkscape's documents (mm) come out right, so that it is easily overlooked.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1 and 5.2.3; pinned here: 5.0.1 (Python 3.11).
# Source: measured; Blender's io_curve_svg/import_svg.py (unitscale) and svg_util.py (units: "in" is 90).
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
file = os.path.join(os.path.dirname(__file__), "square.svg")
for width, known in [("25.4mm", 25.4), ("2.54cm", 254.0), ("1in", 645.2), ("72pt", 9.0), ("96px", 27.1)]:
    with open(file, "w", encoding="utf-8") as svg:
        svg.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}" viewBox="0 0 96 96">'
            '<rect width="96" height="96"/></svg>'
        )
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    addon_utils.enable("io_curve_svg")
    bpy.ops.import_curve.svg(filepath=file)
    bpy.context.view_layer.update()
    (square,) = bpy.context.scene.objects
    seen = 1000 * square.dimensions.x
    print(f"{width}: {seen:.1f} mm of 25.4 mm")
    assert abs(seen - known) < 0.1, width
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
