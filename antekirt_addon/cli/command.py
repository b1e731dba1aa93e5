# SPDX-License-Identifier: GPL-3.0-or-later
"""What each verb is told to argparse by: its name, what it does, and the function that carries it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import argparse

    from .row import Row


class CarryOut(Protocol):
    """Gives what to print: one row or several, or a text that is printed as it is."""

    def __call__(self, arguments: argparse.Namespace, /) -> Row | list[Row] | str: ...


class Commands:
    """The verbs; each file in verb/ adds its own."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._verbs = parser.add_subparsers(required=True, metavar="VERB")

    def add(self, name: str, carry_out: CarryOut, text: str, columns: str = "") -> argparse.ArgumentParser:
        """A verb whose own arguments are still to be added. columns: those of its table, where it has one."""
        command = self._verbs.add_parser(name, help=text, description=text)
        command.add_argument("--json", action="store_true", help="print everything, as JSON")
        command.set_defaults(verb=carry_out, columns=columns.split(), timeout=None, left_over="")
        return command
