#!/usr/bin/env bash
# Cycles renders Grease Pencil over the objects before it, unless the view layer has a Z pass, though nobody reads it.
#
# Expected: a mesh between the camera and a Grease Pencil drawing hides it in the render, as it does in the viewport.
#   Passes are for the compositor; switching one on does not change the picture.
# Found: with Blender's default, no Z pass, a plane in front of a filled drawing is not in the picture: the drawing
#   covers it as if it lay behind. With use_pass_z on, and no compositor, the plane is there. Nothing is reported.
# Versions: the same in bpy 4.2.23 (with the older Grease Pencil), 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; EEVEE was not
#   tried. Pinned here: 5.0.1 (Python 3.11). Grease Pencil is drawn by OpenGL, and a software one will do.
# Source: measured.
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
file = os.path.join(os.path.dirname(__file__), "render.png")
size = 16
middle, near_corner = size * size // 2 + size // 2, size * 2 + 2
red, blue = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)


def rendered(height, with_depth):
    """A red drawing at height 0 and a blue plane half as wide, from above: in the middle, and near a corner."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.data.type, scene.camera.data.ortho_scale, scene.camera.location.z = "ORTHO", 2, 10
    drawing = bpy.data.objects.new("drawing", bpy.data.grease_pencils.new("drawing"))
    for obj in (scene.camera, drawing):
        scene.collection.objects.link(obj)
    layer = drawing.data.layers.new("layer")
    layer.use_lights = False
    frame = layer.frames.new(1).drawing
    frame.add_strokes([4])
    for point, (x, y) in zip(frame.strokes[0].points, [(-1, -1), (1, -1), (1, 1), (-1, 1)], strict=True):
        point.position = (x, y, 0)
    frame.strokes[0].cyclic = True
    fill = bpy.data.materials.new("fill")
    bpy.data.materials.create_gpencil_data(fill)
    fill.grease_pencil.show_stroke, fill.grease_pencil.show_fill = False, True
    fill.grease_pencil.fill_color = (*red, 1)
    drawing.data.materials.append(fill)
    bpy.ops.mesh.primitive_plane_add(size=1, location=(0, 0, height))
    material = bpy.data.materials.new("blue")
    nodes, links = material.node_tree.nodes, material.node_tree.links
    glow = nodes.new("ShaderNodeEmission")
    glow.inputs["Color"].default_value = (*blue, 1)
    links.new(glow.outputs["Emission"], nodes["Material Output"].inputs["Surface"])
    bpy.context.object.data.materials.append(material)
    if with_depth:
        bpy.context.view_layer.use_pass_z = True
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = size
    scene.view_settings.view_transform = "Standard"
    scene.render.filepath = file
    bpy.ops.render.render(write_still=True)
    pixels = bpy.data.images.load(file).pixels[:]
    return [tuple(round(each, 1) for each in pixels[4 * at : 4 * at + 3]) for at in (middle, near_corner)]


for height, with_depth, known in [(1, False, red), (1, True, blue), (-1, False, red), (-1, True, red)]:
    seen, corner = rendered(height, with_depth)
    where = "before" if height > 0 else "behind"
    print(f"plane {where} the drawing, Z pass {with_depth}: the middle is {seen}, the corner {corner}")
    assert seen == known
    assert corner == red
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
