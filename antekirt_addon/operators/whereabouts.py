# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a result is that was imported, and whether it is still there.

A job carries what was made of its result as JSON, and nothing in jobs/ looks into it. What has become of that
since, by an undo, a deletion or another file, is looked up here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..scene import attribution, camera_background, compat, other_nodes, view_shading
from ..scene.export.artwork_member import ORIGINAL
from ..scene.export.original_store import stand_in
from ..scene.id_reference import COLLECTIONS, IdReference, find, holds, note
from . import runtime

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..scene.import_outcome import ImportOutcome

# What an import has changed, not made, so that it bears no stamp of it.
CHANGED = {
    "MATERIAL": "OBJECT",
    "CAMERA_BACKGROUND": "CAMERA",
    "COMPOSITOR": "SCENE",
    "GEOMETRY_NODES": "NODETREE",
    "SEQUENCER": "SCENE",
    "IMAGE": "MATERIAL",
}

KEPT_ALONE = {"", "IMAGE_EDITOR", "NODE_EDITOR"}  # where an image is that nothing was there for
CARRIED = 3  # imports of a result before its last one


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """In names only, so that it can be drawn later, whatever has happened to the datablocks.

    import_as, where, neighbor: as in the import's outcome.
    is_here: whether something of it is in this file's scenes.
    carriers: the names of what shows it, where that is no datablock made for it; of an image that nothing
    shows, its own. scene: where it is, or was.
    is_in_this_file: whether it went into the file that is open, and cannot be anywhere else.
    file: the name of the file that it went into, "" if that had none.
    need: what a 3D view must show for it to be seen.
    """

    import_as: str
    where: str
    neighbor: str
    is_here: bool
    carriers: tuple[str, ...]
    scene: str
    is_in_this_file: bool
    file: str
    need: view_shading.Need


def noted(import_as: str, outcome: ImportOutcome, job: Job | None = None) -> dict[str, Any]:
    """What a job is to carry of an import. job: as it is, if its earlier imports are to be carried, too."""
    neighbor: Any = bpy.data.objects.get(outcome.neighbor)
    return {
        "import_as": "IMAGE" if outcome.where in KEPT_ALONE else import_as,
        "where": outcome.where,
        "neighbor": outcome.neighbor,
        "neighbor_id": neighbor and note(neighbor).to_json(),
        "scene": outcome.scene and outcome.scene.to_json(),
        "things": [reference.to_json() for reference in outcome.things],
        "file": bpy.data.filepath,
        "at": time.time(),
        "before": [told for told in _imports(job) if _is_shown(job, told)][:CARRIED] if job else [],
    }


def imported_at(job: Job) -> float:
    """When a result was last imported, in seconds since 1970."""
    at = (job.imported or {}).get("at")
    return at if isinstance(at, float) and isfinite(at) else 0.0


def whereabouts(job: Job) -> Whereabouts | None:
    """Where an imported result is now; None if the job carries nothing of an import that can be read."""
    told = current_import(job)
    if not told or not told.get("import_as"):
        return None
    references, noted_scene = _references(told), _reference(told.get("scene"))
    all_found = _all_found(job, told)
    shown, carriers = _shown(job, str(told["import_as"]), all_found)
    scene_now = _scene_now(noted_scene and find(noted_scene), all_found)
    file, neighbor = str(told.get("file", "")), _neighbor_now(told)
    return Whereabouts(
        import_as=str(told["import_as"]),
        where=str(told.get("where", "")) if neighbor or not told.get("neighbor") else "",
        neighbor=neighbor,
        is_here=shown,
        carriers=tuple(thing.name for thing in carriers),
        scene=scene_now.name if scene_now else noted_scene.name if noted_scene else "",
        is_in_this_file=any(reference.is_of_open_file for reference in references)
        or (bool(file) and file == bpy.data.filepath),
        file=Path(file.replace("\\", "/")).name,
        need=view_shading.need(str(told["import_as"]), carriers),
    )


def _imports(job: Job) -> list[dict[str, Any]]:
    """What a job carries of its imports, the last one first, each without those before it."""
    if not job.imported:
        return []
    earlier = job.imported.get("before")
    told = [job.imported, *(earlier if isinstance(earlier, list) else ())]
    return [{name: value for name, value in one.items() if name != "before"} for one in told]


def current_import(job: Job) -> dict[str, Any] | None:
    """The last import of which something is to be seen: one that came after it may be undone."""
    told = _imports(job)
    return next((one for one in told if len(told) > 1 and _is_shown(job, one)), told[0] if told else None)


def _is_shown(job: Job, told: dict[str, Any]) -> bool:
    return _shown(job, str(told.get("import_as", "")), _all_found(job, told))[0]


def _neighbor_now(told: dict[str, Any]) -> str:
    """The name, as it is now, of what it was put near; "" if that is in no scene any more."""
    reference = _reference(told.get("neighbor_id"))
    if reference is None:
        return str(told.get("neighbor", ""))
    found = find(reference)
    return found.name if found and _scenes_of(found) else ""


def things(job: Job) -> list[Any]:
    """What there is in this file, of all that an import has made or changed: datablocks, not to be kept."""
    told = current_import(job) or {}
    return [found for found in _all_found(job, told) if _is_ours_or_unmarked(job, found)]


def scene(job: Job) -> Any:  # noqa: ANN401 - a Scene, or None
    """The scene that a result is in."""
    reference = _reference((current_import(job) or {}).get("scene"))
    return _scene_now(reference and find(reference), things(job))


def _scene_now(noted: Any, found: list[Any]) -> Any:  # noqa: ANN401 - scenes, or None
    """Where objects are now: of several scenes the one that is shown, or else where they were imported."""
    there = [scene for thing in found if isinstance(thing, bpy.types.Object) for scene in _scenes_of(thing)]
    return next((scene for scene in (bpy.context.scene, noted, *there) if scene in there), noted)


def _scenes_of(obj: bpy.types.Object) -> list[bpy.types.Scene]:
    """Blender's own `users_scene` makes lists of all objects of all scenes."""
    return [scene for scene in bpy.data.scenes if holds(scene.objects, obj)]


def _references(told: dict[str, Any]) -> list[IdReference]:
    entries = told.get("things")
    found = map(_reference, entries if isinstance(entries, list) else ())
    return [reference for reference in found if reference]


def _reference(data: Any) -> IdReference | None:  # noqa: ANN401 - JSON, perhaps of another version
    """A reference of a kind that is known here."""
    try:
        read = IdReference.from_json(data) if isinstance(data, dict) else None
    except (TypeError, ValueError):
        return None
    return read if read and read.kind in COLLECTIONS else None


class Refound:
    """What bears a job's stamp in the file that is open, but no longer the name by which it was noted."""

    def __init__(self) -> None:
        self.file = ""  # a word for it
        self.by_reference: dict[tuple[str, IdReference], IdReference | None] = {}

    def find(self, job: Job, reference: IdReference) -> Any:  # noqa: ANN401 - an ID, or None
        """It is looked for once in each file that is opened: that takes a moment where there is much."""
        file = note(bpy.data.scenes[0]).open_file
        if file != self.file:
            self.file, self.by_reference = file, {}
        key = job.id, reference
        if key not in self.by_reference:
            blocks = COLLECTIONS[reference.kind]()
            found = next((block for block in blocks if _is_ours(job, block)), None)
            self.by_reference[key] = note(found) if found else None
        again = self.by_reference[key]
        return again and find(again)


def _all_found(job: Job, told: dict[str, Any]) -> list[Any]:
    """A copy for an export instead of what waits for it: that is what is seen. told: of one import."""
    references, changed = _references(told), CHANGED.get(str(told.get("import_as")), "")
    return [stand_in(found) for reference in references if (found := _found(job, reference, changed))]


def _found(job: Job, reference: IdReference, changed: str) -> Any:  # noqa: ANN401 - an ID
    """What a reference means now: in another file than it was noted in, also under another name.

    changed: the kind of what was not made.
    """
    named = find(reference)
    is_made = changed != reference.kind
    if reference.is_of_open_file or not is_made or (named and _is_ours(job, named)):
        return named
    return runtime.state(Refound).find(job, reference) or named


def _shown(job: Job, import_as: str, found: list[Any]) -> tuple[bool, list[Any]]:
    """Whether something of an import is to be seen in a scene, and what shows it."""
    ours = [thing for thing in found if _is_ours(job, thing)]
    objects = [thing for thing in found if isinstance(thing, bpy.types.Object) and _scenes_of(thing)]
    carriers: list[Any]
    match import_as:
        case "MATERIAL":
            carriers = [obj for obj in objects if any(_wears(slot, ours) for slot in obj.material_slots)]
        case "WORLD" | "BACKDROP":
            carriers = [scene for scene in bpy.data.scenes if scene.world in ours]
        case "CAMERA_BACKGROUND":
            cameras = [thing for thing in found if isinstance(thing, bpy.types.Camera)]
            carriers = [camera for camera in cameras if camera_background.images_of([camera]) & set(ours)]
        case "BRUSH" | "STENCIL":
            return any(isinstance(thing, bpy.types.Brush) for thing in ours), []
        case "CLONE_SOURCE":
            return any(scene.tool_settings.image_paint.clone_image in ours for scene in bpy.data.scenes), []
        case "COMPOSITOR" | "GEOMETRY_NODES":
            kind = other_nodes.COMPOSITOR if import_as == "COMPOSITOR" else other_nodes.GEOMETRY
            images = [thing for thing in ours if isinstance(thing, bpy.types.Image)]
            return other_nodes.are_in_nodes(images, kind), []
        case "SEQUENCER":
            scenes = [thing for thing in found if isinstance(thing, bpy.types.Scene)]
            carriers = [scene for scene in scenes if any(_is_ours(job, s) for s in compat.every_strip(scene))]
        case "IMAGE":
            images = [thing for thing in ours if isinstance(thing, bpy.types.Image)]
            return bool(images), [thing for thing in found if _has_node(thing, images)] or images
        case _:
            return any(obj in ours for obj in objects), []
    return bool(carriers), carriers


def _wears(slot: bpy.types.MaterialSlot, materials: list[Any]) -> bool:
    """Whether it is one of some materials, or its copy for an export."""
    worn = slot.material
    return worn in materials or (
        worn is not None and worn.get(ORIGINAL) in [material.name for material in materials]
    )


def _is_ours(job: Job, thing: Any) -> bool:  # noqa: ANN401 - an ID or a strip
    """Whether it names the job's result; what was found by its name alone may be a stranger."""
    named = attribution.read_all(thing)
    return any((one.generation_id, one.kind) == (job.generation_id, job.kind) for one in named)


def _is_ours_or_unmarked(job: Job, thing: Any) -> bool:  # noqa: ANN401 - an ID
    return attribution.read(thing) is None or _is_ours(job, thing)


def _has_node(thing: Any, images: list[Any]) -> bool:  # noqa: ANN401 - an ID
    tree: Any = getattr(thing, "node_tree", None)
    return tree is not None and any(getattr(node, "image", None) in images for node in tree.nodes)
