# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery in its own window, by mouse and by keyboard."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps


def test_the_search_for_actions_opens_it(ui: AntekirtUser) -> Steps:
    yield from _open(ui)
    yield from ui.screenshot("at-128-pixels")


def test_the_whole_name_shows_under_the_mouse(ui: AntekirtUser) -> Steps:
    _move_to(ui, _shown().layout.cells[0])
    yield from ui.wait(lambda: _shown().hovered == _shown().layout.cells[0])
    assert _shown().cards[0].tip[0] == _shown().cards[0].name
    yield from ui.screenshot("the-mouse-on-a-picture")


def test_pictures_can_be_smaller_and_larger(ui: AntekirtUser) -> Steps:
    before = len(_shown().layout.cells)
    yield from _press(ui, "SMALLER", times=2)
    assert _shown().layout.picture_side == 64
    assert len(_shown().layout.cells) > 3 * before
    yield from ui.wait(_has_pictures)
    yield from ui.screenshot("at-64-pixels")
    yield from _press(ui, "LARGER", times=4)
    assert _shown().layout.picture_side == 256
    yield from ui.wait(_has_pictures)
    yield from ui.screenshot("at-256-pixels")
    _properties().thumbnail_side = 128


def test_keys_and_arrows_turn_the_pages(ui: AntekirtUser) -> Steps:
    yield from ui.wait(_has_pictures)
    first = _shown().cards[0].name
    yield from ui.key("PAGE_DOWN")
    yield from ui.wait(lambda: _shown().cards[0].name != first and _has_pictures())
    yield from ui.key("PAGE_UP")
    yield from ui.wait(lambda: _shown().cards[0].name == first)
    yield from _press(ui, "NEXT")
    yield from ui.wait(lambda: _shown().cards[0].name != first)
    yield from ui.key("HOME")
    yield from ui.wait(lambda: _shown().cards[0].name == first)


def test_a_style_leaves_those_who_have_it(ui: AntekirtUser) -> Steps:
    style = _shown().styles[2]
    spot = next(spot for spot in _shown().layout.styles if spot.value == 1)
    _move_to(ui, spot)
    yield from ui.click()
    yield from ui.wait(lambda: _shown().cards and all(style in card.tip[1] for card in _shown().cards))
    yield from ui.wait(_has_pictures)
    yield from ui.screenshot("one-style")
    yield from _press(ui, "STYLE")


def test_shift_adds_artists_and_leaves_it_open(ui: AntekirtUser) -> Steps:
    yield from ui.wait(lambda: len(_shown().cards) > 2 and _has_pictures())
    ui.event("LEFT_SHIFT")
    for cell in _shown().layout.cells[:2]:
        _move_to(ui, cell)
        yield from ui.click(shift=True)
    ui.event("LEFT_SHIFT", "RELEASE")
    yield from ui.wait(lambda: [card.is_chosen for card in _shown().cards[:3]] == [True, True, False])
    yield from ui.screenshot("two-are-chosen")


def test_a_click_in_the_middle_of_a_picture_chooses(ui: AntekirtUser) -> Steps:
    yield from ui.wait(lambda: len(_shown().cards) > 2 and _has_pictures())
    card, cell = _shown().cards[2], _shown().layout.cells[2]
    _move_to(ui, cell)
    assert ui.colors(*ui.position, 40, 40) > 200, "the mouse is not in the picture"
    yield from ui.click()
    ui.in_dialog = False
    yield from ui.wait(lambda: not _gallery().address)
    assert bpy.context.scene.antekirt.artist_name == card.name
    assert len(bpy.context.window_manager.windows) == 1


def test_typing_searches_and_enter_takes_the_first(ui: AntekirtUser) -> Steps:
    yield from _open(ui)
    yield from ui.type("王x")
    assert _properties().search == "王x"
    yield from ui.key("BACK_SPACE")
    yield from ui.wait(lambda: [card.name for card in _shown().cards] == ["王小明"])
    yield from ui.wait(_has_pictures)
    yield from ui.screenshot("searched-by-typing")
    yield from ui.key("RET")
    ui.in_dialog = False
    yield from ui.wait(lambda: not _gallery().address)
    assert bpy.context.scene.antekirt.artist_name == "王小明"


def test_nothing_of_it_is_in_a_saved_file(ui: AntekirtUser) -> Steps:
    _properties().search = ""
    path = Path(bpy.app.tempdir) / "saved.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    path.unlink()
    yield from _open(ui)
    told: list[object] = []

    def note(*file: object) -> None:
        told.append(file)

    bpy.app.handlers.save_pre.append(note)
    yield from ui.key("S", ctrl=True)  # in its own window
    ui.in_dialog = False
    yield from ui.wait(lambda: path.exists() and len(bpy.context.window_manager.windows) == 1)
    assert not _gallery().address
    assert "temp" not in _screens(path)
    assert told, "another add-on is told of it, too"
    bpy.app.handlers.save_pre.remove(note)


def test_it_opens_beside_the_preferences(ui: AntekirtUser) -> Steps:
    with ui.override():
        bpy.ops.screen.userpref_show(section="ADDONS")
    yield 0.2
    ui.move(500, 200)
    yield from ui.search("Browse Artists")
    yield from ui.wait(lambda: _gallery().scenery and _shown().cards)
    assert len(bpy.context.window_manager.windows) == 3
    importlib.import_module(f"{ADDON}.ui.gallery_window").close_window()
    ui.in_dialog = True
    with bpy.context.temp_override(window=ui.window):
        bpy.ops.wm.window_close()
    ui.in_dialog = False


def test_a_button_in_the_sidebar_opens_it_and_escape_closes_it(ui: AntekirtUser) -> Steps:
    yield from ui.sidebar("Antekirt")
    yield from ui.press("antekirt.browse_artists")
    yield from _opened(ui)
    yield from ui.key("ESC")
    ui.in_dialog = False
    yield from ui.wait(lambda: not _gallery().address)
    assert len(bpy.context.window_manager.windows) == 1


def _screens(path: Path) -> list[str]:
    libraries: Any = bpy.data.libraries
    copied = shutil.copy(path, path.with_name("copied.blend"))  # Blender does not read from the open file
    with libraries.load(str(copied)) as (there, _):
        return list(there.screens)


def _open(ui: AntekirtUser) -> Steps:
    ui.move(500, 200)  # without a window manager it opens around the mouse, and must be on the screen
    yield from ui.search("Browse Artists")
    yield from _opened(ui)


def _opened(ui: AntekirtUser) -> Steps:
    yield from ui.wait(lambda: _gallery().scenery and _shown().cards and _has_pictures())
    ui.in_dialog = True
    _move_to(ui, _shown().layout.cells[-1])
    yield 0.1


def _press(ui: AntekirtUser, action: str, times: int = 1) -> Steps:
    for _ in range(times):
        layout = _shown().layout
        spots = (*layout.controls, *layout.styles)
        _move_to(ui, next(spot for spot in spots if spot.action.name == action))
        yield 0.05
        yield from ui.click()


def _move_to(ui: AntekirtUser, spot: Any) -> None:
    region = ui.region("WINDOW", "INFO")
    box = _shown().layout.picture(spot) if spot.action.name == "ARTIST" else spot.box
    ui.move(region.x + box.left + box.width / 2, region.y + box.bottom + box.height / 2)


def _has_pictures() -> bool:
    return all(card.texture for card in _shown().cards)


def _gallery() -> Any:
    runtime = importlib.import_module(f"{ADDON}.operators.runtime")
    return runtime.state(importlib.import_module(f"{ADDON}.ui.gallery_window").GalleryWindow)


def _shown() -> Any:
    return _gallery().scenery


def _properties() -> Any:
    return bpy.context.window_manager.antekirt
