# SPDX-License-Identifier: GPL-3.0-or-later
"""Colors of an artwork that are ticked in its panel become one, or change places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..scene.artwork.artwork_root import root_of
from ..scene.error import SceneError
from .artwork_operator import ArtworkOperator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpy.stub_internal.rna_enums import OperatorReturnItems


class TickedColors(ArtworkOperator):
    """Mixed into a bpy.types.Operator that gives `changes`."""

    reads_meshes = True

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if len(ticked(root_of(context.object))) < 2:
            cls.poll_message_set(rpt_("Tick two colors or more in the list"))  # type: ignore[attr-defined]
            return False
        return super().poll(context)

    def changes(self, root: Any, colors: list[str]) -> Mapping[str, str]:  # noqa: ANN401 - with properties of ours
        """What each of the ticked colors becomes."""
        raise NotImplementedError

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.palette import swatch_list  # not read at Blender's start
        from ..scene.palette.recolor import recolor

        root: Any = self.root(context)
        try:
            recolor(root, self.changes(root, ticked(root)))
        except SceneError as problem:
            return self.fail(problem)
        swatch_list.fill(root)
        return {"FINISHED"}


class ANTEKIRT_OT_merge_colors(TickedColors, bpy.types.Operator):
    """Make the ticked colors one: the highlighted one if it is ticked, else the one that covers most"""

    bl_idname = "antekirt.merge_colors"
    bl_label = "Merge"
    bl_options = {"REGISTER", "UNDO"}

    def changes(self, root: Any, colors: list[str]) -> Mapping[str, str]:  # noqa: ANN401 - see above
        active = root.antekirt_swatches[root.antekirt_active_swatch].name
        covering = max(colors, key=lambda color: root.antekirt_swatches[color].share)
        return dict.fromkeys(colors, active if active in colors else covering)


class ANTEKIRT_OT_swap_colors(TickedColors, bpy.types.Operator):
    """Have the ticked colors change places, each for the next one in the list"""

    bl_idname = "antekirt.swap_colors"
    bl_label = "Swap"
    bl_options = {"REGISTER", "UNDO"}

    def changes(self, _root: Any, colors: list[str]) -> Mapping[str, str]:  # noqa: ANN401 - see above
        return dict(zip(colors, [*colors[1:], colors[0]], strict=True))


def ticked(root: Any) -> list[str]:  # noqa: ANN401 - see above
    """The colors that are ticked in the panel of an artwork, in the order of the list."""
    return [swatch.name for swatch in root.antekirt_swatches if swatch.ticked] if root else []


CLASSES = (ANTEKIRT_OT_merge_colors, ANTEKIRT_OT_swap_colors)
