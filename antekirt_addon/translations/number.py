# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers as the artist's language writes them: 1,234.5 or 1.234,5 or 1 234,5."""

from __future__ import annotations

from bpy.app.translations import pgettext_iface as iface_


def number(value: float, decimals: int = 0) -> str:
    """A number with its digits in groups of three."""
    return localized(f"{value:,.{decimals}f}")


def localized(text: str) -> str:
    """A number that Python has written, with the signs of the artist's language."""
    example = iface_("1,234.5")
    return text.translate({ord(","): example[1], ord("."): example[-2]})


class LocalNumber:
    """A value of a message that a template's format writes in the artist's language."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __format__(self, form: str) -> str:
        return localized(format(self._value, form))
