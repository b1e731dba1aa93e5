# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""An artwork that goes over from unlit to lit by a value of its own.

Its materials follow one node group, which one driver feeds; so materials that other artworks show too are
made its own. Grease Pencil cannot be lit by half: it goes over at a half.
"""

from __future__ import annotations

from typing import Any

from .. import light_share
from ..grease_pencil_compat import GREASE_PENCIL
from ..palette.color_use import drawn_objects, slots
from ..palette.own_material import own
from ..palette.recolor import CHANGED
from ..vector.artwork_material import PAINT, ROUGHNESS
from .live_driver import LiveDrivers
from .live_value import LIT, add, write
from .shading import is_lit, shade

GROUP = "{} Light"


def add_lit(root: Any) -> int:
    """Give an artwork the value, by which it then looks as before; gives how much of it follows."""
    objects = drawn_objects(root)
    found = [is_lit(material) for _, _, material in slots(objects)]
    found += [obj.use_grease_pencil_lights for obj in objects if obj.type in GREASE_PENCIL]
    lit = [one for one in found if one is not None]
    add(root, LIT, float(2 * sum(lit) > len(lit)))
    return follow(root)


def set_lit(root: Any, *, lit: bool) -> int:
    """Have an artwork be lit or shine, by its value if it has it; gives how much of it is concerned."""
    if LIT.key not in root:
        return shade(root, lit=lit)
    write(root, LIT, float(lit))
    return follow(root)


def follow(root: Any) -> int:
    """Have all of an artwork follow its value that does not yet; gives how much of it does."""
    objects = drawn_objects(root)
    group = next((one for one in map(light_share.group_of, _materials(objects)) if _follows(one, root)), None)
    drivers = LiveDrivers(root)
    if group is None:
        group = light_share.new_group(GROUP.format(root.name))
        drivers.add(group, light_share.PATH, "min(max(lit, 0), 1)")
    own(
        root, {material for material in _materials(objects) if light_share.group_of(material) != group}, set()
    )
    materials = _materials(objects)
    for material in materials:
        if light_share.group_of(material) != group:
            light_share.put_between(material, group, ROUGHNESS)
            if PAINT in material:  # no import is to take it for what it was
                material[PAINT] = CHANGED
    drawings = [obj for obj in objects if obj.type in GREASE_PENCIL]
    for obj in drawings:
        for layer in obj.data.layers:
            layer.use_lights = True
        if not (obj.animation_data and obj.animation_data.drivers.find("use_grease_pencil_lights")):
            drivers.add(obj, "use_grease_pencil_lights", "lit > 0.5")
    root.update_tag()
    return len(materials) + len(drawings)


def _materials(objects: list[Any]) -> set[Any]:
    """The materials of ours."""
    return {material for _, _, material in slots(objects) if is_lit(material) is not None}


def _follows(group: Any, root: Any) -> bool:
    drivers = group.animation_data.drivers if group and group.animation_data else ()
    return any(
        target.id == root
        for curve in drivers
        for variable in curve.driver.variables
        for target in variable.targets
    )
