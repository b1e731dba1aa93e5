# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds every text of the interface in the source of the add-on, by what is done with it.

A text is a literal, or the choice between literals, that goes where people read it: a class's label or
tooltip, the name or description of a property, an item of an enum, a label in a layout, a report, an
exception of ours; or one that is marked: with Message, or with one of Blender's functions for translation.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "antekirt_addon"
OPERATOR, OTHER = "Operator", "*"  # Blender's contexts
NAMES = {"Antekirt", "SVG", ""}  # the same in every language

IN_LAYOUTS = {"text", "heading", "placeholder"}  # keywords of a layout's functions
MARKED = {"iface_", "tip_", "rpt_", "n_", "Message"}  # their first argument is a text, the second its context
REPORTS = {"report": 1, "poll_message_set": 0, "notify": 0}  # methods, and which argument is a text


@dataclass(frozen=True, slots=True)
class Text:
    context: str
    english: str


@dataclass(slots=True)
class Texts:
    """Each text with the places it was seen at, and the places where a text is put together of values."""

    places: dict[Text, list[str]]
    untranslatable: list[str]


def find(package: Path = PACKAGE) -> Texts:
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(package.rglob("*.py"))}
    errors = exceptions(trees.values())
    found = Texts({}, [])
    for file, tree in trees.items():
        for context, node in [*_in_classes(tree), *_in_items(tree), *_in_calls(tree, errors)]:
            place = f"{file.relative_to(package.parent)}:{node.lineno}"
            for english in literals(node):
                if english is None:
                    found.untranslatable.append(place)
                elif english not in NAMES:
                    found.places.setdefault(Text(context, english), []).append(place)
    return found


def literals(node: ast.expr) -> Iterator[str | None]:
    """Give the texts that an expression can be; None for one that is put together of text and values."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from literals(node.body)
            yield from literals(node.orelse)
        case ast.BoolOp():
            for value in node.values:
                yield from literals(value)
        case ast.JoinedStr():
            yield None
        case ast.BinOp():
            if any(isinstance(part, ast.Constant | ast.JoinedStr) for part in (node.left, node.right)):
                yield None


def exceptions(trees: Iterable[ast.Module]) -> set[str]:
    """Give the names of our exceptions: those whose first argument is a sentence for people."""
    bases: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {name(base) for base in node.bases}
    known = {"Exception", "ValueError"}
    while more := {cls for cls, above in bases.items() if above & known} - known:
        known |= more
    return known & bases.keys()


def _in_classes(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef):
            continue
        is_operator = "_OT_" in cls.name
        attributes = {
            name(statement.targets[0]): statement.value
            for statement in cls.body
            if isinstance(statement, ast.Assign)
        }
        if "bl_label" in attributes:
            usual = OPERATOR if is_operator else OTHER
            yield _context(attributes.get("bl_translation_context"), usual), attributes["bl_label"]
        for attribute in {"bl_description", "bl_category"} & attributes.keys():
            yield OTHER, attributes[attribute]
        first = cls.body[0]
        if is_operator and "bl_description" not in attributes and isinstance(first, ast.Expr):
            yield OTHER, first.value  # the docstring is its tooltip


def _in_items(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Find the items of enums: a tuple of tuples, each an identifier, a name and a description."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            for item in node.elts:
                if isinstance(item, ast.Tuple) and _is_item(item.elts):
                    yield from ((OTHER, part) for part in item.elts[1:3])


def _is_item(parts: list[ast.expr]) -> bool:
    """Whether it may be an item: three texts, and perhaps an icon and a number."""
    return len(parts) in {3, 5} and all(map(_is_text, parts[:3]))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _in_calls(tree: ast.Module, errors: set[str]) -> Iterator[tuple[str, ast.expr]]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        called, keywords = name(call.func), {word.arg: word.value for word in call.keywords}
        arguments = call.args
        if called in MARKED and arguments:
            yield _context(arguments[1] if arguments[1:] else None), arguments[0]
        elif called in REPORTS and len(arguments) > REPORTS[called]:
            yield OTHER, arguments[REPORTS[called]]
        elif called in errors or called == "Problem":
            yield from ((OTHER, argument) for argument in arguments[:1])
        elif called.endswith("Property"):
            if "name" in keywords:
                yield _context(keywords.get("translation_context")), keywords["name"]
            if "description" in keywords:
                yield OTHER, keywords["description"]
        elif isinstance(call.func, ast.Attribute) and called != "format" and not _is_final(keywords):
            usual = OPERATOR if called.startswith("operator") else OTHER
            context = _context(keywords.get("text_ctxt"), usual)
            yield from ((context, keywords[word]) for word in IN_LAYOUTS & keywords.keys())


def _context(given: ast.expr | None = None, usual: str = OTHER) -> str:
    match given:
        case ast.Constant(value=str(context)):
            return context
    return usual


def _is_final(keywords: dict[str | None, ast.expr]) -> bool:
    """Whether a layout is told not to translate: what it shows is translated already, or is not ours."""
    match keywords.get("translate"):
        case ast.Constant(value=False):
            return True
    return False


def name(node: ast.expr) -> str:
    """Give the last part of a dotted name."""
    match node:
        case ast.Name(id=found) | ast.Attribute(attr=found):
            return found
    return ""
