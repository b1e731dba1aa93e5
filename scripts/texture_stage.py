# SPDX-License-Identifier: GPL-3.0-or-later
"""A stage for the pictures of textures: things to put them on, light, a camera, and the render."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from importlib import import_module
from math import pi
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
from mathutils import Vector

from scripts import repeat_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLES = 20
CONTEXT: Any = bpy.context


class Stage:
    """An empty scene in the sun. size: of its renders, in pixels."""

    def __init__(self, size: tuple[int, int]) -> None:
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        self.folder = tempfile.TemporaryDirectory()
        scene: Any = CONTEXT.scene
        scene.render.engine = "CYCLES"
        scene.cycles.samples, scene.cycles.use_denoising = SAMPLES, True
        scene.render.resolution_x, scene.render.resolution_y = size
        scene.render.resolution_percentage = 100
        scene.view_settings.view_transform = "AgX"
        scene.view_settings.look = "AgX - Medium High Contrast"
        scene.world = bpy.data.worlds.new("Sky")
        nodes = import_module("antekirt_addon.scene.compat").node_tree(scene.world).nodes
        background: Any = next(node for node in nodes if node.type == "BACKGROUND")
        background.inputs["Color"].default_value = (0.62, 0.72, 0.85, 1.0)
        background.inputs["Strength"].default_value = 0.6
        sun: Any = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
        sun.data.energy, sun.data.angle, sun.rotation_euler = 3.2, 0.05, (0.75, 0.15, 0.5)
        scene.collection.objects.link(sun)
        self.sun = sun

    def picture(self, name: str) -> Path:
        """A file of one of the pictures."""
        return self._file(name, planks() if name == "planks" else repeat_pictures.PICTURES[name]())

    def cut(self, name: str, share: tuple[float, float]) -> Path:
        """A file of so much of the width and height of one of the pictures, whose borders do not fit then."""
        pixels = repeat_pictures.PICTURES[name]()
        high, wide = pixels.shape[:2]
        return self._file(f"{name} cut", pixels[: int(high * share[1]), : int(wide * share[0])])

    def _file(self, name: str, pixels: Any) -> Path:
        high, wide = pixels.shape[:2]
        image: Any = bpy.data.images.new(name, wide, high)
        flat = np.dstack([pixels, np.ones((high, wide))]).astype(np.float32)
        image.pixels.foreach_set(flat.ravel())
        path = Path(self.folder.name) / f"{name}.png"
        image.filepath_raw, image.file_format = str(path), "PNG"
        image.save()
        bpy.data.images.remove(image)
        return path

    def put(self, picture: str | Path, *objects: Any, **options: Any) -> Any:
        """Put a picture on objects, as the add-on does; gives the node that moves it, if there is one."""
        CONTEXT.view_layer.update()
        for obj in CONTEXT.view_layer.objects:
            obj.select_set(obj in objects)
        CONTEXT.view_layer.objects.active = objects[0]
        told = import_module("antekirt_addon.scene.texture.texture_options").TextureOptions(**options)
        self.bring(picture, "MATERIAL", texture=told)
        inserted = import_module("antekirt_addon.scene.texture.inserted").inserted
        *_, texture = inserted(objects[0].active_material.node_tree)
        return texture.mapping

    def bring(self, picture: str | Path, choice: str, **told: Any) -> None:
        """Import a picture, as the add-on does. told: of its target."""
        part = {
            name: import_module(f"antekirt_addon.scene.{name}")
            for name in ("import_image", "import_target", "source_file")
        }
        target = part["import_target"].capture(CONTEXT, **told)
        path = picture if isinstance(picture, Path) else self.picture(picture)
        source = part["source_file"].SourceFile(path)
        print(part["import_image"].import_image([source], choice, target).message)

    def stick(self, picture: Path, at: tuple[float, float, float], size: float) -> None:
        """Put a decal where the camera sees what is at a point."""
        scene: Any = CONTEXT.scene
        eye = scene.camera.location
        graph = CONTEXT.evaluated_depsgraph_get()
        _, scene.cursor.location, *_ = scene.ray_cast(graph, eye, (Vector(at) - eye).normalized())
        self.bring(picture, "DECAL", size=size)

    def make_seamless(self, obj: Any) -> None:
        """Have an object show the tile of its picture."""
        seamless_copy = import_module("antekirt_addon.scene.seamless_copy")
        image = seamless_copy.shown_in(obj.active_material)
        tile = seamless_copy.make(image, seamless_copy.finished(seamless_copy.pixels(image)))
        seamless_copy.use(image, tile, obj.active_material)

    def add_depth(self, obj: Any, *kinds: str) -> None:
        """Give an object depth from its picture, strong enough to be seen in a small one."""
        depth = import_module("antekirt_addon.scene.texture.depth")
        for kind in kinds:
            for node in depth.add(obj.active_material, kind, [obj]).nodes:
                if node.bl_idname == "ShaderNodeBump":
                    node.inputs["Strength"].default_value = 1.0
                    node.inputs["Distance"].default_value *= 2
                if node.bl_idname == "ShaderNodeDisplacement":
                    node.inputs["Scale"].default_value *= 3

    def look(self, eye: tuple[float, float, float], at: tuple[float, float, float], lens: float = 40) -> None:
        """Look from a point to another."""
        scene: Any = CONTEXT.scene
        if scene.camera is None:
            scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
            scene.collection.objects.link(scene.camera)
        scene.camera.data.lens = lens
        scene.camera.location = eye
        direction: Any = Vector(at) - Vector(eye)
        scene.camera.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()
        CONTEXT.view_layer.update()

    def render(self, path: Path) -> None:
        CONTEXT.scene.render.filepath = str(path)
        bpy.ops.render.render(write_still=True)


@contextmanager
def only_faces(obj: Any, meant: Callable[[Any], bool]) -> Iterator[None]:
    """Edit Mode with some faces of an object selected, as long as it lasts."""
    import bmesh  # which is there once bpy is

    for other in CONTEXT.view_layer.objects:
        other.select_set(other == obj)
    CONTEXT.view_layer.objects.active = obj
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="DESELECT")
    for face in bmesh.from_edit_mesh(obj.data).faces:
        face.select_set(meant(face))
    bmesh.update_edit_mesh(obj.data)
    yield
    bpy.ops.object.mode_set(mode="OBJECT")


def paint(obj: Any, color: tuple[float, float, float], roughness: float) -> None:
    """Give a thing a plain material of its own."""
    material = bpy.data.materials.new("Paint")
    nodes = import_module("antekirt_addon.scene.compat").node_tree(material).nodes
    shader: Any = next(node for node in nodes if node.type == "BSDF_PRINCIPLED")
    shader.inputs["Base Color"].default_value = (*color, 1.0)
    shader.inputs["Roughness"].default_value = roughness
    obj.data.materials.append(material)


def planks(size: int = 512, count: int = 4) -> Any:
    """Boards that lie, with their grain: (n, n, 3), sRGB 0 to 1."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:size, 0:size] / size
    board = np.floor(y * count).astype(int)
    shift, tone = rng.random(count)[board], rng.uniform(0.8, 1.1, count)[board]
    across = y * count % 1.0
    wave = 0.05 * np.sin(2 * pi * (x + shift)) + 0.02 * np.sin(2 * pi * (3 * x + 5 * shift))
    rings = np.sin(2 * pi * (5 * across + 6 * wave + shift)) + 0.4 * np.sin(2 * pi * (17 * across + 9 * wave))
    fine = rng.normal(0, 1, (size, 8)).repeat(size // 8, axis=1)
    light = tone * (0.62 + 0.07 * rings + 0.02 * fine)
    joint = np.minimum(across, 1 - across) < 0.025
    end = np.abs((x + shift) % 1.0 - 0.5) < 0.004
    light = np.where(joint | end, 0.2, light)
    return np.clip(light[..., None] * (1.0, 0.74, 0.47), 0, 1)


def box(at: tuple[float, float, float], sides: tuple[float, float, float], turn: float = 0.0) -> Any:
    """A box that stands at a point, without a UV map."""
    bpy.ops.mesh.primitive_cube_add(size=1, calc_uvs=False, rotation=(0, 0, turn))
    obj = CONTEXT.object
    obj.scale, obj.location = sides, (at[0], at[1], at[2] + sides[2] / 2)
    return obj


def barrel(at: tuple[float, float, float], radius: float = 0.45, height: float = 1.2) -> Any:
    """A barrel that stands at a point."""
    bpy.ops.mesh.primitive_cylinder_add(radius=radius, depth=height, vertices=64, calc_uvs=False)
    obj = CONTEXT.object
    obj.location = (at[0], at[1], at[2] + height / 2)
    _rounded(obj, height)
    return obj


def _rounded(obj: Any, height: float) -> None:
    """Give a cylinder a barrel's belly."""
    import bmesh  # which is there once bpy is

    mesh = bmesh.new()
    mesh.from_mesh(obj.data)
    upright = [edge for edge in mesh.edges if abs(edge.verts[0].co.z - edge.verts[1].co.z) > height / 2]
    bmesh.ops.subdivide_edges(mesh, edges=upright, cuts=9)
    for vertex in mesh.verts:
        wide = 1.0 + 0.22 * (1 - (2 * vertex.co.z / height) ** 2)
        vertex.co.x, vertex.co.y = vertex.co.x * wide, vertex.co.y * wide
    for face in mesh.faces:
        face.smooth = abs(face.normal.z) < 0.9
    mesh.to_mesh(obj.data)
    mesh.free()


def ball(at: tuple[float, float, float], radius: float = 0.55) -> Any:
    bpy.ops.mesh.primitive_uv_sphere_add(radius=radius, segments=64, ring_count=32, calc_uvs=False)
    obj = CONTEXT.object
    obj.location = (at[0], at[1], at[2] + radius)
    bpy.ops.object.shade_smooth()
    return obj


def chair(at: tuple[float, float, float], turn: float = 0.0) -> Any:
    """Five boards and four legs, as one object."""
    parts: list[Any] = [((x, y, 0), (0.07, 0.07, 0.48)) for x in (-0.22, 0.22) for y in (-0.22, 0.22)]
    parts += [((0, 0, 0.48), (0.55, 0.55, 0.05))]
    parts += [((x, 0.24, 0.53), (0.07, 0.05, 0.6)) for x in (-0.22, 0.22)]
    parts += [((0, 0.24, z), (0.5, 0.04, 0.14)) for z in (0.72, 0.96)]
    made = [box(*part) for part in parts]
    for obj in made:
        obj.select_set(True)
    CONTEXT.view_layer.objects.active = made[0]
    bpy.ops.object.join()
    obj = CONTEXT.object
    bpy.ops.object.transform_apply(location=True, rotation=True, scale=True)
    obj.location, obj.rotation_euler.z = at, turn
    return obj


def sheet(at: tuple[float, float, float], sides: tuple[float, float], *, stands: bool = False) -> Any:
    """A floor, or a wall that faces the front, unwrapped."""
    bpy.ops.mesh.primitive_plane_add(size=1, rotation=(pi / 2 if stands else 0, 0, 0))
    obj = CONTEXT.object
    obj.scale, obj.location = (*sides, 1), at
    return obj


def subdivided(obj: Any) -> None:
    """Give what is flat enough faces to be displaced."""
    modifier = obj.modifiers.new("Subdivision", "SUBSURF")
    modifier.subdivision_type = "SIMPLE"
    modifier.levels = modifier.render_levels = 8
