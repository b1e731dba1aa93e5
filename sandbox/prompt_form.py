# SPDX-License-Identifier: GPL-3.0-or-later
"""How a service may show a prompt that it was given in another form."""

import html
import unicodedata
from collections.abc import Callable, Iterable

from .entity import Generation

PROMPT_FORMS: dict[str, Callable[[str, str], str]] = {  # from the prompt and the artist's trigger word
    "nfc": lambda prompt, _trigger: unicodedata.normalize("NFC", prompt),
    "trigger": lambda prompt, trigger: f"{trigger} {prompt}",
    "cut": lambda prompt, _trigger: prompt[:200],
    "escaped": lambda prompt, _trigger: html.escape(prompt),
    "no_stop": lambda prompt, _trigger: prompt.removesuffix("."),
    "lower": lambda prompt, _trigger: prompt.lower(),
    "blanks": lambda prompt, _trigger: " ".join(prompt.split()),
}


def shown_prompt(generation: Generation, forms: Iterable[str]) -> str:
    prompt = generation.prompt
    for form in forms:
        prompt = PROMPT_FORMS[form](prompt, generation.artist.trigger_word)
    return prompt
