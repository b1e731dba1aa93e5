# SPDX-License-Identifier: GPL-3.0-or-later
"""Mouse and keyboard, inside a Blender that was started with ``--enable-event-simulate``.

Every action is a generator: each ``yield seconds`` gives the event loop back to Blender, because an event is
acted on only after the code that sent it has returned. Scenarios pass actions on with ``yield from``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import bpy

from window import screen_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    Steps = Generator[float, None, None]

KEYS = {
    **dict(
        zip(
            "0123456789",
            ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"],
            strict=True,
        )
    ),
    **dict(zip(" .-/,", ["SPACE", "PERIOD", "MINUS", "SLASH", "COMMA"], strict=True)),
}


class MouseAndKeyboard:
    """Drives one Blender window. Positions are window pixels from the bottom left.

    Windows, areas and regions are handed out as ``Any``: their stubs allow for None where a window has none.
    """

    def __init__(self, screenshots: Path) -> None:
        self.screenshots = screenshots
        self.position = (0, 0)
        self.in_dialog = False  # or in Blender's main window

    @property
    def window(self) -> Any:
        windows = bpy.context.window_manager.windows
        return next(window for window in windows if window.screen.is_temporary == self.in_dialog)

    def area(self, kind: str = "VIEW_3D") -> Any:
        return next(area for area in self.window.screen.areas if area.type == kind)

    def region(self, kind: str = "UI", area: str = "VIEW_3D") -> Any:
        return next(region for region in self.area(area).regions if region.type == kind)

    def override(self, kind: str = "UI", area: str = "VIEW_3D") -> Any:
        """Give a context as if the mouse were in this region, for operators called from a scenario."""
        return bpy.context.temp_override(
            window=self.window, area=self.area(area), region=self.region(kind, area)
        )

    def event(self, kind: str, value: str = "PRESS", **more: Any) -> None:
        x, y = self.position
        self.window.event_simulate(type=kind, value=value, x=x, y=y, **more)

    def move(self, x: float, y: float) -> None:
        self.position = (int(x), int(y))
        self.event("MOUSEMOVE", "NOTHING")

    def move_into(self, kind: str = "WINDOW", area: str = "VIEW_3D") -> Steps:
        """Move to the middle of a region: where the mouse is decides what a key means."""
        region = self.region(kind, area)
        self.move(region.x + region.width / 2, region.y + region.height / 2)
        yield 0.05

    def click(self, times: int = 1, button: str = "LEFTMOUSE", **modifiers: bool) -> Steps:
        for _ in range(times):
            self.event(button, "PRESS", **modifiers)
            self.event(button, "RELEASE", **modifiers)
            yield 0.03
        yield 0.05

    def drag(self, by: tuple[int, int], button: str = "MIDDLEMOUSE", steps: int = 10) -> Steps:
        """Drag from where the mouse is. With the middle button in the 3D view this orbits."""
        x, y = self.position
        self.event(button)
        yield 0.05
        for step in range(1, steps + 1):
            self.move(x + by[0] * step / steps, y + by[1] * step / steps)
            yield 0.02
        self.event(button, "RELEASE")
        yield 0.05

    def key(self, name: str, unicode: str | None = None, **modifiers: bool) -> Steps:
        """Press and release a key by Blender's name for it: ``RET``, ``ESC``, ``Z`` …"""
        typed: dict[str, Any] = {} if unicode is None else {"unicode": unicode}
        self.event(name, "PRESS", **typed, **modifiers)
        self.event(name, "RELEASE", **modifiers)
        yield 0.02

    def type(self, text: str) -> Steps:
        for letter in text:
            name = letter.upper() if letter.isascii() and letter.isalpha() else KEYS.get(letter, "A")
            yield from self.key(name, unicode=letter)

    def paste(self, text: str) -> Steps:
        """Enter a long text at once."""
        bpy.context.window_manager.clipboard = text
        yield from self.key("V", ctrl=True)

    def wait(self, condition: Callable[[], object], timeout: float = 60) -> Steps:
        """Wait until the condition holds. Conditions, not durations: a software renderer has its own pace."""
        end = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < end, f"still not so after {timeout} s"
            yield 0.05

    def colors(self, x: float, y: float, width: int, height: int) -> int:
        """Count the colors that are on the screen around a position in the window."""
        left, bottom = self.window.x + int(x) - width // 2, self.window.y + int(y) - height // 2
        return screen_reader.count_colors(screen_reader.read_pixels(left, bottom, width, height))

    def screenshot(self, name: str) -> Steps:
        """Keep a picture of the window as it looks now, as an artefact of the test."""
        yield 0.2
        self.screenshots.mkdir(parents=True, exist_ok=True)
        left, bottom = max(self.window.x, 0), max(self.window.y, 0)
        across, up = screen_reader.size()  # a window may reach beyond the screen
        width, height = min(self.window.width, across - left), min(self.window.height, up - bottom)
        pixels = screen_reader.read_pixels(left, bottom, width, height)
        screen_reader.write_png(self.screenshots / f"{name}.png", pixels, width)
