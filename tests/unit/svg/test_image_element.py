# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures in a drawing: from itself, from beside it where that is allowed, and from nowhere else."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.paint import Picture
from antekirt_addon.media.svg.raster.png_file import decoded, encoded

if TYPE_CHECKING:
    from pathlib import Path

PIXELS = np.arange(4 * 6 * 4, dtype=np.uint8).reshape(4, 6, 4)
PNG = encoded(PIXELS)
INLINE = "data:image/png;base64," + base64.b64encode(PNG).decode()


def drawing(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99">{body}</svg>'


def pictures(text: str) -> list[Picture]:
    return [shape.paint for shape in load(text.encode()).shapes if isinstance(shape.paint, Picture)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "art" / "parts").mkdir(parents=True)
    for path in ("art/parts/a b.png", "outside.png"):
        (tmp_path / path).write_bytes(PNG)
    (tmp_path / "art" / "link.png").symlink_to(tmp_path / "outside.png")
    return tmp_path / "art"


@pytest.mark.parametrize(
    ("href", "is_read"),
    [
        ("parts/a%20b.png", True),
        ("./parts/../parts/a b.png#whole", True),
        ("../outside.png", False),
        ("link.png", False),
        ("parts", False),
        ("none.png", False),
        ("file:parts/a%20b.png", False),
        ("https://127.0.0.1:9/a.png", False),
        ("//127.0.0.1:9/a.png", False),
    ],
)
def test_a_file_beside_is_read_from_its_folder_alone(folder: Path, href: str, is_read: bool) -> None:
    file = folder / "drawing.svg"
    file.write_text(drawing(f'<image href="{href}" width="9" height="9"/><path d="M0 0h9v9z"/>'), "utf-8")
    artwork = load(file, Options(files_beside=True))
    assert sum(isinstance(shape.paint, Picture) for shape in artwork.shapes) == is_read
    assert artwork.left_out == ({} if is_read else {"image": 1})
    assert load(file).left_out == {"image": 1}


def test_no_file_is_read_where_the_folder_is_not_allowed_by_an_svg_within(folder: Path) -> None:
    inner = base64.b64encode(drawing('<image href="parts/a b.png" width="9" height="9"/>').encode()).decode()
    file = folder / "drawing.svg"
    image = f'<image href="data:image/svg+xml;base64,{inner}" width="9" height="9"/>'
    file.write_text(drawing(image), "utf-8")
    assert load(file, Options(files_beside=True)).left_out == {"image": 1}


def test_one_file_that_is_shown_twice_is_read_once() -> None:
    body = f'<image id="a" href="{INLINE}" width="9" height="9"/><use href="#a" x="50"/>'
    one, other = pictures(drawing(body))
    assert one.content is other.content


def test_the_picture_lies_where_its_aspect_ratio_puts_it() -> None:
    picture = pictures(drawing(f'<image href="{INLINE}" x="10" y="20" width="60" height="60"/>'))[0]
    m = picture.to_picture
    corners = [(m.a * x + m.e, m.d * y + m.f) for x, y in ((10, 30), (70, 70))]  # 60 x 40 in the middle
    assert np.array(corners) == pytest.approx(np.array([(0, 0), (1, 1)]))


def test_what_is_broken_is_left_out_by_name() -> None:
    body = '<image href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/><image width="9"/>'
    artwork = load(drawing(body + '<path d="M0 0h9v9z"/>').encode())
    assert artwork.left_out == {"image": 1}


def test_an_svg_within_that_holds_itself_ends() -> None:
    text = drawing('<path d="M0 0h9v9z"/>')
    for _ in range(30):
        inner = base64.b64encode(text.encode()).decode()
        text = drawing(f'<image href="data:image/svg+xml;base64,{inner}" width="9" height="9"/>')
        if len(text) > 2_000_000:
            break
    assert load(text.encode()).left_out == {"image": 1}


def test_pixels_come_back_from_a_file() -> None:
    assert (decoded(PNG) == PIXELS).all()
