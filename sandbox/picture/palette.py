# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours for a mood of light, turned a little towards each artist's taste."""

import colorsys
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """All as #rrggbb: `sky` from the zenith to the horizon, `land` from far to near."""

    sky: tuple[str, ...]
    land: tuple[str, ...]
    light: str  # the sun or the moon
    accents: tuple[str, ...]

    @property
    def ink(self) -> str:
        return self.land[-1]

    @property
    def paper(self) -> str:
        return max((*self.sky, self.light), key=luminance)


# For each mood: the sky from the zenith to the horizon; the land from far to near; the light; accents.
MOODS = {
    "sunset": (
        "#2d2a5a #6b3874 #c14f6e #ee8160 #f9b872 #fde0a3",
        "#e08a7c #b85a72 #7d3f6b #49295a #231a3f",
        "#fff0bf",
        "#f2784b #ffd27a #f7a1a1",
    ),
    "night": (
        "#0b1030 #121b47 #1c2a61 #2b3d7d #435a9a",
        "#34508a #253b6c #1a2a50 #111c3a #0a1126",
        "#f6f0d2",
        "#ffd97a #79c9d6 #e98aa6",
    ),
    "snow": (
        "#7faad2 #a3c4e0 #c9deec #e9f1f4 #fbf3e6",
        "#dbe8f2 #aecadf #7fa5c7 #4f7aa6 #2a4c78",
        "#fff6dc",
        "#d9584a #f2b84b #ffffff",
    ),
    "desert": (
        "#3f8f9b #86b7a8 #e5d3a1 #f8d79c #fdebc4",
        "#e9b078 #dd8a56 #c06442 #8c4137 #552a2f",
        "#fff7dd",
        "#23707a #f7e3ac #e84f3d",
    ),
    "autumn": (
        "#86a8a6 #b9c3a4 #ecd9a6 #f7e4bd #fdf1d6",
        "#e6ad5c #d58240 #ad5631 #73352b #3f2127",
        "#fffbe4",
        "#c8322b #f4c542 #2f6f65",
    ),
    "spring": (
        "#7fc4de #a9dbe3 #d3ecdf #f2f5d9 #fdf6d6",
        "#c4dd94 #98c772 #66a85b #3d8152 #235a47",
        "#fffbe0",
        "#f0587a #ffcb47 #ffffff",
    ),
    "sea": (
        "#58aecb #86c9d6 #b7dfdb #def0dc #f9f2d1",
        "#74bcc9 #439cb6 #277a99 #185a78 #0f3f58",
        "#fff6cc",
        "#f2644f #f9c24e #ffffff",
    ),
    "forest": (
        "#9fcdbc #c0dfc4 #dcebcc #f0f3d6 #fbf6dc",
        "#a8cba4 #78ab88 #4c8768 #2e634f #193f37",
        "#fff8cf",
        "#e2703a #eec45c #f7e9d0",
    ),
    "city": (
        "#2c3c6b #5a5f98 #9a7da9 #dc9fa6 #f7cfa6",
        "#8d83ad #635f93 #444676 #2c2f59 #191b3b",
        "#fff1cc",
        "#ffd36e #f0716a #7fc8c6",
    ),
}


def palette_for(mood: str, taste: random.Random) -> Palette:
    turn, strength = taste.uniform(-0.035, 0.035), taste.uniform(0.85, 1.15)
    sky, land, light, accents = (
        tuple(tinted(colour, turn, strength) for colour in group.split()) for group in MOODS[mood]
    )
    return Palette(sky, land, light[0], accents)


def tinted(colour: str, turn: float, strength: float) -> str:
    """The colour with its hue turned (1 is a full turn) and its saturation multiplied."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    return hex_of(colorsys.hls_to_rgb((hue + turn) % 1, lightness, min(1, saturation * strength)))


def mixed(first: str, second: str, share: float) -> str:
    """`share` of the second colour in the first."""
    pairs = zip(channels(first), channels(second), strict=True)
    return hex_of(tuple(a + (b - a) * share for a, b in pairs))


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def hex_of(values: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * value):02x}" for value in values)


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
