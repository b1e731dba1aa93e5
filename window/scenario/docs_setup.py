# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenarios share that take the pictures of docs/: a tidy Blender, the add-on's parts, the cropping.

``ui.out["crops"]`` tells for each picture which part of the window it is to show: x, y, width and height in
pixels from the bottom left.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

import bpy

from sandbox.client import Sandbox
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

ARTIST = "Tuğba Falk"
PROMPT = "a lighthouse by the sea at sunset, flowers in front"
MOTION = "slow push in while the waves move"
PRICES = {"generate_image": 3, "convert_svg": 5, "generate_video": 25}

service = Sandbox()  # told its address by `connect`


def arrange(ui: AntekirtUser, sidebar: int, *, full: bool = False) -> Steps:
    """Lay out an empty scene, and a sidebar of so many pixels that hides nothing."""
    bpy.context.preferences.system.use_region_overlap = False
    bpy.context.preferences.system.viewport_aa = "OFF"  # a software renderer would draw the view eight times
    bpy.context.scene.view_settings.view_transform = "Standard"  # colors as the artist mixed them
    bpy.context.scene.render.dither_intensity = 0  # which only makes the files larger
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    if full:
        with ui.override("WINDOW"):
            bpy.ops.screen.screen_full_area(use_hide_panels=False)
        yield 0.5
    yield from ui.sidebar("Antekirt")
    yield from ui.sidebar_width(sidebar)


def connect(ui: AntekirtUser) -> Steps:
    """Enter key and server as an artist does, in the preferences."""
    preferences = bpy.context.preferences.addons[ADDON].preferences
    service.base_url = os.environ.pop("ANTEKIRT_BASE_URL")
    service.api_key = os.environ.pop("ANTEKIRT_API_KEY")
    preferences.base_url, preferences.api_key = service.base_url, service.api_key
    preferences.confirm_above = 100  # nothing asks before it is paid for
    yield from ui.wait(lambda: part("operators.job_session").running().balance.account)
    yield from ui.wait(lambda: part("ui.snapshot").current().account)


def choose_artist(ui: AntekirtUser) -> Steps:
    gallery_props().is_choosing = True
    yield from ui.wait(lambda: catalog() and catalog().artists.items)
    artist = next(one for one in catalog().artists.items if one.name == ARTIST)
    run(ui, "choose_artist", artist_id=artist.id, artist_name=artist.name)


def picture(ui: AntekirtUser, name: str, kind: str = "", area: str = "VIEW_3D") -> Steps:
    """Take a picture of a region, or with "" of a whole editor, once all that it shows has come."""
    yield from move_mouse_away(ui, area)
    ui.area(area).tag_redraw()
    yield 0.3
    yield from ui.wait(lambda: not catalog() or not catalog().pictures.is_busy)
    yield 1.0  # Blender decodes small pictures in a thread of its own, and does not say when it is done
    yield from ui.screenshot(name)
    shown = ui.region(kind, area) if kind else ui.area(area)
    crop(ui, name, shown.x, shown.y, shown.width, shown.height)


def crop(ui: AntekirtUser, name: str, *box: int) -> None:
    """Say which part a picture is to show; box: x, y, width, height."""
    ui.out.setdefault("crops", {})[name] = box


def cut_below(ui: AntekirtUser, name: str, height: int) -> None:
    """Say how much of the sidebar, from its top, a picture is to show."""
    region = ui.region()
    crop(ui, name, region.x, region.y + region.height - height, region.width, height)


def move_mouse_away(ui: AntekirtUser, area: str = "VIEW_3D") -> Steps:
    """Move the mouse where it lights up no button; a message box under way goes when it is left."""
    region = ui.region("WINDOW", area)
    for share in (0.9, 0.5, 0.2):
        ui.move(region.x + share * region.width, region.y + share * region.height)
        yield 0.1


def run(ui: AntekirtUser, operator: str, **properties: Any) -> None:
    """Invoke an operator of the add-on, as if by a button with its price on it.

    The button stands in the first of the add-on's editors that is there.
    """
    if operator in PRICES:
        properties.setdefault("shown_price", PRICES[operator])
    kinds = {area.type for area in ui.window.screen.areas}
    area = next(kind for kind in ("VIEW_3D", "IMAGE_EDITOR", "NODE_EDITOR") if kind in kinds)
    with ui.override("WINDOW", area):
        getattr(bpy.ops.antekirt, operator)("INVOKE_DEFAULT", **properties)


def part(name: str) -> Any:
    """Give a module of the extension."""
    return importlib.import_module(f"{ADDON}.{name}")


def catalog() -> Any:
    return part("operators.gallery_catalog").known()


def job(number: int) -> Any:
    """Give a job of this run, in the order they were started."""
    return list(part("operators.job_session").running().jobs.values())[number]


def state_of(number: int) -> str:
    return str(job(number).state)


def chosen() -> Any:
    return bpy.context.scene.antekirt


def gallery_props() -> Any:
    return bpy.context.window_manager.antekirt
