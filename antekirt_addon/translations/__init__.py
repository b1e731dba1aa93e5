# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface in other languages, through Blender's own translation system.

One file for each language. docs/translating.md tells how to add to them.

Blender wants all languages at once when an add-on is enabled. Five files take ten milliseconds of its start,
and nobody reads more than one, so it is told just enough to find out which language is shown: a text whose
translation is the name of the language. That one's file is read then, and another when the artist changes it.
Blender has no notice of that which outlives the loading of a file, so `ShownLanguage.follow` is called now
and then.
"""

from __future__ import annotations

import json
from pathlib import Path

import bpy
from bpy.app.translations import pgettext, pgettext_rpt

from ..addon_id import ADDON_ID
from ..message import Message
from .number import LocalNumber

# Our files by Blender's names. A bare language goes for all of its countries; zh_CN is what a Chinese system
# calls itself when Blender is left to choose.
FILES = {"de": "de", "fr": "fr", "es": "es", "ja": "ja", "zh_HANS": "zh_HANS", "zh_CN": "zh_HANS"}
LANGUAGE = "antekirt.language"  # the text that tells the language

CLASSES = ()


def translated(text: str) -> str:
    """A text in the artist's language; a message's template is translated, then its values are put in."""
    if not isinstance(text, Message):
        return pgettext_rpt(text)
    template = pgettext_rpt(text.template)
    values = {name: _shown(value) for name, value in text.values.items()}
    return template.format(**values) if values else template


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return translated(value)
    return LocalNumber(value) if isinstance(value, int | float) else value


class ShownLanguage:
    """The language that is loaded; LANGUAGE itself when it is English."""

    def __init__(self) -> None:
        self.name = LANGUAGE
        self._load()

    def follow(self) -> None:
        """Once the artist has changed the language: load it, and have everything drawn in it."""
        if self._load():
            for window in bpy.data.window_managers[0].windows:
                for area in window.screen.areas:
                    area.tag_redraw()

    def _load(self) -> bool:
        """Load the language that Blender shows. False if it is loaded already."""
        shown = pgettext(LANGUAGE)
        if shown == self.name:
            return False
        self.name = shown
        bpy.app.translations.unregister(ADDON_ID)
        bpy.app.translations.register(ADDON_ID, told_to_blender(shown))
        return True


def register() -> None:
    bpy.app.translations.register(ADDON_ID, told_to_blender(LANGUAGE))


def unregister() -> None:
    bpy.app.translations.unregister(ADDON_ID)


def told_to_blender(shown: str) -> dict[str, dict[tuple[str, str], str]]:
    """The names of all languages, and of the one that is shown all texts."""
    told = {name: {("*", LANGUAGE): name} for name in FILES}
    if shown in FILES:
        told[shown] |= _texts(FILES[shown])
    return told


def _texts(file: str) -> dict[tuple[str, str], str]:
    """The translations by context and English text."""
    contexts = json.loads(Path(__file__).with_name(f"{file}.json").read_text(encoding="utf-8"))
    return {(context, text): other for context, texts in contexts.items() for text, other in texts.items()}
