# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork becomes cut-outs of the picture that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.error import SceneError
from ..translations import translated
from . import status_bar
from .artwork_operator import ObjectModeOperator
from .building_operator import BuildingOperator
from .sliced_import import SlicedImport

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.import_outcome import ImportOutcome
    from ..scene.multiplane.film_material import Film


class ANTEKIRT_OT_make_multiplane(BuildingOperator, ObjectModeOperator, bpy.types.Operator):
    """Cut the picture of this artwork out along its layers, and stack the cut-outs by Spacing for a camera to pass"""  # noqa: E501 - a tooltip

    bl_idname = "antekirt.make_multiplane"
    bl_label = "Multiplane"
    bl_options = {"REGISTER", "UNDO"}

    image: bpy.props.StringProperty(
        name="Image", description="Name of the picture; none for the one that the vectors were made of"
    )
    planes: bpy.props.IntProperty(
        name="Planes",
        description="At most so many cut-outs; neighboring layers share one",
        default=12,
        min=1,
        soft_max=32,
        max=256,
    )
    spacing: bpy.props.FloatProperty(
        name="Spacing",
        description="Depth between two cut-outs; 0 chooses it by the size",
        min=0.0,
        soft_max=1.0,
        unit="LENGTH",
    )
    lit: bpy.props.BoolProperty(name="Lit", description="Shade the cut-outs by the lights of the scene")
    film: bpy.props.BoolProperty(
        name="Film", description="Show the video of the picture in place of it, from the current frame on"
    )
    no_film: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})  # why there can be none
    _told = status_bar.CUTTING
    _asked = False  # in a dialog, for the picture

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        from . import multiplane_source

        try:
            multiplane_source.picture(self.root(context), self.image)
        except SceneError as problem:
            if self.image or not bpy.data.images:
                return self.fail(problem)
            self._asked = True  # for one of the file
            return context.window_manager.invoke_props_dialog(self)
        self._invoked = True
        return self.execute(context)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.multiplane.make_multiplane import Choices, make_multiplane  # not read at Blender's start
        from . import multiplane_source

        if self._asked:  # what a dialog executes cannot go on in the window: it is pressed anew
            self._asked = False
            if self.image:
                again: Any = bpy.ops.antekirt.make_multiplane  # type: ignore[attr-defined]  # ours
                again("INVOKE_DEFAULT", **self.as_keywords(ignore=("no_film",)))
            return {"CANCELLED"}
        root = self.root(context)
        assert context.scene
        try:
            picture = multiplane_source.picture(root, self.image)
            film, self.no_film = _film(root, picture)
            if self.film and film is None:
                raise SceneError(self.no_film)
            choices = Choices(self.planes, self.spacing, self.lit, film if self.film else None)
            build = SlicedImport(make_multiplane(root, picture, context.scene, choices))
            if not self._invoked:
                build.run()
                return self.built(build)
        except SceneError as problem:
            return self.fail(problem)
        return self.build_in_window(build, context)

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop_search(self, "image", bpy.data, "images")
        for name in ("planes", "spacing", "lit"):
            layout.prop(self, name)
        if self._asked:  # no film is known of a picture that is still to be chosen
            return
        row = layout.row()
        row.enabled = not self.no_film
        row.prop(self, "film")
        if self.no_film:
            layout.label(text=translated(self.no_film), translate=False, icon="INFO")

    def stop(self) -> set[OperatorReturnItems]:
        """Leave the artwork as it was."""
        self.leave()
        return {"CANCELLED"}

    def built(self, build: SlicedImport[ImportOutcome]) -> set[OperatorReturnItems]:
        done = build.result
        self.report({"WARNING" if done.warnings else "INFO"}, translated(done.message))
        return {"FINISHED"}


def _film(root: bpy.types.Object, picture: bpy.types.Image) -> tuple[Film | None, str]:
    """The film that can be shown, or why there is none."""
    from . import multiplane_source

    try:
        return multiplane_source.film(root, picture), ""
    except SceneError as problem:
        return None, str(problem)


CLASSES = (ANTEKIRT_OT_make_multiplane,)
