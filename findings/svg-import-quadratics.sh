#!/usr/bin/env bash
# Blender's SVG importer draws every quadratic curve (Q, T) too flat, by a tenth of its area, and a little lopsided.
#
# Expected: a quadratic curve and the cubic one of the same shape (each handle two thirds of the way, an exact change)
#   come out alike. The hill "M0 50 Q50 0 100 50" has an area of 1,667 and is 19, 25 and 19 high at its quarters.
# Found: the cubic is right. The quadratic has an area of 1,500 and is 16, 22 and 17 high (drawn from the right 17, 22
#   and 16): its control point became the handle of its end, and its start has none. Letters of TrueType fonts are made
#   of such curves, so text that a program has written as paths (matplotlib does) is dented. Nothing is reported.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; pinned here: 5.0.1 and numpy 1.26.4
#   (Python 3.11).
# Source: measured; _pathCurveToQT in Blender's io_curve_svg/import_svg.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy
import addon_utils  # Blender's own: there once bpy is
import numpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
file = os.path.join(os.path.dirname(__file__), "hill.svg")
pixel = 0.0254 / 90  # the importer's


def hill(path):
    """The area of the one shape in hundreds, and how high it is at its quarters."""
    with open(file, "w", encoding="utf-8") as svg:
        svg.write(
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
            f'<path d="{path}"/></svg>'
        )
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    addon_utils.enable("io_curve_svg")
    assert bpy.ops.import_curve.svg(filepath=file) == {"FINISHED"}
    [shape] = bpy.data.objects
    shape.data.resolution_u = 64
    mesh = shape.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    area = sum(face.area for face in mesh.polygons) / pixel**2
    points = numpy.array(sorted(tuple(vertex.co / pixel)[:2] for vertex in mesh.vertices))
    points[:, 1] -= points[:, 1].min()
    slope = points[points[:, 1] > 0.1]  # without those on the ground
    heights = numpy.interp([25, 50, 75], *slope.T)
    return round(area / 100, 1), *(round(float(height)) for height in heights)


for name, path, known in [
    ("cubic", "M0 50 C33.333 16.667 66.667 16.667 100 50 z", (16.7, 19, 25, 19)),
    ("quadratic", "M0 50 Q50 0 100 50 z", (15.0, 16, 22, 17)),
    ("quadratic from the right", "M100 50 Q50 0 0 50 z", (15.0, 17, 22, 16)),
]:
    seen = hill(path)
    print(f"{name}: an area of {seen[0]} hundreds, {seen[1:]} high")
    assert seen == known, name
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
