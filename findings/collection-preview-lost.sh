#!/usr/bin/env bash
# bpy.data.libraries.write leaves out the previews of collections, and of nothing else.
#
# Expected: an asset library written with it shows the pictures that the assets have, whatever their kind.
# Found: object, material and world come back with the preview that they had; the collection beside them has none.
#   Saved as a whole file (save_as_mainfile with copy), the same collection keeps it. Nothing is reported.
# Versions: wrong in bpy 5.0.1 and 5.1.2, right in 4.2.23, 4.5.15, 5.2.3 and 5.3.0; pinned here: 5.0.1 (Python 3.11).
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
kinds = {"objects": "Cube", "materials": "Material", "worlds": "World", "collections": "Collection"}


def previews(write):
    """For each kind, the size and the first pixel of the preview that is read back."""
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    assets = {getattr(bpy.data, kind)[name] for kind, name in kinds.items()}
    for asset in assets:
        asset.asset_mark()
        preview = asset.preview_ensure()
        preview.image_size = (64, 64)
        preview.image_pixels_float = [1.0, 0.0, 0.0, 1.0] * 64 * 64
    file = os.path.join(folder, "assets.blend")
    write(file, assets)
    with bpy.data.libraries.load(file) as (_, wanted):
        for kind, name in kinds.items():
            setattr(wanted, kind, [name])
    found = {}
    for kind in kinds:
        asset = getattr(wanted, kind)[0]
        assert asset.asset_data is not None
        preview = asset.preview
        found[kind] = preview and (*preview.image_size, *preview.image_pixels_float[:4])
    return found


red = (64, 64, 1.0, 0.0, 0.0, 1.0)
found = previews(bpy.data.libraries.write)
print("libraries.write:", found)
assert found == {"objects": red, "materials": red, "worlds": red, "collections": None}
found = previews(lambda file, _: bpy.ops.wm.save_as_mainfile(filepath=file, copy=True))
print("save_as_mainfile:", found)
assert found == dict.fromkeys(kinds, red)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v ^Info:
