# SPDX-License-Identifier: GPL-3.0-or-later
"""Flat colors of an artwork, on their way out of Blender as they were imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
import pytest

from scripts.export_compare import View, compare

if TYPE_CHECKING:
    from pathlib import Path

READS_EMISSION = bpy.app.version >= (4, 5, 0)  # the importer of OBJ; what was exported says it in all
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<rect width="100" height="60" fill="#d06010"/><circle cx="50" cy="50" r="40" fill="#30a040"/>
<path fill-rule="evenodd" d="M10 10h20v20h-20zm5 5v10h10v-10z" fill="#ffee00"/>{more}</svg>"""
CLEAR = '<rect x="25" y="25" width="50" height="50" fill="#2080e0" fill-opacity="0.5"/>'


@pytest.mark.filterwarnings("ignore:Setting the shape")  # by the exporter of FBX
def test_the_flat_colors_of_a_mesh_arrive(tmp_path: Path) -> None:
    file = tmp_path / "flat.svg"
    file.write_text(SVG.format(more=""))
    bpy.ops.antekirt.import_svg(filepath=str(file), import_as="MESH")
    arrived = compare(["glb", "usdc", "fbx", *(["obj"] if READS_EMISSION else [])], tmp_path)
    assert (
        arrived.pop("fbx").black < 1
    )  # Blender's newer importer gives all a gloss, which a white world shows
    assert {name: difference for name, difference in arrived.items() if difference.worst >= 1} == {}


@pytest.mark.parametrize("shading", ["UNLIT", "LIT"])
def test_the_flat_colors_of_curves_arrive_in_gltf_clear_ones_too(shading: str, tmp_path: Path) -> None:
    file = tmp_path / "flat.svg"
    file.write_text(SVG.format(more=CLEAR))
    bpy.ops.antekirt.import_svg(filepath=str(file), shading=shading)
    assert compare(["glb"], tmp_path, View(sun=shading == "LIT"))["glb"].worst < 1
