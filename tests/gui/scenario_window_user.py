# SPDX-License-Identifier: GPL-3.0-or-later
"""The user that drives the other scenarios, tried on a panel made for it."""

from __future__ import annotations

import os
import signal
from functools import partial
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps


class TRIAL_OT_mark(bpy.types.Operator):  # noqa: N801 # Blender's own way of naming
    bl_idname = "trial.mark"
    bl_label = "Mark"
    bl_options = {"REGISTER", "UNDO"}  # noqa: RUF012 # Blender's own way of saying it
    name: bpy.props.StringProperty()  # type: ignore[valid-type] # Blender's own way of declaring

    def execute(self, _context: bpy.types.Context) -> Any:
        bpy.data.objects.new(self.name, None)
        return {"FINISHED"}


class TRIAL_PT_long(bpy.types.Panel):  # noqa: N801
    bl_label = "Long"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Trial"

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.prop(context.scene, "name")
        for number in range(60):
            self.layout.label(text=str(number))
        row = self.layout.row()
        row.label(text="A small button at the end")
        row.operator("trial.mark", text="", icon="ADD").name = "small"
        self.layout.operator("trial.mark").name = "below"


class TRIAL_PT_closed(bpy.types.Panel):  # noqa: N801
    bl_label = "Closed"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Trial"
    bl_options = {"DEFAULT_CLOSED"}  # noqa: RUF012

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.operator("trial.mark").name = "hidden"


def test_the_sidebar_takes_a_width(ui: AntekirtUser) -> Steps:
    for cls in (TRIAL_OT_mark, TRIAL_PT_long, TRIAL_PT_closed):
        bpy.utils.register_class(cls)
    yield from ui.sidebar("Trial")
    for width in (200, 400, 280):
        yield from ui.sidebar_width(width)
        assert abs(ui.region().width - width) < 10, ui.region().width
    yield from ui.screenshot("wide")


def test_fields_are_filled(ui: AntekirtUser) -> Steps:
    yield from ui.fill("].name", "Füchse, 4k - 1/2")
    assert bpy.context.scene.name == "Füchse, 4k - 1/2"
    yield from ui.screenshot("filled")


def test_buttons_out_of_view_are_found(ui: AntekirtUser) -> Steps:
    for name in ("below", "small"):
        yield from ui.press(f'name="{name}"')
        yield from ui.wait(partial(bpy.data.objects.get, name))
    yield from ui.screenshot("scrolled")


def test_all_buttons_are_seen(ui: AntekirtUser) -> Steps:
    seen = yield from ui.buttons()
    for name in ("small", "below"):
        assert any(f'name="{name}"' in one for one in seen), seen


def test_closed_panels_open(ui: AntekirtUser) -> Steps:
    yield from ui.open_panel("TRIAL_PT_closed")
    yield from ui.screenshot("opened")
    yield from ui.press('name="hidden"')
    yield from ui.wait(lambda: "hidden" in bpy.data.objects)


def test_keys_undo(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: "hidden" not in bpy.data.objects)


def test_dragging_orbits(ui: AntekirtUser) -> Steps:
    view = ui.area().spaces.active.region_3d
    before = view.view_matrix.copy()
    yield from ui.move_into()
    yield from ui.drag((100, 50))
    assert view.view_matrix != before


def test_what_a_scenario_tells_arrives(ui: AntekirtUser) -> Steps:
    ui.out["told"] = bpy.app.version_string
    yield 0


def broken(_ui: AntekirtUser) -> Steps:
    yield 0
    raise ValueError("this scenario fails on purpose")


def crash(_ui: AntekirtUser) -> Steps:
    yield 0
    os.kill(os.getpid(), signal.SIGKILL)
