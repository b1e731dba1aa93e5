# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats that only some Blender reads: what they are, how large, how films are turned and stretched."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from antekirt_addon.media.probe import MediaInfo, ProbeError, UnknownFormatError, probe, recognize
from antekirt_addon.media.probe.other_format import read as read_other

DATA = Path(__file__).resolve().parents[1] / "data"
SEGMENT, INFO, DURATION, TRACKS, TRACK = "18538067", "1549A966", "4489", "1654AE6B", "AE"
TRACK_TYPE, VIDEO, WIDTH, HEIGHT, CLUSTER = "83", "E0", "B0", "BA", "1F43B675"


def picture(name: str, mode: str = "RGB", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (37, 21)).save(buffer, name, **options)
    return buffer.getvalue()


def open_exr(right: int, bottom: int) -> bytes:
    window = struct.pack("<4i", 0, 0, right, bottom)
    return b"\x76\x2f\x31\x01\x02\0\0\0dataWindow\0box2i\0" + struct.pack("<i", 16) + window + b"\0"


PICTURES = {
    "tiff": (picture("TIFF"), MediaInfo("IMAGE", "TIFF", 37, 21)),
    "tiff-alpha": (picture("TIFF", "RGBA"), MediaInfo("IMAGE", "TIFF", 37, 21, has_alpha=True)),
    "tiff-grey": (picture("TIFF", "LA"), MediaInfo("IMAGE", "TIFF", 37, 21, has_alpha=True, is_grey=True)),
    "tiff-turned": (picture("TIFF", tiffinfo={274: 6}), MediaInfo("IMAGE", "TIFF", 37, 21, orientation=6)),
    "bmp": (picture("BMP"), MediaInfo("IMAGE", "BMP", 37, 21)),
    "avif": (picture("AVIF"), MediaInfo("IMAGE", "AVIF", 37, 21)),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), MediaInfo("IMAGE", "HEIC")),
    "hdr": (b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 21 +X 37\n", MediaInfo("IMAGE", "HDR", 37, 21)),
    "bmp-old": (
        b"BM" + bytes(12) + struct.pack("<I4H", 12, 37, 21, 1, 24) + bytes(9),
        MediaInfo("IMAGE", "BMP", 37, 21),
    ),
    "targa": (picture("TGA"), MediaInfo("IMAGE", "OTHER", 37, 21)),
    "jpeg-2000": (picture("JPEG2000"), MediaInfo("IMAGE", "OTHER", 37, 21)),
    "jpeg-2000-bare": (picture("JPEG2000", no_jp2=True), MediaInfo("IMAGE", "OTHER", 37, 21)),
    "dds": (picture("DDS"), MediaInfo("IMAGE", "OTHER", 37, 21)),
    "iris": (picture("SGI"), MediaInfo("IMAGE", "OTHER", 37, 21)),
    "exr": (open_exr(36, 20), MediaInfo("IMAGE", "EXR", 37, 21, bits=16)),
    "gif": (picture("GIF"), MediaInfo("VIDEO", "GIF", 37, 21)),
    "avi": ((DATA / "quadrants.avi").read_bytes(), MediaInfo("VIDEO", "AVI")),
    "matroska": ((DATA / "quadrants.mkv").read_bytes(), MediaInfo("VIDEO", "MATROSKA", 64, 32)),
    "transport": ((b"G" + bytes(187)) * 3, MediaInfo("VIDEO", "MPEG")),
}


@pytest.mark.parametrize(("data", "found"), PICTURES.values(), ids=PICTURES)
def test_the_service_sends_none_of_them_but_they_are_told(
    data: bytes, found: MediaInfo, tmp_path: Path
) -> None:
    path = write(tmp_path, data)
    with pytest.raises(UnknownFormatError):
        probe(path)
    assert recognize(path) == found


def tiff(endian: str, *, big: bool, kind: int = 4) -> bytes:
    """The header of a TIFF of 20,000 by 20,000, which then says that it is small."""
    form = f"{endian}HH{'QQ' if big else 'II'}"
    sides = [(256, 20_000), (257, 20_000), (256, 5), (257, 5)]
    entries = b"".join(struct.pack(form, tag, kind, 1, value) for tag, value in sides)
    mark = {"<": b"II", ">": b"MM"}[endian]
    if big:
        return mark + struct.pack(f"{endian}HHHQQ", 43, 8, 0, 16, 4) + entries
    return mark + struct.pack(f"{endian}HIH", 42, 8, 4) + entries


BEFORE = b"note\0string\0" + struct.pack("<i", 70_000) + bytes(70_000)
JPEG_2000 = b"\xff\x4f\xff\x51\0\x2f\0\0" + struct.pack(">4I", 20_000, 20_000, 0, 0)
BOX = struct.pack(">I", 12) + b"jP  \r\n\x87\n"


@pytest.mark.parametrize(
    "data",
    [
        open_exr(20_000, 20),
        open_exr(20_000, 20).replace(b"dataWindow", BEFORE + b"dataWindow"),
        b"#?RGBE\n\n-Y 20000 +X 20000\n",
        b"#?RGBE\n\n\n+Y\t20000  -X\n+20000\n",
        b"BM" + bytes(16) + struct.pack("<iiHH", 20_000, -9, 1, 24) + bytes(20),
        b"BM" + bytes(12) + struct.pack("<I4H", 12, 20_000, 20_000, 1, 24) + bytes(9),
        bytes((0, 0, 10)) + bytes(9) + struct.pack("<HHBB", 20_000, 20_000, 24, 0),
        b"8BPS\0\1" + bytes(8) + struct.pack(">II", 20_000, 20_000) + bytes(9),
        JPEG_2000,
        BOX + struct.pack(">II", 70_000, 0) + bytes(69_992) + struct.pack(">I", 0) + b"jp2c" + JPEG_2000,
        b"DDS " + bytes(8) + struct.pack("<II", 20_000, 20_000) + bytes(100),
        b"SDPX" + bytes(768) + struct.pack(">II", 20_000, 20_000),
        b"\xd7\x5f\x2a\x80" + bytes(196) + struct.pack("<II", 20_000, 20_000),
        b"\x01\xda" + bytes(4) + struct.pack(">HH", 20_000, 20_000) + bytes(9),
        tiff("<", big=False),
        tiff("<", big=True),
        tiff(">", big=True, kind=16),
    ],
)
def test_one_that_is_too_large_is_refused_by_its_header(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ProbeError, match="too large"):
        recognize(write(tmp_path, data))


@pytest.mark.parametrize("endian", ["<", ">"])
@pytest.mark.parametrize("first", [0, 8, 0xFFFF, 0xFFFFFFFFFFFFFFFF])
def test_a_large_tiff_that_makes_no_sense_has_no_size(endian: str, first: int, tmp_path: Path) -> None:
    mark = {"<": b"II", ">": b"MM"}[endian]
    data = mark + struct.pack(f"{endian}HHHQQ", 43, 8, 0, first, first) + bytes(40)
    found = recognize(write(tmp_path, data))
    assert found
    assert found.width == 0


def test_a_jpeg_2000_without_a_picture_has_no_size(tmp_path: Path) -> None:
    for size in (0, 7, 1 << 32, 1 << 63):
        box = struct.pack(">I4sQ", 1 if size > 7 else size, b"free", size)
        found = recognize(write(tmp_path, BOX + box))
        assert found == MediaInfo("IMAGE", "OTHER")


def test_a_picture_of_empty_lines_is_read_at_once(tmp_path: Path) -> None:
    found = recognize(write(tmp_path, b"#?" + b"\n" * 2_000_000))
    assert found == MediaInfo("IMAGE", "HDR")


@given(data=st.binary(max_size=200), name=st.sampled_from(sorted(PICTURES)), at=st.integers(0, 60))
def test_no_bytes_do_worse_than_a_probe_error(data: bytes, name: str, at: int) -> None:
    start = PICTURES[name][0][: at + 4]
    try:
        read_other(io.BytesIO(start + data))
    except ProbeError:
        return


def element(name: str, content: bytes) -> bytes:
    return bytes.fromhex(name) + (0x10000000 | len(content)).to_bytes(4, "big") + content


def number(name: str, value: int) -> bytes:
    return element(name, value.to_bytes(2, "big"))


def webm(*video: bytes, duration: bytes = b"") -> bytes:
    tracks = element(TRACK, number(TRACK_TYPE, 1) + element(VIDEO, b"".join(video)))
    body = element(INFO, duration) + element(TRACKS, tracks) + element(CLUSTER, bytes(9))
    return element("1A45DFA3", element("4282", b"webm")) + element(SEGMENT, body)


@pytest.mark.parametrize(
    ("shown", "aspect"),
    [
        (b"", 1),
        (number("54B0", 128) + number("54BA", 32), 2),
        (number("54B0", 128), 2),
        (number("54B0", 4) + number("54BA", 1) + number("54B2", 3), 2),
        (number("54B0", 0) + number("54BA", 0), 1),
        (number("54B0", 4) + number("54BA", 1) + number("54B2", 4), 1),
    ],
)
def test_a_webm_tells_how_wide_it_is_shown_and_whether_it_has_an_end(
    shown: bytes, aspect: float, tmp_path: Path
) -> None:
    sides = number(WIDTH, 64) + number(HEIGHT, 32)
    endless = probe(write(tmp_path, webm(sides, shown)))
    assert endless == MediaInfo("VIDEO", "WEBM", 64, 32, pixel_aspect=aspect, has_duration=False)
    whole = probe(write(tmp_path, webm(sides, shown, duration=element(DURATION, bytes(8)))))
    assert whole.has_duration


@pytest.mark.parametrize(
    ("matrix", "orientation"),
    [((1, 0, 0, 1), 1), ((0, 1, -1, 0), 6), ((-1, 0, 0, -1), 3), ((0, -1, 1, 0), 8), ((1, 1, 1, 1), 1)],
)
def test_an_mp4_tells_how_it_was_held_and_the_shape_of_its_pixels(
    matrix: tuple[int, ...], orientation: int, tmp_path: Path
) -> None:
    content = bytearray((DATA / "quadrants.mp4").read_bytes())
    a, b, c, d = (value << 16 for value in matrix)
    at = content.index(b"tkhd") + 44
    content[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    at = content.index(b"pasp") + 4
    content[at : at + 8] = struct.pack(">2I", 4, 3)
    found = probe(write(tmp_path, bytes(content)))
    assert found == MediaInfo("VIDEO", "MP4", 64, 32, orientation=orientation, pixel_aspect=4 / 3)


def test_an_mpeg_tells_the_shape_of_the_whole() -> None:
    sequence = b"\0\0\1\xb3" + bytes([0x2D, 0x02, 0x40, 0x33]) + bytes(8) + b"\0\0\1\xb5"
    found = read_other(io.BytesIO(sequence + bytes(100)))
    assert found
    assert found.pixel_aspect == pytest.approx(16 / 9 * 576 / 720)


def write(folder: Path, data: bytes) -> Path:
    path = folder / "file.bin"
    path.write_bytes(data)
    return path
