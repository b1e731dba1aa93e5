# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits as texts: read back by other programs, whatever is in the names."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from markdown_it import MarkdownIt

from antekirt_addon.scene.attribution import Attribution
from antekirt_addon.scene.credits.credit import Credit, credits_of
from antekirt_addon.scene.credits.formats import FORMATS, as_csv, as_json, as_markdown, as_text, credit_line

HOSTILE = [
    "=HYPERLINK(0)|calc",
    "-1+1",
    "@sum",
    "# not a heading",
    "1. not a list",
    "- neither\n- is this",
    "a | b | c",
    "*bold* _slanted_ `code` ~~gone~~",
    "[here](http://evil.example) <b>html</b> &lt; ![x](y)",
    "back\\slash\\",
    "two\r\nlines\u2028three",
    "\x1b[31mred\x07\x00",
    "\u202egnp.exe",
    "quote \" and ' and ;,\t tab",
]
HARMLESS = ["Zoë Ångström", "葛飾 北斎", "نجيب محفوظ", "J. Doe-Smith Jr. (left)"]


def work(artist: str, prompt: str = "a fox", generation: str = "g-1", **changed: Any) -> Attribution:
    values = {"artist_id": f"id of {artist}", "created_at": "2026-03-04T05:06:07Z", "source_url": ""}
    return Attribution(generation, "image", 0, artist_name=artist, prompt=prompt, **(values | changed))


def credits_by(*artists: str) -> list[Credit]:
    return credits_of(
        (f"Plane {artist}", work(artist, f"{artist} by night", str(number)))
        for number, artist in enumerate(artists)
    )


def test_people_read_a_line_for_each_work() -> None:
    assert as_text(credits_by("Zoë", "葛飾 北斎")).splitlines() == [
        "Zoë",
        "    Zoë by night (image, 2026-03-04, 0)",
        "",
        "葛飾 北斎",
        "    葛飾 北斎 by night (image, 2026-03-04, 1)",
    ]
    assert credit_line(credits_by("Zoë", "葛飾 北斎")) == "Art by Zoë, 葛飾 北斎 (Antekirt)"


@pytest.mark.parametrize("name", HOSTILE + HARMLESS)
def test_no_name_leaves_its_line(name: str) -> None:
    """Nor is there anything in a text that a terminal obeys or that turns the writing round."""
    (shown,) = credits_by(name)
    for text in (as_text([shown]).rstrip("\n").replace("\n", "", 1), credit_line([shown])):
        assert text.isprintable()
        assert "\u202e" not in text
    assert len(as_text([shown]).splitlines()) == 2


@pytest.mark.parametrize("name", HOSTILE + HARMLESS)
def test_a_name_is_read_in_markdown_as_it_is(name: str) -> None:
    (shown,) = credits_by(name)
    top = [token for token in tokens(as_markdown([shown])) if token.level == 0 and token.nesting >= 0]
    assert [(token.tag, token.type) for token in top if token.type != "inline"] == [
        ("h1", "heading_open"),
        ("h2", "heading_open"),
        ("ul", "bullet_list_open"),
    ]
    heading, item = [token for token in tokens(as_markdown([shown])) if token.type == "inline"][1:]
    assert [child.type for child in heading.children] == ["link_open", "text", "link_close"]
    assert heading.children[1].content == shown.artist_name
    assert [child.type for child in item.children] == ["text"]
    prompt = shown.works[0].prompt.replace("\n", " ").replace("\t", " ")
    assert " ".join(item.content.split()) != ""
    assert " ".join(item.children[0].content.split()) == " ".join(f"{prompt} (image, 2026-03-04, 0)".split())


def tokens(text: str) -> list[Any]:
    return MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(text)


@pytest.mark.parametrize("name", HOSTILE + HARMLESS)
def test_a_table_has_a_row_for_each_work_and_no_formula(name: str) -> None:
    (shown,) = credits_by(name)
    (row,) = csv.DictReader(io.StringIO(as_csv([shown])))
    assert row["artist_name"].removeprefix("'") == shown.artist_name
    assert row["used_by"] == f"Plane {shown.artist_name}"
    assert row["created_at"] == "2026-03-04T05:06:07Z"
    for cell in row.values():
        assert cell[:1] not in tuple("=+-@\t\r\n")


def test_programs_read_all_of_it_in_json() -> None:
    (artist,) = json.loads(as_json(credits_by("葛飾 北斎")))
    assert artist["artist_name"] == "葛飾 北斎"
    assert artist["works"] == [
        {
            "generation_id": "0",
            "prompt": "葛飾 北斎 by night",
            "created_at": "2026-03-04T05:06:07Z",
            "kinds": ["image"],
            "used_by": ["Plane 葛飾 北斎"],
        }
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_uses_changes_nothing(name: str) -> None:
    uses = [
        (block, work(artist, generation=generation))
        for artist in ("Bo", "an", "Ana")
        for generation in ("2", "1")
        for block in ("Plane", "Cube")
    ]
    assert FORMATS[name](credits_of(uses)) == FORMATS[name](credits_of(reversed(uses)))


def test_nothing_used_is_said() -> None:
    assert as_text([]) == "No work of an artist of Antekirt is used.\n"
    assert as_markdown([]).splitlines()[-1] == "No work of an artist of Antekirt is used."
    assert list(csv.DictReader(io.StringIO(as_csv([])))) == []
    assert json.loads(as_json([])) == []
    assert credit_line([]) == ""


def test_an_artist_without_a_name_has_the_id() -> None:
    nameless = credits_of([("Plane", work("", artist_id="a-7")), ("Cube", work("\u202e", artist_id=""))])
    assert as_text(nameless).splitlines()[::3] == ["Unknown artist", "a-7"]


def test_two_artists_of_one_name_are_one_in_the_line() -> None:
    both = credits_of([("Plane", work("Ana", artist_id="1")), ("Cube", work("Ana", artist_id="2"))])
    assert len(both) == 2
    assert credit_line(both) == "Art by Ana (Antekirt)"
