# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture on a plane that fills what the camera sees, behind everything, at any distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathutils import Matrix, Vector

from ..message import Message
from . import picture_plane
from .decal.surface import layer_of
from .error import SceneError
from .scene_camera import camera_of
from .selection import select

if TYPE_CHECKING:
    import bpy

    from .import_target import Target
    from .picture import Picture
    from .placement import Place

DISTANCE = "Distance"  # property of the plane, where the artist can change it
COVERED = "antekirt_covered"  # property of the plane: width and height of its mesh that are just seen
USUAL = 10.0  # how far away it is where nothing is before the camera
BEHIND = 1.05  # of the way to what is farthest
REACH = 0.95  # of what the camera sees at most


def check(_target: Target, place: Place) -> None:
    """Raise SceneError if the scene has no camera."""
    _camera(place.scene)


def make(pictures: list[Picture], target: Target, place: Place) -> str:
    """Put the first picture there. Raises SceneError with nothing made."""
    picture, camera = pictures[0], _camera(place.scene)
    plane, material = picture_plane.build(picture, 1.0, lit=target.shading == "LIT")
    place.collection().objects.link(plane)
    plane.parent = camera
    seen_from: Matrix = camera.matrix_world
    plane.matrix_parent_inverse = seen_from.inverted() @ seen_from.normalized()  # a camera sees unscaled
    _fill(plane, camera, place.scene)
    plane.visible_shadow = False
    select(place.scene, [plane])
    place.things += [material, plane]
    place.where = "SCENE"
    return Message(
        "Added “{name}” as a plane that fills the view of {camera}",
        name=picture.source.name,
        camera=camera.name,
    )


def _camera(scene: bpy.types.Scene) -> Any:  # noqa: ANN401 - an object with a camera
    """The scene's own. Raises SceneError if no plane can be before it."""
    camera = camera_of(scene)
    if camera.data.type == "PANO":
        raise SceneError(Message("{camera} is panoramic: no plane can fill its view", camera=camera.name))
    layer_of(scene).update()
    if not camera.matrix_world.determinant():
        raise SceneError(Message("{camera} has a scale of 0: no plane can go with it", camera=camera.name))
    return camera


def _fill(plane: bpy.types.Object, camera: Any, scene: bpy.types.Scene) -> None:  # noqa: ANN401 - see above
    """Have a plane, a child of a camera, cover its frame at every distance, and with every lens.

    The distance is a property of its own: to drive the scale by the location would go round in a circle.
    """
    corners = camera.data.view_frame(scene=scene)
    is_perspective = camera.data.type == "PERSP"
    depth = -corners[0].z if is_perspective else 1.0
    low, high = (Vector([way(corner[axis] for corner in corners) for axis in (0, 1)]) for way in (min, max))
    middle, frame = (low + high) / (2 * depth), (high - low) / depth
    cover = max(frame.x / plane.dimensions.x, frame.y / plane.dimensions.y)
    plane[COVERED] = [frame.x / cover, frame.y / cover]
    plane[DISTANCE] = _distance(camera, scene, plane)
    appearance = plane.id_properties_ui(DISTANCE)
    assert appearance is not None
    appearance.update(description="How far the plane is from the camera", min=0.0, subtype="DISTANCE")
    field = "lens" if is_perspective else "ortho_scale"  # by which the frame grows smaller, or larger
    now = getattr(camera.data, field)
    grown = f"away*{now:.9g}/lens" if is_perspective else f"lens/{now:.9g}"
    factors = {("location", 0): middle.x, ("location", 1): middle.y, ("scale", 0): cover, ("scale", 1): cover}
    expressions = {place: f"{factor:.9g}*{grown}" for place, factor in factors.items()}
    for (path, axis), expression in (expressions | {("location", 2): "-away"}).items():
        curve: Any = plane.driver_add(path, axis)
        _set(curve.driver, expression, {"away": (plane, f'["{DISTANCE}"]'), "lens": (camera.data, field)})


def _set(driver: Any, expression: str, sources: dict[str, tuple[bpy.types.ID, str]]) -> None:  # noqa: ANN401 - a Driver
    """Have a driver compute an expression of what stands in properties."""
    driver.type = "SCRIPTED"
    for name, (owner, path) in sources.items():
        if name in expression:
            variable = driver.variables.new()
            variable.name, target = name, variable.targets[0]
            target.id_type, target.id, target.data_path = owner.id_type, owner, path
    driver.expression = expression


def _distance(camera: Any, scene: bpy.types.Scene, plane: bpy.types.Object) -> float:  # noqa: ANN401 - see above
    """Behind all that is seen, as far as the camera sees that."""
    to_camera: Matrix = camera.matrix_world.normalized().inverted()
    layer = layer_of(scene)
    solid = (
        obj
        for obj in scene.objects
        if obj.type == "MESH" and obj != plane and obj.visible_get(view_layer=layer)
    )
    limit: float = camera.data.clip_end * REACH
    depths = [-(to_camera @ obj.matrix_world @ Vector(at)).z for obj in solid for at in obj.bound_box]
    return min(max((depth * BEHIND for depth in depths if 0 < depth < limit), default=USUAL), limit)
