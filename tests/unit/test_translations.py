# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the interface is there in every language. `scripts/translations` lists what is not."""

from __future__ import annotations

import json
import re

import pytest

from antekirt_addon.message import Message, from_json, joined, to_json
from scripts.translations import complaints, languages
from scripts.translations_source import OTHER, PACKAGE, Text, Texts, find

FOUND = find()


@pytest.mark.parametrize("language", languages())
def test_a_language_is_complete_and_right(language: str) -> None:
    assert complaints(FOUND, languages()[language]) == []


@pytest.mark.parametrize("language", languages())
def test_no_text_is_translated_twice(language: str) -> None:
    def told_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        assert [name for name in names if names.count(name) > 1] == []
        return dict(pairs)

    text = (PACKAGE / "translations" / f"{language}.json").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=told_once)


def test_there_are_five_languages() -> None:
    assert set(languages()) == {"de", "fr", "es", "ja", "zh_HANS"}


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("fr", r"[ñ¿¡]|\b(los|las|una|archivo|imagen|está|mostrar)\b"),
        ("es", r"[œçè]|\b(les|fichier|dans|est|montrer|dossier)\b"),
        ("de", r"\b(les|los|une|una|fichier|archivo|the)\b"),
    ],
)
def test_no_language_stands_in_the_file_of_another(language: str, foreign: str) -> None:
    texts = languages()[language].values()
    assert [text for text in texts if re.search(foreign, text, re.IGNORECASE)] == []


def test_no_text_is_put_together_where_it_cannot_be_translated() -> None:
    assert FOUND.untranslatable == []


def test_texts_of_every_sort_are_found() -> None:
    for context, english in (
        ("*", "Jobs"),  # the label of a panel
        ("Operator", "Generate Image"),  # of an operator
        ("*", "Use this prompt again"),  # a docstring that is a tooltip
        ("*", "Frame Rate"),  # a property
        ("*", "Add filled curves, layer over layer"),  # an item
        ("*", "No Prompts Yet"),  # a label in a layout
        ("Operator", "Try Again"),  # a button in a layout
        ("*", "The prompt is on the clipboard"),  # a report
        ("*", "{host} cannot be reached"),  # a message with values
        ("*", "This file is empty"),  # an exception
        ("Antekirt", "Prompt"),  # a homonym
    ):
        assert Text(context, english) in FOUND.places, english


@pytest.mark.parametrize(
    ("translation", "complaint"),
    [
        (None, 'missing in "*", from ui/x.py:1: "It costs {price}.": ""'),
        ("Es kostet {preis}.", 'other fields than in English: "Es kostet {preis}."'),
        ("Es kostet {price:,}.", 'other fields than in English: "Es kostet {price:,}."'),
        ("Es kostet {price}", 'a full stop at the end, or none, unlike in English: "Es kostet {price}"'),
    ],
)
def test_what_is_wrong_is_told(translation: str | None, complaint: str) -> None:
    text = Text(OTHER, "It costs {price}.")
    known = {text: translation} if translation else {}
    assert complaints(Texts({text: ["ui/x.py:1"]}, []), known) == [complaint]


def test_what_is_stale_is_told() -> None:
    assert complaints(Texts({}, []), {Text(OTHER, "Gone"): "Fort"}) == ['no longer used: "Gone" (*)']


def test_a_message_is_its_english_text_and_still_knows_its_template() -> None:
    message = Message("{what} has {count:,} parts", what=Message("image"), count=1000)
    assert message == "image has 1,000 parts"
    for kept in (str(message), str(ValueError(message)), from_json(json.loads(json.dumps(to_json(message))))):
        assert kept == message
        assert isinstance(kept, Message)
        assert kept.template == "{what} has {count:,} parts"
        assert isinstance(kept.values["what"], Message)


def test_plain_text_goes_through_json_as_it_is() -> None:
    assert from_json(json.loads(json.dumps(to_json("50 {percent}")))) == "50 {percent}"


def test_sentences_are_joined_by_full_stops() -> None:
    assert (
        joined(["Added", "1 filter was left out", "It is flat"]) == "Added. 1 filter was left out. It is flat"
    )
    assert joined(["Added"]) == "Added"
