# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension as ``scripts/build`` left it, for all that install it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class NotBuilt(Exception):
    """There is nothing to install, or it is older than the source."""


def built_extension() -> Path:
    """The zip that ``ANTEKIRT_ZIP`` names, or else the newest in dist/. Raises NotBuilt with what to do."""
    if named := os.environ.get("ANTEKIRT_ZIP"):
        return Path(named)
    built = sorted((ROOT / "dist").glob("antekirt-*.zip"), key=_changed)
    if not built:
        raise NotBuilt("There is no dist/antekirt-*.zip. Run scripts/build.")
    sources = [*(ROOT / "antekirt_addon").rglob("*.*"), ROOT / "blender_manifest.toml"]
    if max(_changed(source) for source in sources if "__pycache__" not in source.parts) > _changed(built[-1]):
        raise NotBuilt(f"dist/{built[-1].name} is older than the source. Run scripts/build.")
    return built[-1]


def _changed(path: Path) -> float:
    return path.stat().st_mtime
