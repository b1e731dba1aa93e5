#!/usr/bin/env bash
# skia-pathops cuts corners off shapes that are small in absolute terms: booleans depend on the unit of length.
#
# Expected: the union of two squares that overlap by a quarter is 1.75 squares at any scale that floats hold well; a
#   drawing in metres gives what the same drawing in millimetres gives.
# Found: with sides of 0.05 and more it is 1.75. With sides of 0.03 and less, far above what 32 bits resolve, the union
#   is 1.5 and the difference 0.5 in place of 0.75: a corner of the first square, far from the other, is gone without an
#   error. Scale up before and down again after (fonts never see it: an em is 1,000 units or more).
# Versions: skia-pathops 0.9.2, pinned here, beside shapely 2.2.0, which is right at each scale (Python 3.11).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet skia-pathops==0.9.2 shapely==2.2.0
cat >"$folder/measure.py" <<'PYTHON'
import pathops
import shapely

assert pathops.__version__ == "0.9.2", pathops.__version__
assert shapely.__version__ == "2.2.0", shapely.__version__
print("skia-pathops version", pathops.__version__, "shapely version", shapely.__version__)


def square(start, side):
    path = pathops.Path()
    pen = path.getPen()
    end = start + side
    pen.moveTo((start, start))
    for corner in [(end, start), (end, end), (start, end)]:
        pen.lineTo(corner)
    pen.closePath()
    return path


def area(side, operation):
    """Of a square and the same moved by half of its side both ways, in squares; is a lone corner of it still there."""
    result = pathops.op(square(0, side), square(side / 2, side), pathops.PathOp[operation])
    corners = {(round(x / side, 2), round(y / side, 2)) for _, points in result.segments for x, y in points}
    return round(abs(result.area) / side**2, 3), (1, 0) in corners


def right(side, operation):
    one, other = shapely.box(0, 0, side, side), shapely.box(side / 2, side / 2, side * 1.5, side * 1.5)
    return round(getattr(one, operation.lower())(other).area / side**2, 3)


for operation, known, wrong in [("UNION", 1.75, 1.5), ("DIFFERENCE", 0.75, 0.5)]:
    for side in (1000, 1, 0.05, 0.03, 0.01, 0.001):
        seen, corner = area(side, operation)
        print(f"{operation} with sides of {side}: {seen}, by shapely {right(side, operation)}; corner kept: {corner}")
        assert right(side, operation) == known
        assert (seen, corner) == ((known, True) if side >= 0.05 else (wrong, False))
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
