# SPDX-License-Identifier: GPL-3.0-or-later
"""Artworks that go over from unlit to lit by a value: as rendered, and as what follows sees their colors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from .render_view import look_down, rendered_pixels

if TYPE_CHECKING:
    from pathlib import Path

LIT = "antekirt_lit"
HALVES = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><linearGradient id="g">
<stop stop-color="#f80"/><stop offset="1" stop-color="#08f"/></linearGradient>
<rect width="10" height="10" fill="#c04020"/><rect x="5" width="5" height="10" fill="url(#g)"/></svg>"""
SOLID = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#c42"/></svg>'
)
SOFT = SOLID.replace(
    "<rect",
    """<linearGradient id="g"><stop stop-color="#c42"/>
<stop offset="1" stop-color="#c84020"/></linearGradient><rect""",
).replace('"#c42"/></svg>', '"url(#g)"/></svg>')
WIDE = 4  # pixels of each artwork in a row


def brought(folder: Path, place: int = 0, text: str = HALVES, **chosen: Any) -> Any:
    """The root of an artwork that lies in a row."""
    file = folder / "halves.svg"
    file.write_text(text)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    root = next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")
    root.location, root.rotation_euler = (2.0 * place - 3.0, 0.0, 0.0), (0.0, 0.0, 0.0)
    bpy.context.view_layer.objects.active = root
    return root


def key(root: Any) -> None:
    for frame, lit in ((1, 0.0), (5, 1.0)):
        root[LIT] = lit
        root.keyframe_insert(f'["{LIT}"]', frame=frame)


def seen(frame: int) -> list[Any]:
    """The mean color of what is rendered within each artwork in the row."""
    bpy.context.scene.frame_set(frame)
    pixels = rendered_pixels(samples=64)
    return [pixels[3:5, WIDE * n + 1 : WIDE * n + 3].mean(axis=(0, 1)) for n in range(4)]


@pytest.mark.parametrize(("import_as", "text"), [("CURVES", SOLID), ("CURVES", SOFT), ("MESH", SOLID)])
def test_a_key_takes_an_artwork_from_unlit_to_lit_also_without_the_add_on(
    tmp_path: Path, addon: Any, import_as: str, text: str
) -> None:
    for place, shading in enumerate(("UNLIT", "LIT", "UNLIT", "LIT")):
        root = brought(tmp_path, place, text, import_as=import_as, shading=shading)
        if place > 1:
            bpy.ops.antekirt.animate_shading()
            assert root[LIT] == float(shading == "LIT")
            assert not bpy.ops.antekirt.animate_shading.poll()
            key(root)
    sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    bpy.context.scene.collection.objects.link(sun)
    look_down(8.0)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "keyed.blend"))
    bpy.ops.preferences.addon_disable(module=addon.__name__)
    try:
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "keyed.blend"))
        unlit, lit, *keyed = seen(1)
        assert np.abs(unlit - lit).max() > 50
        assert max(np.abs(one - unlit).max() for one in keyed) < 5
        *_, half, other_half = seen(3)
        assert np.all((half <= np.maximum(lit, unlit) + 5) & (half >= np.minimum(lit, unlit) - 5))
        assert min(np.abs(half - lit).max(), np.abs(half - unlit).max()) > 15
        assert np.abs(half - other_half).max() < 5
        _, lit, *keyed = seen(5)
        assert max(np.abs(one - lit).max() for one in keyed) < 5
    finally:
        bpy.ops.preferences.addon_enable(module=addon.__name__)


def test_a_drawing_goes_over_at_a_half(tmp_path: Path) -> None:
    root = brought(tmp_path, import_as="GREASE_PENCIL")
    bpy.ops.antekirt.animate_shading()
    key(root)
    for frame, lit in ((1, False), (5, True)):
        bpy.context.scene.frame_set(frame)
        assert root.children[0].use_grease_pencil_lights is lit


def test_the_buttons_set_the_value_and_other_artworks_stay(tmp_path: Path) -> None:
    other, root = (brought(tmp_path, place) for place in (0, 1))
    before = shown(other)
    bpy.ops.antekirt.animate_shading()
    bpy.ops.antekirt.set_shading(shading="LIT")
    assert (root[LIT], root.antekirt_lit) == (1.0, 1.0)
    assert shown(other) == before
    for obj in (root, *root.children):
        obj.select_set(True)
    bpy.ops.object.duplicate(linked=True)
    copy = next(obj for obj in bpy.context.selected_objects if LIT in obj)
    bpy.context.view_layer.objects.active = copy
    bpy.ops.antekirt.set_shading(shading="UNLIT")
    bpy.context.view_layer.update()
    assert (root[LIT], copy[LIT]) == (1.0, 0.0)
    assert (number_of(root), number_of(copy)) == (1.0, 0.0)


def shown(root: Any) -> list[Any]:
    """The materials of an artwork."""
    return [slot.material for obj in root.children for slot in obj.material_slots]


def number_of(root: Any) -> float:
    """What says how lit the materials of an artwork are."""
    (group,) = {material.node_tree.nodes["Light"].node_tree for material in shown(root)}
    return float(group.nodes["Lit"].outputs[0].default_value)


@pytest.mark.parametrize("lit", [0.0, 1.0])
def test_its_colors_are_still_known(tmp_path: Path, lit: float) -> None:
    root = brought(tmp_path)
    bpy.ops.antekirt.animate_shading()
    root.antekirt_lit = lit
    assert bpy.ops.antekirt.recolor(old="#c04020", new="#204060") == {"FINISHED"}
    assert bpy.ops.antekirt.recolor(old="#ff8800", new="#00ff00") == {"FINISHED"}
    bpy.ops.antekirt.export_svg(filepath=str(tmp_path / "back.svg"))
    written = (tmp_path / "back.svg").read_text()
    assert set(re.findall("#[0-9a-f]{6}", written)) == {"#204060", "#00ff00", "#0088ff"}
    bpy.ops.antekirt.reload_artwork()
    assert root[LIT] == lit
    assert number_of(root) == lit
    bpy.ops.antekirt.prepare_for_export()
    (shader,) = {
        slot.material.node_tree.nodes["Surface"]
        for obj in bpy.context.selected_objects
        for slot in obj.material_slots
        if slot.material and slot.material.name.startswith("#")
    }
    assert shader.inputs["Emission Strength"].default_value == 1.0 - lit
    color = shader.inputs["Base Color" if lit else "Emission Color"]
    assert list(color.default_value[:3]) == pytest.approx([0.0144, 0.0513, 0.117], abs=1e-3)
