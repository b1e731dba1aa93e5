# SPDX-License-Identifier: GPL-3.0-or-later
"""CHANGELOG.md as its sections, the newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNRELEASED = "Unreleased"
HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """What a version changes. date: as it is written, or empty."""

    version: str
    date: str
    text: str


def sections(changelog: str) -> list[Section]:
    found = [*HEADING.finditer(changelog)]
    ends = [*(heading.start() for heading in found[1:]), len(changelog)]
    return [
        Section(heading["version"], heading["date"] or "", changelog[heading.end() : end].strip())
        for heading, end in zip(found, ends, strict=True)
    ]
