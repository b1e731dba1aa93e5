# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a prompt that the service shows is one that was sent: it may keep or list it in another form.

What does not count: the Unicode form and the width of letters, letter case, white space, typographic quotes
and dashes, characters that cannot be seen, HTML entities, punctuation at the end, and the artist's trigger
word before or after the prompt. All else does: prompts of one artist are often alike.
"""

from __future__ import annotations

import html
import re
import unicodedata

from ..clean_text import several_lines

LEAST_CUT = 100  # characters from which on the beginning of a prompt tells which one it is
ENDING = " .,;:!?-。、"
# Characters of these categories of Unicode are all the same, or do not count.
PLAIN = {"Cc": "", "Cf": "", "Pd": "-", "Pi": "'", "Pf": "'"}  # controls, joiners; dashes; quotes
HALF_ENTITY = re.compile(r"&#?\w{0,8}\Z")


def is_same(shown: str, sent: str, trigger_word: str = "") -> bool:
    """Whether it is the same prompt, however it is written."""
    return _bare(shown, trigger_word) == _bare(sent, trigger_word)


def is_cut(shown: str, sent: str, trigger_word: str = "") -> bool:
    """Whether it is a long beginning of the prompt: a list may cut what it shows."""
    beginning, whole = _bare(HALF_ENTITY.sub("", shown), trigger_word), _bare(sent, trigger_word)
    return LEAST_CUT <= len(beginning) < len(whole) and whole.startswith(beginning)


def is_alike(shown: str, sent: str) -> bool:
    """Whether one of two prompts is a part of the other."""
    one, other = _plain(shown), _plain(sent)
    return one in other or other in one


def ends_open(shown: str) -> bool:
    """Whether a text itself says that it goes on."""
    return shown.rstrip().endswith(("…", "..."))


def _bare(prompt: str, trigger_word: str) -> str:
    """The prompt in plain form, without the trigger word."""
    text, word = _plain(prompt), re.escape(_plain(trigger_word))
    without = re.sub(rf"\A{word}(?!\w)|(?<!\w){word}\Z", "", text, count=1) if word else text
    return without.strip(ENDING) or text


def _plain(prompt: str) -> str:
    """A prompt, as it is read from the service, without what does not count.

    It is decomposed, so that a cut between a letter and its accent is none.
    """
    text = unicodedata.normalize("NFKD", html.unescape(html.unescape(several_lines(prompt))))
    text = unicodedata.normalize("NFKD", text.casefold()).replace('"', "'")
    text = " ".join(text.split())
    return "".join(PLAIN.get(unicodedata.category(letter), letter) for letter in text)
