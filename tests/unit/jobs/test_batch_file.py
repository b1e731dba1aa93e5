# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a batch as spreadsheets, scripts and people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import batch_file
from antekirt_addon.jobs.batch_file import BatchFileError, BatchRow, BatchRows, read_file, read_lines

if TYPE_CHECKING:
    from pathlib import Path


def read(
    folder: Path, content: str | bytes, name: str = "rows.csv", options: tuple[str, ...] = ()
) -> BatchRows:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path, options)


FOX = BatchRow(2, "a fox, red", "Ana Vega", "Barrel", "MATERIAL")


@pytest.mark.parametrize(
    "content",
    [
        'prompt,artist,object,import_as\r\n"a fox, red",Ana Vega,Barrel,MATERIAL\r\n',
        "\ufeffprompt;artist;object;import_as\r\na fox, red;Ana Vega;Barrel;MATERIAL",
        "Prompt\tArtist\tObject\tImport As\t\t\na fox, red\t Ana Vega \tBarrel\tMATERIAL\t\t\n\n",
        'object,import-as,artist,prompt\nBarrel,MATERIAL,Ana Vega,"a fox, red"\n,,,\n',
        '"prompt";"artist";"object";"import_as"\n"a fox, red";"Ana Vega";"Barrel";"MATERIAL"',
        '"prompt";"a\nnote";artist;object;import_as\na fox, red;;Ana Vega;Barrel;MATERIAL'.replace(
            "\n", "\r"
        ),
        "prompt\tartist\tobject\timport_as\na fox, red\tAna Vega\tBarrel\tMATERIAL".encode("utf-16"),
    ],
)
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, content: str | bytes) -> None:
    assert read(tmp_path, content) == BatchRows((FOX,))


def test_what_a_spreadsheet_adds_and_what_it_leaves_out(tmp_path: Path) -> None:
    rows = read(tmp_path, 'sep=;\nprompt;artist;notes\n"two\nlines";7;nice\n"say ""hello""";;\n;;\nlast\n')
    assert [(row.number, row.prompt, row.artist) for row in rows.rows] == [
        (3, "two\nlines", "7"),
        (4, 'say "hello"', ""),
        (6, "last", ""),
    ]
    assert rows.unread == ("notes",)


def test_prompts_alone_may_have_commas(tmp_path: Path) -> None:
    assert [row.prompt for row in read(tmp_path, 'prompt\na fox, red\n"a hen; white"\n').rows] == [
        "a fox, red",
        "a hen; white",
    ]
    rows = read_lines("a fox, red\n\n  \n{a hen}\r\n").rows
    assert [(row.number, row.prompt) for row in rows] == [(1, "a fox, red"), (4, "{a hen}")]
    assert read(tmp_path, "a fox, red\n", "rows.txt").rows == (BatchRow(1, "a fox, red"),)


def test_a_prompt_is_not_cut_where_an_editor_shows_one_line(tmp_path: Path) -> None:
    content = "a fox\u2028red\r\na hen\x0cwhite\ran owl\x85grey"
    prompts = ["a fox\u2028red", "a hen\x0cwhite", "an owl\x85grey"]
    assert [row.prompt for row in read(tmp_path, content, "rows.txt").rows] == prompts
    assert [row.prompt for row in read(tmp_path, "prompt\n" + content).rows] == prompts


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """It would be paid for, or stop the whole, when it is sent."""
    rows = read(
        tmp_path, '{"prompt": "a fox"}\n{"prompt": "\\ud800"}\n{"prompt": "a\\u0000"}\n', "rows.jsonl"
    )
    assert [(number, str(reason)) for number, reason in rows.wrong] == [
        (2, "It is no text."),
        (3, "It is no text."),
    ]


def test_json_lines(tmp_path: Path) -> None:
    lines = (
        '{"prompt": "a fox, red", "artist": "Ana Vega", "object": "Barrel", "Import-As": "MATERIAL",'
        ' "tile_size": 1.5, "socket": null, "no_repeat": true}\n\n[1]\n{"prompt": ["a"]}\n{"prompt"\n'
    )
    rows = read(tmp_path, lines, "rows.jsonl", ("tile_size", "socket", "no_repeat"))
    options = (("no_repeat", "True"), ("tile_size", "1.5"))
    assert rows.rows == (BatchRow(1, "a fox, red", "Ana Vega", "Barrel", "MATERIAL", options),)
    assert [(number, str(reason)) for number, reason in rows.wrong] == [
        (3, "It is no JSON object."),
        (4, "“prompt” is neither text nor a number."),
        (5, "It is no JSON object."),
    ]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    rows = read(tmp_path, "prompt,artist\na fox, red, big\na hen,7\n")
    assert ([row.number for row in rows.rows], [number for number, _ in rows.wrong]) == ([3], [2])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("artist\n7\n", "There is no column “prompt”"),
        ("", "There is no column “prompt”"),
        ("prompt,prompt\na,b\n", "A column is there twice."),
        ("prompt,artist\n,\n", "There is no prompt in it."),
        ('prompt,artist\na,7\n"never closed,7\nb,7\n', "Row 3 cannot be read"),
        ("prompt\nFüchse\n".encode("cp1252"), "is not in UTF-8"),
        ("prompt\n" + "x\n" * (batch_file.MOST_ROWS + 1), "at most 1000 rows"),
        ("prompt,artist\n" + "x,7,8\n" * (batch_file.MOST_ROWS + 1), "at most 1000 rows"),
        ("prompt," + "x" * 200_000, "There is no column “prompt”"),
    ],
)
def test_what_is_no_batch_is_told(tmp_path: Path, content: str | bytes, told: str) -> None:
    with pytest.raises(BatchFileError, match=told):
        read(tmp_path, content)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name, told in (("none.csv", "cannot be read: No such file"), ("rows.xlsx", "must end with .csv")):
        with pytest.raises(BatchFileError, match=told):
            read_file(tmp_path / name)
