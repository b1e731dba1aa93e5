# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/bench_ui.py measures of imports: blocking, as a script does it, beside in the window; seconds.

Both are counted from the call until the view has been drawn with all of the import.
"""

from __future__ import annotations

import itertools
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

COUNTS = (800, 5000)
ROUNDS = 3
SETTLED = 2.0  # seconds after a new file
TURN = 0.004  # seconds to the next turn, as in bench_ui.py


@dataclass
class Redraw:
    """One redraw of the view, and whether it shows all that is imported."""

    begun: float
    whole: bool
    ended: float = 0.0


def drawing(count: int) -> Path:
    """Where the drawing of so many paths lies."""
    return Path.home() / f"paths-{count}.svg"


def imports(ui: AntekirtUser) -> Steps:
    """Import small and large drawings, in both ways by turns."""
    measured: dict[int, dict[str, list[Any]]] = {count: {"blocking": [], "window": []} for count in COUNTS}
    for count, _, way in itertools.product(COUNTS, range(ROUNDS), ("blocking", "window")):
        bpy.ops.wm.read_homefile(use_factory_startup=True)
        yield SETTLED
        measured[count][way].append((yield from _measured(ui, drawing(count), way)))
    ui.out["imports"] = measured


def _measured(ui: AntekirtUser, file: Path, way: str) -> Any:
    """Give the time until all is drawn, the longest gap, and of the end: evaluation and redraw."""
    with _redraws(ui) as redraws:
        turns = [time.perf_counter()]
        import_in(ui, file, way)
        turns.append(time.perf_counter())
        while not any(redraw.whole and redraw.ended for redraw in redraws):
            yield TURN
            turns.append(time.perf_counter())
    last = next(redraw for redraw in redraws if redraw.whole)
    begun_before = max(turn for turn in turns if turn < last.begun)
    return {
        "seconds": last.ended - turns[0],
        "gap": max(after - before for before, after in itertools.pairwise(turns)),
        "evaluation": last.begun - begun_before,
        "redraw": turns[-1] - last.begun,
        "redraws": [asdict(redraw) for redraw in redraws],
    }


def import_in(ui: AntekirtUser, file: Path, way: str) -> None:
    with ui.override("WINDOW"):
        antekirt: Any = bpy.ops.antekirt
        antekirt.import_svg("EXEC_DEFAULT" if way == "blocking" else "INVOKE_DEFAULT", filepath=str(file))


@contextmanager
def _redraws(ui: AntekirtUser) -> Iterator[list[Redraw]]:
    """Note each redraw of the view from here on."""
    redraws: list[Redraw] = []

    def begin() -> None:
        redraws.append(Redraw(time.perf_counter(), not ui.window.modal_operators))

    def end() -> None:
        redraws[-1].ended = time.perf_counter()

    space: Any = bpy.types.SpaceView3D
    handlers = [
        space.draw_handler_add(begin, (), "WINDOW", "PRE_VIEW"),
        space.draw_handler_add(end, (), "WINDOW", "POST_PIXEL"),
    ]
    yield redraws
    for handler in handlers:
        space.draw_handler_remove(handler, "WINDOW")
