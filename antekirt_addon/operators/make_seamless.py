# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture made into a tile: in a window by a thread, for scripts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from ..scene import id_reference, seamless_copy
from ..scene.error import SceneError
from ..translations import translated
from . import runtime
from .material_operator import active_material
from .scene_operator import SceneOperator
from .seamless_thread import SeamlessThread, Wanted

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

UNDER_WAY = Message("Making it seamless; go on with your work, the panel says when it is there")


class ANTEKIRT_OT_make_seamless(SceneOperator, bpy.types.Operator):
    """Make a copy of the picture that can be repeated without a seam; the picture itself stays as it is"""

    bl_idname = "antekirt.make_seamless"
    bl_label = "Make Seamless"
    bl_options = {"UNDO"}

    image: bpy.props.StringProperty(
        name="Image",
        description="Name of the image; empty for the one in the Image Editor, else the active material's",
        options={"SKIP_SAVE"},
    )
    use: bpy.props.BoolProperty(
        name="Use It",
        description="Have the active material show the copy in the picture's place",
        options={"SKIP_SAVE"},
    )

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin, and go on in the background."""
        try:
            wanted, pixels = self._read(context)
        except SceneError as error:
            return self.fail(error)
        runtime.state(SeamlessThread).begin(wanted, pixels)
        self.report({"INFO"}, translated(UNDER_WAY))
        return {"CANCELLED"}  # nothing has changed yet: what comes is a step of undo of its own

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Run to the end, for scripts."""
        try:
            wanted, pixels = self._read(context)
            done = wanted.take(seamless_copy.finished(pixels))
        except SceneError as error:
            return self.fail(error)
        except MemoryError:
            return self.fail(seamless_copy.NO_MEMORY)
        self.report({"INFO" if done.is_fine else "WARNING"}, translated(done.sentence))
        return {"FINISHED"}

    def _read(self, context: bpy.types.Context) -> tuple[Wanted, Any]:
        image = self._chosen(context)
        pixels = seamless_copy.pixels(image)
        material = active_material(context) if self.use else None
        return Wanted(id_reference.note(image), id_reference.note(material) if material else None), pixels

    def _chosen(self, context: bpy.types.Context) -> bpy.types.Image:
        named: bpy.types.Image | None = bpy.data.images.get(self.image)
        if named:
            return named
        if self.image:
            raise SceneError(Message("There is no image “{name}”", name=self.image))
        shown = getattr(context.space_data, "image", None)
        material = active_material(context)
        if image := shown or seamless_copy.shown_in(material):
            return image
        raise SceneError("Open an image in the Image Editor, or select an object with a texture")


class ANTEKIRT_OT_use_seamless(SceneOperator, bpy.types.Operator):
    """Have the active object's material show this copy where it shows the picture that it was made of"""

    bl_idname = "antekirt.use_seamless"
    bl_label = "Use It"
    bl_options = {"REGISTER", "UNDO"}

    image: bpy.props.StringProperty(name="Image", description="Name of the copy", options={"SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        copy: bpy.types.Image | None = bpy.data.images.get(self.image)
        name = str(copy.get(seamless_copy.SEAMLESS_OF, "")) if copy else ""
        if copy is None or not name:
            return self.fail(Message("“{name}” was not made seamless here", name=self.image))
        image: bpy.types.Image | None = bpy.data.images.get(name)
        material = active_material(context)
        if image is None or not seamless_copy.use(image, copy, material):
            return self.fail(Message("The active object has no texture that shows “{name}”", name=name))
        self.report({"INFO"}, translated(Message("“{name}” is used now", name=copy.name)))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_make_seamless, ANTEKIRT_OT_use_seamless)
