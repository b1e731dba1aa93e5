# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile files are refused with a reason or drawn, within bounds of time, memory and size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.svg_hostile import DRAWN, FILES

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 10.0
MEGABYTES = 1024
POINTS = 250_000  # of what is drawn: endless dashes and tiles are drawn simpler

# Time is that of the processor: on a busy machine the clock says little. Memory is what Linux tells of
# this very process: the number in getrusage() begins with that of the process that started it.
READ = """
import json, re, sys, time
from pathlib import Path
from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.geometry.backdrop import with_backdrops
from antekirt_addon.media.svg.error import SvgError
try:
    artwork = with_backdrops(load(Path(sys.argv[1])), lambda: False)
    outcome = "drawn" if artwork.shapes else "nothing to draw"
    points = sum(len(subpath.points) for shape in artwork.shapes for subpath in shape.subpaths)
except SvgError as error:
    outcome, points = str(error), 0
most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps([outcome, time.process_time(), most, points]))
"""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_does_no_harm(name: str, tmp_path: Path) -> None:
    make, expected = FILES[name]
    file = tmp_path / "hostile.svg"
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    outcome, seconds, megabytes, points = json.loads(done.stdout)
    assert outcome == DRAWN if expected == DRAWN else expected in outcome
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert points < POINTS
