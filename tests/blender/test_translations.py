# SPDX-License-Identifier: GPL-3.0-or-later
"""Every name and tooltip of our classes is translated, as asked of Blender itself and not of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from scripts.translations import languages
from scripts.translations_source import NAMES, OPERATOR, OTHER, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.mark.parametrize("language", languages())
def test_what_blender_shows_of_our_classes_is_translated(part: Callable[[str], Any], language: str) -> None:
    known = languages()[language]
    shown = set(shown_of_classes(part("registration").MODULES, part("registration").__package__))
    assert len(shown) > 200
    assert {text for text in shown if text.english not in NAMES} - known.keys() == set()


def test_a_message_is_put_together_after_it_was_translated(part: Callable[[str], Any]) -> None:
    """Blender as a module has no languages: what comes out is English."""
    message = part("message").Message
    inner = message("{host} cannot be reached", host="example.org")
    assert part("translations").translated(message("{text}.", text=inner)) == "example.org cannot be reached."
    assert part("translations").translated("100 % {sure}") == "100 % {sure}"


@pytest.mark.one_blender
@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", "1.234.567,8"), ("fr", "1\u00a0234\u00a0567,8"), ("es", "1.234.567,8"), ("ja", "1,234,567.8")],
)
def test_numbers_are_written_as_the_language_does(
    part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, language: str, shown: str
) -> None:
    """Blender as a module has no languages, so that its function is put in for here."""
    number = part("translations.number")
    example = languages()[language][Text(OTHER, "1,234.5")]
    monkeypatch.setattr(number, "iface_", lambda _text: example)
    assert number.number(1234567.8, 1) == shown
    told = part("message").Message("{size:,.1f} MB of {count}", size=1234567.8, count=3)
    assert part("translations").translated(told) == f"{shown} MB of 3"


def test_every_language_is_told_to_blender(part: Callable[[str], Any]) -> None:
    translations = part("translations")
    assert set(translations.FILES.values()) == set(languages())
    for name, file in translations.FILES.items():
        told = translations.told_to_blender(name)
        assert set(told) == set(translations.FILES)
        assert len(told[name]) == len(languages()[file]) + 1
        assert told[name]["Operator", "Generate Image"] == languages()[file][Text(OPERATOR, "Generate Image")]


def test_disabled_it_leaves_no_translations_behind(part: Callable[[str], Any]) -> None:
    translations = part("translations")
    translations.unregister()
    bpy.app.translations.register(translations.ADDON_ID, {})  # refused while there are some
    translations.unregister()
    translations.register()


def shown_of_classes(modules: tuple[Any, ...], package: str) -> Iterator[Text]:
    for cls in (cls for module in modules for cls in getattr(module, "CLASSES", ())):
        rna = cls.bl_rna
        if issubclass(cls, bpy.types.Operator):
            rna = getattr(bpy.ops.antekirt, cls.bl_idname.removeprefix("antekirt.")).get_rna_type()
            yield Text(OTHER, rna.description)
        if hasattr(cls, "bl_label"):
            context = getattr(cls, "bl_translation_context", rna.translation_context)
            yield Text(context, cls.bl_label)
        ours = [base for base in cls.__mro__ if base.__module__.startswith(package)]
        for name in {name for base in ours for name in vars(base).get("__annotations__", {})}:
            if name in rna.properties and rna.properties[name].is_runtime:
                yield from shown_of_property(rna.properties[name])


def shown_of_property(prop: bpy.types.Property) -> Iterator[Text]:
    if prop.name != prop.identifier:  # one without a name is never shown
        yield Text(prop.translation_context, prop.name)
    yield Text(OTHER, prop.description)
    if isinstance(prop, bpy.types.EnumProperty):
        for item in prop.enum_items:
            if item.identifier != item.name:  # "480p" is the same everywhere
                yield Text(prop.translation_context, item.name)
            yield Text(OTHER, item.description)
