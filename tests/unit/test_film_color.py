# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an H.264 film names the matrix of its colours: as encoders write it, and damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antekirt_addon.media.probe import film_color, probe

UNTOLD = (Path(__file__).resolve().parents[1] / "data" / "untold-hd.mp4").read_bytes()


def film(path: Path, matrix: int, **options: str) -> Path:
    with av.open(path, "w") as container:
        video: Any = container.add_stream("libx264", rate=24, options=options)
        video.width, video.height, video.pix_fmt = 1280, 720, "yuv420p"
        video.codec_context.colorspace = matrix
        frame = av.VideoFrame.from_ndarray(np.zeros((720, 1280, 3), np.uint8), format="rgb24")
        container.mux(video.encode(frame.reformat(format="yuv420p")))
        container.mux(video.encode())
    return path


@pytest.mark.parametrize("profile", ["baseline", "high"])
@pytest.mark.parametrize(("matrix", "untold"), [(1, False), (2, True), (6, False)])
def test_the_matrix_that_an_encoder_wrote(matrix: int, untold: bool, profile: str, tmp_path: Path) -> None:
    file = film(tmp_path / "film.mp4", matrix, profile=profile, preset="ultrafast")
    assert probe(file).has_untold_colors == untold


def test_a_box_of_the_container_may_name_it() -> None:
    told = b"\0\0\0\x13colrnclx\0\1\0\1\0\1\0"
    description = sample_description()
    assert film_color.is_untold(description)
    assert not film_color.is_untold(description + told)


@given(st.integers(0, 300), st.binary(max_size=40))
def test_a_damaged_description_is_survived(at: int, damage: bytes) -> None:
    description = sample_description()
    film_color.is_untold(description[:at] + damage + description[at + len(damage) :])


def sample_description() -> bytes:
    """The sample description of a film that names no matrix, without the bytes before its entries."""
    at = UNTOLD.index(b"stsd")
    return UNTOLD[at + 4 : at - 4 + int.from_bytes(UNTOLD[at - 4 : at], "big")]
