# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of docs/ that show the sidebar (see scripts/docs)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from window.scenario import docs_setup
from window.scenario.docs_setup import MOTION, PROMPT, catalog, chosen, job, picture, run, service, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

WIDTH = 400  # pixels
GALLERY = 826  # pixels from the top to the end of the gallery
ENTRIES = 944  # and to the end of the fifth entry of the history
DIALOG = (10, 13, 441, 618)  # where Animate's comes when the mouse is at the bottom
HEADING = 33  # pixels from one closed panel to the next


def first_run(ui: AntekirtUser) -> Steps:
    yield from docs_setup.arrange(ui, WIDTH, full=True)
    yield from picture(ui, "first-run", "UI")


def test_artists(ui: AntekirtUser) -> Steps:
    yield from docs_setup.arrange(ui, WIDTH, full=True)
    yield from docs_setup.connect(ui)
    docs_setup.gallery_props().is_choosing = True
    yield from ui.wait(lambda: catalog() and catalog().artists.items)
    yield from picture(ui, "artists", "UI")
    docs_setup.cut_below(ui, "artists", GALLERY)
    yield from docs_setup.choose_artist(ui)
    docs_setup.gallery_props().is_explained = True
    yield from picture(ui, "artist", "UI")
    docs_setup.gallery_props().is_explained = False


def test_generate(ui: AntekirtUser) -> Steps:
    chosen().prompt = PROMPT
    yield from picture(ui, "generate", "UI")
    chosen().then = {"SVG", "VIDEO"}
    yield from picture(ui, "chain", "UI")
    chosen().then = set()


def test_closed_parts(ui: AntekirtUser) -> Steps:
    chosen().motion = MOTION
    for name in ("video", "placement"):
        with unfolded(f"draw_{name}"):
            yield from picture(ui, f"{name}-settings", "UI")


def test_no_credits(ui: AntekirtUser) -> Steps:
    yield from set_balance(ui, 2)
    yield from picture(ui, "no-credits", "UI")
    yield from set_balance(ui, 500)


def test_history(ui: AntekirtUser) -> Steps:
    yield from ui.open_panel("ANTEKIRT_PT_history")  # which closes the one above it
    yield from picture(ui, "history", "UI")
    docs_setup.cut_below(ui, "history", ENTRIES)
    docs_setup.gallery_props().history_view, docs_setup.gallery_props().entries_per_page = "GRID", 12
    yield from ui.wait(lambda: len(catalog().history) >= 12)
    run(ui, "pick_image", generation_id=catalog().history[4].id)
    yield from picture(ui, "history-grid", "UI")
    docs_setup.gallery_props().history_view = "LIST"
    yield from toggle(ui, row=1)


def test_jobs(ui: AntekirtUser) -> Steps:
    """Make one picture that waits in the panel, then let others be under way and one go wrong."""
    chosen().image_import_as = "NONE"
    service.settings(image_delay=12)
    run(ui, "generate_image")
    yield from ui.wait(lambda: state_of(0) == "ready")
    yield from picture(ui, "result", "UI")
    run(ui, "import_job", job_id=job(0).id, import_as="PLANE")
    yield from ui.wait(lambda: job(0).imported and ui.is_idle)
    yield from picture(ui, "imported", "UI")
    service.settings(image_delay=0, fail=["image"])
    chosen().prompt = "a small harbour on a winter morning"
    run(ui, "generate_image")
    yield from ui.wait(lambda: state_of(1) == "failed")
    yield 0.5
    yield from ui.key("ESC")  # closes the message that this has brought up
    service.settings(image_delay=60, video_delay=60, fail=[])
    ui.move(300, 90)
    run(ui, "generate_video", generation_id=job(0).generation_id)
    yield from picture(ui, "animate-dialog")
    docs_setup.crop(ui, "animate-dialog", *DIALOG)
    yield from ui.key("RET")
    chosen().prompt = "a fox in a birch forest, autumn leaves"
    run(ui, "generate_image")
    yield from ui.wait(lambda: state_of(2) == state_of(3) == "running")
    yield from picture(ui, "jobs", "UI")


def set_balance(ui: AntekirtUser, credits_left: int) -> Steps:
    service.settings(credits={"main": credits_left})
    run(ui, "test_connection")
    yield from ui.wait(lambda: docs_setup.part("ui.snapshot").current().budget.left == credits_left)


def toggle(ui: AntekirtUser, row: int) -> Steps:
    """Open or close the panel below so many closed ones."""
    region = ui.region()
    ui.move(region.x + 100, region.y + region.height - 18 - row * HEADING)
    yield from ui.key("A")


@contextmanager
def unfolded(draw: str) -> Iterator[None]:
    """Have a part of the panel drawn open that is closed until somebody clicks on its heading."""
    import_settings = docs_setup.part("ui.import_settings")
    original = getattr(import_settings, draw)
    setattr(
        import_settings, draw, lambda layout, context, **more: original(Unfolded(layout), context, **more)
    )
    yield
    setattr(import_settings, draw, original)


class Unfolded:
    """A layout whose panels begin open, under names of their own."""

    def __init__(self, layout: Any) -> None:
        self._layout = layout

    def panel(self, name: str, **_: Any) -> Any:
        return self._layout.panel(f"{name}_unfolded")
