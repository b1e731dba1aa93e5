# SPDX-License-Identifier: GPL-3.0-or-later
"""The key from a studio's program: taken as it is printed, and never repeated."""

from __future__ import annotations

import sys
import time

import pytest

from antekirt_addon.api.key_command import KeyCommand

KEY = "ak_0123456789abcdef"


def asked(program: str, seconds: float = 60.0) -> KeyCommand:
    made = KeyCommand([sys.executable, "-c", program], seconds)
    made.wait()
    return made


def test_what_the_program_prints_is_the_key() -> None:
    done = asked(f"print({KEY!r})")
    assert (done.key, done.problem, done.is_over) == (KEY, "", True)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (f"import sys; print({KEY!r}); sys.exit(3)", "it ended with 3"),
        ("pass", "it printed no API key"),
        (f"print({KEY!r}); print('and more')", "it printed no API key"),
        (f"print('key: {KEY}')", "it printed no API key"),
        (f"print({KEY!r} + chr(7))", "it printed no API key"),
        ("import sys; sys.stdout.buffer.write(b'ak_\\xff')", "it printed no API key"),
    ],
)
def test_what_is_no_key_is_told_without_a_word_of_it(program: str, told: str) -> None:
    done = asked(program)
    assert (done.key, told in done.problem) == ("", True)
    assert KEY not in done.problem


def test_a_program_that_is_not_there_is_named() -> None:
    done = KeyCommand(["/nowhere/keys"])
    done.wait()
    assert "/nowhere/keys" in done.problem
    assert "No such file" in done.problem


def test_a_program_that_does_not_end_is_ended() -> None:
    done = asked("import time; time.sleep(60)", seconds=0.2)
    assert "longer than" in done.problem


def test_nobody_waits_for_it_unless_asked_to() -> None:
    begun = time.monotonic()
    running = KeyCommand([sys.executable, "-c", "import time; time.sleep(60)"])
    assert (running.key, running.is_over) == ("", False)
    running.close()
    running.wait()
    assert time.monotonic() - begun < 30, "it was ended"
