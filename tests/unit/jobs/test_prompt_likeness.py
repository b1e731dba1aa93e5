# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts as the same prompt, as one that was cut, and as another."""

from __future__ import annotations

import unicodedata

import pytest

from antekirt_addon.jobs.prompt_likeness import ends_open, is_cut, is_same

WORD = "hventura_style"
SENT = "Café “Élan” by Night, a Fox & a Crane -- no text."
LONG = "A fox on the edge of a wood, " * 10 + "in the last light."

SAME = {
    "composed": unicodedata.normalize("NFC", SENT),
    "decomposed": unicodedata.normalize("NFD", SENT),
    "white space": "  " + SENT.replace(" ", "\u00a0\n"),
    "lower case": SENT.lower(),
    "upper case": SENT.upper(),
    "entity": SENT.replace("&", "&amp;").replace("“", "&ldquo;"),
    "escaped twice": SENT.replace("&", "&amp;amp;"),
    "no full stop": SENT.removesuffix("."),
    "an ellipsis": SENT.removesuffix(".") + "…",
    "straight quotes": SENT.replace("“", '"').replace("”", '"'),
    "one dash": SENT.replace("--", "\u2013-"),
    "unseen": f"\u200b{SENT}\x00\ufeff",
    "sent with an escape sequence": f"\x1b[31m{SENT}",
    "trigger word": f"{WORD} {SENT}",
    "trigger word and comma": f"{WORD.upper()}, {SENT}",
    "trigger word behind": f"{SENT} {WORD}",
}


@pytest.mark.parametrize("shown", SAME.values(), ids=SAME)
def test_the_form_of_a_prompt_does_not_count(shown: str) -> None:
    assert is_same(shown, SENT, WORD)
    assert is_same(SENT, shown, WORD)
    assert not is_cut(shown, SENT, WORD)


def test_a_trigger_word_that_was_typed_may_be_left_out() -> None:
    assert is_same("a fox", f"{WORD} a fox", WORD)
    assert is_same(WORD, WORD, WORD)
    assert not is_same("", WORD, WORD)


@pytest.mark.parametrize(
    ("shown", "sent"),
    [
        ("a red fox", "a fox"),
        ("a fox", "a fox, red"),
        ("a cat, dog", "a cat dog"),
        ("fox 1", "fox 2"),
        ("café", "cafe"),
        (f"{WORD}s a fox", "a fox"),
        (f"another_{WORD} a fox", "a fox"),
        ("another_style a fox", "a fox"),
        (f"{WORD} {WORD} a fox", "a fox"),
        ("", "a fox"),
        ("!", "?!"),
    ],
)
def test_another_prompt_is_not_the_same(shown: str, sent: str) -> None:
    assert not is_same(shown, sent, WORD)
    assert not is_cut(shown, sent, WORD)


def test_without_a_trigger_word_only_the_prompt_itself_is_the_same() -> None:
    assert is_same("A fox", "a fox")
    assert not is_same(f"{WORD} a fox", "a fox")


ACCENTED = "é" * 101 + " and a fox"
CUT = {
    "200 characters": (LONG[:200], LONG),
    "ellipsis": (LONG[:199] + "…", LONG),
    "dots": (LONG[:197] + "...", LONG),
    "trigger word": (f"{WORD} {LONG}"[:200], LONG),
    "lower case": (LONG[:200].lower(), LONG),
    "in an entity": ("x" * 120 + " &am", "x" * 120 + " & a fox"),
    "in a letter": (unicodedata.normalize("NFD", ACCENTED)[:201], ACCENTED),
    "the least": ("y" * 100, "y" * 101),
}


@pytest.mark.parametrize(("shown", "sent"), CUT.values(), ids=CUT)
def test_a_long_beginning_is_a_cut_prompt(shown: str, sent: str) -> None:
    assert is_cut(shown, sent, WORD)
    assert not is_same(shown, sent, WORD)


@pytest.mark.parametrize(
    ("shown", "sent"),
    [
        (LONG[:99], LONG),
        ("y" * 99, "y" * 150),
        (LONG, LONG),
        (LONG, LONG[:200]),
        (LONG[:120] + " of glass", LONG),
        ("x" + LONG[:200], LONG),
    ],
)
def test_what_is_short_or_goes_on_otherwise_is_no_cut_prompt(shown: str, sent: str) -> None:
    assert not is_cut(shown, sent, WORD)


def test_what_ends_with_dots_goes_on() -> None:
    assert ends_open("a fox… ")
    assert ends_open("a fox...")
    assert not ends_open("a fox.")
