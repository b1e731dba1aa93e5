# SPDX-License-Identifier: GPL-3.0-or-later
"""Squares upon squares, red and blue in turn, in the 3D view: the uppermost one hides all others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy_extras.view3d_utils import location_3d_to_region_2d

from tests import svg_stacked_squares
from window import screen_reader

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

PART = 100  # pixels around the middle of the view, all of them on the uppermost square
# Meters, and how they are looked at: where the layers are closest for what the depth of the view can tell.
VIEWS = ((0.2, ("ORTHO", "PERSP")), (20.0, ("PERSP",)))


def test_curves_do_not_flicker(ui: AntekirtUser) -> Steps:
    yield from view_in_all_shadings(ui, "CURVES", ("SOLID", "MATERIAL"))


def test_a_mesh_does_not_flicker(ui: AntekirtUser) -> Steps:
    # Its colors are an attribute, which SOLID leaves out.
    yield from view_in_all_shadings(ui, "MESH", ("MATERIAL",))


def test_grease_pencil_does_not_flicker(ui: AntekirtUser) -> Steps:
    yield from view_in_all_shadings(ui, "GREASE_PENCIL", ("SOLID", "MATERIAL"))


def view_in_all_shadings(ui: AntekirtUser, target: str, shadings: tuple[str, ...]) -> Steps:
    file = Path(bpy.app.tempdir) / "stack.svg"
    file.write_text(svg_stacked_squares.stack())
    for shading in shadings:
        shade(ui, shading)  # seldom: EEVEE then begins anew, which takes it seconds
        for size, projections in VIEWS:
            for obj in list(bpy.data.objects):
                bpy.data.objects.remove(obj)
            bpy.ops.antekirt.import_svg(filepath=str(file), import_as=target, size=size)
            for projection in projections:
                face(ui, size, projection)
                yield 0.3  # until what was there before is no longer seen
                yield from ui.wait(lambda: is_red(ui), timeout=240)  # shaders may have to be compiled first
    yield from ui.screenshot(target.lower())


def shade(ui: AntekirtUser, shading: str) -> None:
    """Show nothing but the artwork, in its own colors."""
    space = ui.area().spaces.active
    space.overlay.show_overlays = space.show_gizmo = False
    space.shading.type, space.shading.light, space.shading.color_type = shading, "FLAT", "MATERIAL"
    bpy.context.scene.view_settings.view_transform = "Standard"


def face(ui: AntekirtUser, size: float, projection: str) -> None:
    """Look at the artwork from above, so that it fills the view."""
    view = ui.area().spaces.active.region_3d
    view.view_location, view.view_rotation = (0.0, 0.0, 0.0), (1.0, 0.0, 0.0, 0.0)
    view.view_perspective, view.view_distance = projection, size
    ui.area().tag_redraw()


def is_red(ui: AntekirtUser) -> bool:
    """Whether the middle of the artwork is nothing but red, as nearly as a renderer can."""
    region = ui.region("WINDOW")
    middle = location_3d_to_region_2d(region, ui.area().spaces.active.region_3d, (0.0, 0.0, 0.0))
    left, bottom = (
        int(of_window + of_region + at - PART / 2)
        for of_window, of_region, at in zip(
            (ui.window.x, ui.window.y), (region.x, region.y), middle, strict=True
        )
    )
    pixels = screen_reader.read_pixels(left, bottom, PART, PART)
    blue, green, red = pixels[0::4], pixels[1::4], pixels[2::4]
    return max(blue) < 8 and max(green) < 8 and min(red) > 247
