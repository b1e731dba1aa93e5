#!/usr/bin/env bash
# Assigning image.filepath throws unsaved paint away, even if the path names the same file as before.
#
# Expected: only the path changes, as by File > External Data > Make Paths Relative, and what is painted and not yet
#   saved stays; or the assignment is refused while image.is_dirty.
# Found: the image is loaded again from the file and is_dirty turns False, so that Save All Images and the question on
#   quitting pass it by. Even image.filepath = image.filepath does it. A packed image loses its paint as well, and gets
#   the old packed picture back. image.filepath_raw keeps the paint and is_dirty. Nothing is reported.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; pinned here: 5.0.1 (Python 3.11).
# Source: measured; filepath_raw is described as "without data refreshing", filepath as no more than a file name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)
file = os.path.join(folder, "picture.png")
blue, red = (0.0, 0.0, 1.0, 1.0), (1.0, 0.0, 0.0, 1.0)
print("filepath:", bpy.types.Image.bl_rna.properties["filepath"].description)
print("filepath_raw:", bpy.types.Image.bl_rna.properties["filepath_raw"].description)


def after(change, packed=False):
    """Whether the image has unsaved changes, and its first pixel, after it was blue, was made red, and changed so."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    drawn = bpy.data.images.new("drawn", 4, 4)
    drawn.filepath_raw, drawn.file_format, drawn.pixels = file, "PNG", blue * 16
    drawn.save()
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(folder, "scene.blend"))
    image = bpy.data.images.load(file)
    if packed:
        image.pack()
    image.pixels = red * 16
    assert image.is_dirty
    change(image)
    assert image.packed_file if packed else os.path.samefile(bpy.path.abspath(image.filepath), file)
    return image.is_dirty, tuple(image.pixels[:4])


def same(image):
    image.filepath = image.filepath


def relative(image):
    image.filepath = bpy.path.relpath(image.filepath)
    assert image.filepath == "//picture.png"


def raw(image):
    image.filepath_raw = bpy.path.relpath(image.filepath)
    assert image.filepath == "//picture.png"


def operator(image):
    assert bpy.ops.file.make_paths_relative() == {"FINISHED"}
    assert image.filepath == "//picture.png"


for change, packed, known in [
    (same, False, (False, blue)),
    (relative, False, (False, blue)),
    (same, True, (False, blue)),
    (raw, False, (True, red)),
    (operator, False, (True, red)),
]:
    seen = after(change, packed)
    print(f"{change.__name__}{', packed' if packed else ''}: is_dirty {seen[0]}, pixel {seen[1]}")
    assert seen == known, change.__name__
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v ^Info:
