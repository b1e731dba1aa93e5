#!/usr/bin/env bash
# A compressed save that does not fit on the disk can report success, and puts half a file in place of the good one.
#
# Expected: an error and the old file untouched, as without compression.
# Found: what is written last (all of a small file, the last frame of a large one) is not checked. If the room runs out
#   there, wm.save_as_mainfile returns FINISHED, and the new file is cut off and cannot be opened ("Missing DNA
#   block"). The good one lives on as .blend1 at most. Should the room run out earlier, the save fails as expected.
# Versions: wrong in bpy 4.2.23, 4.5.15, 5.0.1, 5.1.2 and 5.2.3, right in 5.3.0; pinned here: 5.0.1 (Python 3.11),
#   with a limit on the size of files in place of a full disk.
# Source: measured; a tmpfs of 60 kB that is full gives the same in 5.2.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import os
import resource
import signal

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)
assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN  # so that a write beyond the limit fails, and no more
file = os.path.join(os.path.dirname(__file__), "scene.blend")
bpy.context.preferences.filepaths.save_version = 0


def save(compress):
    return bpy.ops.wm.save_as_mainfile(filepath=file, compress=compress)


def opened():
    """Whether the file can be opened, from a scene that is not saved in it."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    try:
        with bpy.data.libraries.load(file) as (there, _):
            return "Cube" in there.objects
    except OSError as error:
        return str(error).rsplit(": ", 1)[-1].strip()


for compress, known_result, known_opened in [
    (False, "RuntimeError", True),
    (True, {"FINISHED"}, "Missing DNA block"),
]:
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    assert save(compress) == {"FINISHED"}
    size = os.path.getsize(file)
    assert opened() is True
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, limits[1]))
    try:
        result = save(compress)
    except RuntimeError as error:
        result = type(error).__name__
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    print(f"compress={compress}, room for half of {size} bytes: {result}, size {os.path.getsize(file)},", end=" ")
    print("opened:", opened())
    assert result == known_result
    assert os.path.getsize(file) == (size // 2 if compress else size)
    assert opened() == known_opened
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v ^Info:
