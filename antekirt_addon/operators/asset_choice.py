# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the selected results becomes assets, as the artist chooses it: the same here and in a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from ..message import Message, listed
from ..scene.attribution import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..scene.asset.markable import AssetChoices

ARTWORKS = (
    ("COLLECTION", "Collection", "All of it, layers and colors as they are"),
    ("MESH", "Single Mesh", "A copy of it as one object"),
)


class AssetChoice:
    """Mixed into an operator."""

    artwork: bpy.props.EnumProperty(
        name="Artworks As", description="What a vector artwork becomes in the asset browser", items=ARTWORKS
    )
    materials: bpy.props.BoolProperty(
        name="Materials",
        description="Also the material of a picture or video, to be put on other objects",
        default=True,
    )
    brushes: bpy.props.BoolProperty(
        name="Brushes", description="Also a brush that paints with each picture", default=False
    )
    world: bpy.props.BoolProperty(
        name="World", description="Also the scene's world, if it shows a result", default=True
    )

    offered: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})  # those with an effect, for the panel

    def draw_choices(self, layout: Any) -> None:  # noqa: ANN401 - the stubs allow for none
        """Those that make a difference for what was selected."""
        layout.use_property_split = True
        for name in self.offered.split():
            layout.prop(self, name)

    def choices(self) -> AssetChoices:
        from ..scene.asset.markable import AssetChoices  # not read at Blender's start

        return AssetChoices(self.artwork == "MESH", self.materials, self.brushes, self.world)

    def selected_assets(self, context: bpy.types.Context) -> list[bpy.types.ID]:
        """The datablocks to mark, made where there are none yet."""
        from ..scene.asset.markable import effective, markable

        image = _shown_image(context)
        objects = [] if image else context.selected_objects
        world = None if image else _world(context)
        self.offered = " ".join(effective(objects, world, image))  # before there is more than was selected
        return markable(objects, world, image, self.choices())


def linked_elsewhere(names: Sequence[str]) -> str:
    """What is said of results that are another file's to mark."""
    return Message("{things}: linked, and to be marked in the file they come from", things=listed(names))


def selects_any(context: bpy.types.Context) -> bool:
    """Whether there is something to mark."""
    if _shown_image(context) or _world(context):
        return True
    from ..scene.asset.markable import is_markable

    return any(map(is_markable, context.selected_objects))


def _shown_image(context: bpy.types.Context) -> bpy.types.Image | None:
    """The result that the Image Editor shows in which the artist is."""
    space: Any = context.space_data
    image = space.image if space and space.type == "IMAGE_EDITOR" else None
    return image if image and read(image) else None


def _world(context: bpy.types.Context) -> bpy.types.World | None:
    world = context.scene.world if context.scene else None
    return world if world and read(world) else None
