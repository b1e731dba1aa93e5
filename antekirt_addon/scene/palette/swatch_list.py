# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - the stubs know no properties of ours
"""The swatches that the panel shows, on the artwork's root: so a change there is a step of undo like any."""

from __future__ import annotations

from typing import Any

from .artwork_palette import swatches
from .color_name import channels, hue, lightness

PROPERTY = "antekirt_swatches"  # registered by operators/palette_properties.py
SORTINGS: dict[str, Any] = {"LIGHTNESS": lightness, "HUE": hue}


def renew(root: Any) -> None:
    """Have the swatches of a root say what its artwork has now, if they say anything yet."""
    if hasattr(root, PROPERTY) and len(root.antekirt_swatches):
        fill(root)


def fill(root: Any) -> None:
    """Have the swatches of a root say what its artwork has now; what was ticked stays so."""
    listed = root.antekirt_swatches
    ticked = {swatch.name for swatch in listed if swatch.ticked}
    listed.clear()  # an override keeps those that its library has
    found = swatches(root)
    if sorting := SORTINGS.get(root.antekirt_swatch_sorting):
        found.sort(key=lambda swatch: sorting(swatch.color))
    for number, (color, share) in enumerate(found):
        swatch = listed[number] if number < len(listed) else listed.add()
        swatch.name, swatch.share, swatch.ticked = color, share, color in ticked
        swatch.color = channels(color)
