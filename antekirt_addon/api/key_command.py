# SPDX-License-Identifier: GPL-3.0-or-later
"""The API key from a program, such as a keyring or a vault: asked once, by a thread, and only kept in memory.

What the program prints is used as the key and for nothing else: no message has a word of it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ..message import Message

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

LONGEST_SECONDS = 60.0  # somebody may have to unlock a keyring
LONGEST_KEY = 512  # characters


class KeyCommand:
    """key: "" while the program runs, and if it gives none; `problem` then says why."""

    def __init__(self, command: Sequence[str], seconds: float = LONGEST_SECONDS) -> None:
        self.key = ""
        self.problem = ""
        self._command = list(command)
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="antekirt-key", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Block until the program has ended. Not for the main thread of a Blender with a window."""
        self._thread.join()

    def close(self) -> None:
        """End the program if it still runs, and the thread with it."""
        self._is_closed = True
        if self._process:
            self._process.kill()
        self._thread.join(1.0)

    def _run(self) -> None:
        import subprocess

        try:
            self._process = subprocess.Popen(  # noqa: S603 - what the studio set, without a shell
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows
            )
        except (OSError, ValueError) as error:
            self._fail(getattr(error, "strerror", None) or type(error).__name__)
            return
        with self._process as process:
            if self._is_closed:
                process.kill()
            try:
                printed, _ = process.communicate(timeout=self._seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                self._fail(Message("it took longer than {seconds:.0f} s", seconds=self._seconds))
                return
        if process.returncode:
            self._fail(Message("it ended with {code}", code=process.returncode))
        else:
            self._take(printed.decode("ascii", errors="replace").strip())

    def _take(self, printed: str) -> None:
        if printed.isascii() and printed.isprintable() and " " not in printed and len(printed) <= LONGEST_KEY:
            self.key = printed
        if not self.key:
            self._fail(Message("it printed no API key"))

    def _fail(self, reason: str) -> None:
        self.problem = Message(
            "Your studio's program “{program}” gave no API key: {reason}.",
            program=self._command[0],
            reason=reason,
        )
