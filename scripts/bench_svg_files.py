# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files of many makers for the benchmark: named, pinned packages, fetched once and never committed.

Run as a program it vectorizes the photographs that come with scikit-image: ``bench_svg_files.py FOLDER``.
"""

from __future__ import annotations

import base64
import cmath
import gzip
import hashlib
import json
import math
import random
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "svg"
TOOLS = ROOT / ".venv" / "tools" / "bin" / "python"
PROGRAMS = "files of programs"


@dataclass(frozen=True)
class Source:
    """Where files of a kind come from.

    folder: the part of the package that holds them, or a JSON file with all of them (that of Iconify).
    digest: of the package as it is fetched, as npm writes it: the algorithm, and the hash in base 64.
    """

    kind: str
    package: str
    folder: str
    digest: str


SOURCES = (
    Source(
        "flat emoji, illustrations",
        "@twemoji/svg@15.0.0",
        "package",
        "sha512-ZSPef2B6nBaYnfgdTbAy4jgW95o7pi2xPGwGCU+WMTxo7J6B1lMPTWwSq/wTuiMq+N0khQ90CcvYp1wFoQpo/w==",
    ),
    Source(
        "flat emoji, illustrations",
        "openmoji@17.0.0",
        "package/color/svg",
        "sha512-EBnYrNGdcdw+OSXmENeNE1yBNRu6tOraTmoOyUbJkTmvT/+XETp8RZLSJFzD3lrPc5N9CzsyPnRTk0Vp4UaI9w==",
    ),
    Source(
        "gradients (3D-look emoji)",
        "@lobehub/fluent-emoji-modern@1.0.0",
        "package/assets",
        "sha512-YdZEgLC/vh29uDEl440q3W2vN50FdUFarQoKUHH9Clzx61/wW6mImLJywVBMKQPa3+GL59j3NvOlTLhH4rxleA==",
    ),
    Source(
        "gradients (3D-look emoji)",
        "@iconify-json/noto@1.2.9",
        "package/icons.json",
        "sha512-DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw==",
    ),
    Source(
        "icons made of strokes",
        "lucide-static@1.62.0",
        "package/icons",
        "sha512-WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA==",
    ),
    Source(
        "flags (clip paths, use)",
        "flag-icons@7.5.0",
        "package/flags/4x3",
        "sha512-kd+MNXviFIg5hijH766tt+3x76ele1AXlo4zDdCxIvqWZhKt4T83bOtxUOOMlTx/EcFdUMH5yvQgYlFh1EqqFg==",
    ),
    Source(
        "clip art of many hands",
        "openclipart-svg=1:0.18+dfsg-19",
        "usr/share/openclipart/svg",
        "sha256-mJcS2Q1X36MjAEn1U7tDt2ww7k1LjF9uEG4z99tcvcU=",
    ),
)
PHOTOGRAPHS = "vectorized photographs"
TEXT = re.compile(r"<((?:\w+:)?text)\b(?:[^>]*/>|.*?</\1\s*>)", re.DOTALL)
PICTURES = (
    "astronaut.png",
    "chelsea.png",
    "coffee.png",
    "rocket.jpg",
    "hubble_deep_field.jpg",
    "motorcycle_left.png",
    "retina.jpg",
    "ihc.png",
    "color.png",
    "grass.png",
)


def sample(count: int) -> dict[str, list[Path]]:
    """For each kind the same files each time: those whose names have the smallest digests."""
    found: dict[str, list[Path]] = {}
    for source in SOURCES:
        folder = _fetched(source) / source.folder
        files = [file for file in folder.rglob("*.svg") if file.is_file()]
        sources = sum(other.kind == source.kind for other in SOURCES)
        found.setdefault(source.kind, []).extend(sorted(files, key=_digest)[: -(-count // sources)])
    traced = _made("vectorized", "tools", __file__)
    found[PHOTOGRAPHS] = sorted(traced.glob("*.svg"), key=_digest)[:count]
    written = _made("programs", "programs", str(ROOT / "scripts" / "bench_svg_programs.py"))
    found[PROGRAMS] = sorted(written.glob("*.svg"), key=_digest)[:count]
    return found


def _made(name: str, environment: str, script: str) -> Path:
    """A folder of files that a program with an environment of its own makes."""
    folder = CACHE / name
    if not folder.exists():
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        subprocess.run(
            [str(ROOT / ".venv" / environment / "bin" / "python"), script, str(partial)], check=True
        )
        partial.rename(folder)
    return folder


def without_text(file: Path) -> Path | None:
    """The same file with no text in it; None if it has none."""
    data = file.read_bytes()
    text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
    bare = TEXT.sub("", text)
    if bare == text:
        return None
    CACHE.joinpath("bare").mkdir(exist_ok=True)
    copy = CACHE / "bare" / f"{hashlib.sha256(data).hexdigest()[:12]}-{file.stem}.svg"
    copy.write_text(bare, "utf-8")
    return copy


def _digest(file: Path) -> str:
    return hashlib.sha256(file.name.encode()).hexdigest()


def _fetched(source: Source) -> Path:
    """The unpacked package."""
    folder = CACHE / source.package.replace("/", "-").replace(":", "-")
    if not folder.exists():
        print(f"Fetching {source.package}", file=sys.stderr)
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        debian = "=" in source.package
        command = ["apt-get", "-qq", "download"] if debian else ["npm", "pack", "--silent"]
        subprocess.run([*command, source.package], cwd=partial, check=True, stdout=subprocess.DEVNULL)
        archive = next(partial.iterdir())
        _check(archive, source.digest)
        if debian:
            subprocess.run(["dpkg-deb", "-x", str(archive), str(partial)], check=True)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(partial, filter="data")
        archive.unlink()
        if source.folder.endswith(".json"):
            _share_out(partial / source.folder)
        partial.rename(folder)
    return folder


def _check(archive: Path, digest: str) -> None:
    algorithm, expected = digest.split("-", 1)
    found = base64.b64encode(hashlib.new(algorithm, archive.read_bytes()).digest()).decode()
    if found != expected:
        sys.exit(f"bench: {archive.name} is not the file that was pinned: {algorithm}-{found}")


def _share_out(collection: Path) -> None:
    """Make a folder of SVG files, named like the file, of the icons in it."""
    icons = json.loads(collection.read_text("utf-8"))
    collection.unlink()
    collection.mkdir()
    for name, icon in icons["icons"].items():
        width, height = (icon.get(side, icons.get(side, 16)) for side in ("width", "height"))
        (collection / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' viewBox="0 0 {width} {height}">{icon["body"]}</svg>',
            "utf-8",
        )


def blobs(count: int) -> Path:
    """An SVG of so many closed curves in 256 colours that lie over each other, as a vectorizer makes them."""
    file = CACHE / f"blobs-{count}.svg"
    if not file.exists():
        chance = random.Random(count)
        palette = [f"#{chance.randrange(1 << 24):06x}" for _ in range(256)]
        paths = "".join(f'<path fill="{chance.choice(palette)}" d="{_blob(chance)}"/>' for _ in range(count))
        CACHE.mkdir(parents=True, exist_ok=True)
        file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">{paths}</svg>')
    return file


def _blob(chance: random.Random) -> str:
    """Six to fourteen curves around a centre; few blobs are large, most are small."""
    corners = chance.randint(6, 14)
    x, y, size = chance.uniform(0, 1000), chance.uniform(0, 1000), 4 + 60 * chance.random() ** 6
    at = [cmath.rect(size * chance.uniform(0.7, 1.3), 2 * cmath.pi * i / corners) for i in range(corners)]
    curves = []
    for i, here in enumerate(at):
        before, after, beyond = at[i - 1], at[(i + 1) % corners], at[(i + 2) % corners]
        controls = (here + (after - before) / 6, after - (beyond - here) / 6, after)
        curves.append(" ".join(f"{x + point.real:.2f},{y + point.imag:.2f}" for point in controls))
    return f"M{x + at[0].real:.2f},{y + at[0].imag:.2f}C{' '.join(curves)}z"


def strokes(count: int) -> Path:
    """An SVG of so many curved strokes, each of which crosses itself."""
    file = CACHE / f"strokes-{count}.svg"
    if not file.exists():
        chance = random.Random(count)
        paths = "".join(f'<path d="{_scribble(chance)}"/>' for _ in range(count))
        CACHE.mkdir(parents=True, exist_ok=True)
        file.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">'
            f'<g fill="none" stroke="navy" stroke-width="1.5">{paths}</g></svg>'
        )
    return file


def _scribble(chance: random.Random) -> str:
    x, y = chance.uniform(0, 1000), chance.uniform(0, 1000)
    points = [f"{x + chance.uniform(-20, 20):.2f},{y + chance.uniform(-20, 20):.2f}" for _ in range(12)]
    return f"M{x:.2f},{y:.2f}C{' '.join(points)}"


def sieve(count: int) -> tuple[Path, float]:
    """An SVG of one path, a square with so many irregular holes, and how much of the square it fills."""
    chance = random.Random(count)
    side = math.ceil(math.sqrt(count))
    step = 1000 / side
    holes = [_hole(chance, (at % side + 0.5) * step, (at // side + 0.5) * step, step) for at in range(count)]
    filled = 1 - sum(_area(hole) for hole in holes) / 1000**2
    file = CACHE / f"sieve-{count}.svg"
    if not file.exists():
        lines = "z".join("M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in hole) for hole in holes)
        CACHE.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">'
            f'<path fill-rule="evenodd" d="M0,0H1000V1000H0z{lines}z"/></svg>'
        )
    return file, filled


def _hole(chance: random.Random, x: float, y: float, step: float) -> list[tuple[float, float]]:
    corners = chance.randint(5, 20)
    points = [cmath.rect(step * chance.uniform(0.15, 0.48), math.tau * i / corners) for i in range(corners)]
    return [(round(x + point.real, 3), round(y + point.imag, 3)) for point in points]


def _area(ring: list[tuple[float, float]]) -> float:
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def vectorize(folder: Path) -> None:
    """Trace each photograph in two modes: shapes stacked on each other, and cut out of each other."""
    import vtracer  # type: ignore[import-untyped]
    from PIL import Image
    from skimage import data

    folder.mkdir(parents=True)
    for name in PICTURES:
        picture = Image.open(Path(data.__file__).parent / name).convert("RGB")
        picture.thumbnail((400, 400))
        raster = folder / "picture.png"
        picture.save(raster)
        for mode, precision in (("stacked", 6), ("cutout", 5)):
            traced = folder / f"{Path(name).stem}-{mode}.svg"
            vtracer.convert_image_to_svg_py(
                str(raster), str(traced), hierarchical=mode, color_precision=precision
            )
        raster.unlink()


if __name__ == "__main__":
    vectorize(Path(sys.argv[1]))
