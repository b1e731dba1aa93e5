# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture in motion, as H.264 in MP4: the camera glides, or, when it is locked, the light changes."""

import hashlib
import io
import math
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
from PIL import Image, ImageChops

from sandbox.entity import Film

ZOOM = 0.16  # share of the picture's width that the camera gains on its way
DIRECTIONS = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
    "pan": (1.0, 0.0),
}
EVENING = (255, 196, 150)


def encode(picture: Image.Image, film: Film) -> bytes:
    """Exactly duration times fps frames, yuv420p."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream(
            "libx264", rate=film.fps, width=film.width, height=film.height, pix_fmt="yuv420p"
        )
        stream.options = {"preset": "superfast", "crf": "21"}
        for number, image in enumerate(frames(picture, film)):
            frame = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, film.fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return file.getvalue()


def frames(picture: Image.Image, film: Film) -> Iterator[Image.Image]:
    count = film.duration * film.fps
    moments = (number / max(1, count - 1) for number in range(count))
    return changing_light(picture, film, moments) if film.camera_fixed else gliding(picture, film, moments)


def gliding(picture: Image.Image, film: Film, moments: Iterator[float]) -> Iterator[Image.Image]:
    """A slow zoom with a drift in the direction that the prompt names, or in one of its own."""
    width, height = largest_view(picture, film)
    across, along = direction(film.prompt)
    for moment in moments:
        eased = (1 - math.cos(math.pi * moment)) / 2
        scale = 1 - ZOOM * eased
        spare_x, spare_y = picture.width - width * scale, picture.height - height * scale
        left = spare_x * (0.5 + 0.5 * across * eased)
        top = spare_y * (0.5 + 0.5 * along * eased)
        box = (left, top, left + width * scale, top + height * scale)
        yield picture.resize((film.width, film.height), Image.Resampling.BILINEAR, box)


def changing_light(picture: Image.Image, film: Film, moments: Iterator[float]) -> Iterator[Image.Image]:
    width, height = largest_view(picture, film)
    left, top = (picture.width - width) / 2, (picture.height - height) / 2
    size = (film.width, film.height)
    day = picture.resize(size, Image.Resampling.LANCZOS, (left, top, left + width, top + height))
    evening = ImageChops.multiply(day, Image.new("RGB", size, EVENING))
    for moment in moments:
        yield Image.blend(day, evening, math.sin(math.pi * moment) ** 2)


def largest_view(picture: Image.Image, film: Film) -> tuple[float, float]:
    """The largest part of the picture in the film's proportions."""
    scale = min(picture.width / film.width, picture.height / film.height)
    return film.width * scale, film.height * scale


def direction(prompt: str) -> tuple[float, float]:
    for word, named in DIRECTIONS.items():
        if word in prompt.lower():
            return named
    angle = hashlib.sha256(prompt.encode("utf-8", "surrogatepass")).digest()[0] / 128 * math.pi
    return math.cos(angle), math.sin(angle)
