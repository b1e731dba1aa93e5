# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the service for where a generation stands."""

from __future__ import annotations

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
    def _missing_(cls, value: object) -> Status:  # noqa: ARG003 - any word at all
        return cls.UNKNOWN
