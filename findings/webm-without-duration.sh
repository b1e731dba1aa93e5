#!/usr/bin/env bash
# Blender gives a live WebM, as browsers record it, no size and no frames, though its track names the size.
#
# Expected: a WebM written as a stream (MediaRecorder, screen recorders, a pipe) has no duration in its head, which is
#   valid, and players play it; Blender counts its frames or at least shows the first.
# Found: the image loads without an error as a movie of size (0, 0) and one frame, the movie clip has 0 fps and
#   0 frames. Copied through a muxer into a file (no new encoding) the same packets are 64 x 32 with 24 frames.
# Versions: the same in bpy 4.2.23, 4.5.15, 5.0.1 and 5.2.3; pinned here: bpy 5.0.1 and imageio-ffmpeg 0.8.1, which
#   brings FFmpeg (Python 3.11).
# Source: measured; Duration is not mandatory in Matroska (RFC 9559, section 5.1.2.10).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bpy==5.0.1 imageio-ffmpeg==0.8.1
ffmpeg=$("$folder/venv/bin/python" -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')
"$ffmpeg" -v error -f lavfi -i color=c=red:s=64x32:r=24:d=1 -c:v libvpx -f webm pipe:1 </dev/null |
  cat >"$folder/live.webm" # a pipe: FFmpeg cannot go back and fill in the duration
"$ffmpeg" -v error -i "$folder/live.webm" -c copy "$folder/file.webm" </dev/null
cat >"$folder/measure.py" <<'PYTHON'
import importlib.metadata
import os

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
assert importlib.metadata.version("imageio-ffmpeg") == "0.8.1"
print("bpy version", bpy.app.version_string)
folder = os.path.dirname(__file__)


def loaded(name):
    image = bpy.data.images.load(os.path.join(folder, name))
    clip = bpy.data.movieclips.load(os.path.join(folder, name))
    size = tuple(image.size)  # reads the film; before it the number of frames is not known
    seen = (image.source, size, image.frame_duration, clip.fps, clip.frame_duration)
    print(f"{name}:", "%s, size %s, %d frames; as a clip %s fps, %d frames" % seen)
    return seen


with open(os.path.join(folder, "live.webm"), "rb") as live:
    head = live.read(1024)
assert b"\xb0\x81\x40\xba\x81\x20" in head, "expected PixelWidth 64 and PixelHeight 32"
assert b"\x44\x89\x88" not in head, "expected no Duration"
with open(os.path.join(folder, "file.webm"), "rb") as muxed:
    assert b"\x44\x89\x88" in muxed.read(1024), "expected a Duration"
assert loaded("file.webm") == ("MOVIE", (64, 32), 24, 24.0, 24)
assert loaded("live.webm") == ("MOVIE", (0, 0), 1, 0.0, 0)
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
