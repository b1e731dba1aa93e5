# SPDX-License-Identifier: GPL-3.0-or-later
"""Text from outside, made fit to be shown, printed and kept, whatever was put into it.

Away go control characters and the escape sequences of terminals, what turns the direction of writing
round, what cannot be seen, and half a surrogate pair, which no file and no property of Blender's can
hold. Every script stays, and emoji stay whole: a joiner is kept where it joins something.
"""

from __future__ import annotations

import re

LONGEST_LINE = 300  # characters of a name or a message

# Of a terminal, with ESC or the C1 control that stands for it: a CSI sequence, a string that ends, the rest.
_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]{0,1000}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]?"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f)"  # the flag of a region, the one use of tags
    "|[\U000e0000-\U000e00ff]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f]"  # controls, but those that are white space
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # marks, overrides and isolates of direction
    "|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0]"
    "|[\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff]"
)
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TRAIL = re.compile(f"([^{_JOINERS}{_SELECTORS}]?)([{_JOINERS}{_SELECTORS}]+)")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile("[\t\n \xa0]{2,}|[\t\n]")


def one_line(text: str, limit: int = LONGEST_LINE) -> str:
    """A name or a message on one line: tabs and line breaks are spaces, what is beyond the limit is cut."""
    line = _GAP.sub(" ", several_lines(text[: 20 * limit])).strip()
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def several_lines(text: str) -> str:
    """A prompt or a description: it keeps its tabs and line breaks, the latter each as a single \\n."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", _ESCAPE.sub("", text))
    text = _UNSEEN.sub(lambda found: found[1] or "", _SURROGATE.sub("\ufffd", text))
    return _TRAIL.sub(_kept_trail, text)


def whole(text: str) -> str:
    """Text of which only that is replaced which no file and no property can hold."""
    return _SURROGATE.sub("\ufffd", text)


def _kept_trail(found: re.Match[str]) -> str:
    """A character with one selector of its form and one joiner, if it can have them."""
    character, trail = found[1], found[2]
    if not character or character.isspace():
        return character
    selector = "" if trail[0] in _JOINERS else trail[0]
    joiner = next((sign for sign in trail if sign in _JOINERS), "") if character >= "\u0590" else ""
    return character + selector + joiner
