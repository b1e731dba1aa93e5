# SPDX-License-Identifier: GPL-3.0-or-later
"""blender --command antekirt, in the Blenders that artists have, whose own handler takes Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


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
            while not sandbox.ledger():
                assert time.monotonic() < end
                time.sleep(0.1)
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=15)
        finally:
            process.kill()
    assert process.returncode == 130, err
    assert out == ""
    line = "Stopped. Under way: image “a fox”. 3 credits stay taken. The verb resume goes on from here."
    assert err.strip().splitlines()[-1] == f"antekirt: {line}"
