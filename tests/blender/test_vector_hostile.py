# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files that mean no good are imported or refused, soon, and nothing half done is left in the scene."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy
import pytest

from tests.svg_hostile import DRAWN, FILES

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 20.0  # of the processor, Blender's own work in them


@pytest.mark.one_blender
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if expected == DRAWN else pytest.mark.one_blender)
        for name, (_, expected) in FILES.items()  # the reader refuses, before Blender's data is touched
    ],
)
def test_a_hostile_file_leaves_nothing_half_done(name: str, tmp_path: Path) -> None:
    make, expected = FILES[name]
    file = tmp_path / "hostile.svg"
    file.write_bytes(make())
    before, begun = there(), time.process_time()
    if expected == DRAWN:
        bpy.ops.antekirt.import_svg(filepath=str(file))
        assert any(obj.type in {"CURVE", "MESH"} for obj in bpy.context.scene.objects)
    else:
        with pytest.raises(RuntimeError, match=r"hostile\.svg"):
            bpy.ops.antekirt.import_svg(filepath=str(file))
        assert there() == before
    assert time.process_time() - begun < SECONDS


def there() -> list[int]:
    kinds = (bpy.data.objects, bpy.data.curves, bpy.data.meshes, bpy.data.materials, bpy.data.collections)
    return [len(kind) for kind in kinds]
