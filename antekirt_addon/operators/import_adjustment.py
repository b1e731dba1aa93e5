# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a result's import can still be changed once it has come: by Adjust Last Operation, for nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from ..jobs.job import Job, Kind
from ..scene.import_target import laid_otherwise
from .file_operator import SHADINGS
from .job_import import IMPORTS, JobImport, check_import
from .job_purpose import Purpose
from .scene_properties import CHOSEN_ALIGNS, FILM_CHOICES, SHADED, SIZED, FilmChoices
from .texture_choices import TEXTURE_CHOICES, TextureChoices, draw_texture
from .vector_options import SAID, VectorOptions

PLACED = ("size", "align", "shading", "pack", *FILM_CHOICES)  # fields of a Target


def _imports(operator: Any, _context: bpy.types.Context | None) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401 - of a class below
    """What a result of this kind can become."""
    items: tuple[tuple[str, str, str], ...] = IMPORTS[Kind[operator.kind]]
    return items[1:]


class ImportAdjustment(VectorOptions, FilmChoices, TextureChoices):
    """Mixed into a bpy.types.Operator. Its properties are set once a result has come, as it came."""

    layout: Any  # an Operator's, as is the next
    options: Any

    kind: bpy.props.StringProperty(default="IMAGE", options={"HIDDEN", "SKIP_SAVE"})
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What it becomes", items=_imports, options={"SKIP_SAVE"}
    )
    size: bpy.props.FloatProperty(
        name="Size", description="Length of the longer side", default=2.0, min=0.001, unit="LENGTH"
    )
    align: bpy.props.EnumProperty(
        name="Align", description="How the result is turned", items=CHOSEN_ALIGNS, default="AUTO"
    )
    shading: bpy.props.EnumProperty(name="Shading", description="How it is lit", items=SHADINGS)
    pack: bpy.props.BoolProperty(name="Pack", description="Keep the image inside the blend file")

    _job: Job | None = None
    _purpose: Purpose | None = None

    def remember(self, job: Job, purpose: Purpose) -> None:
        """Have it adjusted from here on how a result came."""
        self._job, self._purpose = job, purpose
        self.kind, target, vector = job.kind.name, purpose.target, purpose.vector
        if purpose.is_fixed:
            return
        self.import_as = purpose.import_as
        for name in PLACED:
            setattr(self, name, getattr(target, name))
        for name in TEXTURE_CHOICES:
            setattr(self, name, getattr(target.texture, name))
        for name in SAID:
            if name in vector:
                setattr(self, name, vector[name])
        self.auto_spacing = vector.get("spacing") is None
        if not self.auto_spacing:
            self.spacing = vector["spacing"]
        if job.kind is Kind.SVG:
            self.shading = "LIT" if vector.get("lit") else "UNLIT"

    @property
    def is_remembered(self) -> bool:
        return self._job is not None

    def adjusted_import(self, context: bpy.types.Context) -> JobImport:
        """The same result once more, as it is chosen now. Raises SceneError."""
        assert self._job
        assert self._purpose
        purpose = self.adjusted(context, self._purpose, is_repeat_last=self.options.is_repeat_last)
        if not purpose.is_fixed:
            check_import(self._job.kind, purpose)
        return JobImport(self._job, purpose)

    def adjusted(self, context: bpy.types.Context, purpose: Purpose, *, is_repeat_last: bool) -> Purpose:
        """The purpose as its choices are now. is_repeat_last: for what is selected now, and at the cursor."""
        if purpose.is_fixed:
            return purpose
        placed = {name: getattr(self, name) for name in PLACED}
        chosen = {name: getattr(self, name) for name in TEXTURE_CHOICES}
        vector = self.vector_fields() if self.kind == "SVG" else None
        if is_repeat_last:
            new = Purpose.capture(
                context,
                self.import_as,
                image_index=purpose.image_index,
                vector=vector,
                named=purpose.target.named,
                **placed,
                **chosen,
            )
            return replace(new, target=replace(new.target, by_itself=purpose.target.by_itself))
        texture = replace(purpose.target.texture, **chosen)
        target = laid_otherwise(context, replace(purpose.target, **placed), texture)
        return replace(purpose, import_as=self.import_as, target=target, vector=vector or {}, press="")

    def draw(self, _context: bpy.types.Context) -> None:
        if self._purpose is None or self._purpose.is_fixed:
            return
        layout = self.layout
        layout.use_property_split = True
        layout.prop(self, "import_as")
        if self.import_as in SIZED:
            if self.kind == "SVG":
                self.draw_size(layout)
            else:
                layout.prop(self, "size")
            if self.import_as != "DECAL":
                layout.prop(self, "align")
        if self.kind == "SVG":
            self.draw_vectors(layout)
        elif self.import_as in SHADED and not (self.import_as == "MATERIAL" and self.socket):
            layout.prop(self, "shading")
        if self.kind == "VIDEO":
            for name in FILM_CHOICES:
                layout.prop(self, name)
        elif self.import_as == "MATERIAL":
            draw_texture(layout, self)
        if self.kind == "IMAGE":
            layout.prop(self, "pack")
