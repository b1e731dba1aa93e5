# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - the stubs know no properties of ours
"""A swatch is being changed: the artwork follows at each step of the drag.

On its way a colour can become equal to another one of the artwork. So what belongs to it is found once, when
the change begins, and not by its colour at each step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.error import SceneError
from . import runtime

if TYPE_CHECKING:
    from ..scene.palette.color_use import ColorUse


class _Change:
    """The swatch that was changed last, the colour that it has since, and by names where that is."""

    def __init__(self) -> None:
        self.swatch: tuple[int, str] | None = None
        self.color = ""
        self.stops: list[tuple[str, int]] = []
        self.backdrops: list[str] = []
        self.corners: list[tuple[str, str, Any]] = []

    def keep(self, use: ColorUse) -> None:
        self.stops = [(material.name, number) for material, number in use.stops]
        self.backdrops = [material.name for material in use.backdrops]
        self.corners = [(mesh.name, attribute, corners) for mesh, attribute, corners in use.corners]

    def use(self) -> ColorUse | None:
        """What was kept, if all of it is still there and has the colour."""
        from ..scene.palette.color_name import name_of
        from ..scene.palette.color_use import ColorUse
        from ..scene.vector import material_paint

        materials: Any = bpy.data.materials
        meshes: Any = bpy.data.meshes
        try:
            found = ColorUse(
                [(materials[name], number) for name, number in self.stops],
                [materials[name] for name in self.backdrops],
                [(meshes[name], attribute, corners) for name, attribute, corners in self.corners],
            )
            paints = [(material_paint.read(material), number) for material, number in found.stops]
            same = all(paint and name_of(paint.stops[n].color) == self.color for paint, n in paints)
        except (KeyError, IndexError):
            return None
        return found if same and found else None


def change(swatch: Any) -> None:
    """Have the artwork follow a swatch; its name says which colour of the artwork it is."""
    from ..scene.palette.color_name import named
    from ..scene.palette.recolor import recolor, set_colors

    root, new, old = swatch.id_data, named(swatch.color), swatch.name
    if new == old or bpy.context.mode == "EDIT_MESH":  # in which the attributes of a mesh are empty
        return
    last, which = runtime.state(_Change), (root.session_uid, swatch.path_from_id())
    use = last.use() if last.swatch == which and last.color == old else None
    if use:
        set_colors(root, [(use, new)])
    else:
        try:
            use = recolor(root, {old: new})[old]
        except SceneError:
            return
    last.keep(use)
    last.swatch, last.color = which, new
    swatch.name = new
