#!/usr/bin/env bash
# A render's note: a third of it is cut off in silence, some formats have none of it, and other programs misread it.
#
# Expected: Blender's field for the note (Output > Metadata) holds 767 bytes, so a file with metadata holds them, too;
#   a Ü is read back as Ü by any program.
# Found: PNG, JPEG and OpenEXR get the first 511 bytes, WebP and TIFF nothing. Blender writes UTF-8 into PNG's tEXt
#   chunk, which is Latin-1 by definition (UTF-8 belongs into iTXt), so that Pillow reads "Ã\x9c". In a JPEG it is one
#   comment segment among several (Cycles adds its own after it), and Pillow shows only the last: the note is not seen.
# Versions: the same in bpy 5.0.1 and 5.2.3 (4.2.23 cuts at 511, too); pinned here: bpy 5.0.1 and Pillow 13.0.0
#   (Python 3.11).
# Source: measured; tEXt is Latin-1 in the PNG specification (third edition), section 11.3.3.2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1 pillow==13.0.0
cat >"$folder/measure.py" <<'PYTHON'
import os
import re

import bpy
import PIL
from PIL import Image

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
assert PIL.__version__ == "13.0.0", PIL.__version__
print("bpy version", bpy.app.version_string, "Pillow version", PIL.__version__)
bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
scene = bpy.context.scene
scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
scene.collection.objects.link(scene.camera)
scene.render.engine, scene.cycles.samples = "CYCLES", 1
scene.render.resolution_x = scene.render.resolution_y = 16
scene.render.use_file_extension, scene.render.use_stamp_note = False, True
scene.render.stamp_note_text = "Ü" + "n" * 2000
held = len(scene.render.stamp_note_text.encode())
print("the field holds", held, "bytes")
assert held == 767


def rendered(kind):
    scene.render.image_settings.file_format = kind
    scene.render.filepath = os.path.join(os.path.dirname(__file__), f"render.{kind}")
    bpy.ops.render.render(write_still=True)
    return scene.render.filepath


for kind, known in [("PNG", 511), ("JPEG", 511), ("OPEN_EXR", 511), ("WEBP", 0), ("TIFF", 0)]:
    with open(rendered(kind), "rb") as file:
        note = re.search("Ün+".encode(), file.read())
    found = len(note[0]) if note else 0
    print(f"{kind}: {found} bytes of the note")
    assert found == known, kind

text = Image.open(rendered("PNG")).info["Note"]
print("PNG, as Pillow reads it:", ascii(text[:4]))
assert text.startswith("\u00c3\u009cn")
comment = Image.open(rendered("JPEG")).info["comment"]
print("JPEG, the comment that Pillow gives:", comment[:60])
assert b"nnn" not in comment
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" "$folder/measure.py" | grep -v Saved:
