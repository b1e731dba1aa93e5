# SPDX-License-Identifier: GPL-3.0-or-later
"""One word, one meaning: words that once stood for several things, and the rooms that have each."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = ("antekirt_addon", "sandbox", "window")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

# The one meaning, and where names have it. No names at all have a word with an empty meaning.
MEANING: dict[str, tuple[str, tuple[str, ...]]] = {
    "apart": ("", ()),
    "bend": ("", ()),
    "catalog": (
        "what can be chosen from: artists, history and their pictures",
        ("antekirt_addon/catalog", "antekirt_addon/operators", "window/scenario"),
    ),
    "frame": (
        "one picture of a film, or of the timeline",
        ("antekirt_addon/scene", "antekirt_addon/operators", "sandbox/picture"),
    ),
    "look": ("", ()),
    "order": (
        "which comes before which in a list of the service's",
        ("antekirt_addon/catalog", "antekirt_addon/operators", "sandbox/api"),
    ),
    "outline": (
        "closed curves, or their polygons, that bound what is filled",
        ("antekirt_addon/media/svg", "antekirt_addon/scene/vector"),
    ),
    "patience": ("", ()),
    "place": (
        "where in a scene an import goes",
        (
            "antekirt_addon/scene",
            "antekirt_addon/ui",
            "antekirt_addon/operators",
            "antekirt_addon/interface.py",
        ),
    ),
    "record": ("", ()),
    "wish": ("", ()),
}


@pytest.mark.parametrize("word", MEANING)
def test_a_word_has_one_meaning(word: str) -> None:
    _meaning, rooms = MEANING[word]
    wrong = [
        f"{file}: {name}"
        for file, name in names()
        if word in words_of(name) and not any(is_in(file, room) for room in rooms)
    ]
    assert wrong == []


def test_no_room_is_listed_that_has_no_such_name() -> None:
    found = {(word, file) for file, name in names() for word in words_of(name)}
    unused = [
        (word, room)
        for word, (_meaning, rooms) in MEANING.items()
        for room in rooms
        if not any(word == other and is_in(file, room) for other, file in found)
    ]
    assert unused == []


def is_in(file: str, room: str) -> bool:
    """Whether a file is in a room, which may be a file itself."""
    return file == room or file.startswith(f"{room}/")


def words_of(name: str) -> set[str]:
    """The words of a name in any spelling, in lower case, without a plural s."""
    words = {word.lower() for word in WORD.findall(name)}
    return words | {word.removesuffix("s") for word in words}


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every file, class, function and field of ours with the path of the file that it stands in."""
    files = [path for room in ROOMS for path in sorted((REPOSITORY / room).rglob("*.py"))]
    return tuple((path.relative_to(REPOSITORY).as_posix(), name) for path in files for name in names_in(path))


def names_in(path: Path) -> Iterator[str]:
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
