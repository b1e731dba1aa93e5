# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps Generate from being pressed is said beside the button, and not when it was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .import_fixtures import square

if TYPE_CHECKING:
    from collections.abc import Callable

SELECT = "Select an object for the material"


def test_a_material_needs_an_object(online: None, part: Callable[[str], Any]) -> None:  # noqa: ARG001 - it is allowed
    chosen: Any = bpy.context.scene.antekirt
    chosen.artist_id, chosen.prompt, chosen.image_import_as = "x", "a fox", "MATERIAL"

    def reason(*, into_editor: bool = False) -> str:
        shown, blocking_reason = part("ui.snapshot").Snapshot(), part("ui.generate_button").blocking_reason
        return str(blocking_reason(bpy.context, shown, 3, into_editor=into_editor))

    assert reason() == SELECT
    assert reason(into_editor=True) == ""  # where it becomes an image or a node
    lamp = bpy.data.objects.new("Lamp", bpy.data.lights.new("Lamp", "POINT"))
    bpy.context.scene.collection.objects.link(lamp)
    lamp.select_set(True)
    assert reason() == SELECT
    thing = square()
    assert reason() == SELECT
    thing.select_set(True)
    assert reason() == ""
    thing.hide_set(True)
    assert reason() == SELECT
    chosen.image_import_as = "PLANE"
    assert reason() == ""


def test_what_is_edited_need_not_be_selected(part: Callable[[str], Any]) -> None:
    can_take_image = part("scene.selection").can_take_image
    thing = square()
    assert not can_take_image(bpy.context)
    bpy.context.view_layer.objects.active = thing
    bpy.ops.object.mode_set(mode="EDIT")
    thing.select_set(False)
    assert can_take_image(bpy.context)
