# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences beside the key as well: Blender throws its own away when the add-on is disabled.

What Blender has kept counts. Only where all of it is as new, when the add-on has just been enabled, is it put
back from here.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..catalog.kept_file import KeptFile
from . import addon_settings, chosen_preferences, runtime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .chosen_preferences import Preferences


class KeptPreferences:
    """kept: what is in the file, or is going to be. is_putting_back: the artist is not at them just now."""

    def __init__(self) -> None:
        self.file = KeptFile(addon_settings.key_path().with_name("preferences.json"))
        self.kept = self.file.read()
        self.is_putting_back = False

    def put_back(self, chosen: Preferences) -> None:
        """Set what is kept, if nothing is set."""
        if any(getattr(chosen, prop.identifier) != prop.default for prop in _properties(chosen)):
            return
        self.is_putting_back = True
        for prop in _properties(chosen):
            value = self.kept.get(prop.identifier, prop.default)
            if type(value) is type(prop.default):
                with suppress(TypeError, ValueError, OverflowError):  # the add-on is being enabled
                    setattr(chosen, prop.identifier, value)
        self.is_putting_back = False

    def follow(self, chosen: Preferences) -> None:
        """Take in what is set."""
        properties = list(_properties(chosen))
        values = {prop.identifier: getattr(chosen, prop.identifier) for prop in properties}
        if any(
            values[prop.identifier] != self.kept.get(prop.identifier, prop.default) for prop in properties
        ):
            self.kept = values
            self.file.keep(values)


def _properties(chosen: Any) -> Iterator[Any]:  # noqa: ANN401 - Blender's struct, and its
    """All that are the add-on's own, but the key: it is kept in a file of its own."""
    return (prop for prop in chosen.bl_rna.properties if prop.is_runtime and not prop.is_skip_save)


def watch() -> None:
    """Keep up with what is set; called at each tick."""
    chosen, kept = chosen_preferences.preferences(), runtime.state(KeptPreferences)
    if chosen:
        kept.follow(chosen)
        kept.file.write_if_due()


CLASSES = ()


def register() -> None:
    chosen = chosen_preferences.preferences()
    if chosen:
        runtime.state(KeptPreferences).put_back(chosen)
    runtime.watch(watch)


def unregister() -> None:
    watch()
    runtime.state(KeptPreferences).file.write()
