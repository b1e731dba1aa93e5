# SPDX-License-Identifier: GPL-3.0-or-later
"""Unit tests run without Blender: they import the plain half of the add-on past its bpy front door."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.server import Server

package = ModuleType("antekirt_addon")
package.__path__ = [str(Path(__file__).resolve().parents[2] / "antekirt_addon")]
sys.modules["antekirt_addon"] = package


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    """A second server, that is not the service."""
    from tests.unit.server import serving

    with serving() as server:
        yield server
