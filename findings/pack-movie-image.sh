#!/usr/bin/env bash
# A movie that is packed into a blend file is in there, and called packed, but never shown from there.
#
# Expected: image.pack() refuses a movie, as File > External Data > Pack Resources does; or the movie is then played from
#   the blend file when its own file is gone, as a picture is.
# Found: pack() succeeds, packed_file has all bytes of the movie, and saving makes the blend file larger by them. But
#   Blender goes on reading the file on the disk: without that, the image of the reopened file is packed and has no
#   size. bpy.ops.file.pack_all() leaves movies out with a warning, so does not count them as packed or missing.
#   image.unpack() refuses movies: only a script brings the bytes back, by image.packed_file.data.
# Versions: the same in bpy 4.2.23, 5.0.1, 5.2.3 and 5.3.0; pinned here: 4.2.23 (Python 3.11), film by PyAV 18.1.0.
# Source: measured; the warning says that packing movies is not supported.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==4.2.23 numpy==1.26.4 av==18.1.0
cat >"$folder/film.py" <<'PYTHON'
import sys

import av
import numpy as np

with av.open(sys.argv[1], "w") as container:
    stream = container.add_stream("mpeg4", rate=24)
    stream.width, stream.height, stream.pix_fmt = 64, 32, "yuv420p"
    for level in range(24):
        frame = av.VideoFrame.from_ndarray(np.full((32, 64, 3), 10 * level, np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
    container.mux(stream.encode())
PYTHON
"$folder/venv/bin/python" -I "$folder/film.py" "$folder/film.mp4"
cat >"$folder/measure.py" <<'PYTHON'
import os

import bpy

assert bpy.app.version == (4, 2, 23), bpy.app.version_string
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)
film, plain, packed = (os.path.join(folder, name) for name in ("film.mp4", "plain.blend", "packed.blend"))
bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
image = bpy.data.images.load(film)
image.use_fake_user = True
assert (image.source, tuple(image.size)) == ("MOVIE", (64, 32))
bpy.ops.wm.save_as_mainfile(filepath=plain, compress=False)
assert bpy.ops.file.pack_all() == {"FINISHED"}
print("pack_all: packed", bool(image.packed_file))
assert not image.packed_file
image.pack()
size = os.path.getsize(film)
print(f"pack: packed {bool(image.packed_file)}, {image.packed_file.size} of the film's {size} bytes")
assert image.packed_file.size == size
bpy.ops.wm.save_as_mainfile(filepath=packed, compress=False)
more = os.path.getsize(packed) - os.path.getsize(plain)
print(f"the blend file has {more} bytes more")
assert more >= size
os.rename(film, film + ".away")
bpy.ops.wm.open_mainfile(filepath=packed)
(image,) = bpy.data.images
print(f"without the file: packed {bool(image.packed_file)}, size {tuple(image.size)}")
assert image.packed_file
assert tuple(image.size) == (0, 0)
try:
    image.unpack(method="WRITE_ORIGINAL")
    raise AssertionError("it was unpacked")
except RuntimeError as error:
    print("unpack:", error)
with open(film, "wb") as file:
    file.write(image.packed_file.data)
image.reload()
print(f"with the packed bytes as a file: size {tuple(image.size)}")
assert tuple(image.size) == (64, 32)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py" | grep -v ^Info:
