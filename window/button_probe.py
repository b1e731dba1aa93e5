# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks Blender what the buttons under the mouse stand for, at hundreds of positions within one redraw.

Blender tells which operator call or property is under the mouse to whoever copies it (the items "Copy Python
Command" and "Copy Data Path" of a button's own menu). A key is bound to an operator that does so; mouse moves
and presses of that key, sent in one go, are worked off one after the other with no redraw between them.

Where there is no button Blender tells of the last one that the mouse was on. So only a position where the
answer changes is surely on a button, and the button that was last before a sweep is looked for from the other
end.

Panels grow when news arrives, and a redraw then moves buttons away from where a sweep has found them. So a
click is sent by the probe itself, on the spot, when it meets the button where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from window.mouse_keyboard import MouseAndKeyboard

Position = tuple[int, int]
FoundButtons = dict[str, Position]  # "bpy.ops.antekirt.x(…)" or a property's path → where it is

KEY: Literal["F20"] = "F20"  # nothing else uses it
AT_ONCE = 300  # positions, between two looks whether the button is found
_met: dict[Position, set[str]] = {}
_acts: dict[Position, Callable[[], None]] = {}  # what to do on the spot once a position has been visited


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
        position = event.mouse_x, event.mouse_y
        _met[position] = found - {""}
        if act := _acts.pop(position, None):
            act()
        return {"FINISHED"}


def register() -> None:
    bpy.utils.register_class(PROBE_OT_button)
    keymap = bpy.context.window_manager.keyconfigs.addon.keymaps.new("User Interface")
    keymap.keymap_items.new(PROBE_OT_button.bl_idname, KEY, "PRESS")


def sweep(
    mouse: MouseAndKeyboard, positions: list[Position], wanted: str = ""
) -> Generator[float, None, FoundButtons]:
    """Visit all positions; give what was found, each with a position where it surely is.

    wanted: a button whose name holds that text ends the sweep, once another is known to check it by.
    """
    answers: list[set[str]] = []
    x, y = positions[0]  # over a panel, whatever lies at the end of a part
    for start in range(0, len(positions), AT_ONCE):
        part = positions[start : start + AT_ONCE]
        answers += (yield from _visit(mouse, [*part, (x + 1, y)]))[: len(part)]
        found = _entered(positions[: len(answers)], answers)
        if wanted and positions_of(wanted, found) and len(set(found.values())) > 1:
            return found
    if answers[0] - found.keys():
        answers = yield from _visit(mouse, positions[::-1])
        found = _entered(positions[::-1], answers) | found
    return found


def click(
    mouse: MouseAndKeyboard, text: str, seen: FoundButtons, times: int = 1
) -> Generator[float, None, bool]:
    """Click on the button that holds the text, of those that were seen; give whether it still was there."""
    position = positions_of(text, seen)[0]
    others = [other for name, other in seen.items() if text not in name and other != position]
    clicked = False

    def act() -> None:
        nonlocal clicked
        # A lone button is told of everywhere, and cannot be checked.
        clicked = _meets(text, position) and not any(_meets(text, other) for other in others[:1])
        for _ in range(times if clicked else 0):
            mouse.event("LEFTMOUSE")
            mouse.event("LEFTMOUSE", "RELEASE")

    _acts[position] = act
    yield from _visit(mouse, [*others[:1], position])
    yield 0.1
    return clicked


def _meets(text: str, position: Position) -> bool:
    return any(text in name for name in _met.get(position, ()))


def positions_of(text: str, seen: FoundButtons) -> list[Position]:
    """Give where the first such button is, if there is one."""
    return [position for name, position in seen.items() if text in name][:1]


def _visit(mouse: MouseAndKeyboard, positions: list[Position]) -> Generator[float, None, list[set[str]]]:
    _met.clear()
    for x, y in positions:
        mouse.move(x - 1, y)  # leaves the button before
        mouse.move(x, y)  # enters the one that is here
        mouse.event(KEY)
        mouse.event(KEY, "RELEASE")
    yield from mouse.wait(lambda: mouse.position in _met)
    return [_met.get(position, set()) for position in positions]


def _entered(positions: list[Position], answers: list[set[str]]) -> FoundButtons:
    found: FoundButtons = {}
    before = answers[0]
    for position, answer in zip(positions, answers, strict=True):
        for name in answer if answer != before else ():
            found.setdefault(name, position)
        before = answer
    return found
