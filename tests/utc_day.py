# SPDX-License-Identifier: GPL-3.0-or-later
"""The day of UTC, at whose end budgets are renewed."""

from __future__ import annotations

import time

DAY = 86400
LONGEST = 60.0  # seconds that a test may take


def begin_within_a_day() -> None:
    """Wait for the next day where this one ends so soon that a test would spend on both."""
    if (left := DAY - time.time() % DAY) < LONGEST:
        time.sleep(left)
