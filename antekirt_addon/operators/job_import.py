# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished job's files come into the scene: jobs/ on one side, scene/ on the other."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..jobs.job import Job, Kind
from ..message import Message
from ..scene import import_image, import_video
from ..scene.attribution import Attribution
from ..scene.error import SceneError
from ..scene.import_vector import import_vector
from ..scene.placement import Target, capture
from ..scene.source_file import SourceFile
from ..scene.vector.vector_settings import VectorSettings
from . import runtime
from .scene_properties import IMAGE_IMPORTS, SVG_IMPORTS, VIDEO_IMPORTS
from .sliced_import import SlicedImport

if TYPE_CHECKING:
    from collections.abc import Generator

    import bpy

    from ..jobs.job import ResultFile

CHOICES = {Kind.IMAGE: IMAGE_IMPORTS, Kind.SVG: SVG_IMPORTS, Kind.VIDEO: VIDEO_IMPORTS}
DEFAULT_IMPORT_AS = {Kind.IMAGE: "PLANE", Kind.SVG: "CURVES", Kind.VIDEO: "PLANE"}
PLACEMENT = ("size", "align", "pack")  # fields of Scene.antekirt and of Target


def default_import_as(context: bpy.types.Context, kind: Kind) -> str:
    """How such a result is imported where the artist is: as chosen for the next ones, if anything is."""
    if kind is Kind.IMAGE and context.area and context.area.type in {"IMAGE_EDITOR", "NODE_EDITOR"}:
        return "IMAGE"
    chosen: str = getattr(context.scene.antekirt, f"{kind}_import_as")
    return DEFAULT_IMPORT_AS[kind] if chosen == "NONE" else chosen


def purpose(
    context: bpy.types.Context,
    import_as: str,
    *,
    image_index: int | None = None,
    **placed: Any,  # noqa: ANN401 - fields of a Target
) -> dict[str, Any]:
    """What a job's result is for, in names and numbers. image_index: which image, None for all."""
    chosen = {name: getattr(context.scene.antekirt, name) for name in PLACEMENT}
    target = capture(context, **(chosen | placed))
    return {"import_as": import_as, "image_index": image_index, "target": asdict(target)}


def check_import(job: Job) -> None:
    """Raise SceneError when the result could not be imported as is wished, before anything is paid for."""
    wish = job.purpose["import_as"]
    if wish not in {item[0] for item in CHOICES[job.kind]}:
        raise SceneError(
            Message(
                "A result of the kind {kind} cannot become {wish}. Choose another import.",
                kind=job.kind,
                wish=wish,
            )
        )
    if job.kind is Kind.IMAGE:
        import_image.check(_target(job), wish)


class JobImport(SlicedImport[str]):
    """The import of a ready job's result for its purpose. Its result is the sentence to report."""

    def __init__(self, job: Job) -> None:
        super().__init__(_import(job))


def _import(job: Job) -> Generator[float, None, str]:
    if job.purpose["import_as"] == "NONE":
        return Message("“{name}” is ready in the Antekirt panel", name=job.title)
    sources = [
        SourceFile(runtime.session().results_folder.path(file), _attribution(job, file))
        for file in _wanted(job)
    ]
    if not sources:
        raise SceneError(
            Message("The generation has no image with the index {index}.", index=job.purpose["image_index"])
        )
    if job.kind is Kind.IMAGE:
        return import_image.import_image(sources, job.purpose["import_as"], _target(job)).message
    if job.kind is Kind.VIDEO:
        return import_video.import_video(sources[0], job.purpose["import_as"], _target(job)).message
    settings = VectorSettings(import_as=job.purpose["import_as"])
    return (yield from import_vector(sources[0], settings, _target(job))).message


def _target(job: Job) -> Target:
    """The target as noted; JSON has made lists of its tuples."""
    noted: dict[str, Any] = dict(job.purpose["target"])
    for name, value in noted.items():
        noted[name] = tuple(value) if isinstance(value, list) else value
    return Target(**noted)


def _wanted(job: Job) -> list[ResultFile]:
    index = job.purpose["image_index"]
    return [file for file in job.files if index is None or file.index == index]


def _attribution(job: Job, file: ResultFile) -> Attribution:
    return Attribution(
        generation_id=job.generation_id,
        kind=job.kind.value,
        image_index=file.index,
        artist_id=job.artist_id,
        artist_name=job.artist_name,
        prompt=job.prompt,
        created_at=job.generation_created_at,
        source_url=file.source_url,
    )
