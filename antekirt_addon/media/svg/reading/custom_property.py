# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom properties, “--main: red”, and what refers to them, “var(--main, blue)” (CSS Variables 1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .style_sheet import Declarations

REFERENCE = re.compile(r"(?<![-\w])var\(\s*+(--[^\s,()]++)\s*+([,)])", re.IGNORECASE)
PARENTHESES = re.compile(r"""[()]|"[^"]*+"|'[^']*+'""")
LONGEST = 4096  # characters of a value in which all references are replaced
DEEPEST = 32  # references to references
NO_VALUE = "initial"


def refers(value: str) -> bool:
    """Whether a value may refer to a custom property."""
    return "var(" in value or "VAR(" in value


def with_values(own: Declarations, above: Declarations) -> Declarations:
    """An element's properties with all references replaced; one that cannot be counts as not declared.

    above: what is inherited, custom properties among it.
    """
    if not any(map(refers, own.values())):
        return own
    known = _Values(own, above)
    found: Declarations = {}
    for name, value in own.items():
        whole = known.value(name) if name.startswith("--") else known.replaced(value)
        if whole is not None:
            found[name] = whole
        elif name.startswith("--"):
            found[name] = NO_VALUE
    return found


class _Values:
    """The values of custom properties on one element, each worked out once."""

    def __init__(self, own: Declarations, above: Declarations) -> None:
        self._own = own
        self._above = above
        self._found: dict[str, str | None] = {}
        self._depth = 0

    def value(self, name: str) -> str | None:
        """What a custom property stands for; None if it is not declared, or needs itself."""
        if name not in self._own:
            return self._above.get(name)
        if name not in self._found:
            self._found[name] = None  # as long as it is not known: it may refer to itself
            value = self._own[name]
            if value in ("inherit", "unset"):
                self._found[name] = self._above.get(name)
            elif value != NO_VALUE:
                self._found[name] = self.replaced(value)
        return self._found[name]

    def replaced(self, text: str) -> str | None:
        """A value with all references replaced; None if one has no value."""
        if not refers(text):
            return text
        if self._depth > DEEPEST:
            return None
        self._depth += 1
        parts = self._parts(text)
        self._depth -= 1
        return None if parts is None else "".join(parts).strip()

    def _parts(self, text: str) -> list[str] | None:
        """A value in parts, references among them replaced."""
        parts: list[str] = []
        size = position = 0
        while match := REFERENCE.search(text, position):
            end = _closing(text, match.end()) if match[2] == "," else match.end()
            value = self.value(match[1])
            if value is None and match[2] == ",":
                value = self.replaced(text[match.end() : end - 1])
            if value is None:
                return None
            parts += [text[position : match.start()], value]
            size += len(parts[-2]) + len(value)
            if size > LONGEST:
                return None
            position = end
        return [*parts, text[position:]]


def _closing(text: str, position: int) -> int:
    """Where the parenthesis ends that was opened before a position; beyond the text, if never."""
    depth = 1
    for match in PARENTHESES.finditer(text, position):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(text) + 1
