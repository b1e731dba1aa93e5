# SPDX-License-Identifier: GPL-3.0-or-later
"""The results folder in the preferences: where it is, what it takes, and how to make room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_

from ..jobs.problem import (
    FOLDER_FOR_GROUP,
    FOLDER_KEPT_PRIVATE,
    FOLDER_SHARED,
    FOLDER_SHARED_HERE,
    FOLDER_SHOWN,
)
from ..operators import chosen_preferences
from ..operators.clean_folder import removable_files
from ..translations import translated
from ..translations.number import number
from . import preferences_data, preferences_studio
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

HARMLESS = (FOLDER_SHARED, FOLDER_SHARED_HERE, FOLDER_SHOWN, FOLDER_FOR_GROUP, FOLDER_KEPT_PRIVATE)


def draw(layout: UILayout, context: Context, chosen: Any) -> None:  # noqa: ANN401 - the preferences
    header, body = layout.panel("antekirt_folder")
    header.label(text="Results")
    if body is None:
        return
    preferences_studio.draw_field(
        body,
        context,
        chosen,
        "folder",
        "results_folder",
        placeholder=str(chosen_preferences.default_folder()),
    )
    preferences_studio.draw_field(body, context, chosen, "shared_folder", "shared_folder")
    known = preferences_data.current()
    for told in filter(None, (known.sharing, known.exposure)):
        paragraph(body, context, translated(told), icon="INFO" if told in HARMLESS else "ERROR")
    body.prop(chosen, "copy_on_save")
    column = _right(body)
    column.label(text=_size_in_words(known.size), translate=False)
    row = column.row(align=True)
    row.operator("antekirt.open_folder", icon="FILE_FOLDER")
    row.operator("antekirt.find_removable", icon="TRASH")
    _draw_found(column, context)


def _draw_found(layout: UILayout, context: Context) -> None:
    """What can be removed because it can be fetched again, and the button that does it."""
    found = removable_files()
    if found.searching:
        layout.label(text="Looking up which results the service still has", icon="SORTTIME")
    elif found.problem:
        paragraph(layout, context, translated(found.problem), icon="ERROR")
    elif found.files:
        size = number(sum(file.size for file in found.files) / 10**6, 1)
        text = iface_("{count} files, {size} MB, can be fetched again for nothing")
        paragraph(layout, context, text.format(count=len(found.files), size=size))
        layout.operator("antekirt.remove_found", icon="TRASH")
    elif found.files is not None:
        layout.label(text="Nothing here can be fetched again", icon="INFO")


def _right(layout: UILayout) -> UILayout:
    split = layout.split(factor=0.4)
    split.label()
    return split.column()


def _size_in_words(size: int | None) -> str:
    if size is None:
        return iface_("Measuring how much it holds")
    if size < 10**6:
        return iface_("Holds less than 1 MB")
    return iface_("Holds {count} MB").format(count=number(size / 10**6))
