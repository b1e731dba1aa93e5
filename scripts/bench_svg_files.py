# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files of many makers for the benchmark: named, pinned packages, fetched once and never committed.

Run as a program it vectorizes the photographs that come with scikit-image: ``bench_svg_files.py FOLDER``.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "svg"
TOOLS = ROOT / ".venv" / "tools" / "bin" / "python"


@dataclass(frozen=True)
class Source:
    """Where files of a kind come from. folder: the part of the package that holds them."""

    kind: str
    package: str
    folder: str


SOURCES = (
    Source("flat emoji, illustrations", "@twemoji/svg@15.0.0", "package"),
    Source("flat emoji, illustrations", "openmoji@17.0.0", "package/color/svg"),
    Source("gradients (3D-look emoji)", "@lobehub/fluent-emoji-modern@1.0.0", "package/assets"),
    Source("icons made of strokes", "lucide-static@1.62.0", "package/icons"),
    Source("flags (clip paths, use)", "flag-icons@7.5.0", "package/flags/4x3"),
    Source("clip art of many hands", "openclipart-svg=1:0.18+dfsg-19", "usr/share/openclipart/svg"),
)
PHOTOGRAPHS = "vectorized photographs"
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
    traced = CACHE / "vectorized"
    if not traced.exists():
        subprocess.run([str(TOOLS), __file__, str(traced)], check=True)
    found[PHOTOGRAPHS] = sorted(traced.glob("*.svg"), key=_digest)[:count]
    return found


def _digest(file: Path) -> str:
    return hashlib.sha256(file.name.encode()).hexdigest()


def _fetched(source: Source) -> Path:
    """The unpacked package."""
    folder = CACHE / source.package.replace("/", "-").replace(":", "-")
    if not folder.exists():
        print(f"Fetching {source.package}", file=sys.stderr)
        partial = folder.with_suffix(".partial")
        partial.mkdir(parents=True, exist_ok=True)
        (_fetch_debian if "=" in source.package else _fetch_npm)(source.package, partial)
        partial.rename(folder)
    return folder


def _fetch_npm(package: str, folder: Path) -> None:
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    archive.unlink()


def _fetch_debian(package: str, folder: Path) -> None:
    subprocess.run(["apt-get", "-qq", "download", package], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    archive = next(folder.glob("*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
    archive.unlink()


def vectorize(folder: Path) -> None:
    """Trace each photograph in two manners: shapes stacked on each other, and cut out of each other."""
    import vtracer  # type: ignore[import-untyped]
    from PIL import Image
    from skimage import data

    folder.mkdir(parents=True)
    for name in PICTURES:
        picture = Image.open(Path(data.__file__).parent / name).convert("RGB")
        picture.thumbnail((400, 400))
        raster = folder / "picture.png"
        picture.save(raster)
        for manner, precision in (("stacked", 6), ("cutout", 5)):
            traced = folder / f"{Path(name).stem}-{manner}.svg"
            vtracer.convert_image_to_svg_py(
                str(raster), str(traced), hierarchical=manner, color_precision=precision
            )
        raster.unlink()


if __name__ == "__main__":
    vectorize(Path(sys.argv[1]))
