# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on's preferences. The API key is none of them: Blender would keep it where all can read it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..addon_id import ADDON_ID
from ..api import key_file
from ..api.address import secret_in
from ..api.error import InvalidRequest
from ..operators import addon_settings, job_session, runtime, studio
from ..operators.kept_preferences import KeptPreferences
from ..scene import compat
from ..translations import translated
from . import (
    job_listing,
    preferences_account,
    preferences_folder,
    preferences_library,
    preferences_studio,
    remedy_button,
    snapshot,
)
from .file_preferences import FilePreferences
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


class KeyEntry:
    """problem: why the last key that was entered was not taken; a property's setter cannot report it."""

    def __init__(self) -> None:
        self.problem = ""


class ServerEntry:
    """problem: why the last address that was entered was not taken."""

    def __init__(self) -> None:
        self.problem = ""


def _get_key(_self: AntekirtPreferences) -> str:
    return snapshot.current().key


def _set_key(_self: AntekirtPreferences, value: str) -> None:
    entry, value = runtime.state(KeyEntry), value.strip()
    entry.problem = ""
    if value == snapshot.current().key:
        return  # the mask as it was shown
    if "..." in value or not value.isascii() or any(letter.isspace() for letter in value):
        entry.problem = iface_("This is no whole API key. Paste all of it.")
        return
    try:
        key_file.write(addon_settings.key_path(), value)
    except OSError as error:
        entry.problem = iface_("The key could not be kept: {reason}").format(reason=error.strerror)
    snapshot.invalidate()


def _holds_secret(address: str) -> bool:
    """Whether a key or a password is in what was entered as the server's address, which is not kept then."""
    entry = runtime.state(ServerEntry)
    entry.problem = secret_in(address)
    return bool(entry.problem)


def _changed(_self: AntekirtPreferences, _context: Context) -> None:
    snapshot.invalidate()


def _folder_changed(self: AntekirtPreferences, context: Context) -> None:
    """It is tried at once, before there is any job."""
    _changed(self, context)
    if runtime.state(KeptPreferences).is_putting_back:
        return  # Blender is just enabling the add-on
    with suppress(InvalidRequest):  # said beside the address
        job_session.session()


class AntekirtPreferences(FilePreferences, bpy.types.AddonPreferences):
    bl_idname = ADDON_ID

    api_key: bpy.props.StringProperty(
        name="API Key",
        description="Your Antekirt API key, kept in a file that only you can read and never in blend files",
        subtype="PASSWORD",
        get=_get_key,
        set=_set_key,
        options={"SKIP_SAVE"},
    )
    base_url: bpy.props.StringProperty(
        name="Server",
        description="Address of the Antekirt service",
        default=addon_settings.DEFAULT_BASE_URL,
        update=_changed,
        **compat.kept_unless(_holds_secret, "base_url", addon_settings.DEFAULT_BASE_URL),
    )
    folder: bpy.props.StringProperty(
        name="Results Folder",
        description="Where your results and the list of jobs are kept, by default in your home folder",
        subtype="DIR_PATH",
        update=_folder_changed,
    )
    shared_folder: bpy.props.BoolProperty(
        name="Shared Folder",
        description="Let the results folder's own group read what comes into it from now on",
        default=False,
        update=_folder_changed,
    )
    confirm_above: bpy.props.IntProperty(
        name="Confirm Above",
        description="Ask before more credits than this are spent at once",
        default=addon_settings.DEFAULT_CONFIRM_ABOVE,
        min=0,
        soft_max=100,
    )
    spending_limit: bpy.props.IntProperty(
        name="Session Limit",
        description="Credits that may be spent until Blender is closed. 0 means no limit",
        default=0,
        min=0,
        soft_max=1000,
    )
    cards_kept: bpy.props.IntProperty(
        name="Imported Results",
        description="How many of the last ones keep their card in the panel, until you dismiss it",
        default=job_listing.DEFAULT_KEPT,
        min=0,
        max=30,
    )

    layout: bpy.types.UILayout

    def draw(self, context: Context) -> None:
        shown = snapshot.seen()
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        preferences_studio.draw(layout, context)
        _draw_connection(layout, context, self, shown)
        preferences_account.draw(layout, context, shown)
        _draw_spending(layout, context, self)
        preferences_folder.draw(layout, context, self)
        preferences_library.draw(layout, self)
        layout.prop(self, "cards_kept")
        layout.prop(self, "keep_attribution")
        preferences_studio.draw_channel(layout, context)
        layout.operator("antekirt.copy_report", icon="COPYDOWN")


def _draw_connection(
    layout: UILayout, context: Context, chosen: AntekirtPreferences, shown: snapshot.Snapshot
) -> None:
    column = layout.column()
    row = column.split(factor=0.4)
    name = row.row()
    name.alignment = "RIGHT"
    name.label(text="API Key")
    is_locked = "key_command" in studio.settings().locked
    if is_locked:
        row.label()
    else:
        row.operator("antekirt.open_website", text="Get a Key", icon="URL")
    key = column.row()
    key.enabled = not is_locked
    key.prop(chosen, "api_key", text="", icon="NONE" if key.enabled else "LOCKED")  # as wide as a key is long
    problem = runtime.state(KeyEntry).problem
    if problem:
        paragraph(column, context, problem, icon="ERROR")
    elif os.environ.get(addon_settings.ENVIRONMENT_KEY):
        note = iface_("The key in the environment variable {name} is used")
        paragraph(column, context, note.format(name=addon_settings.ENVIRONMENT_KEY), icon="INFO")
    preferences_studio.draw_field(
        column, context, chosen, "base_url", "address", placeholder=addon_settings.DEFAULT_BASE_URL
    )
    is_locked = "address" in studio.settings().locked
    if os.environ.get(addon_settings.ENVIRONMENT_BASE_URL) and not is_locked:
        note = iface_("The address in {name} is used: {address}")
        note = note.format(name=addon_settings.ENVIRONMENT_BASE_URL, address=shown.address)
        paragraph(column, context, note, icon="INFO")
    problem = runtime.state(ServerEntry).problem or shown.address_problem
    if problem:
        paragraph(column, context, translated(problem), icon="ERROR")
    if shown.is_offline:
        paragraph(column, context, iface_("Blender's online access is off"), icon="INTERNET_OFFLINE")
        remedy_button.draw_allow_online(column)


def _draw_spending(layout: UILayout, context: Context, chosen: AntekirtPreferences) -> None:
    header, body = layout.panel("antekirt_spending")
    header.label(text="Spending")
    if body:
        preferences_studio.draw_field(body, context, chosen, "confirm_above", "confirm_above")
        preferences_studio.draw_field(body, context, chosen, "spending_limit", "session_limit")
        preferences_studio.draw_budgets(body)


CLASSES = (AntekirtPreferences,)
