# SPDX-License-Identifier: GPL-3.0-or-later
"""An import waits while the artist is at something, and neither for ever nor for what only looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TRIAL_OT_modal(bpy.types.Operator):  # noqa: N801 # Blender's own way of naming
    bl_idname = "trial.modal"
    bl_label = "Go on and on"

    def execute(self, context: bpy.types.Context) -> Any:
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, _context: bpy.types.Context, _event: bpy.types.Event) -> Any:
        return {"PASS_THROUGH"}


@pytest.fixture
def begin() -> Iterator[Callable[[], object]]:
    """Give what begins an operator of another add-on, which goes on until the file is closed."""
    bpy.utils.register_class(TRIAL_OT_modal)
    yield bpy.ops.trial.modal
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.utils.unregister_class(TRIAL_OT_modal)


def test_it_does_not_wait_for_nothing(part: Callable[[str], Any]) -> None:
    deferral = part("operators.import_deferral").Deferral()
    assert not deferral.must_wait()
    assert not deferral.has_expired()


def test_it_waits_for_what_has_begun_since_but_not_for_ever(
    part: Callable[[str], Any], begin: Callable[[], object]
) -> None:
    seconds = 100.0
    deferral = part("operators.import_deferral").Deferral(lambda: seconds)
    begin()
    assert deferral.must_wait()
    seconds = 119.0
    assert deferral.must_wait()
    assert not deferral.has_expired()
    seconds = 121.0
    assert deferral.has_expired()


def test_it_does_not_wait_for_what_let_the_artist_press_our_button(
    part: Callable[[str], Any], begin: Callable[[], object]
) -> None:
    begin()
    assert not part("operators.import_deferral").Deferral().must_wait()
