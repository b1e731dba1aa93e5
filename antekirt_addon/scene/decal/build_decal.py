# SPDX-License-Identifier: GPL-3.0-or-later
"""A decal as an object: wrapped where it was put, and kept there by Shrinkwrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix, Vector

from .. import image_material
from .local_surface import LocalSurface
from .surface import IS_DECAL
from .wrapped_mesh import WrappedMesh

if TYPE_CHECKING:
    from ..picture import Picture
    from .surface import Surface

LIFT = 0.002  # of a decal's longer side: how far it lies above the surface, or above the decal beneath
STEEP = 0.9  # cosine to the vertical, above which a surface is a floor or a ceiling
MOST_OF_OBJECT = 0.5  # of the longest side of what it is on, for a decal that would be as long as that


def fitting_size(size: float, obj: bpy.types.Object) -> float:
    """The size wanted, or a smaller one for an object that is no longer than that."""
    longest = max(obj.dimensions.to_tuple())
    return size if size < longest else MOST_OF_OBJECT * longest


def build(
    picture: Picture,
    surface: Surface,
    size: float,
    graph: bpy.types.Depsgraph,
    *,
    lit: bool,
    up: Vector,
) -> tuple[bpy.types.Object, Matrix]:
    """A new decal, in no collection yet, and where it is to be; its longer side is `size`.

    up: of a picture on a floor or a ceiling.
    """
    sides = tuple(size * side / max(picture.sides) for side in picture.sides)
    local = LocalSurface.around(surface, graph, reach=size)
    normal = local.mean_normal(surface.normal, size / 2)
    turned = _turned(normal, up)
    lift = LIFT * size * (1 + _beneath(surface, size))
    wrapped = WrappedMesh(local, turned.inverted(), (sides[0], sides[1]), lift)
    mesh = wrapped.build(picture.image.name, picture.turn)
    material = image_material.build(picture.image, lit=lit)
    image_material.texture_node(material).extension = "EXTEND"  # nothing of the far side at its edges
    mesh.materials.append(material)
    decal = bpy.data.objects.new(picture.image.name, mesh)
    decal[IS_DECAL] = True
    decal.visible_shadow = False  # it would fall on what is right behind it
    _keep_on(decal, surface.obj, local.own_side * lift, size)
    return decal, Matrix.Translation(surface.point.to_tuple()) @ turned


def _keep_on(decal: bpy.types.Object, obj: bpy.types.Object, offset: float, reach: float) -> None:
    """Have it follow the surface where that is deformed, or where the decal is moved.

    offset: along the normals of the object, which point the other way on the back of a single sheet.
    """
    wrap: Any = decal.modifiers.new("Wrap", "SHRINKWRAP")
    wrap.target = obj
    wrap.wrap_method, wrap.wrap_mode = "PROJECT", "ABOVE_SURFACE"
    wrap.use_project_z = wrap.use_negative_direction = wrap.use_positive_direction = True
    wrap.offset, wrap.project_limit = offset, reach


def _turned(normal: Vector, up: Vector) -> Matrix:
    """The rotation (4, 4) of a sheet that faces along a normal, as upright as it can be."""
    if abs(normal.z) <= STEEP:
        up = Vector((0.0, 0.0, 1.0))
    across: Any = up.cross(normal)
    if across.length < 1e-4:
        across = normal.orthogonal()
    across.normalize()
    upright: Any = normal.cross(across)
    axes = (across.to_tuple(), upright.to_tuple(), normal.to_tuple())
    return Matrix(axes).transposed().to_4x4()


def _beneath(surface: Surface, size: float) -> int:
    """How many decals lie there already: this one comes on top of them."""
    others = (child for child in surface.obj.children if child.get(IS_DECAL))
    return sum(
        (other.matrix_world.translation - surface.point).length
        < (size + max(other.dimensions.to_tuple())) / 2
        for other in others
    )
