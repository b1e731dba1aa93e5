# SPDX-License-Identifier: GPL-3.0-or-later
"""What is missing and what is stale in each language (see docs/translating.md)."""

from __future__ import annotations

import json
import string
import sys

from scripts.translations_source import PACKAGE, Text, Texts, find


def main() -> int:
    found, complete = find(), True
    for place in found.untranslatable:
        complete = False
        print(f"{place}: a text that is put together here cannot be translated: use Message or a template")
    for language, known in languages().items():
        wrong = complaints(found, known)
        complete &= not wrong
        print(f"{language}: {len(known)} of {len(found.places)} texts" + (":" if wrong else ""))
        print(*(f"    {line}" for line in wrong), sep="\n", end="\n" if wrong else "")
    return 0 if complete else 1


def languages() -> dict[str, dict[Text, str]]:
    """Read the files of all languages, by name."""
    files = sorted((PACKAGE / "translations").glob("*.json"))
    return {file.stem: _texts(json.loads(file.read_text(encoding="utf-8"))) for file in files}


def _texts(contexts: dict[str, dict[str, str]]) -> dict[Text, str]:
    return {
        Text(context, english): other
        for context, texts in contexts.items()
        for english, other in texts.items()
    }


def complaints(found: Texts, known: dict[Text, str]) -> list[str]:
    """Say what keeps a language from being complete and right; a missing text is ready to be filled in."""
    wrong = []
    for text, places in found.places.items():
        if not known.get(text):
            wrong.append(f'missing in "{text.context}", from {places[0]}: {_quoted(text.english)}: ""')
            continue
        other = known[text]
        if fields(text.english) != fields(other):
            wrong.append(f"other fields than in English: {_quoted(other)}")
        if text.english.endswith(".") != other.endswith((".", "。")):
            wrong.append(f"a full stop at the end, or none, unlike in English: {_quoted(other)}")
    stale = known.keys() - found.places.keys()
    return wrong + sorted(f"no longer used: {_quoted(text.english)} ({text.context})" for text in stale)


def fields(template: str) -> set[tuple[str, str]]:
    """Give the names of the values that a template takes, and how they are to be formatted."""
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(template) if name is not None}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
