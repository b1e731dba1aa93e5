# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a release in dist/ (see ``scripts/release``). The same commit gives the same bytes."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from scripts.changelog import UNRELEASED, Section, sections
from scripts.extension_repository import NotGenerated, make_repository

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
LINK_INTO_TREE = re.compile(r"\[([^\]]+)\]\((?!https?://)[^)]+\)")


class Refused(Exception):
    """This tree is none to release; says what is to be done about it."""


def main() -> int:
    try:
        section = released(ROOT)
        publish(section, built(), DIST)
    except (Refused, NotGenerated) as reason:
        print(f"release: {reason}", file=sys.stderr)
        return 1
    print(f"release: {section.version} lies in {DIST}")
    print(f"release: next, git tag v{section.version}, and publish repository/ and the zips with NOTES.md")
    return 0


def publish(section: Section, archives: list[Path], dist: Path) -> None:
    """Lay beside the archives, which are in dist/ already, all that is published with them."""
    with tempfile.TemporaryDirectory(prefix="antekirt-release-") as directory:
        repository = make_repository(archives, Path(directory) / "repository")
        shutil.rmtree(dist / "repository", ignore_errors=True)
        shutil.move(repository, dist)
    (dist / "NOTES.md").write_text(notes(section), encoding="utf-8")
    (dist / "SHA256SUMS").write_text(sums(archives, dist), encoding="utf-8")


def released(root: Path) -> Section:
    """Give what the changelog says of the version in the manifest. Raises Refused."""
    manifest = tomllib.loads((root / "blender_manifest.toml").read_text(encoding="utf-8"))
    version = str(manifest["version"])
    _check_tree(root, version)
    first, *others = sections((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if first.version != UNRELEASED or first.text:
        raise Refused(
            f"CHANGELOG.md must begin with an empty [{UNRELEASED}]. What stands there goes into a section of "
            f"its own, and the number of that version into blender_manifest.toml."
        )
    newest = others[0] if others else first
    if newest.version != version or not newest.date:
        raise Refused(f"CHANGELOG.md needs “## [{version}] - YEAR-MONTH-DAY” right below [{UNRELEASED}].")
    if not newest.text:
        raise Refused(f"CHANGELOG.md says nothing of {version}.")
    return newest


def _check_tree(root: Path, version: str) -> None:
    if changed := _git(root, "status", "--porcelain"):
        raise Refused(f"the tree is not clean. Commit or remove:\n{changed}")
    tag = f"v{version}"
    if _git(root, "tag", "--list", tag) and _git(root, "rev-list", "-n", "1", tag) != _git(
        root, "rev-parse", "HEAD"
    ):
        raise Refused(f"{tag} is the name of another commit. Two releases must not have one version.")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Refused(f"git cannot tell the state of this tree: {done.stderr.strip()}")
    return done.stdout.rstrip()


def built() -> list[Path]:
    """Build all extensions of this tree; gives their archives."""
    done = subprocess.run(["scripts/build"], cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise Refused("scripts/build failed.")
    return [Path(line) for line in done.stdout.splitlines()]


def notes(section: Section) -> str:
    """Give the notes; what the changelog links to in this tree is not beside them, and becomes text."""
    text = LINK_INTO_TREE.sub(r"\1", section.text)
    return f"# Antekirt for Blender {section.version}\n\n{section.date}\n\n{text}\n"


def sums(archives: list[Path], dist: Path) -> str:
    """Give the check sums as ``sha256sum --check`` reads them in dist/."""
    files = sorted([*archives, *(dist / "repository").iterdir(), dist / "NOTES.md"])
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(dist).as_posix()}\n"
        for file in files
    )


if __name__ == "__main__":
    sys.exit(main())
