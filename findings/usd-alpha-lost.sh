#!/usr/bin/env bash
# Blender's USD export, from 5.1 on, writes a plain Alpha below 1 as opaque: the weight of Transmission replaces it.
#
# Expected: Alpha 0.25 is written as inputs:opacity = 0.25, as up to 5.0, or a warning says that it is not.
# Found: opacity is 1 - Transmission Weight, so an Alpha of 0.25 without transmission is 1. With a weight of 0.5 both
#   an Alpha of 0.25 and one of 1 are 0.5, and come back as Alpha 1. An Alpha linked to a texture is kept. The export
#   reports FINISHED.
# Versions: wrong in bpy 5.1.2, 5.2.3 and 5.3.0, right (0.25) in 4.2.23 and 5.0.1; pinned here: 5.2.3 (Python 3.13).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
for python in python3.13 "$HOME"/.pyenv/versions/3.13.*/bin/python; do
  if "$python" -c "" 2>/dev/null; then break; fi
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.2.3
cat >"$folder/measure.py" <<'PYTHON'
import os
import re

import bpy

assert bpy.app.version == (5, 2, 3), bpy.app.version_string
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)


def written_and_read(alpha, weight=0.0, textured=False):
    """The lines on opacity in the file, and the alpha and the transmission that an import finds."""
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    tree = bpy.data.objects["Cube"].active_material.node_tree
    principled = tree.nodes["Principled BSDF"]
    principled.inputs["Alpha"].default_value = alpha
    principled.inputs["Transmission Weight"].default_value = weight
    if textured:
        picture = bpy.data.images.new("picture", 4, 4, alpha=True)
        picture.filepath_raw, picture.file_format = os.path.join(folder, "picture.png"), "PNG"
        picture.save()
        texture = tree.nodes.new("ShaderNodeTexImage")
        texture.image = picture
        tree.links.new(texture.outputs["Alpha"], principled.inputs["Alpha"])
    file = os.path.join(folder, "scene.usda")
    assert bpy.ops.wm.usd_export(filepath=file) == {"FINISHED"}
    with open(file, encoding="utf-8") as text:
        lines = re.findall(r"inputs:opacity\S* = .*", text.read())
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.wm.usd_import(filepath=file)
    tree = next(material.node_tree for material in bpy.data.materials if material.name == "Material")
    inputs = tree.nodes["Principled BSDF"].inputs
    return lines, inputs["Alpha"].default_value, inputs["Transmission Weight"].default_value


for alpha, weight, known, known_alpha in [(0.25, 0.0, "1", 1), (0.25, 0.5, "0.5", 1), (1.0, 0.5, "0.5", 1)]:
    lines, *read = written_and_read(alpha, weight)
    print(f"Alpha {alpha}, Transmission {weight}:", lines, "read back as", read)
    assert lines == [f"inputs:opacity = {known}"]
    assert read[0] == known_alpha
lines, *_ = written_and_read(0.25, textured=True)
print("Alpha from a texture:", lines)
assert any("inputs:opacity.connect" in line for line in lines)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v ^USD
