# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist or the studio has set, from the environment, a file or the preferences, as plain data."""

from __future__ import annotations

import functools
import os
import tomllib
from pathlib import Path

import bpy

from ..addon_id import ADDON_ID
from ..api import key_file
from ..api.address import canonical, without_secrets
from ..jobs.session_settings import Settings
from . import studio
from .chosen_preferences import default_folder, preferences

DEFAULT_BASE_URL = "https://api.antekirt.com"
DEFAULT_CONFIRM_ABOVE = 20  # credits
ENVIRONMENT_KEY = "ANTEKIRT_API_KEY"
ENVIRONMENT_BASE_URL = "ANTEKIRT_BASE_URL"


def read() -> Settings:
    """The settings in force: a locked word of the studio's goes first, then the environment's."""
    address = base_url()
    return Settings(
        base_url=address,
        key=_key(address),
        folder=chosen_folder(),
        user_agent=f"antekirt-blender/{version()} Blender/{bpy.app.version_string}",
        spare_folder=default_folder(),
        budget=studio.budget(),
        is_shared=is_folder_shared(),
    )


def base_url() -> str:
    """The address of the service."""
    chosen, set_ = preferences(), studio.settings()
    if "address" in set_.locked:
        return set_.address
    return without_secrets(
        os.environ.get(ENVIRONMENT_BASE_URL)
        or set_.decide("address", (chosen and chosen.base_url) or DEFAULT_BASE_URL, DEFAULT_BASE_URL)
    )


def _key(address: str) -> str:
    """The artist's own key, or the studio's: that goes to no address which only the artist has chosen."""
    set_ = studio.settings()
    own = os.environ.get(ENVIRONMENT_KEY) or key_file.read(key_path())
    if not set_.key_command or (own and "key_command" not in set_.locked):
        return own
    at_home = {
        canonical(set_.address or DEFAULT_BASE_URL),
        canonical(os.environ.get(ENVIRONMENT_BASE_URL, "")),
    }
    if canonical(address) not in at_home:
        return ""
    return studio.current().key()


def confirm_above() -> int:
    """From more than how many credits on the artist is asked first."""
    chosen = preferences()
    own = chosen.confirm_above if chosen else DEFAULT_CONFIRM_ABOVE
    return int(studio.settings().decide("confirm_above", own, DEFAULT_CONFIRM_ABOVE))


def session_limit() -> int:
    """Credits that may be spent until Blender is closed; 0 means any number."""
    chosen = preferences()
    return int(studio.settings().decide("session_limit", chosen.spending_limit if chosen else 0, 0))


def chosen_folder() -> Path:
    """Where results are to be kept."""
    chosen = preferences()
    own = Path(bpy.path.abspath(chosen.folder)) if chosen and chosen.folder else None
    return studio.settings().decide("results_folder", own, None) or default_folder()


def is_folder_shared() -> bool:
    """Whether the group of that folder may read what is new in it."""
    chosen = preferences()
    return bool(studio.settings().decide("shared_folder", bool(chosen and chosen.shared_folder), False))


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
