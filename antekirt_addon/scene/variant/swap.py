# SPDX-License-Identifier: GPL-3.0-or-later
"""Another picture in the place of one: the same nodes and objects show it from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ...media import orientation
from ...message import Message
from .. import attribution, loaded_picture, stored_turn, upright_copy, world_backdrop
from ..error import SceneError
from ..file_format import examine
from ..id_reference import find, note
from ..import_outcome import ImportOutcome
from ..picture import Picture
from ..seamless_copy import SEAMLESS_OF
from ..texture import piece_fit
from ..texture.data_image import reading_numbers
from . import proportions
from .shown_picture import image_nodes, is_picture, trees_of

if TYPE_CHECKING:
    from ...media.orientation import Turn
    from ..source_file import SourceFile
    from .shown_picture import ShownPicture


def swap(shown: ShownPicture, source: SourceFile) -> ImportOutcome:
    """Have a picture shown where another one is. Raises SceneError with nothing changed.

    All that shows the same picture within one material changes at once: a color and its bump.
    """
    info = examine(source.path, "IMAGE")
    things, users = _found(shown)
    remarks: list[str] = []
    former, is_packed = _image(users[0]), any(map(_is_packed, map(_image, users)))
    picture = loaded_picture.load(source, info, remarks, pack=is_packed)
    before = Picture(source, former, stored_turn.of(former))
    image = _stored_as(picture, before.turn)
    picture = Picture(source, image, before.turn)  # the image that was loaded may be gone
    objects = [thing for thing in things if isinstance(thing, bpy.types.Object)]
    objects += [obj for obj in bpy.data.objects if obj not in objects and _is_plane_of(obj, shown, things)]
    tiles = [user for user in users if _image(user).get(SEAMLESS_OF)]
    for user in users:
        _show(user, _read_as(_image(user), image, picture))
    if any(_image(user).get(SEAMLESS_OF) is None for user in tiles):
        remarks.append(Message("It was a seamless tile before, and is not one now"))
    nodes = [user for user in users if isinstance(user, bpy.types.Node)]
    piece_fit.follow(nodes)
    for node in nodes:
        world_backdrop.follow(node, before.sides)
    for obj in objects:
        proportions.follow(obj, before.sides, picture)
    for thing in dict.fromkeys([*things, *objects]):
        attribution.replace(thing, shown.generation_id, shown.image_index, source.attribution)
    return ImportOutcome(
        Message("Shows “{name}” now", name=source.name),
        (image.name,),
        tuple(obj.name for obj in objects),
        tuple(remarks),
        tuple(map(note, dict.fromkeys([*things, *objects, image]))),
    )


def check(shown: ShownPicture) -> None:
    """Raise SceneError if nothing can take a picture's place as things stand, before anything is paid for."""
    _found(shown)


def _found(shown: ShownPicture) -> tuple[list[Any], list[Any]]:
    """What is there of the datablocks that show a picture, and what of each does so."""
    things = [found for reference in shown.things if (found := find(reference))]
    users = [user for thing in things for user in _users(thing, shown)]
    if not users:
        raise SceneError("What showed the picture is gone, or shows another one by now")
    for thing in things:
        if thing.library or thing.override_library:
            raise SceneError(
                Message("{things}: linked, and to be changed in the file they come from", things=thing.name)
            )
    return things, users


def _users(thing: Any, shown: ShownPicture) -> list[Any]:  # noqa: ANN401 - an ID; objects, nodes and others
    """What of a datablock shows the picture."""
    if isinstance(thing, bpy.types.Object):
        data: Any = thing.data
        backs = data.background_images if isinstance(data, bpy.types.Camera) else ()
        return [user for user in (thing, *backs) if is_picture(_image(user), shown)]
    return [node for tree in trees_of(thing) for node in image_nodes(tree) if is_picture(node.image, shown)]


def _image(user: Any) -> Any:  # noqa: ANN401 - as above; an Image, or something else that an object shows
    return user.data if isinstance(user, bpy.types.Object) else user.image


def _show(user: Any, image: bpy.types.Image) -> None:  # noqa: ANN401 - as above
    if isinstance(user, bpy.types.Object):
        user.data = image  # type: ignore[assignment] # the stubs forget that an empty can show an image
    else:
        user.image = image


def _read_as(former: bpy.types.Image, image: bpy.types.Image, picture: Picture) -> bpy.types.Image:
    """An image as another one is read: a tile if there is one, and as numbers."""
    if former.get(SEAMLESS_OF):
        name = picture.image.name
        image = next((known for known in bpy.data.images if known.get(SEAMLESS_OF) == name), image)
    return reading_numbers(image) if former.colorspace_settings.is_data else image


def _is_packed(image: bpy.types.Image) -> bool:
    """Whether an image is kept in the blend file because the artist wants it so."""
    return image.packed_file is not None and bool(image.filepath)


def _stored_as(picture: Picture, turn: Turn) -> bpy.types.Image:
    """The picture as what was made for another one shows it upright, which is turned so."""
    if picture.turn == turn:
        return picture.image
    copy = upright_copy.make(picture.image, orientation.between(turn, picture.turn))
    if not picture.image.users:
        bpy.data.images.remove(picture.image)
        copy.name = picture.source.name
    stored_turn.note(copy, turn)
    attribution.stamp(copy, picture.source.attribution)
    return copy


def _is_plane_of(obj: bpy.types.Object, shown: ShownPicture, materials: list[Any]) -> bool:
    """Whether an object was made for the picture, and shows it by one of some materials."""
    return is_picture(obj, shown) and any(slot.material in materials for slot in obj.material_slots)
