# SPDX-License-Identifier: GPL-3.0-or-later
"""Run every part of the tests in the environment it belongs to, and sum up (see ``scripts/test``).

A part is one process with its own ports, folders and output; two run at a time, and what a part prints is
shown in one piece when it ends. The windowed tests come last, away from parts that leave no processor free.
Their Blenders are loaded beside the other parts.
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
BLENDERS = ("5.3", "5.2", "5.1", "5.0", "4.5", "4.2")  # as Python modules, the newest first
SUITES = ("trixie", "sid")  # of Debian, whose Blenders have a window
LIMIT = 25 * 60  # seconds for one part: far more than any takes, less than a build server gives


@dataclass(frozen=True)
class Part:
    """Tests that run in one process."""

    name: str
    environment: str
    folders: tuple[str, ...] = ()  # none: the part is scripts/check
    options: tuple[str, ...] = ()  # of pytest
    suite: str = ""  # whose windowed Blender it needs
    window: str = ""  # the path of that Blender
    skip_reason: str = ""  # why it cannot run here


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
    unit, check = Part("unit", "tools", ("tests/unit", "tests/sandbox")), Part("check", "check")
    parts = asked([unit, *modules(options), check], arguments)  # the longest first
    windowed = asked(windows(options), arguments)
    set_up([*parts, *windowed])

    with ThreadPoolExecutor(max_workers=1) as loading, ThreadPoolExecutor(max_workers=2) as running:
        loaded = loading.map(provisioned, windowed)
        outcomes = [*running.map(lambda part: run(part, arguments), parts)]
        outcomes += running.map(lambda part: run(part, arguments), loaded)
    return summed_up(outcomes)


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description="Set up, check, build, test.",
        epilog="All else is passed on to pytest.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--all-blenders", action="store_true", help="every Blender that can be had, not one of each kind"
    )
    which.add_argument("--blender", choices=BLENDERS, help="this Blender module instead of the newest")
    return parser.parse_known_args(arguments)


def modules(options: argparse.Namespace) -> list[Part]:
    """Give the tests in Blender as a module. Only the newest runs those that are alike in all."""
    if options.blender:
        return [module(options.blender)]
    missing: list[Part] = []
    newest, *older = map(module, BLENDERS)
    if reason := without_python(newest):
        missing.append(replace(newest, skip_reason=reason))
        newest, *older = older
    others = [replace(part, options=("-m", "not one_blender")) for part in older]
    return [*missing, newest, *(others if options.all_blenders else [])]


def module(version: str) -> Part:
    return Part(f"blender-{version}", f"blender-{version}", ("tests/blender",))


def without_python(part: Part) -> str:
    """Give the reason why the part's environment cannot be made: there is no Python for it."""
    command = ["scripts/setup", "--python", part.environment]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stderr.strip()


def windows(options: argparse.Namespace) -> list[Part]:
    """Give the tests in a window: of the Blenders that the user named, or else of Debian's.

    Only the first of those runs what is alike in all.
    """
    part = Part("gui", "tools", ("tests/gui",))
    if os.environ.get("BLENDER_GUI"):
        return [part]
    first, *others = (replace(part, name=f"gui-{suite}", suite=suite) for suite in SUITES)
    unlike = [replace(part, options=("-m", "not one_blender")) for part in others]
    return [first, *(unlike if options.all_blenders else [])]


def provisioned(part: Part) -> Part:
    """Give the part with its windowed Blender, or with the reason why there is none."""
    if not part.suite:
        return part
    try:
        done = subprocess.run(
            ["scripts/get-blender", part.suite],
            cwd=ROOT,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return replace(part, skip_reason=f"get-blender: not there after {LIMIT} s")
    if done.returncode:
        return replace(part, skip_reason=done.stderr.strip().rpartition("\n")[2])
    return replace(part, window=done.stdout.strip())


def asked(parts: list[Part], arguments: list[str]) -> list[Part]:
    """Give the parts that hold the paths among the arguments; all parts if there are no paths."""
    paths = [argument for argument in arguments if argument.startswith("tests/")]
    if not paths:
        return parts
    chosen = [
        replace(part, folders=tuple(path for path in paths if path.startswith(part.folders)))
        for part in parts
    ]
    return [part for part in chosen if part.folders]


def set_up(parts: list[Part]) -> None:
    """Make the environments of the parts ready, and the extension if it is to be installed."""
    environments = dict.fromkeys(part.environment for part in parts if not part.skip_reason)
    if any(path.startswith("tests/blender") for part in parts for path in part.folders):
        environments["openjd"] = None  # which runs the bundles of farms
    with ThreadPoolExecutor(max_workers=2) as making:
        for _ in making.map(lambda name: carry_out("scripts/setup", name), environments):
            pass
    if any(path.startswith(("tests/blender", "tests/gui")) for part in parts for path in part.folders):
        carry_out("scripts/build")
    REPORTS.mkdir(parents=True, exist_ok=True)


def carry_out(*command: str) -> None:
    """Run a script of ours that must not fail."""
    if subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"test: nothing was run, for {command[0]} failed")


def run(part: Part, arguments: list[str]) -> Outcome:
    if part.skip_reason:
        return Outcome(part.name, remark=f"not run: {part.skip_reason}")
    report = REPORTS / f"{part.name}.xml"
    report.unlink(missing_ok=True)
    options = [*part.options, *(argument for argument in arguments if not argument.startswith("tests/"))]
    python = ROOT / ".venv" / part.environment / "bin" / "python"
    command = [str(python), "-m", "pytest", "-ra", f"--junitxml={report}", *part.folders, *options]
    variables = {"BLENDER_GUI": part.window} if part.window else {}
    begun = time.monotonic()
    code, output = finish(command if part.folders else ["scripts/check"], variables)
    print(f"\n== {part.name} ==\n{output}", flush=True)
    if part.folders:
        outcome = read(part.name, report, code)
    else:
        outcome = Outcome(part.name, passed=int(code == 0), failed=int(code != 0))
    return replace(outcome, seconds=time.monotonic() - begun)


def finish(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Run to the end, or to the limit; give the exit code and all that was printed."""
    environment = {**os.environ, **variables, "PYTHONUNBUFFERED": "1"}
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
