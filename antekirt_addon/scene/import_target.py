# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import is for and where it goes, noted when the artist asks; see placement.py for later."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import pi
from typing import Any, Literal, Self, TypeAlias

import bpy
from mathutils import Matrix, Quaternion

from . import compat
from .editor_target import EditorTarget, noted_editor
from .id_reference import IdReference, from_json_or_name, note, note_all
from .selection import active, chosen
from .spot.facing import facing
from .texture.face_selection import note_faces
from .texture.texture_options import TextureOptions
from .texture.viewpoint import viewpoint

Align: TypeAlias = Literal["AUTO", "FLAT", "UPRIGHT", "VIEW"]
Shading: TypeAlias = Literal["USUAL", "LIT", "UNLIT"]
# What comes after a video's last frame: that frame, the first one, or the way back to it.
AfterEnd: TypeAlias = Literal["HOLD", "LOOP", "PING_PONG"]


DEFAULT_TEXTURE = TextureOptions()
# What kind of datablock a field of Target refers to. The first version has noted the names alone.
REFERRED = {
    "scene": "SCENE",
    "sequencer_scene": "SCENE",
    "collection": "COLLECTION",
    "objects": "OBJECT",
    "beside": "OBJECT",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What an import is for: references and numbers only, so that it can wait, be stored, and survive undo.

    sequencer_scene: None where it is the scene. collection: where objects go; None is the scene's own.
    objects: those that a material is for, the active one first; see also texture.put_on.
    view_rotation: as a quaternion (w, x, y, z); None where there is no 3D view, and VIEW is then UPRIGHT.
    view_at: the middle, in its window, of the 3D view that was worked in; None for another editor.
    frame: the scene's frame that shows the first of a video.
    align: lying in XY, standing in XZ, or facing the view; AUTO stands or lies as faces the view.
    by_itself: it comes without having been told where to; see spot/choose_spot.py.
    beside: those that it stands in a row with, in the order in which they came.
    size: the longer side, in scene units.
    shading: USUAL is by the scene's lights for a material, and none for a plane.
    after_end: what comes after a video's last frame. each_frame: each frame of the scene shows its next one.
    sound: it is heard. extend_range: the scene goes on to its end. pack: an image is kept in the blend file.
    texture: how a picture becomes a texture.
    named: the artist's name is written beneath what can be seen of it; see name_label.py.
    editor: the one that was worked in, if it can take a picture.
    """

    scene: IdReference
    sequencer_scene: IdReference | None = None
    collection: IdReference | None = None
    objects: tuple[IdReference, ...] = ()
    location: tuple[float, float, float] = (0.0, 0.0, 0.0)
    view_rotation: tuple[float, float, float, float] | None = None
    view_at: tuple[float, float] | None = None
    frame: int = 1
    align: Align = "FLAT"
    by_itself: bool = False
    beside: tuple[IdReference, ...] = ()
    size: float = 2.0
    shading: Shading = "USUAL"
    after_end: AfterEnd = "HOLD"
    each_frame: bool = False
    sound: bool = True
    extend_range: bool = False
    pack: bool = False
    named: bool = False
    texture: TextureOptions = DEFAULT_TEXTURE
    editor: EditorTarget = EditorTarget()  # noqa: RUF009 - it is frozen

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `asdict` and JSON have made of one; what a later version has added to it is ignored."""
        known = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        told = {name: _read(name, value) for name, value in known.items()}
        if data.get("loop") and "after_end" not in data:  # of the first version
            told["after_end"] = "LOOP"
        told["texture"] = TextureOptions.from_json(data.get("texture", {}))
        return cls(**told | {"editor": EditorTarget.from_json(data)})


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    """One field's value, which in JSON has lists for tuples, and names or dictionaries for references."""
    if isinstance(value, list | tuple):
        return tuple(_read(name, entry) for entry in value)
    return from_json_or_name(REFERRED[name], value) if name in REFERRED else value


def capture(
    context: bpy.types.Context,
    *,
    align: Align = "FLAT",
    by_itself: bool = False,
    size: float = 2.0,
    shading: Shading = "USUAL",
    after_end: AfterEnd = "HOLD",
    each_frame: bool = False,
    sound: bool = True,
    extend_range: bool = False,
    pack: bool = False,
    named: bool = False,
    texture: TextureOptions = DEFAULT_TEXTURE,
) -> Target:
    """The target of what the artist has before them; without a window the context knows less of that."""
    scene, layer = context.scene, context.view_layer
    assert scene is not None
    assert layer is not None
    cursor = scene.cursor.location
    collection = layer.active_layer_collection.collection if layer.active_layer_collection else None
    objects = chosen(layer) if texture.put_on == "SELECTED" else active(layer)
    return Target(
        scene=note(scene),
        sequencer_scene=note(compat.sequencer_scene(context)),
        collection=note(collection) if collection and collection != scene.collection else None,
        objects=note_all(objects),
        location=(cursor.x, cursor.y, cursor.z),
        view_rotation=_view_rotation(context),
        view_at=_view_at(context),
        frame=scene.frame_current,
        align=align,
        by_itself=by_itself,
        size=size,
        shading=shading,
        after_end=after_end,
        each_frame=each_frame,
        sound=sound,
        extend_range=extend_range,
        pack=pack,
        named=named,
        texture=replace(
            texture,
            faces=note_faces(objects) if texture.put_on != "SHARED" else (),
            viewpoint=viewpoint(context) if texture.projection == "CAMERA" else None,
        ),
        editor=noted_editor(context),
    )


def laid_otherwise(context: bpy.types.Context, target: Target, texture: TextureOptions) -> Target:
    """A target whose texture is chosen anew after the fact; what was not noted for that is noted now."""
    objects, before = target.objects, target.texture
    if texture.put_on == before.put_on:
        pass
    elif texture.put_on == "SELECTED":
        now = capture(context, texture=texture)
        objects, texture = now.objects, replace(texture, faces=now.texture.faces)
    else:
        objects = objects[:1]
        kept = before.faces if texture.put_on == "ACTIVE" else ()
        texture = replace(texture, faces=tuple(faces for faces in kept if faces.object in objects))
    if texture.projection == "CAMERA" and texture.viewpoint is None:
        texture = replace(texture, viewpoint=viewpoint(context))
    return replace(target, objects=objects, texture=texture)


def _view_rotation(context: bpy.types.Context) -> tuple[float, float, float, float] | None:
    """Rotation of the 3D view that the artist works in, or else of the first in the window."""
    if isinstance(context.region_data, bpy.types.RegionView3D):
        return _quaternion(context.region_data)
    for area in context.screen.areas if context.screen else ():
        if area.type == "VIEW_3D" and isinstance(area.spaces.active, bpy.types.SpaceView3D):
            region = area.spaces.active.region_3d
            return _quaternion(region) if region else None
    return None


def _view_at(context: bpy.types.Context) -> tuple[float, float] | None:
    area = context.area
    if area is None or area.type != "VIEW_3D":
        return None
    return area.x + area.width / 2, area.y + area.height / 2


def _quaternion(region: bpy.types.RegionView3D) -> tuple[float, float, float, float]:
    rotation = region.view_rotation
    return rotation.w, rotation.x, rotation.y, rotation.z


def orientation(target: Target) -> Matrix:
    """The rotation (4, 4) of an object made in the XY plane, facing +Z."""
    if target.align == "AUTO":
        return facing(_view(target)) if target.by_itself and target.view_rotation else Matrix.Identity(4)
    if target.align == "VIEW" and target.view_rotation:
        return _view(target)
    if target.align == "FLAT":
        return Matrix.Identity(4)
    return Matrix.Rotation(pi / 2, 4, "X")


def _view(target: Target) -> Matrix:
    assert target.view_rotation
    return Quaternion(target.view_rotation).to_matrix().to_4x4()
