# SPDX-License-Identifier: GPL-3.0-or-later
"""Run every part of the tests in the environment it belongs to, and sum up (see ``scripts/test``).

A part is one process with its own ports, folders and output; two run at a time, and what a part prints is
shown in one piece when it ends. The windowed tests run alone: they need a machine that answers promptly.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "artifacts" / "test"
BLENDERS = ("4.2", "4.5", "5.0", "5.2")
LIMIT = 25 * 60  # seconds for one part: far more than any takes, less than a build server gives


@dataclass(frozen=True)
class Part:
    """Tests that run in one process."""

    name: str
    environment: str
    folders: tuple[str, ...] = ()  # none: the part is scripts/check


@dataclass(frozen=True)
class Outcome:
    """What became of a part."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    remark: str = ""


def main() -> int:
    options, arguments = parse(sys.argv[1:])
    outcomes, blenders = set_up(options)
    subprocess.run(["scripts/build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    REPORTS.mkdir(parents=True, exist_ok=True)

    parts = [
        Part("unit", "tools", ("tests/unit", "tests/sandbox")),
        *(Part(f"blender-{version}", f"blender-{version}", ("tests/blender",)) for version in blenders),
        Part("check", "check"),
    ]
    windowed = Part("gui", "tools", ("tests/gui",))
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes += pool.map(lambda part: run(part, arguments), asked(parts, arguments))
    outcomes += [run(part, arguments) for part in asked([windowed], arguments)]
    return summed_up(outcomes)


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description="Set up, check, build, test.",
        epilog="All else is passed on to pytest.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--all-blenders", action="store_true", help="every supported Blender, not only the newest"
    )
    which.add_argument("--blender", choices=BLENDERS, help="this Blender instead of the newest")
    return parser.parse_known_args(arguments)


def set_up(options: argparse.Namespace) -> tuple[list[Outcome], list[str]]:
    """Make the asked Blenders ready; give those that cannot be, with the reason, and those that are."""
    missing: list[Outcome] = []
    has_newest = subprocess.run(
        ["scripts/setup", "--python", "blender-5.2"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if options.blender:
        blenders = [options.blender]
    elif has_newest.returncode == 0:
        blenders = list(BLENDERS) if options.all_blenders else ["5.2"]
    else:
        missing.append(Outcome("blender-5.2", remark=f"not run: {has_newest.stderr.strip()}"))
        blenders = ["4.2", "4.5", "5.0"] if options.all_blenders else ["5.0"]
    subprocess.run(["scripts/setup", *(f"blender-{version}" for version in blenders)], cwd=ROOT, check=True)
    return missing, blenders


def asked(parts: list[Part], arguments: list[str]) -> list[Part]:
    """Give the parts that hold the paths among the arguments; all parts if there are no paths."""
    paths = [argument for argument in arguments if argument.startswith("tests/")]
    if not paths:
        there = [
            replace(part, folders=tuple(f for f in part.folders if (ROOT / f).is_dir())) for part in parts
        ]
        return [part for part in there if part.folders or part.environment == "check"]
    chosen = [
        replace(part, folders=tuple(path for path in paths if path.startswith(part.folders)))
        for part in parts
    ]
    return [part for part in chosen if part.folders]


def run(part: Part, arguments: list[str]) -> Outcome:
    report = REPORTS / f"{part.name}.xml"
    report.unlink(missing_ok=True)
    options = [argument for argument in arguments if not argument.startswith("tests/")]
    python = ROOT / ".venv" / part.environment / "bin" / "python"
    command = [str(python), "-m", "pytest", "-ra", f"--junitxml={report}", *part.folders, *options]
    begun = time.monotonic()
    code, output = finish(command if part.folders else ["scripts/check"])
    print(f"\n== {part.name} ==\n{output}", flush=True)
    if part.folders:
        outcome = read(part.name, report, code)
    else:
        outcome = Outcome(part.name, passed=int(code == 0), failed=int(code != 0))
    return replace(outcome, seconds=time.monotonic() - begun)


def finish(command: list[str]) -> tuple[int, str]:
    """Run to the end, or to the limit; give the exit code and all that was printed."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        output, _ = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)  # pytest ends the processes that it started
        try:
            output, _ = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        output += f"\nstopped after {LIMIT} s"
    return process.returncode, output


def read(name: str, report: Path, code: int) -> Outcome:
    """Count what pytest reported. A run that broke off counts as one more failure."""
    if not report.exists():
        return Outcome(name, failed=1, remark=f"broke off with exit code {code}")
    suite = next(ET.parse(report).iter("testsuite"))  # noqa: S314 # pytest wrote it a moment ago
    tests, bad, skipped = (
        sum(int(suite.get(key, "0")) for key in keys)
        for keys in (["tests"], ["failures", "errors"], ["skipped"])
    )
    reasons = [node.get("message", "") for node in suite.iter("skipped")]
    remark = f"skipped: {reasons[0]}" if reasons and skipped == tests else ""
    if code not in (0, 1, 5) or (code == 1 and not bad):  # 1: some failed, 5: none were selected
        bad, remark = bad + 1, f"broke off with exit code {code}"
    return Outcome(name, passed=max(tests - bad - skipped, 0), failed=bad, skipped=skipped, remark=remark)


def summed_up(outcomes: list[Outcome]) -> int:
    """Print the table and the closing line; give the exit code."""
    print(f"\n{'part':<14}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for one in outcomes:
        numbers = f"{one.passed:>8}{one.failed:>8}{one.skipped:>9}{one.seconds:>9.1f}"
        print(f"{one.name:<14}{numbers}  {one.remark}".rstrip())
    passed, failed, skipped = (
        sum(getattr(one, key) for one in outcomes) for key in ("passed", "failed", "skipped")
    )
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    sys.exit(main())
