# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile files are refused with a reason or drawn, within bounds of time, memory and size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.svg_hostile import DRAWN, FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 10.0
MEGABYTES = 1024
POINTS = 250_000  # of what is drawn: endless dashes and tiles are drawn simpler

# The reader is imported once, and each file is read in a fork. Time is that of the processor: on a busy
# machine the clock says little. Memory is what Linux tells of this very process: the number in getrusage()
# begins with that of the process that started it.
READ = """
import json, os, re, sys, time
from pathlib import Path
from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.geometry.backdrop import with_backdrops
from antekirt_addon.media.svg.error import SvgError
for path in sys.stdin:
    if os.fork():
        if os.wait()[1]:
            print(json.dumps(["broke off", 0, 0, 0]), flush=True)
        continue
    try:
        artwork = with_backdrops(load(Path(path.strip())), lambda: False)
        outcome = "drawn" if artwork.shapes else "nothing to draw"
        points = sum(len(subpath.points) for shape in artwork.shapes for subpath in shape.subpaths)
    except SvgError as error:
        outcome, points = str(error), 0
    most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps([outcome, time.process_time(), most, points]), flush=True)
    os._exit(0)
"""


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[Path], list[Any]]]:
    """Have a file read; gives the outcome, the seconds, the megabytes and the points."""
    with subprocess.Popen(
        [sys.executable, "-c", READ], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        told, answers = process.stdin, process.stdout
        assert told
        assert answers

        def ask_for(path: Path) -> list[Any]:
            print(path, file=told, flush=True)
            answer: list[Any] = json.loads(answers.readline())
            return answer

        yield ask_for


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_does_no_harm(name: str, tmp_path: Path, ask: Callable[[Path], list[Any]]) -> None:
    make, expected = FILES[name]
    file = tmp_path / "hostile.svg"
    file.write_bytes(make())
    outcome, seconds, megabytes, points = ask(file)
    assert outcome == DRAWN if expected == DRAWN else expected in outcome
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert points < POINTS
