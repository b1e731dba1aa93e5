# SPDX-License-Identifier: GPL-3.0-or-later
"""Unit tests run without Blender: they import the plain half of the add-on past its bpy front door."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

package = ModuleType("antekirt_addon")
package.__path__ = [str(Path(__file__).resolve().parents[2] / "antekirt_addon")]
sys.modules["antekirt_addon"] = package
