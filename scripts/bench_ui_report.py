# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of scripts/bench_ui.py, each number beside its limit.

Wherever a redraw of the software renderer is in a time, its limit is a multiple of what the same window needs
in the same run without us.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.bench_limit import Limits
    from window.windowed_blender import ScenarioRun

OWN_USUAL, OWN_MOST = 16.0, 50.0  # milliseconds of the add-on's in a turn: 99 %, and at most
SLICE = 250.0  # milliseconds: the longest of an import
BESIDE = 1.5  # times as long as without us
BASELINES = {
    "50 jobs running, sidebar shut": "at rest",
    "50 jobs running, sidebar shut, view moving": "at rest, view moving",
    "50 jobs running": "at rest, redrawn 5 times a second",
    "50 jobs, 100 thumbnails, 50 downloads of 5 MB": "at rest, redrawn 5 times a second",
}
DRAW = 1.0  # milliseconds
PAGE, CACHED_PAGE = 1.0, 0.2  # seconds, besides the redraws


def report_turns(run: ScenarioRun, limits: Limits) -> None:
    print(f"{'event loop, ms for each turn':<48}{'':>8}{'all':>16}{'the add-on':>16}")
    print(f"{'':<48}{'turns':>8}{'99 %':>8}{'max':>8}{'99 %':>8}{'max':>8}")
    usual: dict[str, float] = {}
    for name, turns in run.out["turns"].items():
        every, own = zip(*turns, strict=True)
        usual[name] = at(every, 0.99)
        columns = "".join(f"{at(times, 0.99):>8.1f}{max(times):>8.1f}" for times in (every, own))
        told = []
        if name.startswith("an import"):
            told.append(limits.check(f"{name}, the add-on, max", max(own), SLICE))
        else:
            told.append(limits.check(f"{name}, the add-on, 99 %", at(own, 0.99), OWN_USUAL))
            told.append(limits.check(f"{name}, the add-on, max", max(own), OWN_MOST))
        if name in BASELINES:
            limit = max(BESIDE * usual[BASELINES[name]], usual[BASELINES[name]] + OWN_USUAL)
            told.append("all 99 %: " + limits.check(f"{name}, all, 99 %", usual[name], limit))
        print(f"{name:<48}{len(turns):>8}{columns}  {', '.join(told)}")


def report_imports(run: ScenarioRun, limits: Limits) -> None:
    print(f"\n{'import, until the view shows all of it, s':<34}{'blocking':>10}{'window':>10}{'times':>8}")
    rows = [(int(count), ways) for count, ways in run.out["imports"].items()]
    for count, ways in rows:
        blocking, window = (_median(ways[way], "seconds") for way in ("blocking", "window"))
        limit = limits.check(f"{count} paths, times as long as blocking", window / blocking, BESIDE)
        print(f"{f'{count:,} paths':<34}{blocking:>10.2f}{window:>10.2f}{window / blocking:>8.2f}  {limit}")
    print(f"\n{'its longest gap, ms':<34}{'evaluation':>10}{'redraw':>10}{'gap':>8}{'redraws':>9}")
    for count, ways in rows:
        evaluation, redraw = (1000 * _median(ways["blocking"], part) for part in ("evaluation", "redraw"))
        gap = 1000 * _median(ways["window"], "gap")
        redraws = statistics.median(len(turn["redraws"]) for turn in ways["window"])
        limit = limits.check(f"{count} paths, longest gap", gap, max(SLICE, evaluation) + redraw)
        print(
            f"{f'{count:,} paths':<34}{evaluation:>10.0f}{redraw:>10.0f}{gap:>8.0f}{redraws:>9.0f}  {limit}"
        )
    print("(evaluation and redraw: the last ones of the blocking import)")


def report_draws(run: ScenarioRun, limits: Limits) -> None:
    print(f"\n{'draw(), ms':<46}{'draws':>8}{'median':>8}{'99 %':>8}{'max':>8}")
    for name, times in sorted(run.out["draws"].items()):
        limit = limits.check(f"draw() of {name}, 99 %", at(times, 0.99), DRAW)
        columns = f"{len(times):>8}{at(times, 0.5):>8.2f}{at(times, 0.99):>8.2f}{max(times):>8.2f}"
        print(f"{name:<46}{columns}  {limit}")


def report_pages(cold: ScenarioRun, warm: ScenarioRun, limits: Limits) -> None:
    print(
        f"\n{'first page of artists, all pictures on screen, s':<48}{'taken':>8}{'redraws':>9}{'of each':>9}"
    )
    for name, run, besides in (
        ("a server that answers in 50 ms", cold, PAGE),
        ("from the cache, no server", warm, CACHED_PAGE),
    ):
        out = run.out
        limit = limits.check(
            f"first page, {name}", out["page"], besides + BESIDE * out["redraws"] * out["redraw"]
        )
        print(f"{name:<48}{out['page']:>8.2f}{out['redraws']:>9}{out['redraw']:>9.3f}  {limit}", flush=True)


def at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def _median(turns: list[dict[str, Any]], part: str) -> float:
    return float(statistics.median(turn[part] for turn in turns))
