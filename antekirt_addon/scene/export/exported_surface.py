# SPDX-License-Identifier: GPL-3.0-or-later
"""The materials of a mesh become such as every exporter reads, each by what its colours depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...media import srgb
from ...media.svg.paint import Solid
from .. import compat
from ..texture.box_group import is_box_mapping
from ..vector.color_conversion import paint_name
from . import baked_gradient, picture_copy, plain_material, texture_mapping
from .node_evaluation import NotComputable, evaluate
from .surface import Surface, read, source

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy
    from mathutils import Matrix
    from numpy.typing import NDArray

    from .node_evaluation import Known, Values

    Flags = NDArray[np.bool_]

ATTRIBUTES = {"VERTEX_COLOR", "ATTRIBUTE"}
FLAT_PIXELS = 4  # to a side of a texture in one colour


class ExportedSurfaces:
    """The materials and pictures of one preparation, each made once.

    named: those that stand for one of the artist's, after it. kept: the names of materials that exporters
    are left to make of what they can. missing: the names of pictures whose files are gone. without_lines:
    the names of drawings of which only fills are there.
    """

    def __init__(self) -> None:
        self.named: list[tuple[bpy.types.ID, bpy.types.ID]] = []
        self.kept: list[str] = []
        self.missing: list[str] = []
        self.without_lines: list[str] = []
        self._first: dict[bool, bpy.types.Material] = {}
        self._flat: dict[tuple[Any, ...], bpy.types.Material] = {}
        self._shown: dict[bpy.types.Material, bpy.types.Material] = {}
        self._pictures: dict[tuple[bpy.types.Image, bool], bpy.types.Image] = {}
        self._place = np.eye(4)

    def cover(
        self,
        mesh: bpy.types.Mesh,
        materials: Sequence[bpy.types.Material | None],
        place: Matrix | None = None,
    ) -> None:
        """Give a mesh, whose faces name slots, the materials for export of those it was drawn with.

        place: of its object in the world, by which textures may lie.
        """
        self._place = np.array(place) if place else np.eye(4)
        indices = np.empty(len(mesh.polygons), np.int32)
        mesh.polygons.foreach_get("material_index", indices)
        slots: dict[bpy.types.Material | None, int] = {}
        chosen = np.zeros_like(indices)
        for slot, material in enumerate(materials or [None]):
            faces = np.minimum(indices, max(len(materials) - 1, 0)) == slot
            for made, own in self._surfaces(mesh, material, faces):
                chosen[own] = slots.setdefault(made, len(slots))
        mesh.materials.clear()
        for made in slots:
            mesh.materials.append(made)
        mesh.polygons.foreach_set("material_index", chosen)
        mesh.update()

    def fill(
        self,
        mesh: bpy.types.Mesh,
        fills: Sequence[tuple[bpy.types.Material, tuple[float, ...], bool]],
        numbers: NDArray[np.int64],
    ) -> None:
        """Give a mesh the colours that Grease Pencil fills with: material, linear colour, whether it is lit.

        numbers: for each face which of them.
        """
        slots: dict[bpy.types.Material, int] = {}
        slot_of = []
        for index, (material, color, lit) in enumerate(fills):
            made = self._color(mesh, material, Surface(None, None, lit), np.array(color), numbers == index)
            slot_of.append(slots.setdefault(made, len(slots)))
        for made in slots:
            mesh.materials.append(made)
        mesh.polygons.foreach_set("material_index", np.array(slot_of, np.int32)[numbers])

    def _surfaces(
        self, mesh: bpy.types.Mesh, material: bpy.types.Material | None, faces: Flags
    ) -> list[tuple[bpy.types.Material | None, Flags]]:
        """What some faces of one material get, and which of them."""
        surface = read(material) if material else None
        if material is None or surface is None:
            return [(material and self._kept(material), faces)]
        kinds = {node.type for node in surface.nodes}
        try:
            if kinds & ATTRIBUTES:
                return self._split(mesh, material, surface, faces)
            if "TEX_IMAGE" in kinds:
                return [(self._picture(mesh, material, surface, faces), faces)]
            if "TEX_COORD" in kinds:
                return [(self._gradient(mesh, material, surface, faces), faces)]
            return [(self._color(mesh, material, surface, _colors(surface, {})[0], faces), faces)]
        except NotComputable:
            return [(self._kept(material), faces)]

    def _kept(self, material: bpy.types.Material) -> bpy.types.Material:
        """A material that cannot be read, as it is but for its pictures: a film ends an export in 4.2."""
        self.kept.append(material.name)
        if not plain_material.pictures(material):
            return material
        if material not in self._shown:
            self._shown[material] = plain_material.with_other_pictures(material, self._png)
            self.named.append((material, self._shown[material]))
        return self._shown[material]

    def _color(
        self,
        mesh: bpy.types.Mesh,
        material: bpy.types.Material,
        surface: Surface,
        color: Values,
        faces: Flags,
    ) -> bpy.types.Material:
        """One colour. A material that is no more than that serves as it is."""
        clear = color[3] < 1.0 and not compat.USD_KEEPS_ALPHA
        if plain_material.is_plain(surface) and not clear:
            return material
        if clear:
            corners = texture_mapping.corners_of(mesh, faces)
            texture_mapping.set_corners(mesh, corners, np.full((len(corners), 2), 0.5))
        key = (material, surface.lit, *(round(float(part), 6) for part in color))
        if key not in self._flat:
            self._flat[key] = self._in_color(material, surface, color, textured=clear)
        return self._flat[key]

    def _in_color(
        self, material: bpy.types.Material, surface: Surface, color: Values, *, textured: bool
    ) -> bpy.types.Material:
        red, green, blue, alpha = map(float, color)
        first = None if surface.principled else self._first.get(surface.lit)
        template, own = (first, read(first) or surface) if first else (material, surface)
        name = paint_name(Solid(srgb.encoded(red), srgb.encoded(green), srgb.encoded(blue), alpha))
        if textured:
            shown = np.broadcast_to(_shown(color[None, :], 1), (FLAT_PIXELS, FLAT_PIXELS, 4))
            image = picture_copy.build(f"Color {name}", shown, material)
            made: Any = plain_material.with_picture(template, own, image)
            plain_material.fade(made, alpha)  # FBX does not read the texture's
            made.diffuse_color = (red, green, blue, alpha)
        else:
            made = plain_material.with_color(template, own, (red, green, blue, alpha))
        self._first.setdefault(surface.lit, made)  # a copy of one is made quicker than another
        plain_material.stamp(material, made)
        made.name = name
        return made  # type: ignore[no-any-return]

    def _split(
        self, mesh: bpy.types.Mesh, material: bpy.types.Material, surface: Surface, faces: Flags
    ) -> list[tuple[bpy.types.Material | None, Flags]]:
        """For colours that each face has of its own: one material for each of them."""
        if not faces.any():
            return []
        attribute = texture_mapping.face_colors(mesh, surface)
        known = {("VERTEX_COLOR", "Color"): attribute, ("VERTEX_COLOR", "Alpha"): attribute[:, 3:]}
        known |= {("ATTRIBUTE", "Color"): attribute, ("ATTRIBUTE", "Alpha"): attribute[:, 3:]}
        every = np.broadcast_to(_colors(surface, known), (len(faces), 4))
        different, number = np.unique(np.round(every[faces], 5), axis=0, return_inverse=True)
        number = number.reshape(-1)
        at = np.flatnonzero(faces)
        result: list[tuple[bpy.types.Material | None, Flags]] = []
        for index, color in enumerate(different):
            own = np.zeros_like(faces)
            own[at[number == index]] = True
            result.append((self._color(mesh, material, surface, color, own), own))
        return result

    def _gradient(
        self, mesh: bpy.types.Mesh, material: bpy.types.Material, surface: Surface, faces: Flags
    ) -> bpy.types.Material | None:
        """Colours by where a point lies, as a texture of these faces alone."""
        corners = texture_mapping.corners_of(mesh, faces)
        if not len(corners):
            return None
        positions = texture_mapping.corner_positions(mesh)[corners]

        def colors(points: Values) -> Values:
            return _shown(_colors(surface, {("TEX_COORD", "Object"): points}), len(points))

        shown, uv = baked_gradient.bake(positions, colors)
        image = picture_copy.build(f"{material.name} {mesh.name}", shown, material)
        texture_mapping.set_corners(mesh, corners, uv)
        return plain_material.with_picture(material, surface, image)

    def _picture(
        self, mesh: bpy.types.Mesh, material: bpy.types.Material, surface: Surface, faces: Flags
    ) -> bpy.types.Material:
        """A picture, with what the material makes of its colours."""
        textures = [node for node in surface.nodes if node.type == "TEX_IMAGE"]
        texture = textures[0]
        if texture.image is None or (len(textures) > 1 and not _is_boxed(textures)):
            raise NotComputable(material.name)
        corners = texture_mapping.corners_of(mesh, faces)
        texture_mapping.map_texture(mesh, texture, corners, self._place)
        if material not in self._shown:
            image = self._image(texture, surface)
            made = plain_material.with_picture(material, surface, image, texture.extension)
            self._shown[material] = made
            self.named.append((material, made))
        return self._shown[material]

    def _image(self, texture: Any, surface: Surface) -> bpy.types.Image:  # noqa: ANN401 - a node
        """The PNG of a texture's picture, itself or changed by the nodes behind it."""
        image = texture.image
        if _is_plain(surface, texture) or _is_boxed([texture]) or not picture_copy.is_there(image):
            return self._png(image, with_alpha=bool(surface.alpha and surface.alpha.is_linked))
        shown = picture_copy.pixels(image)
        rgba = shown.reshape(-1, 4)
        linear = np.column_stack([srgb.all_linear(rgba[:, :3]), rgba[:, 3]])
        known = {("TEX_IMAGE", "Color"): linear, ("TEX_IMAGE", "Alpha"): linear[:, 3:]}
        shown = _shown(_colors(surface, known), len(rgba)).reshape(shown.shape)
        return picture_copy.build(image.name, shown, image)

    def _png(self, image: bpy.types.Image, *, with_alpha: bool = True) -> bpy.types.Image:
        if not picture_copy.is_there(image):
            self.missing.append(image.name)
            return image
        key = (image, with_alpha)
        if key not in self._pictures:
            self._pictures[key] = picture_copy.as_png(image, with_alpha=with_alpha)
            self.named.append((image, self._pictures[key]))
        return self._pictures[key]


def _colors(surface: Surface, known: Known) -> Values:
    """The linear colours and the alpha that nodes make of what is known: (n, 4)."""
    color = evaluate(surface.color, known)
    if not surface.lit and surface.principled:
        color = color * evaluate(surface.principled.inputs["Emission Strength"], known)
    alpha = evaluate(surface.alpha, known) if surface.alpha else np.ones((1, 1))
    count = max(len(color), len(alpha))
    return np.column_stack(
        [np.broadcast_to(color[:, :3], (count, 3)), np.broadcast_to(np.clip(alpha[:, :1], 0, 1), (count, 1))]
    )


def _shown(linear: Values, count: int) -> Values:
    """Linear colours sRGB-encoded, so many of them."""
    every = np.broadcast_to(linear, (count, 4))
    return np.column_stack([picture_copy.encoded(every[:, :3]), every[:, 3]])


def _is_boxed(textures: Sequence[Any]) -> bool:
    """Whether nodes read one picture, each for another side of one box."""
    boxes = {source(texture.inputs["Vector"]) for texture in textures}
    images = {texture.image for texture in textures}
    return len(boxes) == len(images) == 1 and all(box and is_box_mapping(box) for box in boxes)


def _is_plain(surface: Surface, texture: Any) -> bool:  # noqa: ANN401 - a node
    """Whether the picture is shown as it is, with its alpha or wholly opaque."""

    def direct(socket: Any, output: str) -> bool:  # noqa: ANN401 - a socket
        return bool(socket.is_linked and socket.links[0].from_socket == texture.outputs[output])

    alpha = surface.alpha
    if not direct(surface.color, "Color") or alpha is None:
        return False
    return direct(alpha, "Alpha") if alpha.is_linked else bool(alpha.default_value == 1.0)
