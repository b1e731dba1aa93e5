# SPDX-License-Identifier: GPL-3.0-or-later
"""A large result comes into the scene while the artist is at the keyboard."""

from __future__ import annotations

import gc
import importlib
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from window import screen_reader
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

ACROSS = 60  # shapes in each row of the drawing: enough to be at work while keys are pressed


def test_nothing_half_built_is_seen(ui: AntekirtUser) -> Steps:
    _have_many_slices()
    ui.out["job"] = yield from _drawing(ui)
    yield from ui.move_into()
    yield from _redrawn(ui)
    before = _view(ui)
    with _noted_redraws() as (slices, redraws, asked_for):
        _import_drawing(ui)
        yield from ui.wait(_modal)
        while not ui.is_idle:
            assert _view(ui) == before, "some of it is seen"
            assert not asked_for or ui.is_idle, "a panel is drawn for it"
            yield 0.004
    assert len(set(slices)) > 2, "it was not computed part by part"
    assert len(redraws) <= len(slices) + 2, "it is drawn more often than Blender does for what is added"
    yield from ui.wait(lambda: _view(ui) != before)
    yield from ui.screenshot("imported")
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _drawings())


def test_an_undo_in_the_middle_waits(ui: AntekirtUser) -> Steps:
    bpy.ops.ed.undo_push(message="Before")
    with _held_halfway():
        _import_drawing(ui)
        yield from ui.wait(_curves_in_view)
        yield from ui.move_into()
        for _ in range(3):
            yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: _drawings() and ui.is_idle)
    assert len(_squares(_drawings()[0])) == ACROSS**2
    yield from ui.screenshot("imported")
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _drawings())
    assert not bpy.data.curves


def test_what_is_being_typed_goes_on(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.press(".antekirt.prompt", times=2)
    yield from ui.key("A", ctrl=True)
    yield from ui.type("a fox")
    yield from ui.move_into()
    with _held_halfway():
        _import_drawing(ui)
        yield from ui.wait(_modal)
        yield from ui.type(" in ")
        yield from ui.wait(_curves_in_view)
        yield from ui.type("snow")
        assert not ui.is_idle, "it was over before anything was typed"
    yield from ui.wait(lambda: ui.is_idle)
    yield from ui.key("RET")
    yield from ui.wait(lambda: bpy.context.scene.antekirt.prompt == "a fox in snow")
    yield from ui.key("Z", ctrl=True)
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _drawings())


def test_escape_takes_it_back(ui: AntekirtUser) -> Steps:
    with _held_halfway():
        _import_drawing(ui)
        yield from ui.wait(_curves_in_view)
        yield from ui.key("ESC")
        yield from ui.wait(lambda: ui.is_idle)
    assert not bpy.data.curves


def test_it_goes_with_the_addon(ui: AntekirtUser) -> Steps:
    for start in (_import_drawing, _import_file):
        start(ui)
        yield from ui.wait(lambda: len(bpy.data.curves) > 3)
        timers = _timers()
        assert any(timer.is_running for timer in timers)
        bpy.ops.preferences.addon_disable(module=ADDON)
        assert not any(timer.is_running for timer in timers)
        assert not bpy.data.curves, f"half of what {start.__name__} began is left"
        assert gc.isenabled()
        bpy.ops.preferences.addon_enable(module=ADDON)
        yield from ui.wait(lambda: ui.out["job"] in {job.id for job in ui.jobs})


def test_two_come_one_after_the_other(ui: AntekirtUser) -> Steps:
    _import_drawing(ui)
    _import_drawing(ui)
    yield from ui.wait(lambda: len(_drawings()) == 2 and ui.is_idle)
    assert [len(_squares(drawing)) for drawing in _drawings()] == [ACROSS**2] * 2
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: len(_drawings()) == 1)
    assert len(_squares(_drawings()[0])) == ACROSS**2
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _drawings())


def test_menus_offer_what_else_can_be_done(ui: AntekirtUser) -> Steps:
    _import_drawing(ui)
    yield from ui.wait(lambda: _drawings() and ui.is_idle)
    yield from ui.move_into()
    yield from ui.search("mark results as assets")
    yield from ui.wait(lambda: _drawings()[0].users_collection[0].asset_data)
    bpy.context.preferences.view.filebrowser_display_type = "SCREEN"
    chosen = {
        "import image (": "import_image",
        "import video (": "import_video",
        "import svg (": "import_svg",
    }
    for words, operator in chosen.items():
        yield from ui.move_into()
        yield from ui.search(words)
        yield from ui.wait(lambda: any(area.type == "FILE_BROWSER" for area in ui.window.screen.areas))
        assert operator in ui.area("FILE_BROWSER").spaces.active.active_operator.bl_idname
        yield from ui.move_into(area="FILE_BROWSER")
        yield from ui.key("ESC")
        yield from ui.wait(lambda: any(area.type == "VIEW_3D" for area in ui.window.screen.areas))
    bpy.ops.wm.save_as_mainfile(filepath=f"{bpy.app.tempdir}/saved.blend")
    yield from ui.move_into()
    yield from ui.search("copy results beside")
    yield 0.5


def test_an_export_asks_before_it_replaces(ui: AntekirtUser) -> Steps:
    file = Path(bpy.app.tempdir) / "drawing.svg"
    file.write_text("mine")
    for key, is_replaced in (("ESC", False), ("RET", True)):
        with ui.override("WINDOW"):
            bpy.ops.antekirt.export_svg("INVOKE_DEFAULT", filepath=str(file))
        yield from ui.wait(lambda: any(area.type == "FILE_BROWSER" for area in ui.window.screen.areas))
        yield from ui.move_into(area="FILE_BROWSER")
        yield from ui.key("RET")
        yield from ui.wait(lambda: any(area.type == "VIEW_3D" for area in ui.window.screen.areas))
        assert file.read_text() == "mine"  # the question is there as soon as the browser is gone
        yield from ui.screenshot("replace")
        yield from ui.key(key)
        if is_replaced:
            yield from ui.wait(lambda: file.read_text() != "mine" and ui.is_idle)
    assert file.read_text().endswith("</svg>\n")


def test_what_the_artist_is_at_comes_first(ui: AntekirtUser) -> Steps:
    _remove_all()
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.ed.undo_push(message="Before")
    yield from ui.move_into()
    _import_file(ui)
    yield from ui.key("G")
    yield from ui.wait(lambda: "TRANSFORM_OT_translate" in {other.bl_idname for other in _modal()})
    yield 0.5
    assert not bpy.data.curves, "it was built while something was being moved"
    yield from ui.key("X")
    yield from ui.type("3")
    yield from ui.key("RET")
    yield from ui.wait(lambda: _curves_in_view() and ui.is_idle)
    assert bpy.data.objects["Cube"].location.x == 3
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: not _curves_in_view())
    assert bpy.data.objects["Cube"].location.x == 3
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: bpy.data.objects["Cube"].location.x == 0)


def _have_many_slices() -> None:
    """Make slices as short as in the quickest of windows, for a slow one would have few, and small parts.

    By its clock each part that is put into the scene takes a slice at least: a quick machine would be done
    with all of them in one.
    """
    slice_pace: Any = importlib.import_module(f"{ADDON}.operators.slice_pace")
    slice_pace.FIRST = slice_pace.LONGEST = slice_pace.SHORTEST
    build_artwork: Any = importlib.import_module(f"{ADDON}.scene.vector.build_artwork")
    build_artwork.POINTS_AT_ONCE = 500

    def clock() -> Any:
        return time.monotonic() + slice_pace.SHORTEST * len(_curves_in_view())

    sliced_import: Any = importlib.import_module(f"{ADDON}.operators.sliced_import")
    sliced_import.SlicedImport.__init__.__defaults__ = (clock,)


@contextmanager
def _held_halfway() -> Iterator[None]:
    """Have no slice built after the first parts are in the scene: a quick machine would soon be done."""
    kind: Any = importlib.import_module(f"{ADDON}.operators.sliced_import").SlicedImport
    step = kind.step
    kind.step = lambda self, seconds: not _curves_in_view() and step(self, seconds)
    try:
        yield
    finally:
        kind.step = step


@contextmanager
def _noted_redraws() -> Iterator[tuple[list[int], list[Any], list[Any]]]:
    """Note the curves after each slice, the redraws of the view, and those we have asked for."""
    pace: Any = importlib.import_module(f"{ADDON}.operators.slice_pace").SlicePace
    runtime: Any = importlib.import_module(f"{ADDON}.operators.runtime")
    slices, redraws, asked_for = list[int](), list[Any](), list[Any]()
    slice_ended, redraw = pace.slice_ended, runtime.redraw

    def note_slice(self: Any) -> None:
        slices.append(len(_curves_in_view()))
        slice_ended(self)

    def note_request() -> None:
        asked_for.append(redraw)
        redraw()

    pace.slice_ended, runtime.redraw = note_slice, note_request
    space = bpy.types.SpaceView3D
    handler = space.draw_handler_add(redraws.append, (True,), "WINDOW", "POST_PIXEL")
    yield slices, redraws, asked_for
    space.draw_handler_remove(handler, "WINDOW")
    pace.slice_ended, runtime.redraw = slice_ended, redraw


def _redrawn(ui: AntekirtUser) -> Steps:
    """Wait until the view shows what there is."""
    drawn: list[bool] = []
    handler = bpy.types.SpaceView3D.draw_handler_add(drawn.append, (True,), "WINDOW", "POST_PIXEL")
    ui.region("WINDOW").tag_redraw()
    yield from ui.wait(lambda: drawn)
    bpy.types.SpaceView3D.draw_handler_remove(handler, "WINDOW")
    yield 0.01


def _view(ui: AntekirtUser) -> bytes:
    """What can be seen of the 3D view."""
    region = ui.region("WINDOW")
    return screen_reader.read_pixels(
        ui.window.x + region.x, ui.window.y + region.y, region.width, region.height
    )


def _curves_in_view() -> list[Any]:
    """The curves that Blender computes, seen or not."""
    return [obj for obj in bpy.context.view_layer.objects if obj.type == "CURVE"]


def _timers() -> list[Any]:
    """The timers that wake our operators."""
    runtime: Any = importlib.import_module(f"{ADDON}.operators.runtime")
    shared_timer: Any = importlib.import_module(f"{ADDON}.operators.shared_timer")
    return list(runtime.state(shared_timer.SharedTimers).by_window.values())


def _drawing(ui: AntekirtUser) -> Any:
    """Have vectors made, and replace them by a large drawing; gives the job's id."""
    session: Any = importlib.import_module(f"{ADDON}.operators.job_session").session()
    antekirt: Any = bpy.ops.antekirt
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    antekirt.generate_image(artist_id=artist, prompt="squares", then={"SVG"})
    image, vectors = session.jobs.values()
    assert image.state == vectors.state == "ready"
    path = Path(session.results_folder.path(vectors.files[0]))
    ui.out["drawing"] = str(path)
    cells = [(x, y) for x in range(ACROSS) for y in range(ACROSS)]
    shapes = (f'<rect x="{2 * x}" y="{2 * y}" width="1" height="1"/>' for x, y in cells)
    side = 2 * ACROSS
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{"".join(shapes)}</svg>',
        encoding="utf-8",
    )
    _remove_all()
    yield 0.1
    return vectors.id


def _remove_all() -> None:
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    bpy.data.orphans_purge(do_recursive=True)


def _import_drawing(ui: AntekirtUser) -> None:
    with ui.override("WINDOW"):
        bpy.ops.antekirt.import_job("INVOKE_DEFAULT", job_id=ui.out["job"], import_as="CURVES")


def _import_file(ui: AntekirtUser) -> None:
    """The same drawing, as a file of the artist's own."""
    with ui.override("WINDOW"):
        bpy.ops.antekirt.import_svg("INVOKE_DEFAULT", filepath=ui.out["drawing"])


def _modal() -> list[Any]:
    return list(bpy.context.window_manager.windows[0].modal_operators)


def _drawings() -> list[Any]:
    return [obj for obj in bpy.data.objects if obj.type == "EMPTY" and "antekirt_kind" in obj]


def _squares(drawing: Any) -> list[Any]:
    return [spline for obj in drawing.children_recursive for spline in obj.data.splines]
