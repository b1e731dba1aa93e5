#!/usr/bin/env bash
# Two textures of one file name in two folders become one in USD, OBJ and FBX, embedded or not; only glTF keeps both.
#
# Expected: oak/wood.png (red) and fir/wood.png (blue) on two planes arrive as two pictures, one of them under another
#   name, or the export refuses or warns.
# Found: USD, USDZ and OBJ (Copy) have one file wood.png, and FBX (Copy, embedded too) brings back one image, so that
#   both planes are red or both are blue: which, differs from run to run. Packing the images or giving their datablocks
#   other names does not help. Each export reports FINISHED. glTF writes wood.png and wood-1.png.
# Versions: the same in bpy 4.2.23 (USDZ not tried), 5.0.1 and 5.3.0; pinned here: 5.0.1 and numpy 1.26.4, which the
#   exporters to glTF and FBX need (Python 3.11).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import os
import shutil

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)
red, blue = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
kinds = {
    "usda": (lambda file: bpy.ops.wm.usd_export(filepath=file), bpy.ops.wm.usd_import),
    "usdz": (lambda file: bpy.ops.wm.usd_export(filepath=file), bpy.ops.wm.usd_import),
    "obj": (lambda file: bpy.ops.wm.obj_export(filepath=file, path_mode="COPY"), bpy.ops.wm.obj_import),
    "fbx": (
        lambda file: bpy.ops.export_scene.fbx(filepath=file, path_mode="COPY", embed_textures=True),
        bpy.ops.import_scene.fbx,
    ),
    "gltf": (
        lambda file: bpy.ops.export_scene.gltf(filepath=file, export_format="GLTF_SEPARATE"),
        bpy.ops.import_scene.gltf,
    ),
}


def plane(name, color, packed):
    """A plane with a picture of one colour, read from NAME/wood.png."""
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    file = os.path.join(folder, name, "wood.png")
    plain = bpy.data.images.new(name, 4, 4)
    plain.pixels, plain.filepath_raw, plain.file_format = [*color, 1] * 16, file, "PNG"
    plain.save()
    bpy.data.images.remove(plain)
    material = bpy.data.materials.new(name)
    texture = material.node_tree.nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.load(file)
    texture.image.name = name
    if packed:
        texture.image.pack()
    base = material.node_tree.nodes["Principled BSDF"].inputs["Base Color"]
    material.node_tree.links.new(texture.outputs["Color"], base)
    bpy.ops.mesh.primitive_plane_add()
    bpy.context.object.data.materials.append(material)


def there_and_back(kind, packed=False):
    """The pictures written beside the file, and the colours that come back, sorted."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    plane("oak", red, packed)
    plane("fir", blue, packed)
    away = os.path.join(folder, "away")
    shutil.rmtree(away, ignore_errors=True)
    os.mkdir(away)
    file = os.path.join(away, f"planes.{kind}")
    export, bring = kinds[kind]
    assert export(file) == {"FINISHED"}
    for name in ("oak", "fir"):
        shutil.rmtree(os.path.join(folder, name))
    written = sorted(name for _, _, names in os.walk(away) for name in names if name.endswith(".png"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bring(filepath=file)
    nodes = [node for obj in bpy.data.objects if obj.type == "MESH" for node in obj.active_material.node_tree.nodes]
    images = [node.image for node in nodes if node.type == "TEX_IMAGE"]
    return written, sorted(tuple(round(each, 1) for each in image.pixels[:3]) for image in images)


for kind, packed, known in [
    ("usda", False, ["wood.png"]),
    ("usda", True, ["wood.png"]),
    ("usdz", False, []),
    ("obj", False, ["wood.png"]),
    ("fbx", False, []),
]:
    written, colors = there_and_back(kind, packed)
    print(f"{kind}, packed {packed}: pictures beside it {written}, the planes are {colors}")
    assert written == known
    assert colors in ([red, red], [blue, blue])
written, colors = there_and_back("gltf")
print(f"gltf: pictures beside it {written}, the planes are {colors}")
assert written == ["wood-1.png", "wood.png"]
assert colors == [blue, red]
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
