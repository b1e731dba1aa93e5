# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface in other languages, through Blender's own translation system.

One file for each language, named as Blender names its locale. docs/translating.md tells how to add to them.

All are read when the add-on is enabled: Blender wants to have them at once, the artist may change the
language at any moment, and compiled they take a millisecond or two.
"""

from __future__ import annotations

from importlib import import_module

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from .. import ADDON_ID
from ..message import Message

LOCALES = ("de_DE", "fr_FR", "es", "ja_JP", "zh_HANS")

CLASSES = ()


def translated(text: str) -> str:
    """A text in the artist's language; a message's template is translated, then its values are put in."""
    if not isinstance(text, Message):
        return rpt_(text)
    template = rpt_(text.template)
    values = {
        name: translated(value) if isinstance(value, Message) else value
        for name, value in text.values.items()
    }
    return template.format(**values) if values else template


def texts(locale: str) -> dict[tuple[str, str], str]:
    """The translations by context and English text, as Blender wants them."""
    language = import_module(f".{locale}", __package__)
    parts = {"Operator": language.OPERATORS, "*": language.TEXTS, "Antekirt": language.HOMONYMS}
    return {
        (context, text): translation for context, part in parts.items() for text, translation in part.items()
    }


def register() -> None:
    bpy.app.translations.register(ADDON_ID or "", {locale: texts(locale) for locale in LOCALES})


def unregister() -> None:
    bpy.app.translations.unregister(ADDON_ID or "")
