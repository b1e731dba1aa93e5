# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist has set, from the environment or the preferences, as plain data."""

from __future__ import annotations

import functools
import os
import tomllib
from pathlib import Path
from typing import Protocol, cast

import bpy

from ..addon_id import ADDON_ID
from ..api import key_file
from ..api.address import without_secrets
from ..jobs.session_settings import Settings

DEFAULT_BASE_URL = "https://api.antekirt.com"
ENVIRONMENT_KEY = "ANTEKIRT_API_KEY"
ENVIRONMENT_BASE_URL = "ANTEKIRT_BASE_URL"


class Preferences(Protocol):
    """What ui/preferences.py lets the artist set."""

    base_url: str
    folder: str
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


def read() -> Settings:
    """The settings in force: the environment's word goes before the preferences'."""
    chosen = preferences()
    return Settings(
        base_url=without_secrets(
            os.environ.get(ENVIRONMENT_BASE_URL) or (chosen and chosen.base_url) or DEFAULT_BASE_URL
        ),
        key=os.environ.get(ENVIRONMENT_KEY) or key_file.read(key_path()),
        folder=chosen_folder(),
        user_agent=f"antekirt-blender/{version()} Blender/{bpy.app.version_string}",
        spare_folder=default_folder(),
    )


def chosen_folder() -> Path:
    """Where results are to be kept."""
    chosen = preferences()
    return Path(bpy.path.abspath(chosen.folder)) if chosen and chosen.folder else default_folder()


def default_folder() -> Path:
    """The artist's own folder: Blender deletes an extension's folder when it is uninstalled."""
    return Path.home() / "Antekirt"


def library_folder() -> Path:
    """Where the Antekirt asset library is to be."""
    chosen = preferences()
    return Path(bpy.path.abspath(chosen.library)) if chosen and chosen.library else default_library_folder()


def default_library_folder() -> Path:
    return default_folder() / "assets"


def cache_folder() -> Path:
    """For what can be had again: Blender deletes it with the extension."""
    return Path(bpy.utils.extension_path_user(ADDON_ID, create=True))


def key_path() -> Path:
    """Where the key is kept: beside the preferences, so that it survives an update or a new installation."""
    return Path(bpy.utils.user_resource("CONFIG", path="antekirt")) / "api_key"


@functools.cache
def version() -> str:
    """The version that the manifest names."""
    manifest = Path(__file__).parents[1] / "blender_manifest.toml"
    with manifest.open("rb") as file:
        return str(tomllib.load(file)["version"])
