# SPDX-License-Identifier: GPL-3.0-or-later
"""What a benchmark holds its numbers to, and how it ends."""

from __future__ import annotations

import sys


class Limits:
    """The limits of one run, and what went beyond them."""

    def __init__(self) -> None:
        self.exceeded: list[str] = []

    def check(self, what: str, value: float, limit: float) -> str:
        """The limit as it is printed beside a value, marked where the value is too large."""
        if value <= limit:
            return f"limit {limit:.1f}"
        self.exceeded.append(f"{what}: {value:.2f}, limit {limit:.2f}")
        return f"limit {limit:.1f} (!)"

    def judge(self) -> None:
        """End with status 1 and a list, if anything went beyond its limit."""
        if self.exceeded:
            sys.exit("\n".join(["bench: beyond the limits", *self.exceeded]))
