# SPDX-License-Identifier: GPL-3.0-or-later
"""A ready job's files come into the scene: jobs/ on one side, scene/ on the other."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from ..jobs.job import Kind, State
from ..message import Message, joined
from ..scene import attribution
from ..scene.attribution import Attribution
from ..scene.error import SceneError
from ..scene.import_outcome import ImportOutcome
from ..scene.source_file import SourceFile
from ..scene.vector.vector_settings import VectorSettings
from . import job_session, other_addons
from .error_sentence import error_sentence
from .scene_properties import IMAGE_IMPORTS, SVG_IMPORTS, VIDEO_IMPORTS
from .shared_row import row_of
from .sliced_import import SlicedImport

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    import bpy

    from ..jobs.job import Job, ResultFile
    from ..scene.variant.shown_picture import ShownPicture
    from .job_purpose import Purpose

IMPORTS = {Kind.IMAGE: IMAGE_IMPORTS, Kind.SVG: SVG_IMPORTS, Kind.VIDEO: VIDEO_IMPORTS}
FOR_ONE = {  # what only one picture can be
    "MATERIAL",
    "WORLD",
    "DECAL",
    "CAMERA_BACKGROUND",
    "CAMERA_PLANE",
    "BACKDROP",
    "CLONE_SOURCE",
    "VIEW_REFERENCE",
}
DEFAULT_IMPORT_AS = {Kind.IMAGE: "PLANE", Kind.SVG: "CURVES", Kind.VIDEO: "PLANE"}


def default_import_as(context: bpy.types.Context, kind: Kind) -> str:
    """How such a result is imported where the artist is: as chosen for the next ones, if anything is."""
    if kind is Kind.IMAGE and context.area and context.area.type in {"IMAGE_EDITOR", "NODE_EDITOR"}:
        return "IMAGE"
    chosen: str = getattr(context.scene.antekirt, f"{kind}_import_as")
    return DEFAULT_IMPORT_AS[kind] if chosen == "NONE" else chosen


def check_import(kind: Kind, purpose: Purpose) -> None:
    """Raise SceneError when such a result could not be imported so, before anything is paid for."""
    if purpose.import_as not in {item[0] for item in IMPORTS[kind]}:
        raise SceneError(
            Message(
                "A result of the kind {kind} cannot become {wish}. Choose another import.",
                kind=kind,
                wish=purpose.import_as,
            )
        )
    if purpose.place:
        other_addons.check(purpose.place, kind)
    elif purpose.instead:
        from ..scene.variant import swap  # not read at Blender's start

        swap.check(purpose.instead)
    elif kind is Kind.IMAGE:
        from ..scene import import_image  # not read at Blender's start

        import_image.check(purpose.target, purpose.import_as)
    if kind is Kind.VIDEO:
        from ..scene import import_video  # the same

        import_video.check(purpose.target, purpose.import_as)


class JobImport(SlicedImport[ImportOutcome]):
    """The import of a job's result for a purpose.

    Of a job that has failed it is the failure that is raised.
    """

    error: SceneError | None = None  # in place of a result, for who has had it run by another

    def __init__(self, job: Job, purpose: Purpose) -> None:
        purpose = _beside_the_first(job, purpose)
        super().__init__(_import(job, purpose))
        self.job, self.purpose = job, purpose

    @property
    def missing(self) -> str:
        """What to say of those of the result's files that have not come; nothing when all have."""
        problem, is_for_all = self.job.problem, self.job.purpose.get("image_index") is None
        return problem.text if problem and is_for_all else ""


def _beside_the_first(job: Job, purpose: Purpose) -> Purpose:
    """Of several pictures of one press the first becomes the material or the world, the others images.

    Rows of a batch for several objects, or several inputs of a material, are not in each other's way.
    """
    if (
        purpose.press
        and purpose.import_as in FOR_ONE
        and any(
            other.id != job.id
            and other.purpose.get("press") == purpose.press
            and (other.imported or {}).get("import_as") == purpose.import_as
            and _aim(other) == _aim(job)
            for other in job_session.session().jobs.values()
        )
    ):
        return replace(purpose, import_as="IMAGE")
    return purpose


def _aim(job: Job) -> tuple[Any, Any]:
    """The object that a row of a batch names, and the input of its material."""
    row, texture = job.purpose.get("row") or {}, job.purpose.get("target", {}).get("texture") or {}
    return row.get("object", ""), texture.get("socket", "")


def _import(job: Job, purpose: Purpose) -> Generator[float | None, None, ImportOutcome]:
    if job.state is not State.READY and job.problem:
        raise SceneError(job.problem.sentence())
    import_as, index, target = purpose.import_as, purpose.image_index, purpose.target
    if target.by_itself:
        target = replace(target, beside=row_of(job, target))
    if import_as == "NONE" and not purpose.place:
        return ImportOutcome(Message("“{name}” is ready in the Antekirt panel", name=job.title))
    sources = [
        SourceFile(job_session.session().results_folder.path(file), attribution_of(job, file))
        for file in job.files
        if index is None or file.index == index
    ]
    if not sources and job.problem:
        raise SceneError(job.problem.text)
    if not sources:
        raise SceneError(Message("The generation has no image with the index {index}.", index=index))
    if purpose.place:
        return other_addons.put(purpose.place, job, [source.path for source in sources])
    from ..scene import import_image, import_vector, import_video  # not read at Blender's start

    if purpose.instead:
        return _import_instead(purpose.instead, sources[0], job)
    if job.kind is Kind.IMAGE:
        return import_image.import_image(sources, import_as, target)
    if job.kind is Kind.VIDEO:
        return import_video.import_video(sources[0], import_as, target)
    known = {field.name for field in fields(VectorSettings)}  # another version may have others
    chosen = {name: value for name, value in purpose.vector.items() if name in known}
    settings = VectorSettings(**chosen | {"import_as": import_as})
    return (yield from import_vector.import_vector(sources[0], settings, target))


def _import_instead(shown: ShownPicture, source: SourceFile, job: Job) -> ImportOutcome:
    """In the place of a picture; what was paid for and finds no place is said to be there nevertheless."""
    from ..scene.variant import swap  # not read at Blender's start

    try:
        swap.check(shown)
    except SceneError as error:
        told = Message("“{name}” is ready in the Antekirt panel", name=job.title)
        raise SceneError(joined([error_sentence(error), told])) from error
    if (job.generation_id, source.attribution.image_index) == (shown.generation_id, shown.image_index):
        raise SceneError("There is no other picture of this prompt that could be shown")
    return swap.swap(shown, source)


def stamp(datablock: bpy.types.ID | bpy.types.Strip, generation_id: str, path: Path) -> None:
    """Have a datablock name whose work a file shows. Raises LookupError for a file of no result."""
    session = job_session.session()
    for job in session.past.of_generation(generation_id):
        for file in job.files:
            if session.results_folder.path(file) == path:
                attribution.stamp(datablock, attribution_of(job, file))
                return
    raise LookupError(f"{path} is no file of the generation {generation_id}")


def attribution_of(job: Job, file: ResultFile) -> Attribution:
    """Whose work a file of a job is."""
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
