# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo itself, inside Blender: install the extension, generate, import, lay out, render.

usage: python demo_scene.py ARCHIVE FOLDER, with the service in ANTEKIRT_API_KEY and ANTEKIRT_BASE_URL
"""

from __future__ import annotations

import importlib
import os
import sys
from math import radians
from pathlib import Path
from typing import Any

import bpy

PACKAGE = "bl_ext.user_default.antekirt"
PROMPT = "a fox in a misty forest at sunset, layered hills"
MOTION = "camera slowly panning across the scene"
SIZE = 2.0
GAP = 0.35


def main(archive: str, folder: Path) -> None:
    install(archive)
    session = importlib.import_module(f"{PACKAGE}.operators.job_session").session()
    before = session.client.account().credits
    artist = browse(session)
    blend = prepare_file(folder)
    bpy.context.scene.antekirt.align = "UPRIGHT"

    print(f"Generating an image by {artist.name}: “{PROMPT}” (3 credits) …")
    put_cursor(0)
    bpy.ops.antekirt.generate_image(artist_id=artist.id, prompt=PROMPT, import_as="PLANE")
    generation = bpy.context.object["antekirt_generation_id"]
    print("Vectorizing it (5 credits) …")
    put_cursor(1)
    bpy.ops.antekirt.convert_svg(generation_id=generation, import_as="CURVES", size=SIZE, align="UPRIGHT")
    print("Animating it (25 credits) …")
    put_cursor(2)
    bpy.ops.antekirt.generate_video(
        generation_id=generation, prompt=MOTION, aspect_ratio="1:1", import_as="PLANE"
    )

    light_and_camera()
    picture = render(folder)
    bpy.ops.wm.save_mainfile()
    print(f"Credits: {before} before, {session.client.account().credits} after")
    print(f"Scene:   {blend}\nPicture: {picture}\nFiles:   {blend.parent / 'antekirt'}")


def install(archive: str) -> None:
    """Install and enable the built extension as an artist would."""
    bpy.ops.extensions.package_install_files(filepath=archive, repo="user_default", enable_on_install=True)
    if PACKAGE not in bpy.context.preferences.addons:
        raise SystemExit("demo: Blender could not install the extension; its error stands above.")
    bpy.context.preferences.system.use_online_access = True


def browse(session: Any) -> Any:
    """Show some artists, and choose one."""
    artists = session.client.artists(limit=5, order="name", direction="ASC").items
    print("Artists: " + ", ".join(artist.name for artist in artists) + ", …")
    return artists[0]


def prepare_file(folder: Path) -> Path:
    """Begin an empty file and save it, so that results are kept beside it."""
    folder.mkdir(exist_ok=True)
    blend = folder / "antekirt-demo.blend"
    bpy.ops.wm.read_homefile(use_empty=True)
    bpy.context.preferences.filepaths.save_version = 0
    bpy.ops.wm.save_as_mainfile(filepath=str(blend))
    return blend


def put_cursor(column: int) -> None:
    bpy.context.scene.cursor.location = ((column - 1) * (SIZE + GAP), 0, SIZE / 2 + 0.02)


def light_and_camera() -> None:
    scene = bpy.context.scene
    bpy.ops.mesh.primitive_plane_add(size=60, location=(0, 0, 0))
    floor = bpy.data.materials.new("Floor")
    if floor.node_tree is None:  # before Blender 5.0
        floor.use_nodes = True
    shader = floor.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (0.7, 0.7, 0.72, 1)
    shader.inputs["Roughness"].default_value = 0.35
    bpy.context.object.data.materials.append(floor)

    bpy.ops.object.light_add(type="AREA", location=(-3, -5, 6), rotation=(radians(40), 0, radians(-30)))
    bpy.context.object.data.energy = 260
    bpy.context.object.data.size = 5
    bpy.ops.object.camera_add(location=(0, -9.4, 1.75), rotation=(radians(85.5), 0, 0))
    bpy.context.object.data.lens = 45
    scene.camera = bpy.context.object
    scene.world = bpy.data.worlds.new("World")
    if scene.world.node_tree is None:  # before Blender 5.0
        scene.world.use_nodes = True
    sky = scene.world.node_tree.nodes["Background"]
    sky.inputs["Color"].default_value = (0.75, 0.78, 0.84, 1)


def render(folder: Path) -> Path:
    scene, picture = bpy.context.scene, folder / "antekirt-demo.png"
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 24
    scene.cycles.use_denoising = True
    scene.view_settings.view_transform = "Standard"
    scene.render.resolution_x, scene.render.resolution_y = 1280, 512
    scene.frame_set(48)
    scene.render.filepath = str(picture)
    bpy.ops.render.render(write_still=True)
    return picture


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    status = 1
    try:
        main(sys.argv[1], Path(sys.argv[2]))
        status = 0
    except SystemExit as error:
        print(error, file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - one clear line for whatever it was
        print(f"demo: {str(error).removeprefix('Error: ').strip()}", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # Python inside Blender may crash or hang while it winds down
