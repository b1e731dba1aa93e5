# SPDX-License-Identifier: GPL-3.0-or-later
"""What the status bar says: what is imported, and what other modules have to tell beside that.

The artist may be anywhere in Blender, with the panel shut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from . import runtime

if TYPE_CHECKING:
    from collections.abc import Callable

IMPORTING = n_("Importing SVG: {share}. Esc stops it")  # nothing else takes so long
CUTTING = n_("Cutting out: {share}. Esc stops it")
EXPORTING = n_("Exporting SVG: {share}. Esc stops it")


class StatusBar:
    """The text that stands in the status bars of all windows.

    importing: how much of an import or export that is under way is done; None without one. told: of which.
    others: each gives what else there is to say now, or nothing.
    text: None while Blender itself may say what it has to say.
    """

    def __init__(self) -> None:
        self.importing: float | None = None
        self.told = IMPORTING
        self.others: list[Callable[[], str]] = []
        self.text: str | None = None

    def show(self) -> None:
        """Say what there is to say now."""
        said = (_importing(self.importing, self.told), *(other() for other in self.others))
        self._set(" · ".join(filter(None, said)) or None)

    def close(self) -> None:
        """Leave the status bar to Blender."""
        self._set(None)

    def _set(self, text: str | None) -> None:
        if text != self.text:  # otherwise what stands there may be somebody else's
            self.text = text
            for window in bpy.data.window_managers[0].windows:
                with bpy.context.temp_override(window=window):  # it asks for that of the context
                    window.workspace.status_text_set(text)


def show() -> None:
    """Bring the status bar up to date."""
    runtime.state(StatusBar).show()


def show_importing(progress: float | None, told: str = IMPORTING) -> None:
    """Say how much of an import, or of an export, is done; None when it is over."""
    bar = runtime.state(StatusBar)
    bar.importing, bar.told = progress, told
    show()


def _importing(progress: float | None, told: str) -> str:
    return "" if progress is None else iface_(told).format(share=f"{progress:.0%}")


CLASSES = ()


def register() -> None:
    runtime.watch(show)
