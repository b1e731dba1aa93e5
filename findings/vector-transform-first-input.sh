#!/usr/bin/env bash
# Since Blender 5.3 a link to inputs[0] of Vector Transform ends in an input that nobody sees, and is not used.
#
# Expected: the node shows one input, Vector, so inputs[0] is it, as in all versions before, or such a link is refused.
# Found: a hidden integer "LightIndex" is there before it. links.new takes the link to it without an error or a warning
#   (is_valid, which a script seldom reads, is False), and the node goes on with the value of Vector itself: a color of
#   (0.5, 0.25, 0.75) led through it from world to world is rendered as (0.5, 0.5, 0.5). With inputs["Vector"] it is
#   right in each version.
# Versions: inputs[0] is Vector in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2 and 5.2.3, and LightIndex in 5.3.0; pinned here:
#   5.3.0 (Python 3.13).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
for python in python3.13 "$HOME"/.pyenv/versions/3.13.*/bin/python; do
  if "$python" -c "" 2>/dev/null; then break; fi
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.3.0
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy

assert bpy.app.version == (5, 3, 0), bpy.app.version_string
print("bpy version", bpy.app.version_string)


def rendered(name):
    """Where a color goes that is led through the node by this input: the link's end, its validity, and the render."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.mesh.primitive_plane_add(size=4)
    material = bpy.data.materials.new("material")
    bpy.context.object.data.materials.append(material)
    tree = material.node_tree
    tree.nodes.clear()
    color, transform, emission, output = (
        tree.nodes.new("ShaderNode" + kind) for kind in ("CombineXYZ", "VectorTransform", "Emission", "OutputMaterial")
    )
    for part, value in zip(color.inputs, (0.5, 0.25, 0.75), strict=True):
        part.default_value = value
    transform.convert_from = transform.convert_to = "WORLD"
    link = tree.links.new(color.outputs["Vector"], transform.inputs[name])
    tree.links.new(transform.outputs["Vector"], emission.inputs["Color"])
    tree.links.new(emission.outputs["Emission"], output.inputs["Surface"])
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 8
    scene.view_settings.view_transform = "Raw"
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.data.type, scene.camera.data.ortho_scale, scene.camera.location.z = "ORTHO", 1, 2
    scene.collection.objects.link(scene.camera)
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.filepath = os.path.join(os.path.dirname(__file__), "render.exr")
    bpy.ops.render.render(write_still=True)
    pixels = bpy.data.images.load(scene.render.filepath).pixels[:]
    middle = (4 * 8 + 4) * 4
    shown = [socket.name for socket in transform.inputs if socket.enabled and not socket.is_unavailable]
    return shown, link.to_socket.name, link.is_valid, tuple(round(part, 2) for part in pixels[middle : middle + 3])


for name, known in [
    ("Vector", (["Vector"], "Vector", True, (0.5, 0.25, 0.75))),
    (0, (["Vector"], "LightIndex", False, (0.5, 0.5, 0.5))),
]:
    seen = rendered(name)
    print(f"inputs[{name!r}]: shown are {seen[0]}, linked is {seen[1]}, valid: {seen[2]}, rendered is {seen[3]}")
    assert seen == known
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep "rendered is\|version 5"
