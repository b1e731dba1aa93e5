# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences for people, made where nothing is known of Blender and translated where they are shown.

The one module of ours that all others may import. `translations.translated` gives a message in the artist's
language; everywhere else it is its English text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Message(str):
    """A text that still knows what it was made of: Message("{host} cannot be reached", host=host).

    A value may be a message itself. The fields of the template are those of str.format.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        message = super().__new__(cls, template.format(**values) if values else template)
        message.template, message.values = template, values
        return message

    def __str__(self) -> Self:
        """The message itself, so that it is what str() of an exception gives, too."""
        return self


def joined(sentences: Iterable[str]) -> str:
    """Several sentences without a full stop as one text, a full stop between two."""
    first, *others = sentences
    for other in others:
        first = Message("{sentence}. {more}", sentence=first, more=other)
    return first


def listed(names: Sequence[str]) -> str:
    """A few names, or many in short, as they stand in a sentence."""
    if len(names) > 4:
        return Message("{names} and {count} others", names=_with_commas(names[:3]), count=len(names) - 3)
    if len(names) > 1:
        return Message("{names} and {last}", names=_with_commas(names[:-1]), last=names[-1])
    return names[0]


def _with_commas(names: Sequence[str]) -> str:
    first, *others = names
    for other in others:
        first = Message("{name}, {next}", name=first, next=other)
    return first


def to_json(text: str) -> Any:  # noqa: ANN401 - JSON
    """What `from_json` makes the same text of: a message can be translated even after a restart."""
    if isinstance(text, Message):
        return [text.template, {name: _value_to_json(value) for name, value in text.values.items()}]
    return text


def from_json(data: Any) -> str:  # noqa: ANN401 - JSON
    """The text that `to_json` has written, a message again if it was one."""
    if isinstance(data, str):
        return data
    template, values = data
    return Message(template, **{name: _value_from_json(value) for name, value in values.items()})


def _value_to_json(value: object) -> object:
    return value if isinstance(value, int | float) else to_json(str(value))


def _value_from_json(value: object) -> object:
    return from_json(value) if isinstance(value, str | list) else value
