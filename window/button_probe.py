# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks Blender what the buttons under the mouse stand for, at hundreds of places within one redraw.

Blender tells which operator call or property is under the mouse to whoever copies it (the items "Copy Python
Command" and "Copy Data Path" of a button's own menu). A key is bound to an operator that does so; mouse moves
and presses of that key, sent in one go, are worked off one after the other with no redraw between them.

Where there is no button Blender tells of the last one that the mouse was on. So only a place where the answer
changes is surely on a button, and the button that was last before a sweep is looked for from the other end.

Panels grow when news arrives, and a redraw then moves buttons away from where a sweep has found them. So a
click is sent by the probe itself, on the spot, when it meets the button where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from window.mouse_keyboard import Hand

Place = tuple[int, int]
Found = dict[str, Place]  # "bpy.ops.antekirt.x(…)" or a property's path → where it is

KEY: Literal["F20"] = "F20"  # nothing else uses it
_met: dict[Place, set[str]] = {}
_acts: dict[Place, Callable[[], None]] = {}  # what to do on the spot once a place has been visited


class PROBE_OT_button(bpy.types.Operator):  # noqa: N801 # Blender's way of naming
    """Note which button is under the mouse, or was last."""

    bl_idname = "probe.button"
    bl_label = "Probe Button"
    bl_options = {"INTERNAL"}  # noqa: RUF012 # Blender's way of saying it

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> Any:
        found: set[str] = set()
        command: Any = bpy.ops.ui.copy_python_command_button
        path: Any = bpy.ops.ui.copy_data_path_button
        for operator, options in ((command, {}), (path, {"full_path": True})):
            context.window_manager.clipboard = ""
            if operator.poll() and "FINISHED" in operator(**options):
                found.add(context.window_manager.clipboard)
        place = event.mouse_x, event.mouse_y
        _met[place] = found - {""}
        if act := _acts.pop(place, None):
            act()
        return {"FINISHED"}


def register() -> None:
    bpy.utils.register_class(PROBE_OT_button)
    keymap = bpy.context.window_manager.keyconfigs.addon.keymaps.new("User Interface")
    keymap.keymap_items.new(PROBE_OT_button.bl_idname, KEY, "PRESS")


def sweep(hand: Hand, places: list[Place]) -> Generator[float, None, Found]:
    """Visit all places; give what was found, each with a place where it surely is."""
    answers = yield from _visit(hand, places)
    found = _entered(places, answers)
    if answers[0] - found.keys():
        answers = yield from _visit(hand, places[::-1])
        found = _entered(places[::-1], answers) | found
    return found


def click(hand: Hand, text: str, seen: Found, times: int = 1) -> Generator[float, None, bool]:
    """Click on the button that holds the text, of those that were seen; give whether it still was there."""
    place = holding(text, seen)[0]
    others = [other for name, other in seen.items() if text not in name and other != place]
    clicked = False

    def act() -> None:
        nonlocal clicked
        # A lone button is told of everywhere, and cannot be checked.
        clicked = _meets(text, place) and not any(_meets(text, other) for other in others[:1])
        for _ in range(times if clicked else 0):
            hand.event("LEFTMOUSE")
            hand.event("LEFTMOUSE", "RELEASE")

    _acts[place] = act
    yield from _visit(hand, [*others[:1], place])
    yield 0.1
    return clicked


def _meets(text: str, place: Place) -> bool:
    return any(text in name for name in _met.get(place, ()))


def holding(text: str, seen: Found) -> list[Place]:
    """Give where the first such button is, if there is one."""
    return [place for name, place in seen.items() if text in name][:1]


def _visit(hand: Hand, places: list[Place]) -> Generator[float, None, list[set[str]]]:
    _met.clear()
    for x, y in places:
        hand.move(x - 1, y)  # leaves the button before
        hand.move(x, y)  # enters the one that is here
        hand.event(KEY)
        hand.event(KEY, "RELEASE")
    yield from hand.wait(lambda: hand.position in _met)
    return [_met.get(place, set()) for place in places]


def _entered(places: list[Place], answers: list[set[str]]) -> Found:
    found: Found = {}
    before = answers[0]
    for place, answer in zip(places, answers, strict=True):
        for name in answer if answer != before else ():
            found.setdefault(name, place)
        before = answer
    return found
