# SPDX-License-Identifier: GPL-3.0-or-later
"""A user of Blender: opens sidebars and panels, finds buttons, presses and fills them.

Buttons are found by what they do, not by where they are (see button_probe.py). Everywhere here ``kind``
and ``area`` say in which region to look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from window import button_probe, panel_watch
from window.mouse_keyboard import MouseAndKeyboard

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from window.mouse_keyboard import Steps

WHEEL = 40  # pixels that a region scrolls for one notch of the wheel
PANELS_MOVE = 0.3  # seconds by the clock, after one of them was opened or closed


class User(MouseAndKeyboard):
    """What scenarios are given as ``ui``."""

    def __init__(self, screenshots: Path) -> None:
        super().__init__(screenshots)
        self.out: dict[str, Any] = {}  # what a scenario tells the test that started it

    def sidebar(self, category: str, area: str = "VIEW_3D") -> Steps:
        """Open a sidebar on one of its tabs."""
        self.area(area).spaces.active.show_region_ui = True
        yield from self.wait(
            lambda: (
                self.region(area=area).active_panel_category not in {"", "UNSUPPORTED"}
                and self.region(area=area).width > self._button
            )
        )
        self.region(area=area).active_panel_category = category
        self.region(area=area).tag_redraw()
        yield 0.2

    def sidebar_width(self, width: int, area: str = "VIEW_3D") -> Steps:
        """Drag the sidebar's edge to a width in pixels; early, before panels are scrolled."""
        before = self.region(area=area).width
        for share in (0.35, 0.45, 0.2, 0.05):  # of a button: how far inside the edge is where it can be taken
            region = self.region(area=area)
            self.move(region.x - 2 * self._button, region.y + 0.8 * region.height)
            yield 0.1
            self.move(region.x + share * self._button, region.y + 0.8 * region.height)
            yield 0.2
            yield from self.drag((before - width, 0), "LEFTMOUSE", steps=2)
            yield 0.2
            if self.region(area=area).width != before:
                return
        raise AssertionError(f"the sidebar's edge could not be taken; it is {before} wide")

    def open_panel(self, name: str, area: str = "VIEW_3D") -> Steps:
        """Open a panel. From the top down the key A is tried on each row; panels above end up closed."""
        yield from self._start_over("UI", area)
        with panel_watch.drawn_panels(area) as drawn:
            yield from self._redrawn(drawn, area)
            for y in self._rows("UI", area):
                if name in drawn:
                    return
                before = len(drawn)
                self.move(self.region(area=area).x + 2 * self._button, y)
                yield from self.key("A")
                yield from self._redrawn(drawn, area)
                if len(drawn) > before and name not in drawn:  # another one opened
                    yield from self.key("A")
                    yield from self._redrawn(drawn, area)
        raise AssertionError(f"no panel {name} in this sidebar")

    def _redrawn(self, drawn: set[str], area: str) -> Steps:
        """Note what is drawn once panels have moved to their places; the next row is looked for there."""
        yield PANELS_MOVE
        drawn.clear()
        for _ in range(2):  # the last step of the movement, and the redraw after it
            self.region(area=area).tag_redraw()
            yield 0.05

    def buttons(self, kind: str = "UI", area: str = "VIEW_3D") -> Generator[float, None, set[str]]:
        """What all buttons of a region stand for, from its top to its end."""
        yield from self._start_over(kind, area)
        seen = set((yield from self.visible(kind, area)))
        while (yield from self._scroll_down(kind, area)):
            seen |= set((yield from self.visible(kind, area)))
        return seen

    def hover(self, text: str, kind: str = "UI", area: str = "VIEW_3D") -> Steps:
        """Move onto the button whose operator call or property path holds the text, wherever it is."""
        seen = yield from self._bring_into_view(text, kind, area)
        x, y = button_probe.positions_of(text, seen)[0]
        self.move(x - 1, y)
        self.move(x, y)
        yield 0.05

    def press(self, text: str, kind: str = "UI", area: str = "VIEW_3D", times: int = 1) -> Steps:
        for _ in range(10):
            seen = yield from self._bring_into_view(text, kind, area)
            if (yield from button_probe.click(self, text, seen, times)):
                return
        raise AssertionError(f"the button {text!r} does not stay where it is")

    def fill(self, text: str, value: str, kind: str = "UI", area: str = "VIEW_3D") -> Steps:
        """Replace what stands in a text or number field; a long value is pasted."""
        yield from self.press(text, kind, area, times=2)
        yield from self.key("A", ctrl=True)
        yield from (self.paste(value) if len(value) > 100 else self.type(value))
        yield from self.key("RET")
        yield 0.05

    def search(self, words: str) -> Steps:
        """Run an operator as F3 finds it, with the mouse where it is."""
        yield from self.key("F3")
        yield 0.3
        yield from self.type(words)
        yield 0.3
        yield from self.key("RET")
        yield 0.2

    @property
    def _button(self) -> float:
        """Height of a button in pixels."""
        return 20 * bpy.context.preferences.system.ui_scale

    def _rows(self, kind: str, area: str) -> list[int]:
        """Heights, from the top, such that every button of the region has one at least."""
        region, step = self.region(kind, area), 0.7 * self._button
        return [
            int(region.y + region.height - step * (row + 0.5)) for row in range(int(region.height / step))
        ]

    def visible(
        self, kind: str, area: str, wanted: str = ""
    ) -> Generator[float, None, button_probe.FoundButtons]:
        """Give the buttons that can be seen now: all, or down to one that is wanted."""
        region, step = self.region(kind, area), 0.7 * self._button
        across = [int(region.x + step * (column + 0.5)) for column in range(int(region.width / step))]
        positions = [(x, y) for y in self._rows(kind, area) for x in across]
        return (yield from button_probe.sweep(self, positions, wanted))

    def _bring_into_view(
        self, text: str, kind: str, area: str
    ) -> Generator[float, None, button_probe.FoundButtons]:
        """Scroll to where a button is that holds the text; give what can be seen then."""
        seen = yield from self.visible(kind, area, text)
        if not button_probe.positions_of(text, seen):
            yield from self._start_over(kind, area)
            seen = yield from self.visible(kind, area, text)
        while not button_probe.positions_of(text, seen):
            assert (yield from self._scroll_down(kind, area)), f"no button {text!r} here"
            seen = yield from self.visible(kind, area, text)
        return seen

    def _start_over(self, kind: str, area: str) -> Steps:
        """Scroll to the top and make Blender forget which button the mouse was on last."""
        region = self.region(kind, area)
        if kind == "UI":
            category = region.active_panel_category
            for shown in ("View", category):  # a tab that is shown anew has new buttons
                region.active_panel_category = shown
                region.tag_redraw()
                yield 0.15
        yield from self._scroll("WHEELUPMOUSE", kind, area, notches=300)

    def _scroll_down(self, kind: str, area: str) -> Generator[float, None, bool]:
        """Scroll down by nearly a page; give whether there was anything left to scroll."""
        notches = (self.region(kind, area).height - 3 * self._button) / WHEEL
        return (yield from self._scroll("WHEELDOWNMOUSE", kind, area, notches=int(notches)))

    def _scroll(self, wheel: str, kind: str, area: str, notches: int) -> Generator[float, None, bool]:
        region = self.region(kind, area)
        self.move(region.x + 4, region.y + region.height / 2)  # beside lists, which would scroll themselves
        yield 0.03
        before = region.view2d.region_to_view(0, 0)[1]
        for _ in range(notches):
            self.event(wheel)
        yield 0.2  # buttons get their new positions when they are drawn
        return bool(self.region(kind, area).view2d.region_to_view(0, 0)[1] != before)
