# SPDX-License-Identifier: GPL-3.0-or-later
"""Unit tests run without Blender: importing the add-on, and its plain half, does not ask for bpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.recording_server import RecordingServer


@pytest.fixture
def elsewhere() -> Iterator[RecordingServer]:
    """A second server, that is not the service."""
    from tests.unit.recording_server import serving

    with serving() as server:
        yield server
