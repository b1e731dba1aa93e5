# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of a verb that are an operator's own properties: whatever one learns to ask, its verb does, too.

What is not given on the command line is not given to the operator either, which has its defaults.
"""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

NOT_CHOICES = {"rna_type", "generation_id", "shown_price", "again", "job_id", "kind"}


def add_options(command: argparse.ArgumentParser, operator: Any, besides: Collection[str] = ()) -> None:  # noqa: ANN401 - bpy.ops
    """An option for each property of an operator. besides: those that the verb asks for in its own way."""
    named = []
    for known in operator.get_rna_type().properties:
        if known.identifier in NOT_CHOICES or known.identifier in besides or known.is_hidden:
            continue
        named.append(known.identifier)
        _add_option(command, known)
    command.set_defaults(properties=named)


def given(arguments: argparse.Namespace) -> dict[str, Any]:
    """The properties that were said."""
    said = {name: getattr(arguments, name) for name in arguments.properties}
    return {name: value for name, value in said.items() if value is not None}


def number(low: float = -math.inf, high: float = math.inf) -> Callable[[str], float]:
    """A type for argparse: a finite number in a range, as Blender would silently make it one."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and low <= value <= high):
            raise argparse.ArgumentTypeError(f"must be a number{_range(low, high)}, not {text}")
        return value

    return read


def _add_option(command: argparse.ArgumentParser, known: Any) -> None:  # noqa: ANN401 - a bpy.types.Property
    name, told = f"--{known.identifier.replace('_', '-')}", known.description.replace("%", "%%")
    match known.type:
        case "BOOLEAN" if known.identifier.startswith("no_"):  # such names are refused by the action below
            turned = f"--{known.identifier.removeprefix('no_').replace('_', '-')}"
            command.add_argument(name, action="store_const", const=True, help=told)
            command.add_argument(
                turned, action="store_const", const=False, dest=known.identifier, help=argparse.SUPPRESS
            )
        case "BOOLEAN":
            command.add_argument(name, action=argparse.BooleanOptionalAction, default=None, help=told)
        case "ENUM":
            words = [item.identifier for item in known.enum_items]
            command.add_argument(name, choices=words, help=f"{told} (default: {known.default})")
        case "FLOAT":
            low, high = _bound(known.hard_min), _bound(known.hard_max)
            told = f"{told} (default: {known.default:g})"
            command.add_argument(name, type=number(low, high), metavar="NUMBER", help=told)
        case "STRING":
            command.add_argument(name, metavar="NAME", help=told)
        case _:
            raise AssertionError(f"{name} has no form on the command line")


def _bound(value: float) -> float:
    """A limit as it was meant: Blender keeps single precision, and the largest number for none."""
    return math.copysign(math.inf, value) if abs(value) > 1e30 else float(f"{value:.6g}")


def _range(low: float, high: float) -> str:
    if high < math.inf:
        return f" from {low:g} to {high:g}"
    return f" of {low:g} or more" if low > -math.inf else ""
