# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that does something to a panel, a terminal or a file comes through; every script does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antekirt_addon.clean_text import one_line, several_lines

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # three people, joined to one picture
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"  # a flag, of tags
HARMFUL = set(
    "\x00\x07\x08\x1b\x7f\x84\x9b\x9d\u061c\u200b\u200e\u200f\u2060\ufeff\ufffe\U000e0041\ud800\udfff"
)
HARMFUL |= {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\x1b[31mred\x1b[0m \x1b[2Jink", "red ink"),
        ("\x9b1;31mred", "red"),
        ("\x1b]0;a title\x07Vega", "Vega"),
        ("\x1b]8;;https://evil.example\x1b\\Vega\x1b]8;;\x1b\\", "Vega"),
        ("\x1bPq#0\x1b\\Vega\x1bc", "Vega"),
        ("Vega\x1b", "Vega"),
        ("ab\x08\x08cd\x00", "abcd"),
        ("Vega\u202egpj.exe\u202c", "Vegagpj.exe"),
        ("\u2066Vega\u2069 \u200fNova", "Vega Nova"),
        ("Ve\u200bga\ufeff\u00ad\u2060", "Vega"),
        ("V\u200de\u200dga", "Vega"),
        ("Vega\U000e0041\U000e0042", "Vega"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        (" Vega\r\n\tNova\u2028x\x85y ", "Vega Nova x y"),
    ],
)
def test_what_is_not_to_be_seen_goes(text: str, clean: str) -> None:
    assert one_line(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Ångström",
        "e\u0301 and a\u0323\u0302",  # combining marks
        "山田\u3000太郎",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: its joiner tells words apart
        "\u0915\u094d\u200d\u0937",  # Devanagari
        "\u845b\U000e0100",  # a variant of a Chinese character
        "שלום, مرحبا",
        f"{FAMILY} \U0001f44d\U0001f3fd \u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3 {SCOTLAND}",
    ],
)
def test_every_script_and_emoji_stays(text: str) -> None:
    assert one_line(text) == several_lines(text) == text


def test_a_prompt_keeps_its_lines() -> None:
    assert several_lines("a fox\r\n\tat\u2028sunset\r\x1b[1m!") == "a fox\n\tat\nsunset\n!"


def test_a_name_without_end_is_cut() -> None:
    assert one_line("x" * 1000) == "x" * 299 + "…"
    assert one_line("x" * 300) == "x" * 300


@settings(deadline=None)
@given(st.text(st.characters(codec=None) | st.sampled_from(sorted(HARMFUL)) | st.sampled_from("\n[m")))
def test_whatever_comes_is_clean_at_once(text: str) -> None:
    cleaned = several_lines(text)
    assert HARMFUL.isdisjoint(cleaned)
    assert several_lines(cleaned) == cleaned
    assert one_line(one_line(text)) == one_line(text)
    assert not {"\n", "\t"} & set(one_line(text))
    cleaned.encode()


@pytest.mark.parametrize("character", [*sorted(HARMFUL), "\u200d", "\ufe0f", "\U0001f3f4"])
def test_a_long_text_is_cleaned_soon(character: str) -> None:
    began = time.process_time()  # on a busy machine the clock says little
    several_lines(f"{character}a" * 100_000)
    several_lines(character * 200_000)
    assert time.process_time() - began < 2.0
