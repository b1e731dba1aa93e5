# SPDX-License-Identifier: GPL-3.0-or-later
"""Stage, build and validate the extension and its free part. The same tree gives the same bytes.

Run by ``scripts/build`` with the Python of a ``bpy`` environment: the tool that Blender itself builds and
installs extensions with lies inside that package and needs no running Blender.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

from scripts import free_part

ROOT = Path(__file__).resolve().parent.parent
JUNK = shutil.ignore_patterns("__pycache__", ".*", "*.pyc", "*.orig", "*.rej", "*~")


def main() -> None:
    """Leave ``antekirt_import-<version>.zip`` and ``antekirt-<version>.zip`` in dist/; print their paths."""
    with tempfile.TemporaryDirectory(prefix="antekirt-build-") as directory:
        whole = stage(Path(directory) / "whole")
        part = Path(shutil.copytree(whole, Path(directory) / "part"))
        free_part.cut(part)
        for source in (part, whole):  # the last line is the one that most are after
            print(publish(built(source, Path(directory))))


def built(source: Path, directory: Path) -> Path:
    """Give the archive of an extension that lies in a folder, as Blender's tool makes and accepts it."""
    scripts = blender_scripts()
    tool = scripts / "addons_core/bl_pkg/cli/blender_ext.py"
    tags = scripts / "modules/_bpy_internal/extensions/tags.py"
    target = directory / f"{source.name}-built"
    target.mkdir()
    run(tool, "build", "--source-dir", str(source), "--output-dir", str(target))
    (archive,) = target.glob("*.zip")
    plain = normalized(archive, directory / archive.name)
    run(tool, "validate", f"--valid-tags={tags}", str(plain))
    return plain


def blender_scripts() -> Path:
    """Give the folder of Blender's own Python code, without importing ``bpy``."""
    spec = find_spec("bpy")
    if spec is None or spec.origin is None:
        sys.exit("build: this Python has no bpy. Run scripts/build, which picks the right one.")
    return next(Path(spec.origin).parent.glob("*/scripts"))


def stage(target: Path) -> Path:
    """Lay the package, its manifest and the licence out as one folder, which is what the tool expects."""
    shutil.copytree(ROOT / "antekirt_addon", target, ignore=JUNK)
    for name in ("blender_manifest.toml", "LICENSE"):
        shutil.copy(ROOT / name, target)
    return target


def normalized(archive: Path, target: Path) -> Path:
    """Copy an archive with its members sorted and without what differs between checkouts: times and modes."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name)  # dated 1980-01-01, the archive format's zero
            member.external_attr = 0o644 << 16
            new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED, compresslevel=9)
    return target


def publish(archive: Path) -> Path:
    """Move the archive into dist/ in one step: whoever reads there never sees half of it."""
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    arriving = Path(shutil.copy(archive, dist / f".{archive.name}.new"))
    return arriving.replace(dist / archive.name)


def run(tool: Path, *arguments: str) -> None:
    """Run Blender's extension tool; its own words explain a refusal."""
    done = subprocess.run(
        [sys.executable, str(tool), *arguments],
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.exit(f"build: the extension was refused.\n{done.stdout}")


if __name__ == "__main__":
    main()
