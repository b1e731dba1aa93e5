# SPDX-License-Identifier: GPL-3.0-or-later
"""Files are told by their bytes: real ones, cut ones, disguised ones, hostile ones."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from antekirt_addon.media.probe import LONGEST_SIDE, MediaInfo, ProbeError, probe
from antekirt_addon.media.probe.color_profile import other_than_srgb
from antekirt_addon.media.probe.exif import orientation as orientation_in

DATA = Path(__file__).resolve().parents[1] / "data"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def picture(name: str, size: tuple[int, int] = (37, 21), mode: str = "RGB", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image = Image.effect_noise(size, 90).convert(mode)  # noise, so that a cut is a cut of the picture
    image.save(buffer, name, **options)
    return buffer.getvalue()


def transparent(name: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 100, 50, 128)).save(buffer, name, **options)
    return buffer.getvalue()


SOUND = {
    "webp-lossy": (picture("WEBP"), MediaInfo("IMAGE", "WEBP", 37, 21)),
    "webp-lossless": (picture("WEBP", lossless=True), MediaInfo("IMAGE", "WEBP", 37, 21)),
    "webp-alpha": (picture("WEBP", mode="RGBA", exif=b"Exif\0\0"), MediaInfo("IMAGE", "WEBP", 37, 21)),
    "png": (picture("PNG"), MediaInfo("IMAGE", "PNG", 37, 21)),
    "jpeg": (picture("JPEG"), MediaInfo("IMAGE", "JPEG", 37, 21)),
    "jpeg-progressive": (picture("JPEG", progressive=True), MediaInfo("IMAGE", "JPEG", 37, 21)),
    "mp4": ((DATA / "ramp-24.mp4").read_bytes(), MediaInfo("VIDEO", "MP4", 64, 32)),
    "mp4-sound": ((DATA / "sound-24.mp4").read_bytes(), MediaInfo("VIDEO", "MP4", 64, 32, has_sound=True)),
    "mp4-untold": (
        (DATA / "untold-hd.mp4").read_bytes(),
        MediaInfo("VIDEO", "MP4", 1280, 720, has_untold_colors=True),
    ),
    "webm": ((DATA / "ramp-24.webm").read_bytes(), MediaInfo("VIDEO", "WEBM", 64, 32)),
    "svg": (SVG.encode(), MediaInfo("SVG", "SVG")),
}


@pytest.mark.parametrize(("data", "found"), SOUND.values(), ids=SOUND)
def test_a_sound_file_is_recognized_under_any_name(data: bytes, found: MediaInfo, tmp_path: Path) -> None:
    assert probe(write(tmp_path, data)) == found


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("data", [data for data, _ in SOUND.values()], ids=SOUND)
def test_a_file_that_was_cut_short_is_refused(data: bytes, share: float, tmp_path: Path) -> None:
    with pytest.raises(ProbeError):
        probe(write(tmp_path, data[: int(len(data) * share)]))


def test_an_animated_webp_is_flagged(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    assert probe(write(tmp_path, buffer.getvalue())) == MediaInfo("IMAGE", "WEBP", 8, 8, animated=True)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<!-- made by hand --><!DOCTYPE svg [<!ENTITY a "b">]>\n' + SVG,
        '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>\n',
        "<svg/>",
        "<svg title='a > b' />",
        "\ufeff" + SVG,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_an_svg_is_told_by_its_first_element(text: str, encoding: str, tmp_path: Path) -> None:
    assert probe(write(tmp_path, text.encode(encoding))).kind == "SVG"


def test_a_compressed_svg_is_recognized_without_being_unpacked_whole(tmp_path: Path) -> None:
    whole = gzip.compress(SVG.encode() + b" " * 2_000_000)
    wrong_at_its_end = whole[:-8] + bytes(8)
    assert probe(write(tmp_path, wrong_at_its_end)).kind == "SVG"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Error 502</body></html>", "an HTML page, not a picture"),
        (b"<!-- cdn --><html><svg/></html>", "an HTML page, not a picture"),
        (b'{"messages": []}', "a JSON text"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "“Error”"),
        (b"GIF89a" + bytes(40), "a GIF"),
        (b"\0\0\0\x18ftypavif" + bytes(12), "AVIF"),
        (b"\x1f\x8bnonsense", "compressed file is broken"),
        (b"just words", "none of WebP, PNG, JPEG, SVG, MP4 and WebM"),
        (bytes(100), "none of WebP, PNG, JPEG, SVG, MP4 and WebM"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(ProbeError, match=words):
        probe(write(tmp_path, data))


def test_a_huge_picture_is_refused_by_its_header(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    def blank(width: int, height: int) -> bytes:
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")

    assert probe(write(tmp_path, blank(LONGEST_SIDE, 6000))).width == LONGEST_SIDE
    for width, height in ((LONGEST_SIDE + 1, 1), (10_001, 10_000)):
        with pytest.raises(ProbeError, match=f"{width} x {height} pixels is too large"):
            probe(write(tmp_path, blank(width, height)))
    with pytest.raises(ProbeError, match="no pixels"):
        probe(write(tmp_path, blank(0, 5)))


def test_only_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        probe(tmp_path / "nothing")


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_do_worse_than_a_probe_error(data: st.DataObject, tmp_path: Path) -> None:
    base = bytearray(data.draw(st.sampled_from([sound for sound, _ in SOUND.values()])))
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, min(len(base) - 1, 400)))
        base[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    junk = data.draw(st.one_of(st.just(bytes(base)), st.binary(max_size=80)))
    try:
        found = probe(write(tmp_path, junk))
    except ProbeError:
        return
    assert found.kind in {"IMAGE", "SVG", "VIDEO"}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="<>!?-[]\"'/ a", max_size=200))
def test_no_text_makes_the_first_element_slow_to_find(text: str, tmp_path: Path) -> None:
    with pytest.raises(ProbeError):
        probe(write(tmp_path, f"<!DOCTYPE {text * 200}".encode()))


def exif(orientation: int, *, endian: str = "<", kind: int = 3, count: int = 1, first: int = 8) -> bytes:
    """An EXIF structure with a directory of two entries; Pillow writes only one of the two byte orders."""
    entries = struct.pack(f"{endian}HHIHH", 0x0100, 3, 1, 64, 0)
    entries += struct.pack(f"{endian}HHIHH", 0x0112, kind, count, orientation, 0)
    mark = b"II*\0" if endian == "<" else b"MM\0*"
    return mark + struct.pack(f"{endian}IH", first, 2) + entries + struct.pack(f"{endian}I", 0)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("endian", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_read(name: str, endian: str, orientation: int, tmp_path: Path) -> None:
    data = picture(name, exif=b"Exif\0\0" + exif(orientation, endian=endian))
    assert probe(write(tmp_path, data)) == MediaInfo("IMAGE", name, 37, 21, orientation=orientation)


@pytest.mark.parametrize(
    "structure",
    [
        exif(0),
        exif(9),
        exif(6, kind=4),
        exif(6, count=2),
        exif(6, first=0xFFFFFFFF),
        exif(6, first=20),
        exif(6)[:30],
        b"II*\0",
        b"II*\0\x08\0\0\0\xff\xff",
        b"XX*\0" + exif(6)[4:],
        b"",
    ],
)
@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_an_orientation_that_makes_no_sense_is_none(name: str, structure: bytes, tmp_path: Path) -> None:
    data = picture(name, exif=b"Exif\0\0" + structure)
    assert probe(write(tmp_path, data)).orientation == 1


@given(data=st.binary(max_size=200))
def test_no_structure_does_worse_than_no_orientation(data: bytes) -> None:
    for mark in (b"", b"II*\0", b"MM\0*\0\0\0\x08"):
        assert 1 <= orientation_in(mark + data) <= 8


@pytest.mark.parametrize(
    ("data", "has_alpha", "is_grey", "bits"),
    [
        (picture("PNG", mode="RGBA"), True, False, 8),
        (picture("PNG", mode="LA"), True, True, 8),
        (picture("PNG", mode="L"), False, True, 8),
        (picture("PNG", mode="I;16"), False, True, 16),
        (picture("PNG", mode="P", transparency=b"\x80"), True, False, 8),
        (transparent("WEBP"), True, False, 8),
        (transparent("WEBP", lossless=True), True, False, 8),
        (transparent("WEBP", lossless=True, icc_profile=b"none"), True, False, 8),
    ],
)
def test_alpha_and_depth_are_read(
    data: bytes, has_alpha: bool, is_grey: bool, bits: int, tmp_path: Path
) -> None:
    found = probe(write(tmp_path, data))
    assert (found.has_alpha, found.is_grey, found.bits) == (has_alpha, is_grey, bits)


CURVES = {
    "sRGB": b"para\0\0\0\0\0\3\0\0"
    + struct.pack(
        ">5i", *(round(value * 65536) for value in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
    ),
    "2.2": b"curv\0\0\0\0\0\0\0\1\x02\x33",
    "2.6": b"para\0\0\0\0\0\0\0\0" + struct.pack(">i", round(2.6 * 65536)),
    "table": b"curv\0\0\0\0\0\0\0\3" + struct.pack(">3H", 0, round(0.214 * 65535), 65535),
    "none": b"",
}


def profile(
    name: str, primaries: list[tuple[float, float, float]], *, old: bool = False, curve: str = "sRGB"
) -> bytes:
    """A color profile by three primaries and a curve."""
    if old:
        description = b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name.encode() + b"\0" * 79
    else:
        text = name.encode("utf-16-be")
        description = b"mluc\0\0\0\0" + struct.pack(">IIHHII", 1, 12, 0x656E, 0x5553, len(text), 28) + text
    tags = [(b"desc", description), (b"gTRC", CURVES[curve])]
    for sign, color in zip(b"rgb", primaries, strict=True):
        values = (round(value * 65536) for value in color)
        tags.append((bytes([sign]) + b"XYZ", b"XYZ \0\0\0\0" + struct.pack(">3i", *values)))
    start, listed, content = 132 + 12 * len(tags), b"", b""
    for sign_of, tag in tags:
        listed += sign_of + struct.pack(">II", start + len(content), len(tag))
        content += tag
    head = bytes(16) + b"RGB XYZ " + bytes(12) + b"acsp"
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + listed + content


P3 = [(0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841)]
ADOBE = [(0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)]
PROPHOTO = [(0.7977, 0.2880, 0.0), (0.1352, 0.7119, 0.0), (0.0313, 0.0001, 0.8249)]
SRGB = [(0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139)]


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_a_profile_that_is_not_that_of_srgb_is_named(name: str, old: bool, tmp_path: Path) -> None:
    wide = picture(name, icc_profile=profile("ProPhoto RGB", PROPHOTO, old=old))
    assert probe(write(tmp_path, wide)).color_profile == ("ProPhoto RGB", None)
    usual = picture(name, icc_profile=profile("sRGB IEC61966-2.1", SRGB, old=old))
    assert probe(write(tmp_path, usual)).color_profile == ("", None)


@pytest.mark.parametrize(
    ("primaries", "curve", "space"),
    [
        ("P3", "sRGB", "Display P3"),
        ("P3", "table", "Display P3"),
        ("P3", "2.6", None),
        ("P3", "none", None),
        ("ADOBE", "2.2", "Adobe RGB"),
        ("ADOBE", "2.6", None),
        ("PROPHOTO", "2.2", None),
    ],
)
def test_a_space_is_known_by_primaries_and_curve(primaries: str, curve: str, space: str | None) -> None:
    colors = {"P3": P3, "ADOBE": ADOBE, "PROPHOTO": PROPHOTO}[primaries]
    assert other_than_srgb(profile("Any", colors, curve=curve)).space == space


@given(data=st.binary(max_size=300), at=st.integers(0, 240))
def test_no_profile_does_worse_than_none(data: bytes, at: int) -> None:
    whole = profile("Display P3", P3, old=False)
    assert len(other_than_srgb(whole[:at] + data).name) <= 60
    assert len(other_than_srgb(whole[:at] + data + whole[at + len(data) :]).name) <= 60


def write(folder: Path, data: bytes) -> Path:
    path = folder / "download.bin"
    path.write_bytes(data)
    return path
