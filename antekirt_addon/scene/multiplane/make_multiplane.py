# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""An artwork and the picture that it was made of become cut-outs, one behind the other, for a camera to pass.

The pieces of the artwork stay below its root, hidden; the cut-outs follow the same values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import bpy

from ...message import Message
from .. import compat, film_texture, svg_reader
from ..artwork import live_value, source_note
from ..attribution import stamp
from ..error import SceneError
from ..id_reference import find, note, note_all
from ..import_outcome import ImportOutcome
from ..selection import select
from ..source_file import SourceFile
from ..vector.artwork_space import VIEWPORT, ArtworkSpace
from ..vector.lent_glyphs import GlyphLender
from ..vector.transaction import Transaction
from . import upright_picture
from .build_planes import PlaneImage, build
from .plane_reading import read
from .shown_part import MADE, cut_outs, forget, show

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..artwork.source_note import SourceNote
    from .film_material import Film

MOST = 12  # planes, unless somebody asks for more
DEPTH = 0.3  # of the size, from the first plane to the last, if none is asked for
LEAST_PLANES = 6  # that this is shared out to
FEW = 2  # cut-outs: a camera that passes them uncovers next to nothing


@dataclass(frozen=True, slots=True)
class Choices:
    """most: planes; neighbouring layers share one. spacing: of two planes; 0 chooses it by the size.

    lit: shaded by the lights of the scene. film: what is seen in place of the picture.
    """

    most: int = MOST
    spacing: float = 0.0
    lit: bool = False
    film: Film | None = None


def make_multiplane(
    root: Any, image: Any, scene: bpy.types.Scene, choices: Choices
) -> Generator[float | None, None, ImportOutcome]:
    """Cut the image of an artwork out along its layers; yields as an import does.

    Raises SceneError with nothing changed.
    """
    noted = source_note.read(root)
    if noted is None or not noted.source.path.is_file():
        raise SceneError(
            Message("The file of “{name}” is not there: press Reload and choose where it is", name=root.name)
        )
    width, height, _ = root[VIEWPORT]
    if not upright_picture.has_proportions(image, width, height):
        raise SceneError(
            Message(
                "“{image}” has other proportions than “{name}”: choose the picture that it was made of",
                image=image.name,
                name=root.name,
            )
        )
    return _steps(root, image, noted, (scene, choices))


def _steps(
    root: Any, image: Any, noted: SourceNote, chosen: tuple[bpy.types.Scene, Choices]
) -> Generator[float | None, None, ImportOutcome]:
    there, picture, (scene, choices) = note(root), note(image), chosen
    film = choices.film
    in_scene = note(scene)
    raster = upright_picture.pixels(image)
    settings = replace(noted.settings, import_as="CURVES", text_as="OUTLINES", strokes_as="OUTLINES")
    lender = GlyphLender()
    try:
        artwork = yield from svg_reader.read(noted.source.path, settings, lender)
    finally:
        lender.close()
    planes = yield from read(artwork, raster, choices.most, clear=film is not None)
    root, image, scene = find(there), find(picture), find(in_scene)
    if not (root and image and scene):
        raise SceneError("The artwork or its picture is gone")
    width, height, scale = root[VIEWPORT]
    spacing = choices.spacing
    if spacing <= 0.0:
        spacing = DEPTH * max(width, height) * scale / max(len(planes.shapes) - 1, LEAST_PLANES)
    space = ArtworkSpace(artwork.width, artwork.height, scale * width / artwork.width, spacing)
    with Transaction() as transaction:
        movie = film_texture.load(film.path, SourceFile(film.path, film.attribution).name) if film else None
        if movie and film:
            stamp(movie.image, film.attribution)
        shown = PlaneImage(image, choices.lit, movie, scene.frame_current)
        made = yield from build(root, planes, space, transaction, shown)
        if not made:
            raise SceneError(Message("“{name}” has no shape that could be cut out", name=root.name))
        collection = transaction.add(bpy.data.collections.new(f"{root.name} Multiplane"))
        collection[MADE] = len(made)
        for obj in made:
            collection.objects.link(obj)
        former = cut_outs(root)
        _home(root, scene).children.link(collection)
    _remove([obj for obj in former if obj not in made])
    show(root, "CUT_OUTS")
    live_value.write(root, live_value.SPACING, spacing)
    select(scene, [*made, root])
    return ImportOutcome(
        Message("“{name}” is {count} cut-outs now", name=root.name, count=len(made)),
        warnings=_remarks(len(made), choices.most),
        things=note_all([root, *made]),
        scene=in_scene,
    )


def remove_cut_outs(root: Any) -> None:
    """Have an artwork be its pieces again, and remove its cut-outs with what only they have."""
    _remove(cut_outs(root))
    forget(root)


def _remarks(count: int, most: int) -> tuple[str, ...]:
    if count > FEW or most <= FEW:
        return ()
    return (
        Message("Its shapes lie side by side: vectors whose shapes lie over each other come apart in more"),
    )


def _home(root: Any, scene: bpy.types.Scene) -> bpy.types.Collection:
    """The collection that the cut-outs' one goes into."""
    own = [one for one in root.users_collection if one.is_editable]
    return own[0] if own else scene.collection


def _remove(objects: list[Any]) -> None:
    """Remove cut-outs of before, with what was made for them alone; pictures that were painted on stay."""
    data = [obj.data for obj in objects]
    materials = {material for mesh in data for material in mesh.materials if material}
    nodes: list[Any] = [node for material in materials for node in compat.node_tree(material).nodes]
    images = {node.image for node in nodes if node.type == "TEX_IMAGE" and node.image}
    homes = {one for obj in objects for one in obj.users_collection}
    for image in images:
        image.use_fake_user |= _is_painted(image)
    bpy.data.batch_remove(objects)
    for things in (data, materials, images):
        bpy.data.batch_remove([one for one in things if MADE in one and not one.users])
    bpy.data.batch_remove([one for one in homes if MADE in one and not one.all_objects])


def _is_painted(image: bpy.types.Image) -> bool:
    """Whether the picture of a cut-out is not the one any more that was made for it."""
    made, packed = image.get(MADE), image.packed_file
    return made is not None and (image.is_dirty or packed is None or packed.size != made)
