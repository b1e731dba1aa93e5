#!/usr/bin/env bash
# A glowing picture that is its own alpha comes back from FBX too bright, because its colours turn into Non-Color data.
#
# Expected: an image linked to Emission Color and by its Alpha to Alpha comes back as it was (this one is opaque
#   throughout), as it does linked to Base Color or without Alpha.
# Found: the importer sets the one image that both share to Non-Color, so (129, 65, 192) is rendered as (189, 137, 225).
#   The newer importer (wm.fbx_import, from 4.5 on) does the same, and links Alpha to the texture's Color in place of
#   its Alpha: most of the plane shows through. Both report FINISHED.
# Versions: the same in bpy 4.2.23 (which has the older importer alone), 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; pinned
#   here: 5.0.1 and numpy 1.26.4, which the exporter needs (Python 3.11).
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
picture, file = os.path.join(folder, "picture.png"), os.path.join(folder, "plane.fbx")


def empty():
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def draw(color_input, alpha):
    """A plane with a picture in an empty scene."""
    empty()
    drawn = bpy.data.images.new("drawn", 4, 4, alpha=True)
    drawn.filepath_raw, drawn.file_format, drawn.pixels = picture, "PNG", (0.5, 0.25, 0.75, 1.0) * 16
    drawn.save()
    mesh = bpy.data.meshes.new("plane")
    mesh.from_pydata([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [], [(0, 1, 2, 3)])
    mesh.uv_layers.new()
    mesh.materials.append(bpy.data.materials.new("material"))
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("plane", mesh))
    tree = mesh.materials[0].node_tree
    principled = tree.nodes["Principled BSDF"]
    principled.inputs["Base Color"].default_value = (0, 0, 0, 1)
    principled.inputs["Specular IOR Level"].default_value, principled.inputs["Roughness"].default_value = 0, 1
    principled.inputs["Emission Strength"].default_value = 1 if color_input == "Emission Color" else 0
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.load(picture)
    tree.links.new(texture.outputs["Color"], principled.inputs[color_input])
    if alpha:
        tree.links.new(texture.outputs["Alpha"], principled.inputs["Alpha"])


def looks(color_input):
    """The output that Alpha is linked to, the colour space of the colours, and the rendered colour, 0 to 255."""
    (plane,) = (thing for thing in bpy.data.objects if thing.type == "MESH")
    sources = {link.to_socket.name: link for link in plane.active_material.node_tree.links}
    alpha = sources["Alpha"].from_socket.name if "Alpha" in sources else None
    space = sources[color_input].from_node.image.colorspace_settings.name
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.render.dither_intensity = "CYCLES", 16, 0
    scene.render.resolution_x = scene.render.resolution_y = 8
    scene.view_settings.view_transform = "Standard"
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.data.type, scene.camera.data.ortho_scale, scene.camera.location.z = "ORTHO", 1, 2
    scene.collection.objects.link(scene.camera)
    scene.world = bpy.data.worlds.new("white")
    scene.world.node_tree.nodes["Background"].inputs["Color"].default_value = (1, 1, 1, 1)
    scene.render.filepath = os.path.join(folder, "render.png")
    bpy.ops.render.render(write_still=True)
    pixels = bpy.data.images.load(scene.render.filepath).pixels[:]
    middle = (4 * 8 + 4) * 4
    return alpha, space, tuple(round(part * 255) for part in pixels[middle : middle + 3])


older, newer, glow = bpy.ops.import_scene.fbx, bpy.ops.wm.fbx_import, "Emission Color"
for color_input, alpha, importer, known_alpha, known_space, known_color in [
    (glow, True, None, "Alpha", "sRGB", (129, 65, 192)),
    (glow, True, older, "Alpha", "Non-Color", (189, 137, 225)),
    (glow, True, newer, "Color", "Non-Color", (235, 224, 245)),
    (glow, False, older, None, "sRGB", (129, 65, 192)),
    (glow, False, newer, None, "sRGB", (133, 73, 195)),
    ("Base Color", True, older, "Alpha", "sRGB", (129, 65, 192)),
    ("Base Color", True, newer, "Alpha", "sRGB", (132, 72, 194)),
]:
    draw(color_input, alpha)
    if importer:
        assert bpy.ops.export_scene.fbx(filepath=file, object_types={"MESH"}) == {"FINISHED"}
        empty()
        assert importer(filepath=file) == {"FINISHED"}
    seen = looks(color_input)
    name = importer.idname_py() if importer else "before"
    print(f"{color_input}{' and Alpha' if alpha else ''}, {name}: Alpha from {seen[0]}, {seen[1]}, {seen[2]}")
    assert seen[:2] == (known_alpha, known_space)
    assert all(abs(one - other) < 4 for one, other in zip(seen[2], known_color, strict=True))
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep "Alpha from\|version [45]"
