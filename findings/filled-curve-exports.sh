#!/usr/bin/env bash
# A filled 2D curve is in Blender's OBJ export twice; in its USD export it is two thick unfilled outlines.
#
# Expected: a filled square of 1 m arrives as one square of area 1, as it does in STL.
# Found: OBJ has two objects of the same name with the same face in the same place (area 2). USD has no mesh at all,
#   but two BasisCurves of the outline, and as a curve without a bevel counts as one of radius 1 there, they are 2 m
#   thick: twice as thick as the square is wide. Both report FINISHED.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1 and 5.2.3; pinned here: 5.0.1 (Python 3.11).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)


def drawn():
    """A scene with one filled square of 1 m and nothing else."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    curve = bpy.data.curves.new("square", "CURVE")
    curve.dimensions, curve.fill_mode = "2D", "FRONT"
    spline = curve.splines.new("POLY")
    spline.points.add(3)
    spline.use_cyclic_u = True
    for point, (x, y) in zip(spline.points, [(0, 0), (1, 0), (1, 1), (0, 1)], strict=True):
        point.co = (x, y, 0, 1)
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("square", curve))
    bpy.context.view_layer.update()


def there_and_back(kind, options):
    """Export, import into an empty scene, and give the number of meshes and the area of all their faces."""
    file = os.path.join(folder, f"square.{kind}")
    drawn()
    assert getattr(bpy.ops.wm, f"{options}_export")(filepath=file) == {"FINISHED"}
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    getattr(bpy.ops.wm, f"{options}_import")(filepath=file)
    meshes = [thing.data for thing in bpy.data.objects if thing.type == "MESH"]
    return len(meshes), round(sum(face.area for mesh in meshes for face in mesh.polygons), 4)


for kind, known in [("stl", (1, 1.0)), ("obj", (2, 2.0)), ("usda", (0, 0))]:
    seen = there_and_back(kind, "usd" if kind == "usda" else kind)
    print(f"{kind}: {seen[0]} meshes with an area of {seen[1]}")
    assert seen == known, kind
with open(os.path.join(folder, "square.obj"), encoding="utf-8") as text:
    first, second = text.read().split("\no ")[1:]
corners = [[line for line in each.splitlines() if line.startswith("v ")] for each in (first, second)]
print("obj:", first.split()[0], "and", second.split()[0], "at", *corners)
assert first.split()[0] == second.split()[0]
assert len(corners[0]) == 4
assert corners[0] == corners[1]
with open(os.path.join(folder, "square.usda"), encoding="utf-8") as text:
    lines = [line.strip() for line in text]
curves = [line for line in lines if line.startswith("def BasisCurves")]
widths = [line for line in lines if line.startswith("float[] widths")]
print("usda:", curves, widths)
assert not any(line.startswith("def Mesh") for line in lines)
assert len(curves) == len(widths) == 2
assert all("[2, 2, 2, 2]" in line for line in widths)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
