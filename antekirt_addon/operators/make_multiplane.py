# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork becomes cut-outs of the picture that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..jobs.job import Kind, State
from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from . import runtime
from .artwork_operator import ArtworkOperator
from .building_operator import BuildingOperator
from .job_import import attribution_of
from .sliced_import import SlicedImport

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.import_outcome import ImportOutcome


class ANTEKIRT_OT_make_multiplane(BuildingOperator, ArtworkOperator, bpy.types.Operator):
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
    _invoked = False  # in a window, which must go on answering

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set(rpt_("Leave this mode first: it works in Object Mode"))
            return False
        return super().poll(context)

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        self._invoked = True
        return self.execute(context)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.multiplane.make_multiplane import make_multiplane  # not read at Blender's start

        root = self.root(context)
        assert context.scene
        try:
            steps = make_multiplane(
                root,
                self._picture(root),
                context.scene,
                most=self.planes,
                spacing=self.spacing,
                lit=self.lit,
            )
            build = SlicedImport(steps)
            if not self._invoked:
                build.run()
                return self.built(build)
        except SceneError as problem:
            return self.fail(problem)
        self._invoked = False  # when its settings are adjusted, Blender executes the operator again
        self.start_building(build, context.window)
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def stop(self) -> set[OperatorReturnItems]:
        """Leave the artwork as it was."""
        self.leave()
        return {"CANCELLED"}

    def built(self, build: SlicedImport[ImportOutcome]) -> set[OperatorReturnItems]:
        self.report({"INFO"}, translated(build.result.message))
        return {"FINISHED"}

    def _picture(self, root: bpy.types.Object) -> bpy.types.Image:
        """The image that is named, or that of the generation. Raises SceneError."""
        from ..scene.multiplane import source_image

        found = bpy.data.images.get(self.image) if self.image else source_image.image_of(root)
        found = found or (None if self.image else _from_disk(root))
        if found is None and self.image:
            raise SceneError(Message("There is no image “{name}” in this file", name=self.image))
        if found is None:
            raise SceneError(
                "The picture that these vectors were made of is not in this file: import it from the history"
            )
        if 0 in (found.size[0], found.size[1]):
            raise SceneError(Message("The file of the image “{name}” is gone", name=found.name))
        return found


def _from_disk(root: Any) -> bpy.types.Image | None:  # noqa: ANN401 - an Object
    """The image of an artwork's generation, among the results of this account."""
    from ..scene.multiplane import source_image

    work, session = source_image.work_of(root), runtime.running()
    if not work or not session:
        return None
    for job in session.past.of_generation(work.generation_id):
        if job.kind is Kind.IMAGE and job.state is State.READY:
            for file in job.files:
                path = session.results_folder.path(file)
                if file.index == work.image_index and path.is_file():
                    return source_image.load(path, attribution_of(job, file))
    return None


CLASSES = (ANTEKIRT_OT_make_multiplane,)
