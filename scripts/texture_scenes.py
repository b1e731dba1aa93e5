# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pictures of the manual's page on textures show, inside Blender.

usage: python -m scripts.texture_scenes FOLDER [NAME]...   leaves NAME-1.png, NAME-2.png …: its views
"""

from __future__ import annotations

import sys
from math import pi
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.texture_stage import Stage, ball, barrel, box, chair, only_faces, paint, sheet, subdivided

if TYPE_CHECKING:
    from collections.abc import Callable


def projections(folder: Path) -> None:
    """A yard: what is flat, boxy, round and wound, each by the projection that suits it."""
    stage = Stage((800, 360))
    stage.put("cobbles", sheet((0, 0, 0), (14, 10)), projection="UV", tile_size=2.0)
    stage.put("bricks", sheet((0, 2.2, 1.5), (14, 3), stands=True), projection="UV", tile_size=1.2)
    stage.put("planks", box((-2.2, 0.5, 0), (1.1, 1.1, 1.1), 0.5), projection="BOX", tile_size=1.1)
    staves = stage.put("planks", barrel((-0.5, 0.6, 0)), projection="CYLINDER", tile_size=0.9)
    staves.inputs["Rotation"].default_value = (0.0, 0.0, pi / 2)
    stage.put("planks", chair((0.95, 0.2, 0), -0.5), projection="BOX", tile_size=0.8)
    stage.put("flowers", ball((2.3, 0.5, 0)), projection="SPHERE", tile_size=0.9)
    stage.look((0.1, -7.4, 2.5), (0.1, 0.4, 0.72), 44)
    stage.render(folder / "textures-projections-1.png")


def inputs(folder: Path) -> None:
    """A plain material, and what pictures in its inputs make of it: relief, color with it, a layer."""
    stage = Stage((800, 340))
    stage.put("cobbles", sheet((0, 0, 0), (14, 10)), projection="UV", tile_size=2.0)
    chosen: list[tuple[tuple[str | Path, str, str], ...]] = [
        (),
        (("bricks", "BUMP", "REPEAT"),),
        (("bricks", "Base Color", "REPEAT"), ("bricks", "BUMP", "REPEAT")),
        (
            ("bricks", "Base Color", "REPEAT"),
            ("bricks", "BUMP", "REPEAT"),
            (folder / "painted.webp", "MIX", "CLIP"),
        ),
    ]
    for number, pictures in enumerate(chosen):
        block = box((1.55 * number - 2.33, 0.4, 0), (1.25, 0.8, 1.5), 0.35)
        paint(block, (0.32, 0.4, 0.45), 0.3)
        for picture, socket, extension in pictures:
            tile = 0.9 if socket == "MIX" else 0.8
            stage.put(picture, block, socket=socket, projection="BOX", tile_size=tile, extension=extension)
    stage.look((0.0, -7.4, 2.4), (0.0, 0.4, 0.72), 41)
    stage.render(folder / "textures-inputs-1.png")


def faces(folder: Path) -> None:
    """Crates and chairs of one material; some faces of one of each have a picture of their own."""
    stage = Stage((800, 340))
    stage.put("cobbles", sheet((0, 0, 0), (14, 10)), projection="UV", tile_size=2.0)
    crates = [box((x, 0.7, 0), (1.1, 1.1, 1.1), turn) for x, turn in ((-2.4, 0.25), (-0.9, -0.1))]
    chairs = [chair((x, 0.2, 0), turn) for x, turn in ((0.7, -0.3), (1.9, -0.7))]
    stage.put("planks", *crates, *chairs, projection="BOX", tile_size=1.1)
    with only_faces(crates[1], lambda face: face.normal.y < -0.9):
        stage.put(folder / "painted.webp", crates[1], projection="BOX", tile_size=1.1)
    with only_faces(chairs[1], lambda face: face.normal.z > 0.9 and 0.5 < face.calc_center_median().z < 0.6):
        stage.put("flowers", chairs[1], projection="BOX", tile_size=0.5)
    stage.look((0.0, -7.0, 2.9), (-0.2, 0.4, 0.62), 46)
    stage.render(folder / "textures-faces-1.png")


def scale(folder: Path) -> None:
    """One material on three boxes of one mesh's size, each scaled otherwise."""
    stage = Stage((800, 340))
    stage.put("cobbles", sheet((0, 0, 0), (14, 10)), projection="UV", tile_size=2.0)
    boxes = [
        box((-2.1, 0.3, 0), (1, 1, 1), 0.3),
        box((-0.2, 0.6, 0), (2.1, 0.6, 1.4), 0.1),
        box((1.9, 0.2, 0), (0.6, 0.6, 1.9), -0.3),
    ]
    stage.put("bricks", *boxes, projection="BOX", tile_size=0.7)
    stage.look((0.1, -7.4, 2.9), (-0.1, 0.4, 0.85), 42)
    stage.render(folder / "textures-scale-1.png")


def camera(folder: Path) -> None:
    """A picture projected from the camera onto what stands there, seen from there and from the side."""
    stage = Stage((400, 320))
    things = [
        sheet((0, 0, 0), (12, 10)),
        sheet((0, 3, 2.5), (12, 5), stands=True),
        box((-1.1, 0.6, 0), (1, 1, 1.6), 0.4),
        ball((0.7, 0, 0), 0.6),
        box((1.9, 1.4, 0), (0.7, 0.7, 2.4), -0.2),
    ]
    stage.look((0, -6, 2), (0, 0.6, 1.0), 40)
    stage.put(folder / "painted.webp", *things, projection="CAMERA")
    stage.render(folder / "textures-camera-1.png")
    stage.look((4.2, -4.6, 2.6), (0.3, 0.6, 0.9), 40)
    stage.render(folder / "textures-camera-2.png")


def decals(folder: Path) -> None:
    """Labels on what is round, has corners, or is wound."""
    stage = Stage((800, 340))
    stage.put("cobbles", sheet((0, 0, 0), (14, 10)), projection="UV", tile_size=2.0)
    stage.put("planks", box((-2.1, 0.3, 0), (1.4, 1.4, 1.4), 0.75), projection="BOX", tile_size=1.4)
    staves = stage.put("planks", barrel((0, 0.3, 0), 0.55, 1.5), projection="CYLINDER", tile_size=0.9)
    staves.inputs["Rotation"].default_value = (0.0, 0.0, pi / 2)
    stage.put("bricks", ball((1.9, 0.3, 0), 0.75), projection="SPHERE", tile_size=0.7)
    stage.look((0.0, -7.4, 2.9), (-0.1, 0.4, 0.72), 44)
    stage.stick(folder / "painted.webp", (-2.1, -0.69, 0.75), 1.1)
    stage.stick(folder / "label.webp", (0, -0.3, 0.8), 0.7)
    stage.stick(folder / "label.webp", (1.8, -0.4, 1.0), 0.8)
    stage.render(folder / "textures-decals-1.png")


def backdrop(folder: Path) -> None:
    """A picture flat behind things, which are lit as they were."""
    stage = Stage((800, 340))
    stage.put("planks", sheet((0, -1, 0), (14, 8)), projection="UV", tile_size=1.2)
    stage.put("bricks", box((-1.2, 0.9, 0), (0.9, 0.9, 0.9), 0.5), projection="BOX", tile_size=0.7)
    stage.put("planks", chair((0.8, 0.9, 0), -0.5), projection="BOX", tile_size=0.8)
    stage.look((0.0, -5.5, 1.3), (0.0, 0.4, 0.9), 40)
    stage.bring(folder / "painted.webp", "BACKDROP")
    stage.render(folder / "textures-backdrop-1.png")


def no_repeat(folder: Path) -> None:
    """A meadow and a wall, with plain repeat and without a visible one."""
    for view, hidden in enumerate((False, True), 1):
        stage = Stage((420, 320))
        stage.put("flowers", sheet((0, 4, 0), (24, 18)), projection="UV", tile_size=1.0, no_repeat=hidden)
        wall = sheet((0, 7, 1.5), (24, 3), stands=True)
        stage.put("cobbles", wall, projection="UV", tile_size=1.3, no_repeat=hidden)
        stage.put("planks", box((-1.3, 0.4, 0), (0.8, 0.8, 0.8), 0.5), projection="BOX", tile_size=0.8)
        stage.look((0.0, -4.8, 4.6), (0.0, 2.4, 0.3), 30)
        stage.render(folder / f"textures-no-repeat-{view}.png")


def seamless(folder: Path) -> None:
    """A floor of a picture whose borders do not fit, and of the tile that is made of it."""
    stage = Stage((400, 320))
    cut = stage.cut("cobbles", (0.77, 0.86))
    floor = sheet((0, 0, 0), (12, 10))
    stage.put(cut, floor, projection="UV", tile_size=2.4)
    stage.look((0, -5.4, 4.0), (0, -0.2, 0), 36)
    stage.render(folder / "textures-seamless-1.png")
    stage.make_seamless(floor)
    stage.render(folder / "textures-seamless-2.png")


def depth(folder: Path) -> None:
    """Three slabs: color alone, with bump and roughness, and displaced."""
    stage = Stage((800, 320))
    stage.put("planks", sheet((0, 0, 0), (14, 10)), projection="UV", tile_size=2.0)
    for x, kinds in ((-1.9, ()), (0.0, ("BUMP", "ROUGHNESS")), (1.9, ("DISPLACEMENT",))):
        slab = sheet((x, 0, 0.9), (1.7, 1.7), stands=True)
        slab.rotation_euler.x -= 0.5
        subdivided(slab)
        stage.put("cobbles", slab, projection="UV", tile_size=1.7)
        stage.add_depth(slab, *kinds)
    stage.sun.rotation_euler = (0.3, 1.0, -0.2)
    stage.look((0, -6.2, 2.2), (0, 0, 0.85), 37)
    stage.render(folder / "textures-depth-1.png")


SCENES: dict[str, Callable[[Path], None]] = {
    "projections": projections,
    "inputs": inputs,
    "faces": faces,
    "scale": scale,
    "camera": camera,
    "decals": decals,
    "backdrop": backdrop,
    "no-repeat": no_repeat,
    "seamless": seamless,
    "depth": depth,
}


def main() -> None:
    folder, *names = sys.argv[1:]
    for name in names or SCENES:
        SCENES[name](Path(folder))


if __name__ == "__main__":
    main()
