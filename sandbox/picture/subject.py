# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prompt asks to see: a mood of light, a kind of land, and things that stand in it."""

import random
import re
from dataclasses import dataclass

MOODS = {
    "sunset": "sunset dusk evening sunrise dramatic abend sonnenuntergang",
    "night": "night moon stars midnight dark fireflies nacht 夜 月",
    "snow": "snow winter ice cold frozen blue schnee",
    "desert": "desert heat canyon sand dune egypt wüste",
    "autumn": "autumn fall october harvest leaves herbst",
    "spring": "spring meadow flower flowers garden summer field lavender blossom apfelbaum",
    "sea": "sea ocean water lake wave waves boat boats sailing beach island harbour whale meer 海",
    "forest": "forest tree trees wood woods birch jungle green misty wald",
    "city": "city street town skyline house houses houses windows stadt",
}
LANDS = {
    "city": "city skyline town street windows rooftops stadt",
    "sea": "sea ocean water lake wave waves boat boats sailing beach harbour river lighthouse whale meer 海",
    "mountains": "mountain mountains peak peaks alps snow",
    "dunes": "desert dune dunes sand canyon",
    "hills": "hill hills meadow field forest garden tree trees wood birch valley",
}
THINGS = {
    "fox": "fox foxes cat katze dog wolf",
    "birds": "bird birds gull gulls crow swallow flock",
    "boat": "boat boats ship sailing harbour",
    "lighthouse": "lighthouse tower",
    "trees": "tree trees forest wood woods birch jungle apfelbaum wald",
    "flowers": "flower flowers meadow garden lavender blossom spring",
    "houses": "house houses village town cabin home",
    "clouds": "cloud clouds dramatic storm misty",
}


@dataclass(frozen=True)
class Subject:
    mood: str
    land: str
    things: frozenset[str]


def subject_of(prompt: str, rng: random.Random) -> Subject:
    """A prompt without a word we know gets a mood and a land by chance."""
    text = prompt.lower()
    words = {*re.findall(r"[^\W_]+", text), *(letter for letter in text if not letter.isascii())}
    return Subject(
        mood=first_named(MOODS, words) or rng.choice(list(MOODS)),
        land=first_named(LANDS, words) or rng.choice(list(LANDS)),
        things=frozenset(name for name, names in THINGS.items() if words & set(names.split())),
    )


def first_named(choices: dict[str, str], words: set[str]) -> str | None:
    return next((name for name, names in choices.items() if words & set(names.split())), None)
