# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist changes Blender's language while the add-on's tab is open."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface

from scripts.translations import languages
from scripts.translations_source import OTHER, Text
from window import panel_watch
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

NOW = datetime.now(tz=UTC).astimezone()
LANGUAGES = {"de_DE": "de", "fr_FR": "fr", "es": "es", "ja_JP": "ja", "zh_HANS": "zh_HANS"}


def test_its_tab_is_drawn_in_every_language(ui: AntekirtUser) -> Steps:
    ui.out["known"] = sorted(bpy.app.translations.locales)
    if not ui.out["known"]:
        return
    ui.out["untranslated"] = []
    yield from ui.sidebar("Antekirt")
    bpy.context.window_manager.antekirt.is_choosing = True
    yield from draw_in_all(ui, Text(OTHER, "Choose an Artist"), "-gallery")
    yield from ui.press("antekirt.choose_artist")
    yield from draw_in_all(ui, Text(OTHER, "Animate"), "")
    yield from ui.open_panel("ANTEKIRT_PT_history")  # which closes those above it
    yield from draw_in_all(ui, Text(OTHER, "All Artists"), "-history")


def draw_in_all(ui: AntekirtUser, sign: Text, name: str) -> Steps:
    """Draw the tab in all languages one after the other; sign is a text that is on it."""
    for locale, language in LANGUAGES.items():
        yield from draw_in(ui, locale, languages()[language], sign)
        yield from ui.screenshot(locale + name)
    bpy.context.preferences.view.language = "en_US"
    yield from ui.wait(lambda: pgettext_iface(sign.english) == sign.english)


def draw_in(ui: AntekirtUser, locale: str, texts: dict[Text, str], sign: Text) -> Steps:
    bpy.context.preferences.view.language = locale
    yield from ui.wait(lambda: pgettext_iface(sign.english) == texts[sign])
    assert today() == texts[Text(OTHER, "Today, {time}")].format(time=f"{NOW:%H:%M}")
    if not panel_watch.CAN_READ_TEXTS:
        yield 1.0
        return
    with panel_watch.drawn_texts("ANTEKIRT_", "VIEW_3D") as drawn:
        ui.region().tag_redraw()
        yield from ui.wait(lambda: texts[sign] in drawn)
        yield 1.0
    ui.out["untranslated"] += [f"{locale}: {text}" for text in untranslated(drawn, texts)]


def today() -> str:
    """How the history says it: what was once drawn in another language is not to be kept."""
    date_text: Any = importlib.import_module(f"{ADDON}.ui.date_text")
    return str(date_text.date_in_words(NOW.isoformat(), NOW.date()))


def untranslated(drawn: set[str], texts: dict[Text, str]) -> set[str]:
    """Give what is drawn as the English text although this Blender has it in the artist's language."""
    return {
        text.english
        for text in texts
        if text.english in drawn - set(texts.values())
        and pgettext_iface(text.english, text.context) not in {text.english} | drawn
    }
