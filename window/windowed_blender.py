# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a windowed Blender on a virtual screen, lets it run a scenario, and hands back what came of it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class ScenarioRun:
    """One life of a Blender process."""

    blender_version: str  # its version
    out: dict[str, Any]  # what the scenario put in ``ui.out``
    seconds: dict[str, float]  # by function of the scenario
    log: str
    code: int


@dataclass
class WindowedBlender:
    """A Blender with a home folder, which stays as it is from one run to the next.

    user: module and class of what scenarios are given as ``ui``.
    """

    executable: Path
    home: Path
    screenshots: Path
    environment: dict[str, str]
    user: str = "window.user:User"
    runs: int = 0

    def run(
        self,
        scenario: str,
        *functions: str,
        blend: Path | None = None,
        size: tuple[int, int] = (1280, 800),
        ui_scale: float = 1.0,
        online: bool = True,
        killed: bool = False,
        timeout: float = 180,
    ) -> ScenarioRun:
        """Run the scenario's functions (all, in order, if none are named) in a new Blender process.

        Fails the test when one of them failed, when Blender logged a traceback, or when it did not end as it
        should: by itself, or by the scenario's own SIGKILL when ``killed`` is asked for.
        """
        self.runs += 1
        instructions, answer, log = (
            self.home / f"{name}-{self.runs}" for name in ("instructions.json", "answer.json", "log")
        )
        told = {
            "user": self.user,
            "scenario": scenario,
            "functions": functions,
            "answer": str(answer),
            "ui_scale": ui_scale,
            "screenshots": str(self.screenshots),
        }
        instructions.write_text(json.dumps(told), encoding="utf-8")
        command = [
            *(
                [
                    str(self.executable),
                    "--enable-event-simulate",
                    "--online-mode" if online else "--offline-mode",
                ]
            ),
            *("--window-geometry", "0", "0", str(size[0]), str(size[1])),
            *([str(blend)] if blend else []),
            *("--python-exit-code", "71", "--python", str(HERE / "driver.py"), "--", str(instructions)),
        ]
        with log.open("w") as file:
            process = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._take_screenshot("timeout")
            pytest.fail(f"Blender was still running after {timeout} s.\n{_end(log)}")
        finally:
            process.kill()
            process.wait()
        return self._checked(answer, log, code, killed=killed)

    def _checked(self, answer: Path, log: Path, code: int, *, killed: bool) -> ScenarioRun:
        if not answer.exists():
            pytest.fail(f"Blender ended with code {code} before the scenario did.\n{_end(log)}")
        told = json.loads(answer.read_text(encoding="utf-8"))
        errors = [result["error"] for result in told["results"].values() if result["error"]]
        assert not errors, "\n".join([*errors, _end(log)])
        assert code == (-9 if killed else 0), f"Blender ended with code {code}.\n{_end(log)}"
        text = log.read_text(encoding="utf-8", errors="replace")
        assert "Traceback" not in text, text[text.index("Traceback") :][:3000]
        seconds = {name: result["seconds"] for name, result in told["results"].items()}
        return ScenarioRun(told["blender"], told["out"], seconds, text, code)

    def install(self, archive: Path) -> None:
        """Install and enable an extension, as ``blender --command extension`` does it for anybody."""
        done = subprocess.run(
            [
                str(self.executable),
                "--command",
                "extension",
                "install-file",
                "-r",
                "user_default",
                "--enable",
                str(archive),
            ],
            env=self.environment,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        installed = (self.home / "user" / "extensions" / "user_default").glob("*/__init__.py")
        assert any(installed), done.stdout + done.stderr  # the exit code is 0 even if it failed
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr

    def _take_screenshot(self, name: str) -> None:
        self.screenshots.mkdir(parents=True, exist_ok=True)
        target = str(self.screenshots / f"{name}.png")
        subprocess.run(["import", "-window", "root", target], env=self.environment, check=False, timeout=30)


def _end(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-3000:]


def isolated_environment(
    home: Path, display: str, shaders: Path, hidden: tuple[str, ...] = ()
) -> dict[str, str]:
    """An environment in which Blender touches nothing outside its home; makes a folder for temporary files.

    shaders: a folder that Mesa keeps. hidden: prefixes of variables that Blender is not to see.
    """
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BLENDER_", *hidden))}
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "DISPLAY": display,
        "BLENDER_USER_RESOURCES": str(home / "user"),
        "MESA_SHADER_CACHE_DIR": str(shaders),  # kept: without it each first start compiles for half a minute
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }
