# SPDX-License-Identifier: GPL-3.0-or-later
"""blender --command antekirt, in the Blenders that artists have, whose own handler takes Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_a_file_that_cannot_be_opened_ends_with_1(blender: WindowedBlender, tmp_path: Path) -> None:
    broken = tmp_path / "broken.blend"
    broken.write_bytes(b"BLENDER, but no file of it")
    command = [str(blender.executable), str(broken), "--command", "antekirt", "credits"]
    done = subprocess.run(
        command, env=blender.environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 1, done.stderr  # what Blender itself has printed before is not ours
    assert done.stderr.strip().splitlines()[-1].startswith(f"antekirt: {broken} cannot be opened.")


def test_one_ctrl_c_ends_a_wait(blender: WindowedBlender, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=600)
    artist_id = sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    command = ["--online-mode", "--command", "antekirt", "image", "--artist", artist_id, "a fox"]
    with subprocess.Popen(
        [str(blender.executable), *command],
        env=blender.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            end = time.monotonic() + 60
            while not _is_polled(sandbox):
                assert time.monotonic() < end
                time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=15)
        finally:
            process.kill()
    assert process.returncode == 130, err
    assert out == ""
    line = "Stopped. Under way: image “a fox”. 3 credits stay taken. The verb resume goes on from here."
    assert err.strip().splitlines()[-1] == f"antekirt: {line}"


def _is_polled(sandbox: Sandbox) -> bool:
    """Whether what was paid for is asked for by its id: the answer that names it has come."""
    ids = tuple(charge["generationId"] for charge in sandbox.ledger())
    return any(request["path"].endswith(ids) for request in sandbox.requests())
