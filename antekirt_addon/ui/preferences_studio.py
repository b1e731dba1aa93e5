# SPDX-License-Identifier: GPL-3.0-or-later
"""What the studio has set, in the preferences: the fields that are locked, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_

from ..operators import follow_channel, runtime, studio
from ..translations import translated
from ..translations.number import number
from . import snapshot
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


class AwaitedKey:
    """is_awaited: whether the studio's program was still at it when this was looked at last."""

    def __init__(self) -> None:
        self.is_awaited = False


def draw(layout: UILayout, context: Context) -> None:
    """Where the settings come from, and what keeps them from being used."""
    kept = studio.current()
    if kept.settings.problem:
        paragraph(layout, context, translated(kept.settings.problem), icon="ERROR")
    draw_key(layout, context)
    if not kept.settings.origins:
        return
    sources = " · ".join(dict.fromkeys(kept.settings.origins.values()))
    told = iface_("Your studio sets what has a lock here: {sources}").format(sources=sources)
    paragraph(layout, context, told, icon="LOCKED")
    if contact := kept.settings.contact:
        paragraph(layout, context, iface_("Ask {contact}").format(contact=contact), icon="BLANK1")


def draw_key(layout: UILayout, context: Context) -> None:
    """How it stands with the key that the studio's program is asked for, unless it is there."""
    asked = studio.current().asked
    if asked and asked.problem:
        paragraph(layout, context, translated(asked.problem), icon="ERROR")
        layout.operator("antekirt.test_connection", text="Try Again", icon="FILE_REFRESH")
    elif asked and not asked.is_over:
        told = iface_("Your studio's program is asked for the API key")
        paragraph(layout, context, told, icon="SORTTIME")


def draw_budgets(layout: UILayout) -> None:
    """What all seats may spend, where the studio says so."""
    set_ = studio.settings()
    if set_.budget_per_day is not None:
        draw_locked(layout, iface_("All Seats per Day"), _in_words(set_.budget_per_day))
    if set_.budget_per_project is not None:
        draw_locked(layout, iface_("All Seats per Project"), _in_words(set_.budget_per_project))


def draw_channel(layout: UILayout, context: Context) -> None:
    """Where updates come from, where the studio says so, and what is still to do for that."""
    if not (channel := studio.settings().update_channel):
        return
    draw_locked(layout, iface_("Updates from"), channel)
    found = follow_channel.repository()
    if not found:
        row = layout.split(factor=0.4)
        row.label()
        row.operator("antekirt.follow_channel", icon="ADD")
    elif not follow_channel.is_followed():
        told = iface_("Install the add-on from “{name}”, under Get Extensions, to have its updates")
        paragraph(layout, context, told.format(name=found.name), icon="INFO")


def draw_field(
    layout: UILayout,
    context: Context,
    chosen: Any,  # noqa: ANN401 - the preferences
    prop: str,
    setting: str,
    *,
    placeholder: str = "",
) -> None:
    """A preference, or what the studio has set in its place.

    prop: the name of the preference; setting: the studio's name for the same.
    """
    set_ = studio.settings()
    if setting in set_.locked:
        name = chosen.bl_rna.properties[prop].name
        draw_locked(layout, iface_(name), _in_words(getattr(set_, setting)))
        return
    layout.prop(chosen, prop, placeholder=placeholder)
    default = chosen.bl_rna.properties[prop].default
    if setting in set_.origins and getattr(chosen, prop) == default:
        told = iface_("Your studio's value is used until you choose one: {value}")
        paragraph(layout, context, told.format(value=_in_words(getattr(set_, setting))), icon="INFO")


def draw_locked(layout: UILayout, name: str, value: str) -> None:
    """A name and a value that only the studio can change, aligned as properties are."""
    split = layout.split(factor=0.4)
    left = split.row()
    left.alignment = "RIGHT"
    left.label(text=name, translate=False)
    right = split.box().row()
    right.scale_y = 0.6
    right.enabled = False
    right.label(text=value, translate=False, icon="LOCKED")


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return iface_("On") if value else iface_("Off")
    return number(value) if isinstance(value, int) else str(value)


def update() -> None:
    """Have everything made anew once the studio's program has said what the key is."""
    state, is_awaited = runtime.state(AwaitedKey), studio.current().is_key_awaited
    if state.is_awaited and not is_awaited:
        snapshot.invalidate()
    state.is_awaited = is_awaited


CLASSES = ()


def register() -> None:
    runtime.watch(update)
