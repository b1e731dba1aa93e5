# SPDX-License-Identifier: GPL-3.0-or-later
"""Results come by themselves into Blender's first scene, with the cursor in the middle of the cube."""

from __future__ import annotations

import importlib
import itertools
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from bpy_extras.view3d_utils import location_3d_to_region_2d
from mathutils import Vector

from window import screen_reader
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

PICTURE = Path(__file__).resolve().parents[1] / "data" / "quadrants.webp"
QUARTERS = {(-1, 1): (255, 0, 0), (1, 1): (0, 255, 0), (-1, -1): (0, 0, 255), (1, -1): (255, 255, 255)}
NEAR = 60  # of 255, between a color of the file and what is on the screen


def test_a_script_gets_it_at_the_cursor(ui: AntekirtUser) -> Steps:
    job_session: Any = importlib.import_module(f"{ADDON}.operators.job_session")
    ui.poll_often()
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    bpy.ops.antekirt.generate_image(
        artist_id=artist, prompt="quarters", import_as="PLANE", then={"SVG", "VIDEO"}
    )
    for obj in _results():
        assert obj.matrix_world.is_identity, obj.name
    for job in ui.jobs:
        ui.out[job.kind] = job.id
        if job.kind == "image":
            shutil.copy(PICTURE, job_session.session().results_folder.path(job.files[0]))
    shading = ui.area().spaces.active.shading
    shading.color_type, shading.light = "TEXTURE", "FLAT"
    bpy.context.scene.view_settings.view_transform = "Standard"
    _clear()
    yield 0.1


def test_it_is_seen_in_every_view(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    for name in ("usual", "FRONT", "RIGHT", "TOP", "CAMERA"):
        with ui.override("WINDOW"):
            if name == "CAMERA":
                bpy.ops.view3d.view_camera()
            elif name != "usual":
                bpy.ops.view3d.view_axis(type=name)
        yield 0.2
        _import(ui, "image", "PLANE")
        yield from _wait_for(ui, 1)
        (plane,) = _results()
        yield from ui.screenshot(f"seen-{name.lower()}")
        yield from ui.wait(lambda: _is_seen(ui, _results()[0]))
        assert plane.location.length <= 2.0001
        assert plane.location.length > 0.1
        _clear()
    with ui.override("WINDOW"):
        bpy.ops.view3d.view_camera()


def test_as_a_reference_too(ui: AntekirtUser) -> Steps:
    _import(ui, "image", "REFERENCE")
    yield from _wait_for(ui, 1)
    yield from ui.wait(lambda: _is_seen(ui, _results()[0]))
    _clear()


def test_how_the_artist_has_it_turned_is_kept_to(ui: AntekirtUser) -> Steps:
    bpy.context.scene.antekirt.align = "UPRIGHT"
    _import(ui, "image", "PLANE")
    yield from _wait_for(ui, 1)
    (plane,) = _results()
    assert tuple(plane.location) == (0, 0, 0)
    assert [round(angle, 4) for angle in plane.rotation_euler] == [1.5708, 0, 0]
    bpy.context.scene.antekirt.property_unset("align")
    _clear()


def test_an_alignment_that_is_given_says_where_to(ui: AntekirtUser) -> Steps:
    job = next(job for job in ui.jobs if job.kind == "image")
    with ui.override("WINDOW"):
        bpy.ops.antekirt.import_generation(
            "INVOKE_DEFAULT", generation_id=job.generation_id, kind="IMAGE", import_as="PLANE", align="FLAT"
        )
    yield from _wait_for(ui, 1)
    assert _results()[0].matrix_world.is_identity
    _clear()


def test_it_joins_the_local_view(ui: AntekirtUser) -> Steps:
    space = ui.area().spaces.active
    bpy.context.view_layer.objects.active = bpy.data.objects["Cube"]
    bpy.data.objects["Cube"].select_set(True)
    with ui.override("WINDOW"):
        bpy.ops.view3d.localview()
    for kind, import_as in (("image", "PLANE"), ("svg", "CURVES")):
        _import(ui, kind, import_as)
        yield from _wait_for(ui, 1)
        made = [obj for obj in bpy.context.scene.objects if "antekirt_kind" in obj]
        assert all(obj.visible_get(viewport=space) for obj in made)
        yield from ui.screenshot(f"local-{kind}")
        _clear()
    with ui.override("WINDOW"):
        bpy.ops.view3d.localview()


def test_what_belongs_together_stands_in_a_row(ui: AntekirtUser) -> Steps:
    for count, (kind, import_as) in enumerate((("image", "PLANE"), ("svg", "CURVES"), ("video", "PLANE")), 1):
        _import(ui, kind, import_as)
        yield from _wait_for(ui, count)
    yield from ui.screenshot("row")
    first, second, third = sorted(_results(), key=lambda obj: obj.session_uid)
    assert first.matrix_world.to_3x3() == second.matrix_world.to_3x3() == third.matrix_world.to_3x3()
    ways = [first.matrix_world.inverted() @ obj.matrix_world.translation for obj in (first, second, third)]
    assert all(abs(way.y) < 1e-4 and abs(way.z) < 1e-4 for way in ways)
    across = sorted(way.x for way in ways)
    assert min(b - a for a, b in itertools.pairwise(across)) >= 1.9
    _clear()


def test_what_one_press_has_begun_stands_in_a_row(ui: AntekirtUser) -> Steps:
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    with ui.override("WINDOW"):
        bpy.ops.antekirt.generate_image(
            "INVOKE_DEFAULT", artist_id=artist, prompt="two", count=2, import_as="REFERENCE", shown_price=6
        )
    yield from _wait_for(ui, 2)
    yield from ui.screenshot("press")
    one, other = _results()
    way = one.matrix_world.inverted() @ other.matrix_world.translation
    assert abs(abs(way.x) - 2.1) < 1e-3
    assert abs(way.y) < 1e-4
    assert abs(way.z) < 1e-4
    _clear()


def _import(ui: AntekirtUser, kind: str, import_as: str) -> None:
    with ui.override("WINDOW"):
        bpy.ops.antekirt.import_job("INVOKE_DEFAULT", job_id=ui.out[kind], import_as=import_as)


def _wait_for(ui: AntekirtUser, count: int) -> Steps:
    yield from ui.wait(lambda: len(_results()) == count and ui.is_idle)


def _results() -> list[Any]:
    """What has come, without the parts of an artwork."""
    return [obj for obj in bpy.context.scene.objects if "antekirt_kind" in obj and not obj.parent]


def _clear() -> None:
    for blocks in (bpy.data.objects, bpy.data.images):
        for block in list(blocks):
            if "antekirt_kind" in block:
                blocks.remove(block)
    bpy.ops.ed.undo_push(message="Cleared")


def _is_seen(ui: AntekirtUser, plane: Any) -> bool:
    """Whether all quarters of the picture are on the screen, in their colors."""
    region, view = ui.region("WINDOW"), ui.area().spaces.active.region_3d
    for (across, up), color in QUARTERS.items():
        at = location_3d_to_region_2d(region, view, plane.matrix_world @ Vector((across / 2, up / 4, 0)))
        if at is None or not _has_color(ui, region.x + at.x, region.y + at.y, color):
            return False
    return True


def _has_color(ui: AntekirtUser, x: float, y: float, color: Sequence[int]) -> bool:
    blue, green, red, _ = screen_reader.read_pixels(ui.window.x + int(x), ui.window.y + int(y), 1, 1)
    return all(abs(a - b) < NEAR for a, b in zip((red, green, blue), color, strict=True))
