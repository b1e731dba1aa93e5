# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist has set in the add-on's preferences, and where files of the artist's go."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast

import bpy

from ..addon_id import ADDON_ID


class Preferences(Protocol):
    """What ui/preferences.py lets the artist set."""

    base_url: str
    folder: str
    shared_folder: bool
    library: str
    confirm_above: int  # credits
    spending_limit: int  # credits; 0 means none
    cards_kept: int  # of what is imported
    copy_on_save: str  # NEW ALWAYS NEVER
    keep_attribution: bool  # in the Text that names the artists


def preferences() -> Preferences | None:
    """The add-on's preferences, or None while it is being enabled or disabled."""
    addon = bpy.context.preferences.addons.get(ADDON_ID) if bpy.context.preferences else None
    return cast("Preferences", addon.preferences) if addon else None


def default_folder() -> Path:
    """The artist's own folder: Blender deletes an extension's folder when it is uninstalled."""
    return Path.home() / "Antekirt"


def library_folder() -> Path:
    """Where the Antekirt asset library is to be."""
    chosen = preferences()
    return Path(bpy.path.abspath(chosen.library)) if chosen and chosen.library else default_library_folder()


def default_library_folder() -> Path:
    return default_folder() / "assets"
