#!/usr/bin/env bash
# Filling a 2D curve costs the square of its splines, even where they lie far apart and nothing is nested.
#
# Expected: 4,000 small squares cost about as much in one curve as in 40 curves of 100; one datablock in place of many
#   is the usual advice for speed in Blender.
# Found: four times the splines in one curve take about sixteen times as long, and 40 curves of 100 are filled about
#   twenty times as fast as one of 4,000 (0.02 s and 0.4 s here). Times are of the processor, the best of five.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1 and 5.2.3; pinned here: 5.0.1 (Python 3.11).
# Source: measured; BLI_scanfill_calc_ex in Blender's blenlib/intern/scanfill.cc compares each outline's box with each
#   other's, and walks the list of all corners that are left once for each outline.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1
cat >"$folder/measure.py" <<'PYTHON'
import time

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)


def seconds(splines, curves):
    """What it takes to fill so many squares, shared out among so many curves."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    for first in range(curves):
        curve = bpy.data.curves.new("curve", "CURVE")
        curve.dimensions, curve.fill_mode = "2D", "FRONT"
        for number in range(first, splines, curves):
            x, y = number % 40 * 2, number // 40 * 2
            spline = curve.splines.new("POLY")
            spline.points.add(3)
            spline.use_cyclic_u = True
            for point, (dx, dy) in zip(spline.points, [(0, 0), (1, 0), (1, 1), (0, 1)], strict=True):
                point.co = (x + dx, y + dy, 0, 1)
        bpy.context.scene.collection.objects.link(bpy.data.objects.new("thing", curve))
    begun = time.process_time()
    bpy.context.view_layer.update()
    return time.process_time() - begun


def best(splines, curves=1):
    return min(seconds(splines, curves) for _ in range(5))


thousand, two, four, shared = best(1000), best(2000), best(4000), best(4000, 40)
print(f"one curve of 1,000 splines {thousand:.3f} s, of 2,000 {two:.3f} s, of 4,000 {four:.3f} s")
print(f"40 curves of 100 {shared:.3f} s")
print(f"four times the splines cost {four / thousand:.1f} times as much")
print(f"shared out they are filled {four / shared:.1f} times as fast")
assert four > 9 * thousand, "expected about sixteen times as much"
assert four > 8 * shared, "expected it to be far faster when it is shared out"
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
