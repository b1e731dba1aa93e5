# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the credit line of a render goes in each format, and what exiftool and ffprobe read of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "credits.md"
BEGIN, END = "<!-- renders: written by scripts/render_credits -->", "<!-- renders: end -->"
NAMES = {"Ada Lind": "ASCII", "Zoë Müller": "accents", "村上 遥": "Japanese"}
READERS = {
    "exiftool": ("exiftool", "-a", "-charset", "filename=utf8"),
    "ffprobe": ("ffprobe", "-v", "quiet", "-show_format", "-show_streams"),
}
TITLES = {
    "OPEN_EXR": "OpenEXR",
    "OPEN_EXR_MULTILAYER": "OpenEXR, multilayer",
    "WEBP": "WebP",
    "JPEG2000": "JPEG 2000",
    "HDR": "Radiance HDR",
    "TARGA": "Targa",
    "TARGA_RAW": "Targa, raw",
    "CINEON": "Cineon",
    "IRIS": "Iris",
    "MPEG4": "MP4",
    "QUICKTIME": "MOV",
    "MKV": "Matroska",
    "WEBM": "WebM",
    "OGG": "Ogg",
    "FLASH": "Flash",
    "MPEG1": "MPEG-1",
    "MPEG2": "MPEG-2",
    "AVI_JPEG": "AVI JPEG",
    "AVI_RAW": "AVI Raw",
}


def main() -> int:
    rows: dict[str, dict[str, tuple[str, ...]]] = {}  # of each format, by Blender's version
    for blender in sorted((REPOSITORY / ".venv").glob("blender-*/bin/python")):
        version = blender.parents[1].name.removeprefix("blender-")
        with tempfile.TemporaryDirectory() as name:
            for format_, found in tried(blender, Path(name)).items():
                rows.setdefault(format_, {})[version] = found
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(rows)}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def tried(blender: Path, folder: Path) -> dict[str, tuple[str, ...]]:
    """What became of the line in each format of one Blender: where it is, and what each reader finds."""
    done = subprocess.run(
        [blender, "-m", "scripts.render_credit_trial", folder, json.dumps(list(NAMES))],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": "."},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    if "Rendered: " not in done.stdout:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return {path.name: outcome(path) for path in sorted(folder.iterdir())}


def outcome(folder: Path) -> tuple[str, ...]:
    beside = list(folder.glob("*.credits.txt"))
    (file,) = (path for path in folder.iterdir() if path not in beside)
    read = [
        found(subprocess.run([*command, file], check=False, capture_output=True))
        for command in READERS.values()
    ]
    if beside:
        where = "text file beside it"
    elif file.suffix == ".png" and "without" not in folder.name:
        where = "note, and XMP"
    else:
        where = "note"
    return (where, *read)


def found(done: subprocess.CompletedProcess[bytes]) -> str:
    """Which of the names a reader shows."""
    text = done.stdout.decode(errors="replace")
    kinds = [kind for name, kind in NAMES.items() if name in text]
    return "all" if len(kinds) == len(NAMES) else ", ".join(kinds) or "nothing"


def table(rows: dict[str, dict[str, tuple[str, ...]]]) -> str:
    """A row for each format, those that carry the line first. Where Blenders differ, each way has its own."""
    lines = []
    for format_, by_version in rows.items():
        title = TITLES.get(format_, format_)
        for way in dict.fromkeys(by_version.values()):
            versions = [version for version, other in by_version.items() if other == way]
            alike = len(set(by_version.values())) == 1
            lines.append((way, title if alike else f"{title} ({', '.join(versions)})"))
    lines.sort(key=lambda line: (line[0][0].startswith("text"), line[1].casefold()))
    head = ["format", "where the line is", *(f"{reader} reads" for reader in READERS)]
    cells = [head, ["---"] * len(head), *([title, *way] for way, title in lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


if __name__ == "__main__":
    sys.exit(main())
