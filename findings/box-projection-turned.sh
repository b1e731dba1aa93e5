#!/usr/bin/env bash
# A Mapping node that turns a Box-projected picture by a quarter about Z draws it out to lines on all four walls.
#
# Expected: the box turns as a whole. After a quarter about Z its sides lie on the walls again, so each wall shows the
#   picture whole, as it does at 0, and floor and ceiling show it turned.
# Found: the point is turned, but the side of the box is chosen by the normal that is not. On each wall one coordinate
#   of the picture is then the same all over, and one column of its pixels is drawn across the wall. Besides, with no
#   turn at all, Box lays it on a horizontal face a quarter clockwise of how Flat does: floorboards run across.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0, in Cycles; pinned here: 5.0.1 and numpy
#   1.26.4 (Python 3.11).
# Source: measured; the manual has Box choose "the axis that's closest to the mesh normal", and is silent on turns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import math
import os

import bpy
import numpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)
size = 32
bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
scene = bpy.context.scene
scene.render.engine, scene.cycles.samples = "CYCLES", 4
scene.render.resolution_x = scene.render.resolution_y = size
scene.view_settings.view_transform = "Raw"
scene.render.image_settings.file_format, scene.render.filepath = "OPEN_EXR", os.path.join(folder, "render.exr")

# Red rises to the right of the picture and green upwards, so that a colour names a place in it.
steps = (numpy.arange(size, dtype=numpy.float32) + 0.5) / size
right, up = numpy.meshgrid(steps, steps)
picture = bpy.data.images.new("picture", size, size, float_buffer=True, is_data=True)
picture.pixels.foreach_set(numpy.dstack([right, up, 0 * up, 0 * up + 1]).ravel())
picture.pack()

bpy.ops.mesh.primitive_cube_add(size=1)
cube = bpy.context.object
for vertex in cube.data.vertices:
    vertex.co += type(vertex.co)((0.5, 0.5, 0.5))
material = bpy.data.materials.new("material")
cube.data.materials.append(material)
nodes, link = material.node_tree.nodes, material.node_tree.links.new
nodes.clear()
texture, mapping, coordinates, emission, output = (
    nodes.new("ShaderNode" + name) for name in ("TexImage", "Mapping", "TexCoord", "Emission", "OutputMaterial")
)
texture.image = picture
link(coordinates.outputs["Object"], mapping.inputs["Vector"])
link(mapping.outputs["Vector"], texture.inputs["Vector"])
link(texture.outputs["Color"], emission.inputs["Color"])
link(emission.outputs["Emission"], output.inputs["Surface"])

scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
scene.camera.data.type, scene.camera.data.ortho_scale = "ORTHO", 1
scene.collection.objects.link(scene.camera)
quarter = math.pi / 2
views = {
    "top": ((0.5, 0.5, 3), (0, 0, 0)),
    "front": ((0.5, -3, 0.5), (quarter, 0, 0)),
    "right": ((3, 0.5, 0.5), (quarter, 0, quarter)),
    "back": ((0.5, 3, 0.5), (quarter, 0, 2 * quarter)),
    "left": ((-3, 0.5, 0.5), (quarter, 0, 3 * quarter)),
}


def steps_seen(projection, degrees, view):
    """How far a step to the right and one upwards on a side of the cube lead in the picture, right and up each."""
    texture.projection = projection
    mapping.inputs["Rotation"].default_value = (0, 0, math.radians(degrees))
    scene.camera.location, scene.camera.rotation_euler = views[view]
    bpy.ops.render.render(write_still=True)
    render = bpy.data.images.load(scene.render.filepath)
    places = numpy.array(render.pixels).reshape(size, size, 4)[:, :, :2]
    bpy.data.images.remove(render)
    # The median leaves out the seam where the picture begins anew.
    moves = [numpy.median(numpy.diff(places, axis=axis), axis=(0, 1)) * size for axis in (1, 0)]
    return tuple(tuple(round(float(part), 1) + 0.0 for part in move) for move in moves)


upright, clockwise, lines = ((1.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (-1.0, 0.0)), ((0.0, 0.0), (0.0, 1.0))
for projection, degrees, view, known in [
    ("FLAT", 0, "top", upright),
    ("FLAT", 90, "top", clockwise),
    ("BOX", 0, "top", clockwise),
    *(("BOX", 0, wall, upright) for wall in ("front", "right", "back", "left")),
    *(("BOX", 90, wall, lines) for wall in ("front", "right", "back", "left")),
]:
    seen = steps_seen(projection, degrees, view)
    print(f"{projection}, turned by {degrees} degrees, {view}: a step right is {seen[0]}, up {seen[1]} in the picture")
    assert seen == known
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep "in the picture\|version [45]"
