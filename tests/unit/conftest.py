# SPDX-License-Identifier: GPL-3.0-or-later
"""Unit tests run without Blender: importing the add-on, and its plain half, does not ask for bpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.recording_server import RecordingServer


# A busy machine is no defect: Hypothesis would have each example take 200 milliseconds at most.
settings.register_profile("antekirt", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("antekirt")


@pytest.fixture
def elsewhere() -> Iterator[RecordingServer]:
    """A second server, that is not the service."""
    from tests.unit.recording_server import serving

    with serving() as server:
        yield server
