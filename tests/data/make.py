# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the pictures and films of this folder again: ``.venv/tools/bin/python tests/data/make.py``.

quadrants   64 x 32: red and green above, blue and white below; the film has two such frames
half-clear  the same, the right half with an alpha of 128
still       8 frames of the quadrants
ramp        36 frames of 64 x 32, frame k all of the grey 7 k; "sound" has a track of silence beside it
untold-hd   quadrants as a film of 1280 x 720 by BT.709, which it does not say
clear-deep  64 x 32 with 10 bits: (200, 100, 50), its right half half clear
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent
FRAMES = 36


def main() -> None:
    quadrants = Image.fromarray(np.repeat(np.repeat(corners(), 16, axis=0), 32, axis=1))
    quadrants.save(FOLDER / "quadrants.png")
    quadrants.save(FOLDER / "quadrants.webp", lossless=True)
    quadrants.save(FOLDER / "quadrants.jpg", quality=95, subsampling=0)
    half_clear = quadrants.copy()
    half_clear.putalpha(Image.fromarray(np.tile(np.repeat(np.uint8([255, 128]), 32), (32, 1))))
    half_clear.save(FOLDER / "half-clear.png")
    half_clear.save(FOLDER / "half-clear.webp", lossless=True)
    still(quadrants)
    quarters("quadrants.mp4", "libx264")
    quarters("quadrants.mkv", "libx264")
    quarters("quadrants.avi", "mpeg4")
    quadrants.save(FOLDER / "quadrants.gif", save_all=True, append_images=[quadrants.rotate(180)])
    for number in (12, 24, 25, 30, 50, 60):
        ramp(f"ramp-{number}.mp4", "libx264", Fraction(number))
    for number in (24, 30):
        rate = Fraction(1000 * number, 1001)
        ramp(f"ramp-{float(rate):.5g}.mp4", "libx264", rate)
    ramp("ramp-24.webm", "libvpx-vp9", Fraction(24))
    ramp("sound-24.mp4", "libx264", Fraction(24), sound=True)
    ramp("sound-24.avi", "libx264", Fraction(24), sound=True)
    untold_hd("untold-hd.mp4")
    clear_deep("clear-deep.mov")


def quarters(name: str, codec: Literal["libx264", "mpeg4"]) -> None:
    """Two frames that are alike."""
    with av.open(FOLDER / name, "w") as container:
        video = container.add_stream(codec, rate=24, options={"crf": "1"})
        video.width, video.height, video.pix_fmt = 64, 32, "yuv420p"
        video.codec_context.sample_aspect_ratio = Fraction(1)  # to be written, and changed by tests
        picture = np.repeat(np.repeat(corners(), 16, axis=0), 32, axis=1)
        for _ in range(2):
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode())


def corners() -> np.ndarray:
    return np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 255]]], dtype=np.uint8)


def still(picture: Image.Image) -> None:
    with av.open(FOLDER / "still-24.mp4", "w") as container:
        video = container.add_stream("libx264", rate=24)
        video.width, video.height, video.pix_fmt = *picture.size, "yuv420p"
        for _ in range(8):
            container.mux(video.encode(av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")))
        container.mux(video.encode())


def ramp(name: str, codec: Literal["libx264", "libvpx-vp9"], rate: Fraction, *, sound: bool = False) -> None:
    with av.open(FOLDER / name, "w") as container:
        video = container.add_stream(codec, rate=rate)
        video.width, video.height, video.pix_fmt = 64, 32, "yuv420p"
        audio = container.add_stream("aac", rate=48000, layout="mono") if sound else None
        for number in range(FRAMES):
            grey = np.full((32, 64, 3), number * 7, dtype=np.uint8)
            container.mux(video.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(video.encode())
        if audio:
            silence = av.AudioFrame.from_ndarray(
                np.zeros((1, int(48000 * FRAMES / rate)), dtype=np.float32), format="fltp", layout="mono"
            )
            silence.sample_rate = 48000
            container.mux(audio.encode(silence))
            container.mux(audio.encode())


def untold_hd(name: str) -> None:
    with av.open(FOLDER / name, "w") as container:
        video = container.add_stream("libx264", rate=24)
        video.width, video.height, video.pix_fmt = 1280, 720, "yuv420p"
        large = np.repeat(np.repeat(corners(), 360, axis=0), 640, axis=1)
        frame = av.VideoFrame.from_ndarray(large, format="rgb24")
        container.mux(video.encode(frame.reformat(format="yuv420p", dst_colorspace="ITU709")))
        container.mux(video.encode())


def clear_deep(name: str) -> None:
    with av.open(FOLDER / name, "w") as container:
        video = container.add_stream("prores_ks", rate=24)
        video.width, video.height, video.pix_fmt = 64, 32, "yuva444p10le"
        pixels = np.full((32, 64, 4), [200, 100, 50, 255], dtype=np.uint16) * 257
        pixels[:, 32:, 3] = 0x8000
        frame = av.VideoFrame.from_ndarray(pixels, format="rgba64le")
        container.mux(video.encode(frame.reformat(format="yuva444p10le")))
        container.mux(video.encode())


if __name__ == "__main__":
    main()
