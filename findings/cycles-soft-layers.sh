#!/usr/bin/env bash
# In Cycles even a scene without any light to sample gets noisy from five half-clear layers on.
#
# Expected: flat emitting planes mixed half with Transparent, seen straight from above, need no sampling: each pixel
#   is 1 - 0.5^n with any number of samples as long as transparent_max_bounces suffices.
# Found: that holds for four planes. With the default min_transparent_bounces of 0 Cycles ends rays by lot from the
#   fifth on: pixels of five planes are anything from 0.94 to 1.0, and of twenty layers of 10 % from 0.4 to 1.5 in
#   place of 0.88, at four samples. With min_transparent_bounces at the number of layers every pixel is exact.
# Versions: the same in bpy 4.2.23, 5.0.1 and 5.2.3; pinned here: 5.0.1 (Python 3.11).
# Source: measured; the manual says of the setting that higher values reduce noise, but not where it begins.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)


def pixels(layers, alpha, spared):
    """The darkest and the brightest pixel of so many emitting planes on top of each other."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 4, False
    assert scene.cycles.min_transparent_bounces == 0
    scene.cycles.min_transparent_bounces, scene.cycles.transparent_max_bounces = spared, 64
    scene.render.resolution_x = scene.render.resolution_y = 32
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.data.type, scene.camera.data.ortho_scale, scene.camera.location.z = "ORTHO", 1, 20
    scene.collection.objects.link(scene.camera)
    material = bpy.data.materials.new("material")
    nodes, link = material.node_tree.nodes, material.node_tree.links.new
    nodes.clear()
    kinds = ("Emission", "BsdfTransparent", "MixShader", "OutputMaterial")
    emission, clear, mix, output = (nodes.new(f"ShaderNode{kind}") for kind in kinds)
    emission.inputs["Color"].default_value = (1, 1, 1, 1)
    mix.inputs["Factor"].default_value = alpha
    link(clear.outputs[0], mix.inputs[1])
    link(emission.outputs[0], mix.inputs[2])
    link(mix.outputs[0], output.inputs["Surface"])
    for number in range(layers):
        z = number / 10
        mesh = bpy.data.meshes.new("plane")
        mesh.from_pydata([(-1, -1, z), (1, -1, z), (1, 1, z), (-1, 1, z)], [], [(0, 1, 2, 3)])
        mesh.materials.append(material)
        scene.collection.objects.link(bpy.data.objects.new("plane", mesh))
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.filepath = os.path.join(os.path.dirname(__file__), "render.exr")
    bpy.ops.render.render(write_still=True)
    reds = bpy.data.images.load(scene.render.filepath).pixels[:][::4]
    return min(reds), max(reds)


for layers, alpha, exact in [(4, 0.5, True), (5, 0.5, False), (20, 0.1, False)]:
    right = 1 - (1 - alpha) ** layers
    for spared in (0, layers):
        low, high = pixels(layers, alpha, spared)
        print(f"{layers} layers of {alpha}, min_transparent_bounces {spared}: {low:.4f} to {high:.4f} for {right:.4f}")
        assert (high - low < 1e-5) == (exact or spared > 0)
        assert high - low > 1e-5 or abs(low - right) < 1e-3
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" "$folder/measure.py" | grep -v Saved:
