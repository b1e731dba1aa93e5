#!/usr/bin/env bash
# Blender's SVG importer ends a level arc beside its target if the radius is too small by a rounding.
#
# Expected: an arc whose radius does not reach is scaled up until it does (SVG, "Out-of-range radii"), so that programs
#   may round: half a circle over 100 units is the same with a radius of 50, 49 or 1, lying or standing.
# Found: standing ones are right. Lying, with a radius of 49 it ends at 99 in place of 100, and with one of 1 at 51, a
#   half circle of radius 1 in the middle. A program that rounds the radius down (optimizers do) and the end up makes a
#   notch in Blender alone. Nothing is reported.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; pinned here: 5.0.1 (Python 3.11).
# Source: measured; _calcArc in Blender's io_curve_svg/import_svg.py (px is divided where rpx should be set); SVG 2,
#   appendix "Implementation Notes", section "Correction of out-of-range radii".
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
file = os.path.join(os.path.dirname(__file__), "arc.svg")
pixel = 0.0254 / 90  # the importer's


def end(path):
    """Where the one arc ends, to a tenth of a unit."""
    with open(file, "w", encoding="utf-8") as svg:
        svg.write(
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
            f'<path fill="none" d="{path}"/></svg>'
        )
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    addon_utils.enable("io_curve_svg")
    assert bpy.ops.import_curve.svg(filepath=file) == {"FINISHED"}
    [shape] = bpy.data.objects
    point = shape.data.splines[0].bezier_points[-1].co / pixel
    return round(point.x, 1), round(100 - point.y, 1)


for radius, known in [(50, 100.0), (49, 99.0), (1, 51.0)]:
    lying, standing = end(f"M0 50 A{radius} {radius} 0 0 1 100 50"), end(f"M50 0 A{radius} {radius} 0 0 1 50 100")
    print(f"radius {radius}: the lying arc to (100, 50) ends at {lying}, the standing one to (50, 100) at {standing}")
    assert lying == (known, 50.0)
    assert standing == (50.0, 100.0)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
