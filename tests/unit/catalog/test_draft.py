# SPDX-License-Identifier: GPL-3.0-or-later
"""The draft on disk: for each account, whole or as if it were not there, and nobody else's to read."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.catalog.draft import KEPT, Drafts
from antekirt_addon.catalog.kept_file import SECONDS, KeptFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "antekirt" / "drafts.json"


def kept(path: Path, account: str, *prompts: str) -> Drafts:
    """Give the drafts of a Blender in which these prompts were written under an account, at its end."""
    drafts = Drafts(path)
    drafts.belong_to(account)
    for prompt in prompts:
        write(drafts, prompt)
    drafts.write()
    return drafts


def write(drafts: Drafts, prompt: str) -> None:
    before = drafts.current.chosen.get("prompt", "")
    drafts.note({"prompt": prompt, "size": 2.0}, {"prompt": before} if before != prompt else None)


def former(drafts: Drafts) -> list[str]:
    return [values["prompt"] for values in drafts.current.former]


def test_the_next_start_shows_the_draft_before_it_knows_the_account(path: Path) -> None:
    kept(path, "A", "a fox", "a bear")
    drafts = Drafts(path)
    assert (drafts.current.chosen, former(drafts)) == ({"prompt": "a bear", "size": 2.0}, ["a fox"])
    assert drafts.belong_to("A") is False
    assert (drafts.current.chosen["prompt"], former(drafts)) == ("a bear", ["a fox"])


def test_another_account_has_another_draft(path: Path) -> None:
    drafts = kept(path, "A", "a fox", "a bear")
    drafts.belong_to("")
    assert drafts.current.chosen["prompt"] == "a bear"  # not known yet
    assert drafts.belong_to("B") is True
    assert (drafts.current.chosen, former(drafts)) == ({}, [])
    write(drafts, "an owl")
    assert drafts.belong_to("A") is True
    assert (drafts.current.chosen["prompt"], former(drafts)) == ("a bear", ["a fox"])


def test_what_was_written_before_the_account_was_known_goes_to_it(path: Path) -> None:
    kept(path, "A", "a fox")
    kept(path, "B", "a bear")
    drafts = Drafts(path)
    assert drafts.current.chosen["prompt"] == "a bear"
    write(drafts, "an owl")
    drafts.write()
    drafts = Drafts(path)  # also when Blender is closed before it is known
    assert drafts.current.chosen["prompt"] == "an owl"
    assert drafts.belong_to("A") is False
    assert (drafts.current.chosen["prompt"], former(drafts)) == ("an owl", ["a bear", "a fox"])
    drafts.write()
    drafts = Drafts(path)
    drafts.belong_to("B")
    assert (drafts.current.chosen["prompt"], former(drafts)) == ("a bear", [])


def test_the_first_account_takes_what_was_written_before_there_was_one(path: Path) -> None:
    drafts = Drafts(path)
    write(drafts, "a fox")
    assert drafts.belong_to("A") is False
    assert drafts.current.chosen["prompt"] == "a fox"


def test_some_twenty_former_prompts_are_kept_each_once_and_none_empty(path: Path) -> None:
    drafts = kept(
        path, "A", *(f"fox {number}" for number in range(2 * KEPT)), "fox 39", "", "fox 30", "fox 38"
    )
    assert KEPT - 1 <= len(former(drafts)) <= KEPT
    assert former(drafts)[:4] == ["fox 30", "fox 39", "fox 37", "fox 36"]


def test_two_blenders_keep_the_drafts_of_two_accounts(path: Path) -> None:
    first = kept(path, "A", "a fox")
    kept(path, "B", "a bear")
    write(first, "an owl")
    first.write()
    drafts = Drafts(path)
    drafts.belong_to("B")
    assert drafts.current.chosen["prompt"] == "a bear"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"drafts": []}',
        '{"drafts": {"A": 5}}',
        '{"drafts": {"A": {"chosen": [1]}}}',
        "ÿ",
    ],
)
def test_a_damaged_file_is_a_clean_start(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    drafts = kept(path, "A")
    assert (drafts.current.chosen, drafts.current.former) == ({}, [])
    write(drafts, "a fox")
    drafts.write()
    assert Drafts(path).current.chosen["prompt"] == "a fox"


def test_what_cannot_be_written_stays_in_memory(path: Path) -> None:
    path.parent.write_text("no folder")
    drafts = kept(path, "A", "a fox")
    assert drafts.current.chosen["prompt"] == "a fox"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_the_file_is_its_owners_alone_and_no_half_of_it_is_left(path: Path) -> None:
    kept(path, "A", "a fox", "a bear")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [file.name for file in path.parent.iterdir()] == ["drafts.json"]


def test_it_is_not_written_more_often_than_once_in_some_seconds(path: Path) -> None:
    now = [100.0]
    file = KeptFile(path, clock=lambda: now[0])
    seen = []
    for number in range(4):
        file.keep({"number": number})
        file.write_if_due()
        seen.append(json.loads(path.read_text())["number"])
        now[0] += 0.6 * SECONDS
    assert seen == [0, 0, 2, 2]
    file.write()
    assert json.loads(path.read_text())["number"] == 3
