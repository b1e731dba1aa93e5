#!/usr/bin/env bash
# The type of a Mapping node is lost on export: a picture comes back four times too large or too small, or unscaled.
#
# Expected: Point with Scale 2 repeats a picture twice along a side, Texture with Scale 2 shows half of it; a file that
#   Blender writes and reads again shows the same, or the export refuses or warns.
# Found: FBX writes the numbers of either type and both its importers read them as Texture, so that Point, the usual
#   one, comes back at half a picture instead of two. OBJ reads them as Point, so that Texture comes back at two
#   instead of a half. USD writes a Point, and of a Texture nothing, so that it comes back at one. Only glTF keeps both.
#   Each export reports FINISHED.
# Versions: the same in bpy 4.2.23 (which has the older FBX importer alone), 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0;
#   pinned here: 5.0.1 and numpy 1.26.4, which the exporters to glTF and FBX need (Python 3.11).
# Source: measured.
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


def empty():
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def draw(kind):
    """A plane with a picture that a Mapping node of this type scales by 2."""
    empty()
    bpy.ops.mesh.primitive_plane_add()
    material = bpy.data.materials.new("material")
    bpy.context.object.data.materials.append(material)
    picture = bpy.data.images.new("picture", 4, 4)
    picture.filepath_raw, picture.file_format = os.path.join(folder, "picture.png"), "PNG"
    picture.save()
    nodes, link = material.node_tree.nodes, material.node_tree.links.new
    texture, mapping, uv = (nodes.new("ShaderNode" + name) for name in ("TexImage", "Mapping", "UVMap"))
    texture.image, mapping.vector_type, uv.uv_map = picture, kind, "UVMap"
    mapping.inputs["Scale"].default_value = (2, 2, 2)
    link(uv.outputs["UV"], mapping.inputs["Vector"])
    link(mapping.outputs["Vector"], texture.inputs["Vector"])
    link(texture.outputs["Color"], nodes["Principled BSDF"].inputs["Base Color"])


def repeats():
    """How often the picture repeats along a side of the plane, and the type of the Mapping node that says so."""
    (texture,) = (
        node for material in bpy.data.materials for node in material.node_tree.nodes if node.type == "TEX_IMAGE"
    )
    sources = [link.from_node for link in texture.inputs["Vector"].links]
    if not sources or sources[0].type != "MAPPING":
        return 1.0, None
    kind, scale = sources[0].vector_type, sources[0].inputs["Scale"].default_value[0]
    return {"POINT": scale, "TEXTURE": 1 / scale}[kind], kind


wm, fbx, gltf = bpy.ops.wm, (bpy.ops.export_scene.fbx, "plane.fbx"), (bpy.ops.export_scene.gltf, "plane.glb")
obj, usd = (wm.obj_export, "plane.obj"), (wm.usd_export, "plane.usda")
for kind, format, importer, known in [
    ("POINT", None, None, (2.0, "POINT")),
    ("POINT", gltf, bpy.ops.import_scene.gltf, (2.0, "POINT")),
    ("POINT", usd, wm.usd_import, (2.0, "POINT")),
    ("POINT", obj, wm.obj_import, (2.0, "POINT")),
    ("POINT", fbx, bpy.ops.import_scene.fbx, (0.5, "TEXTURE")),
    ("POINT", fbx, wm.fbx_import, (0.5, "TEXTURE")),
    ("TEXTURE", None, None, (0.5, "TEXTURE")),
    ("TEXTURE", gltf, bpy.ops.import_scene.gltf, (0.5, "POINT")),
    ("TEXTURE", usd, wm.usd_import, (1.0, None)),
    ("TEXTURE", obj, wm.obj_import, (2.0, "POINT")),
    ("TEXTURE", fbx, bpy.ops.import_scene.fbx, (0.5, "TEXTURE")),
    ("TEXTURE", fbx, wm.fbx_import, (0.5, "TEXTURE")),
]:
    draw(kind)
    if format:
        export, name = format
        assert export(filepath=os.path.join(folder, name)) == {"FINISHED"}
        empty()
        assert importer(filepath=os.path.join(folder, name)) == {"FINISHED"}
    seen = repeats()
    print(f"{kind}, {importer.idname_py() if importer else 'before'}: repeats {seen[0]} times, by {seen[1]}")
    assert seen == known
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep "repeats\|version [45]"
