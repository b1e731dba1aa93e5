# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the service for where a generation stands."""

from __future__ import annotations

import re
from enum import StrEnum


class Status(StrEnum):
    """Where a generation stands. A status never documented reads as UNKNOWN and is waited for."""

    PROCESSING = "processing"
    PROCESSING_SVG = "processing_svg"
    PROCESSING_VIDEO = "processing_video"
    COMPLETED = "completed"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> Status:
        """The status meant by any word at all; letter case and the sign between two words do not count."""
        word = re.sub("[ -]", "_", str(value).strip().lower())
        return next((status for status in cls if status == word), cls.UNKNOWN)
