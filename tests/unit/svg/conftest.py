# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of the computer that these tests run on are none of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to install fonts; there are no others."""
    folder = tmp_path / "data"
    for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(folder))
    return folder
