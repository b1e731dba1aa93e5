#!/usr/bin/env bash
# In Edit Mode the evaluated mesh of an object is empty, until somebody calls to_mesh: then the same one is full.
#
# Expected: object.evaluated_get(depsgraph).data holds what is drawn and rendered, whatever the mode, and asking for a
#   copy with to_mesh changes nothing.
# Found: without modifiers a cube in Edit Mode has 0 vertices and 0 faces there, Object.ray_cast misses it, while
#   Scene.ray_cast hits it. After to_mesh and to_mesh_clear the same evaluated mesh has its 8 vertices and 6 faces, and
#   Object.ray_cast hits. With an Array modifier it is full from the start. So what a script finds in Edit Mode depends
#   on what another one has done before. Nothing is reported.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2, 5.2.3 and 5.3.0; pinned here: 5.0.1 (Python 3.11).
# Source: measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)


def evaluated(mode, modifier=None):
    """The cube of the factory's start-up file in this mode, evaluated."""
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    cube = bpy.data.objects["Cube"]
    if modifier:
        cube.modifiers.new("modifier", modifier)
    bpy.context.view_layer.objects.active = cube
    bpy.ops.object.mode_set(mode=mode)
    return cube.evaluated_get(bpy.context.evaluated_depsgraph_get())


def seen(thing):
    """Vertices and faces of the evaluated mesh, and whether rays down at the cube hit the object and the scene."""
    above, down = (0, 0, 5), (0, 0, -1)
    scene, depsgraph = bpy.context.scene, bpy.context.evaluated_depsgraph_get()
    rays = thing.ray_cast(above, down)[0], scene.ray_cast(depsgraph, above, down)[0]
    return len(thing.data.vertices), len(thing.data.polygons), *rays


for mode, modifier, before, after in [
    ("OBJECT", None, (8, 6, True, True), (8, 6, True, True)),
    ("EDIT", None, (0, 0, False, True), (8, 6, True, True)),
    ("EDIT", "ARRAY", (16, 12, True, True), (16, 12, True, True)),
]:
    thing = evaluated(mode, modifier)
    first = seen(thing)
    faces = len(thing.to_mesh().polygons)
    thing.to_mesh_clear()
    then = seen(thing)
    print(f"{mode}, {modifier}: {first}; to_mesh has {faces} faces; afterwards {then}")
    assert (first, faces, then) == (before, after[1], after)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
