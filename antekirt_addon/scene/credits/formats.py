# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits as texts for people and for programs.

Names and prompts come out of the file, which anybody may have made: they stay on their line, and do nothing
in a Markdown page or a table but be read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from ...clean_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .credit import Credit, CreditedWork

WEBSITE = "https://antekirt.com"  # where artists are found; none of them has an address of their own
NOBODY = "No work of an artist of Antekirt is used."
LONGEST_PROMPT = 10_000  # characters
COLUMNS = ("artist_name", "artist_id", "prompt", "kinds", "created_at", "generation_id", "used_by", "link")

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&|~!$:])")
_BEGINS_A_BLOCK = re.compile(r"^(\d{0,9})([-+=.)])")
_FORMULA = re.compile("[=+@\uff1d\uff0b\uff20\uff0d-]")


def as_text(credits_: Sequence[Credit]) -> str:
    """The report for people: each artist, and beneath a line for each work of theirs."""
    artists = ["\n".join([name_of(credit), *map(_line, credit.works)]) for credit in credits_]
    return "\n\n".join(artists or [NOBODY]) + "\n"


def _line(work: CreditedWork) -> str:
    return f"    {_prompt(work)} ({', '.join(_facts(work))})"


def as_markdown(credits_: Sequence[Credit]) -> str:
    """A page: a heading for each artist, and beneath a list of their works."""
    artists = [
        "\n".join([f"## [{_escaped(name_of(credit))}]({WEBSITE})", "", *map(_item, credit.works)])
        for credit in credits_
    ]
    return "\n\n".join(["# Credits", *(artists or [NOBODY])]) + "\n"


def _item(work: CreditedWork) -> str:
    return f"- {_escaped(_prompt(work))} ({_escaped(', '.join(_facts(work)))})"


def _escaped(line: str) -> str:
    """A line as the text that it is: nothing in it is Markdown."""
    return _BEGINS_A_BLOCK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", line))


def as_csv(credits_: Sequence[Credit]) -> str:
    """A table with a head: a row for each work."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for credit in credits_:
        for work in credit.works:
            cells = (
                credit.artist_name,
                credit.artist_id,
                _prompt(work),
                ", ".join(work.kinds),
                work.created_at,
                work.generation_id,
                ", ".join(work.used_by),
                WEBSITE,
            )
            table.writerow(map(_cell, cells))
    return written.getvalue()


def _cell(text: str) -> str:
    """What no spreadsheet takes for a formula: an apostrophe before it has it be a text."""
    line = one_line(text, LONGEST_PROMPT)
    return f"'{line}" if _FORMULA.match(line) else line


def as_json(credits_: Sequence[Credit]) -> str:
    """All of it, for programs: a list of artists, each with a list of works."""
    return json.dumps([asdict(credit) for credit in credits_], ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Credit]], str]] = {
    "TEXT": as_text,
    "MARKDOWN": as_markdown,
    "CSV": as_csv,
    "JSON": as_json,
}


def credit_line(credits_: Sequence[Credit]) -> str:
    """One line for the end of a film or the foot of a page: the artists, by name. Empty without any."""
    names = dict.fromkeys(map(name_of, credits_))
    return f"Art by {', '.join(names)} (Antekirt)" if names else ""


def name_of(credit: Credit) -> str:
    return one_line(credit.artist_name) or one_line(credit.artist_id) or "Unknown artist"


def _prompt(work: CreditedWork) -> str:
    return one_line(work.prompt, LONGEST_PROMPT)


def _facts(work: CreditedWork) -> list[str]:
    return [one_line(fact) for fact in (*work.kinds, work.created_at[:10], work.generation_id) if fact]
