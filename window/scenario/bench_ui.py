# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/bench_ui.py measures inside Blender, in milliseconds; pages in seconds."""

from __future__ import annotations

import importlib
import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import blf
import bpy
from mathutils import Quaternion

from window import screen_reader
from window.antekirt_user import ADDON
from window.scenario.bench_import import drawing, import_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

JOBS, THUMBNAILS, PAGE = 50, 100, 10
SETTLED = 2.0  # seconds without a change after which nothing more is awaited
PICTURE = 24  # pixels each side, in the middle of a card, by which its picture is recognized
HALF_CARD = 30  # pixels
REST = 5.0  # seconds for which turns are measured at least
ENOUGH = 200  # turns or draws, of which one in a hundred can be told from the worst
OFTEN = 0.2  # seconds between two redraws that a panel asks for
TURN = 0.004  # seconds to the next turn: a loop that never rests would starve everything else


def first_page(ui: AntekirtUser) -> Steps:
    """See the gallery in a Blender that has never seen the service."""
    yield from _see_gallery(ui)
    yield from ui.screenshot("first-page")


def first_page_from_the_cache(ui: AntekirtUser) -> Steps:
    """See the gallery when the service is away."""
    ui.sandbox.fault({"kind": "drop_before"}, path="/api/*", times=None)
    ui.sandbox.fault({"kind": "drop_before"}, origin="cdn", times=None)
    yield from _see_gallery(ui)
    yield from ui.screenshot("first-page-from-the-cache")
    ui.sandbox.clear_faults()


def _see_gallery(ui: AntekirtUser) -> Steps:
    """Open the tab, film the sidebar, and find out afterwards when the last of the pictures was there."""
    _load_fonts()
    yield from ui.sidebar("View")
    bpy.context.window_manager.antekirt.is_choosing = True
    ui.out["redraw"] = yield from _redraw_time(ui)
    draws: list[float] = []
    with _timed_panels(lambda _panel: draws.append):
        begun = time.monotonic()
        ui.region().active_panel_category = "Antekirt"
        film = yield from _film(ui)
    ui.out["redraws"] = len(draws)
    cards, width = (yield from _cards(ui)), ui.region().width
    ui.out["page"] = next(seconds for seconds, shot in film if _has_all(shot, width, cards)) - begun


def _load_fonts() -> None:
    """Have Blender load its fonts now: it does so once, when it first meets such a letter."""
    for letters in ("王", "ł", "ع", "🦊"):
        blf.dimensions(0, letters)


def _redraw_time(ui: AntekirtUser) -> Any:
    """How long the event loop stands still for one redraw of the sidebar without us, in seconds."""
    begun = time.monotonic()
    for _ in range(10):
        ui.region().tag_redraw()
        yield TURN
    return (time.monotonic() - begun) / 10


def _film(ui: AntekirtUser) -> Any:
    """Look at the sidebar until nothing changes any more; give every change, and when it was seen."""
    region, film = ui.region(), list[tuple[float, bytes]]()
    changed = time.monotonic()
    region.tag_redraw()
    while time.monotonic() - changed < SETTLED:
        yield TURN
        shot = screen_reader.read_pixels(
            ui.window.x + region.x, ui.window.y + region.y + PICTURE, region.width, region.height - PICTURE
        )
        if not film or shot != film[-1][1]:
            changed = time.monotonic()
            film.append((changed, shot))
    return film


def _cards(ui: AntekirtUser) -> Any:
    """Where the middles of the pictures are that can be seen whole, from the film's upper left corner."""
    found = yield from ui.visible("UI", "VIEW_3D")
    region = ui.region()
    buttons = [position for name, position in found.items() if "choose_artist(" in name]
    return [
        (int(x - region.x + HALF_CARD), int(region.y + region.height - (y - HALF_CARD)))
        for x, y in buttons  # the first place on a card that was found: in its upper left corner
        if y - 2 * HALF_CARD > region.y + PICTURE
    ]


def _has_all(shot: bytes, width: int, cards: list[tuple[int, int]]) -> bool:
    return all(_has_picture(shot, width, *card) for card in cards)


def _has_picture(shot: bytes, width: int, x: int, y: int) -> bool:
    left, right = 4 * (x - PICTURE // 2), 4 * (x + PICTURE // 2)
    rows = (4 * width * row for row in range(y - PICTURE // 2, y + PICTURE // 2))
    return screen_reader.count_colors(b"".join(shot[row + left : row + right] for row in rows)) > 20


def draw_times(ui: AntekirtUser) -> Steps:
    """Draw every panel, with 1,000 artists and the whole history known."""
    gallery = _module("operators.gallery_catalog")
    gallery_props = bpy.context.window_manager.antekirt
    catalog = gallery.known()
    catalog.artists.need(1000)
    catalog.generations.need(1000)
    yield from ui.wait(lambda: _all_known(catalog), timeout=120)
    gallery_props.first_artist, gallery_props.first_entry = 500, 500
    drawn: dict[str, list[float]] = defaultdict(list)
    with _timed_panels(lambda panel: drawn[panel.__name__].append):
        yield from ui.open_panel("ANTEKIRT_PT_history")
        yield from _many_draws(ui)
        yield from ui.open_panel("ANTEKIRT_PT_generate")
        gallery_props.is_choosing = True
        yield from _many_draws(ui)
    ui.out["draws"] = {name: [1000 * spent for spent in times] for name, times in drawn.items() if times}


def _all_known(catalog: Any) -> bool:
    catalog.artists.need(1000)
    catalog.generations.need(1000)
    return len(catalog.artists.items) >= 1000 and len(catalog.generations.items) >= 1000


def _many_draws(ui: AntekirtUser) -> Steps:
    for _ in range(ENOUGH):
        ui.region().tag_redraw()
        yield 0.02


def event_loop(ui: AntekirtUser) -> Steps:
    """Measure the turns of the event loop: at rest, with redraws alone, and at work."""
    turns: dict[str, list[tuple[float, float]]] = {}
    _load_fonts()
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.is_choosing")
    yield 3.0
    with _own_time() as own:
        turns["at rest"] = yield from _turns(own)
        turns["at rest, redrawn 5 times a second"] = yield from _turns(own, _now_and_then(ui))
        turns["at rest, view moving"] = yield from _turns(own, lambda: _rotate(ui))
        _start_jobs(ui)
        yield from ui.wait(lambda: all(job.state == "running" for job in ui.jobs), timeout=60)
        ui.area().spaces.active.show_region_ui = False
        yield 0.5
        turns["50 jobs running, sidebar shut"] = yield from _turns(own)
        turns["50 jobs running, sidebar shut, view moving"] = yield from _turns(own, lambda: _rotate(ui))
        yield from ui.sidebar("Antekirt")
        turns["50 jobs running"] = yield from _turns(own)
        ui.sandbox.skip(3600)
        turns["50 jobs, 100 thumbnails, 50 downloads of 5 MB"] = yield from _full_work(ui, own)
        yield from ui.screenshot("full-work")
        turns["an import of 5,000 paths"] = yield from _imports(ui, own)
    ui.out["turns"] = turns


def _now_and_then(ui: AntekirtUser) -> Callable[[], None]:
    """What has the sidebar drawn again as often as a panel may ask for."""
    drawn_at = 0.0

    def redraw() -> None:
        nonlocal drawn_at
        if time.perf_counter() - drawn_at > OFTEN:
            drawn_at = time.perf_counter()
            ui.region().tag_redraw()

    return redraw


def _rotate(ui: AntekirtUser) -> None:
    view = ui.area().spaces.active.region_3d
    view.view_rotation = Quaternion((0.0, 0.0, 1.0), 0.02) @ view.view_rotation


def _start_jobs(ui: AntekirtUser) -> None:
    artist_id = _module("operators.gallery_catalog").known().artists.items[0].id
    with ui.override():
        for number in range(JOBS):
            bpy.ops.antekirt.generate_image(
                "INVOKE_DEFAULT",
                artist_id=artist_id,
                prompt=f"large {number}",
                import_as="NONE",
                then=set(),
                shown_price=3,
            )


def _turns(
    own: list[float],
    meanwhile: Callable[[], None] = lambda: None,
    is_over: Callable[[float, int], bool] = lambda spent, turns: spent > REST and turns >= ENOUGH,
) -> Any:
    """Give the length of each turn, and the add-on's own part. A timer that is always due runs in each."""
    turns: list[tuple[float, float]] = []
    before = begun = time.perf_counter()
    own.clear()
    while not is_over(before - begun, len(turns)):
        yield TURN
        now = time.perf_counter()
        turns.append((1000 * (now - before), 1000 * sum(own)))
        own.clear()
        before = now
        meanwhile()
    return turns


def _full_work(ui: AntekirtUser, own: list[float]) -> Any:
    """Leaf through the gallery while results come down, until both are there, and turns enough."""
    gallery_props = bpy.context.window_manager.antekirt
    pictures = _module("operators.gallery_catalog").known().pictures
    turns: list[tuple[float, float]] = []
    before = pictures.count
    deadline = time.monotonic() + 240
    while (
        pictures.count < before + THUMBNAILS
        or any(job.state != "ready" for job in ui.jobs)
        or len(turns) < ENOUGH
    ):
        assert time.monotonic() < deadline, "the work took more than four minutes"
        if not pictures.is_busy:
            gallery_props.first_artist += PAGE
        turns += yield from _turns(own, is_over=lambda spent, _: spent > OFTEN)
    return turns


def _imports(ui: AntekirtUser, own: list[float]) -> Any:
    """Import until there are turns enough."""
    turns: list[tuple[float, float]] = []
    while len(turns) < ENOUGH:
        bpy.data.batch_remove(list(bpy.data.objects))
        yield 1.0
        import_in(ui, drawing(5000), "window")
        turns += yield from _turns(own, is_over=lambda _, turns: turns > 1 and ui.is_idle)
    return turns


@contextmanager
def _own_time() -> Iterator[list[float]]:
    """Note how long each call of the add-on's takes on the main thread: timer, modal operators and panels."""
    runtime, building = _module("operators.runtime"), _module("operators.building_operator").BuildingOperator
    own: list[float] = []
    tick, modal = runtime.tick, building.modal
    bpy.app.timers.unregister(tick)
    timed_tick, timed_modal = _Timed(tick, own.append), _Timed(modal, own.append)
    runtime.tick = lambda: timed_tick()  # noqa: PLW0108 # Blender counts the arguments, and takes functions only
    building.modal = lambda self, context, event: timed_modal(self, context, event)  # noqa: PLW0108 # so, too
    bpy.app.timers.register(runtime.tick, persistent=True)
    with _timed_panels(lambda _panel: own.append):
        yield own
    bpy.app.timers.unregister(runtime.tick)
    runtime.tick, building.modal = tick, modal
    bpy.app.timers.register(tick, persistent=True)


@contextmanager
def _timed_panels(note_for: Callable[[Any], Callable[[float], None]]) -> Iterator[None]:
    panels = [panel for panel in bpy.types.Panel.__subclasses__() if panel.__name__.startswith("ANTEKIRT_PT")]
    originals: dict[Any, Any] = {panel: panel.draw for panel in panels}
    for panel, draw in originals.items():
        timed = _Timed(draw, note_for(panel))
        panel.draw = _counted(timed)
    yield
    for panel, draw in originals.items():
        panel.draw = draw


def _counted(timed: _Timed) -> Any:
    """A function as Blender wants it, whose arguments it counts."""

    def draw(self: Any, context: Any) -> Any:
        return timed(self, context)

    return draw


class _Timed:
    """A function, and a word about how much of the processor's time each call of it took."""

    def __init__(self, function: Any, note: Callable[[float], None]) -> None:
        self.function = function
        self.note = note

    def __call__(self, *arguments: Any) -> Any:
        begun = time.thread_time()
        try:
            return self.function(*arguments)
        finally:
            self.note(time.thread_time() - begun)


def _module(name: str) -> Any:
    return importlib.import_module(f"{ADDON}.{name}")
