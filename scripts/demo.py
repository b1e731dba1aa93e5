# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the demo: start the sandbox unless a key is set, then demo_scene.py inside Blender."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.built_extension import built_extension

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
COST = 3 + 5 + 25  # credits: image, SVG, video


def main() -> int:
    parser = argparse.ArgumentParser(prog="demo", description="From a prompt to a rendered scene.")
    parser.add_argument(
        "--yes", action="store_true", help="spend the credits of ANTEKIRT_API_KEY without asking"
    )
    parser.add_argument("--port", type=int, default=0, help="of the sandbox (default: a free one)")
    parser.add_argument("--blender", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    archive = built_extension()
    if os.environ.get("ANTEKIRT_API_KEY"):
        if not (arguments.yes or agreed()):
            print("demo: nothing was spent.")
            return 0
        return run_blender(arguments.blender, archive, {})
    with sandbox(arguments.port) as service:
        told = {"ANTEKIRT_API_KEY": service["api_key"], "ANTEKIRT_BASE_URL": service["base_url"]}
        return run_blender(arguments.blender, archive, told)


def agreed() -> bool:
    """Say what the demo costs, and ask."""
    print(f"ANTEKIRT_API_KEY is set: the demo will spend {COST} credits of your account.")
    try:
        return input("Go on? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


@contextmanager
def sandbox(port: int) -> Iterator[dict[str, str]]:
    """Run the sandbox while the demo runs; what it says on a failure goes to standard error as it is."""
    command = [sys.executable, "-m", "sandbox", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise SystemExit(process.wait() or 1)
        try:
            yield json.loads(line)
        finally:
            process.terminate()


def run_blender(python: str, archive: Path, service: dict[str, str]) -> int:
    """Run demo_scene.py in a Blender with a user folder of its own, so that the user's own stays as it is."""
    free = shutil.disk_usage(ROOT).free
    if free < 200_000_000:
        print(f"demo: only {free // 1_000_000} MB are free on the disk; 200 are needed.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="antekirt-demo-") as user:
        environment = {**os.environ, **service, "BLENDER_USER_RESOURCES": user, "HOME": user}
        program = [python, str(ROOT / "scripts" / "demo_scene.py"), str(archive), str(ROOT / "demo")]
        return subprocess.run(program, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
