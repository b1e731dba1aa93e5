#!/usr/bin/env bash
# Blender's USD export multiplies a plain emission colour by its strength, and forgets the strength of a texture.
#
# Expected: Emission Strength 2.5 arrives (as UsdPreviewSurface has no strength, multiplied into emissiveColor for a
#   colour, and as UsdUVTexture's inputs:scale for a texture), or a warning says that it does not.
# Found: for a colour it is multiplied in: (1, 0.5, 0.25) is written as (2.5, 1.25, 0.625). As soon as a texture is
#   linked, no scale is written and the strength is lost: the import back has 1.0. The export reports FINISHED.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1 and 5.2.3; pinned here: 5.0.1 (Python 3.11).
# Source: measured; inputs:scale is in the specification of UsdPreviewSurface, section "Texture Reader".
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
folder = os.path.dirname(__file__)


def written_and_read(textured):
    """The lines on emission in the file, and the strength that an import finds."""
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    cube = bpy.data.objects["Cube"]
    tree = cube.active_material.node_tree
    principled = tree.nodes["Principled BSDF"]
    principled.inputs["Emission Color"].default_value = (1, 0.5, 0.25, 1)
    principled.inputs["Emission Strength"].default_value = 2.5
    if textured:
        picture = bpy.data.images.new("picture", 4, 4)
        picture.filepath_raw, picture.file_format = os.path.join(folder, "picture.png"), "PNG"
        picture.save()
        texture = tree.nodes.new("ShaderNodeTexImage")
        texture.image = picture
        tree.links.new(texture.outputs["Color"], principled.inputs["Emission Color"])
    file = os.path.join(folder, "scene.usda")
    assert bpy.ops.wm.usd_export(filepath=file) == {"FINISHED"}
    with open(file, encoding="utf-8") as text:
        lines = re.findall(r"\S+ inputs:(?:emissiveColor|scale|bias).*", text.read())
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.wm.usd_import(filepath=file)
    tree = next(material.node_tree for material in bpy.data.materials if material.name == "Material")
    return lines, tree.nodes["Principled BSDF"].inputs["Emission Strength"].default_value


lines, strength = written_and_read(textured=False)
print("a colour:", lines, "read back with strength", strength)
assert lines == ["color3f inputs:emissiveColor = (2.5, 1.25, 0.625)"]
lines, strength = written_and_read(textured=True)
print("a texture:", lines, "read back with strength", strength)
assert len(lines) == 1
assert "inputs:emissiveColor.connect" in lines[0]
assert strength == 1.0
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
