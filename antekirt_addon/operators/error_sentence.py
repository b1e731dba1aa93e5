# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist is told about an error, whichever half of the add-on it comes from."""

from __future__ import annotations

from ..jobs.problem import describe
from ..scene.error import SceneError


def error_sentence(error: Exception) -> str:
    """One sentence: a SceneError's own, or what jobs/problem.py makes of the service's and the disk's."""
    return str(error) if isinstance(error, SceneError) else describe(error).text
