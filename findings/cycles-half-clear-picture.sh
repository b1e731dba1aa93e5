#!/usr/bin/env bash
# Cycles divides a half-clear picture's colours by its alpha once more, if it reads the file itself.
#
# Expected: a picture looks the same packed into the .blend and beside it, whatever its format.
# Found: in Cycles a pixel of (200, 100, 50) at 50 %, mixed with Transparent by its alpha over black, is (146, 71, 34)
#   from a PNG. From a lossless WebP that decodes to the same pixels it is (255, 146, 71), and right as soon as the
#   WebP is packed. A grey PNG with alpha has the same fault, 188 in place of 92 (an RGBA PNG of the same grey has not).
# Versions: WebP wrong in bpy 4.5.15 and 5.0.1, right in 4.2.23 and 5.2.3; grey PNG with alpha wrong in all four;
#   pinned here: bpy 5.0.1 and Pillow 13.0.0 (Python 3.11).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1 pillow==13.0.0
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy
import PIL
from PIL import Image

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
assert PIL.__version__ == "13.0.0", PIL.__version__
print("bpy version", bpy.app.version_string, "Pillow version", PIL.__version__)
os.chdir(os.path.dirname(__file__))
Image.new("RGBA", (8, 8), (200, 100, 50, 128)).save("color.png")
Image.new("RGBA", (8, 8), (200, 100, 50, 128)).save("color.webp", lossless=True)
Image.new("RGBA", (8, 8), (128, 128, 128, 128)).save("grey-rgba.png")
Image.new("LA", (8, 8), (128, 128)).save("grey.png")
assert Image.open("color.webp").convert("RGBA").getpixel((4, 4)) == (200, 100, 50, 128)


def rendered(name, packed):
    """The middle of a plane with this picture, its alpha and a black world, as sRGB from 0 to 255."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.render.dither_intensity = "CYCLES", 4, 0
    scene.render.resolution_x = scene.render.resolution_y = 8
    scene.view_settings.view_transform = "Standard"
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.data.type, scene.camera.data.ortho_scale, scene.camera.location.z = "ORTHO", 1, 2
    mesh = bpy.data.meshes.new("plane")
    mesh.from_pydata([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [], [(0, 1, 2, 3)])
    mesh.uv_layers.new()
    for thing in (scene.camera, bpy.data.objects.new("plane", mesh)):
        scene.collection.objects.link(thing)
    material = bpy.data.materials.new("material")
    mesh.materials.append(material)
    nodes, link = material.node_tree.nodes, material.node_tree.links.new
    nodes.clear()
    kinds = ("TexImage", "Emission", "BsdfTransparent", "MixShader", "OutputMaterial")
    texture, emission, clear, mix, output = (nodes.new(f"ShaderNode{kind}") for kind in kinds)
    texture.image = bpy.data.images.load(os.path.abspath(name))
    if packed:
        texture.image.pack()
    link(texture.outputs["Color"], emission.inputs["Color"])
    link(texture.outputs["Alpha"], mix.inputs["Factor"])
    link(clear.outputs[0], mix.inputs[1])
    link(emission.outputs[0], mix.inputs[2])
    link(mix.outputs[0], output.inputs["Surface"])
    scene.render.filepath = os.path.abspath("render.png")
    bpy.ops.render.render(write_still=True)
    return Image.open("render.png").convert("RGB").getpixel((4, 4))


def near(seen, known):
    return all(abs(one - other) < 3 for one, other in zip(seen, known, strict=True))


color, grey = (146, 71, 34), (92, 92, 92)  # what is right
for name, known_file, known_packed in [
    ("color.png", color, color),
    ("color.webp", (255, 146, 71), color),
    ("grey-rgba.png", grey, grey),
    ("grey.png", (188, 188, 188), grey),
]:
    file, packed = rendered(name, packed=False), rendered(name, packed=True)
    print(f"{name}: from the file {file}, packed {packed}")
    assert near(file, known_file), name
    assert near(packed, known_packed), name
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v Saved:
