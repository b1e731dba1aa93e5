#!/usr/bin/env bash
# Of a render's note the last third is cut off in silence, and in WebP and TIFF the whole of it is missing.
#
# Expected: Blender's field for the note (Output > Metadata) holds 767 bytes, so a rendered picture holds them, too,
#   whatever its format, or a warning says that it does not.
# Found: PNG, JPEG and OpenEXR get the first 511 bytes. WebP and TIFF, which both have places for such text, get nothing
#   at all. Each render reports FINISHED. What a note says of origin or licence belongs into its first 500 bytes, and
#   into a file of its own beside a WebP.
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
import re

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
scene = bpy.context.scene
scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
scene.collection.objects.link(scene.camera)
scene.render.engine, scene.cycles.samples = "CYCLES", 1
scene.render.resolution_x = scene.render.resolution_y = 16
scene.render.use_file_extension, scene.render.use_stamp_note = False, True
scene.render.stamp_note_text = "n" * 2000
held = len(scene.render.stamp_note_text)
print("the field holds", held, "bytes")
assert held == 767
for kind, known in [("PNG", 511), ("JPEG", 511), ("OPEN_EXR", 511), ("WEBP", 0), ("TIFF", 0)]:
    scene.render.image_settings.file_format = kind
    scene.render.filepath = os.path.join(os.path.dirname(__file__), f"render.{kind}")
    assert bpy.ops.render.render(write_still=True) == {"FINISHED"}
    with open(scene.render.filepath, "rb") as file:
        note = re.search(b"n{9,}", file.read())
    found = len(note[0]) if note else 0
    print(f"{kind}: {found} bytes of the note")
    assert found == known, kind
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v Saved:
