# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a batch, from a table as spreadsheets save it, from JSON lines, or from prompts line by line.

What is wrong with a row is noted with its number, as an editor or a spreadsheet counts, so that all of it can
be told at once. What keeps the whole from being read is a BatchFileError.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = ("prompt", "artist", "object", "import_as")
SEPARATORS = (",", ";", "\t")
NEVER_THERE = "\x1f"  # separates the cells of a table of prompts alone, which may have commas
JSON_LINES = {".jsonl", ".ndjson"}
TABLES = {".csv", ".tsv"}
LINES = {".txt"}
MOST_ROWS = 1000
MOST_BYTES = 16_000_000
Cells = tuple[int, dict[str, str] | str]  # of a row by its number; a text tells what is wrong with it


class BatchFileError(Exception):
    """Nothing can be read of it; str() says why."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """As it was written, without blanks around a value; "" for what was not. options: columns besides."""

    number: int
    prompt: str
    artist: str = ""
    object: str = ""
    import_as: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BatchRows:
    """wrong: numbers of rows that cannot be read, and why. unread: columns that mean nothing here."""

    rows: tuple[BatchRow, ...]
    wrong: tuple[tuple[int, str], ...] = ()
    unread: tuple[str, ...] = ()


def read_file(path: Path, options: Iterable[str] = ()) -> BatchRows:
    """The rows of a file, whose name says of what kind it is. options: columns besides COLUMNS."""
    suffix = path.suffix.lower()
    if suffix not in JSON_LINES | TABLES | LINES:
        raise BatchFileError(
            Message("{file} is no batch: its name must end with .csv, .jsonl or .txt.", file=path.name)
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BatchFileError(Message("{file} is too large for a batch.", file=path.name))
        text = _decoded(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise BatchFileError(Message("{file} cannot be read: {reason}", file=path, reason=reason)) from error
    except UnicodeDecodeError as error:
        raise BatchFileError(
            Message("{file} is not in UTF-8. Save it as “CSV UTF-8”.", file=path.name)
        ) from error
    if suffix in LINES:
        return read_lines(text)
    found = _of_json(text) if suffix in JSON_LINES else _of_table(text)
    return _read(found, {*COLUMNS, *options})


def read_lines(text: str) -> BatchRows:
    """A prompt in each line that is not empty."""
    lines = enumerate(_unified(text).split("\n"), 1)
    return _read(((number, {"prompt": line}) for number, line in lines), set(COLUMNS))


def _decoded(data: bytes) -> str:
    """Spreadsheets mark UTF-8, and what they call Unicode text is UTF-16."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _unified(data.decode("utf-16" if is_wide else "utf-8-sig"))


def _unified(text: str) -> str:
    """With one kind of line ends. Other signs that part lines stay: half of a prompt costs as much as all."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _of_table(text: str) -> Iterator[Cells]:
    first, _, rest = text.partition("\n")
    before = 1
    if first.strip().lower().startswith("sep="):  # for a spreadsheet alone
        text, before = rest, 2
    separator = max(SEPARATORS, key=lambda sign: len(_names(text, sign)))
    names = _names(text, separator)
    if "prompt" not in names:
        raise BatchFileError(
            Message("There is no column “prompt”. The first row names the columns: {names}.", names=_COLUMNS)
        )
    if len(set(names)) < len(names):
        raise BatchFileError("A column is there twice.")
    sign = separator if len(names) > 1 else NEVER_THERE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    number = before
    try:
        next(reader)
        for number, cells in enumerate(reader, before + 1):
            if any(cell.strip() for cell in cells[len(names) :]):
                yield number, Message("It has more cells than there are columns. Put quotes around commas.")
            else:
                yield number, dict(zip(names, cells, strict=False))
    except csv.Error as error:
        raise BatchFileError(
            Message("Row {number} cannot be read: {reason}.", number=number + 1, reason=error)
        ) from error


_COLUMNS = ", ".join(COLUMNS)


def _names(text: str, separator: str) -> list[str]:
    """The names of the columns; none of what is no table."""
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []
    names = [_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _name(written: str) -> str:
    """The name of a column, however it is spelled."""
    return "_".join(written.replace("-", " ").replace("_", " ").split()).lower()


def _of_json(text: str) -> Iterator[Cells]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError):
            cells = None
        if not isinstance(cells, dict):
            yield number, Message("It is no JSON object.")
        elif nested := [name for name, value in cells.items() if isinstance(value, dict | list)]:
            yield number, Message("“{name}” is neither text nor a number.", name=nested[0])
        else:
            yield number, {_name(name): _text(value) for name, value in cells.items()}


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    return "" if value is None else str(value)


def _read(found: Iterable[Cells], known: set[str]) -> BatchRows:
    rows: list[BatchRow] = []
    wrong: list[tuple[int, str]] = []
    unread: dict[str, None] = {}
    for number, cells in found:
        if len(rows) + len(wrong) > MOST_ROWS:
            break
        if isinstance(cells, str):
            wrong.append((number, cells))
            continue
        said = {name: value.strip() for name, value in cells.items() if value.strip()}
        unread |= dict.fromkeys(name for name in said if name not in known)
        if not said.keys() & known:
            continue
        if not all(map(_is_text, said.values())):
            wrong.append((number, Message("It is no text.")))
            continue
        prompt, artist, object_, import_as = (said.get(name, "") for name in COLUMNS)
        besides = sorted((name, value) for name, value in said.items() if name in known - {*COLUMNS})
        rows.append(BatchRow(number, prompt, artist, object_, import_as, tuple(besides)))
    if len(rows) + len(wrong) > MOST_ROWS:
        raise BatchFileError(Message("A batch has at most {most} rows.", most=MOST_ROWS))
    if not (rows or wrong):
        raise BatchFileError("There is no prompt in it.")
    return BatchRows(tuple(rows), tuple(wrong), tuple(unread))


def _is_text(value: str) -> bool:
    """Whether it can be sent: JSON can write halves of a sign."""
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
