# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of docs/ that show several artists and their results in the view (see scripts/docs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from window.scenario import docs_setup
from window.scenario.docs_setup import PROMPT, catalog, chosen, job, part, picture, run

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

WIDTH = 360  # pixels
FRONT = (0.707, 0.707, 0, 0)  # the rotation of a view from the front
RESULTS = 544  # pixels from the top to the end of the results
ASIDE = -1.55  # of the view's middle, which brings the result near the sidebar
AROUND = (460, 600)  # pixels of the view beside the sidebar, and from its top, for the card with its result


def test_several_artists(ui: AntekirtUser) -> Steps:
    yield from docs_setup.arrange(ui, WIDTH)
    yield from docs_setup.connect(ui)
    yield from docs_setup.choose_artist(ui)
    for artist in catalog().artists.items[:2]:
        run(ui, "toggle_artist", artist_id=artist.id, artist_name=artist.name)
    chosen().prompt, chosen().align, chosen().image_import_as = PROMPT, "AUTO", "PLANE"
    chosen().size = 2  # the last Blender's choice is remembered
    aim_view(ui, "MATERIAL", distance=4.9)
    run(ui, "generate_image", shown_price=9)
    yield from ui.wait(lambda: len(planes()) == 3 and ui.is_idle)
    deselect()
    center = sum(plane.matrix_world.translation.x for plane in planes()) / 3
    ui.area().spaces.active.region_3d.view_location = (center, 0, 0)
    yield 8.0  # while shaders are compiled, of which Blender says nothing
    yield from picture(ui, "several")


def test_results(ui: AntekirtUser) -> Steps:
    """As many results as are shown in a grid, one of them picked."""
    chosen().artist_ids = chosen().artist_names = ""
    chosen().image_import_as, chosen().count = "NONE", 3
    chosen().prompt = "a fox in a birch forest, autumn leaves"
    run(ui, "generate_image", shown_price=9)
    yield from ui.wait(lambda: len(ui.jobs) == 6 and all(one.state == "ready" for one in ui.jobs))
    chosen().image_import_as, chosen().count, chosen().prompt = "PLANE", 1, PROMPT
    run(ui, "pick_result", job_id=job(1).id)
    yield from close_first_panel(ui)
    yield from picture(ui, "results", "UI")
    docs_setup.cut_below(ui, "results", RESULTS)


def test_show_in_view(ui: AntekirtUser) -> Steps:
    """What came into a view that shows no textures, before and after the press of the button."""
    run(ui, "dismiss_all", cards="RESULTS")
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    aim_view(ui, "SOLID", distance=5)
    ui.area().spaces.active.region_3d.view_location = (ASIDE, 0, 0)
    run(ui, "generate_image")
    yield from ui.wait(lambda: len(planes()) == 1 and ui.is_idle)
    deselect()
    yield from around_the_card(ui, "solid-view")
    run(ui, "show_in_view", job_id=job(-1).id)
    yield 2.0
    yield from around_the_card(ui, "shown-view")


def test_gallery_window(ui: AntekirtUser) -> Steps:
    ui.move(500, 300)  # without a window manager it opens around the mouse, and must be on the screen
    docs_setup.gallery_props().thumbnail_side = 96
    run(ui, "browse_artists")
    yield from ui.wait(lambda: gallery().scenery and gallery().scenery.cards)
    yield from ui.wait(lambda: all(card.texture for card in gallery().scenery.cards))
    ui.in_dialog = True
    yield from ui.move_into("WINDOW", "INFO")
    yield 1.0
    yield from ui.screenshot("gallery-window")
    docs_setup.crop(ui, "gallery-window", 0, 0, ui.window.width, ui.window.height)
    part("ui.gallery_window").close_window()
    ui.in_dialog = False


def close_first_panel(ui: AntekirtUser) -> Steps:
    """Make room for the second one."""
    region = ui.region()
    ui.move(region.x + 100, region.y + region.height - 17)
    yield 0.2
    yield from ui.key("A")


def around_the_card(ui: AntekirtUser, name: str) -> Steps:
    """Show the card in the sidebar, and what of the view is beside it."""
    yield from picture(ui, name)
    sidebar = ui.region()
    docs_setup.crop(
        ui,
        name,
        sidebar.x - AROUND[0],
        sidebar.y + sidebar.height - AROUND[1],
        AROUND[0] + sidebar.width,
        AROUND[1],
    )


def aim_view(ui: AntekirtUser, shading: str, distance: float) -> None:
    space = ui.area().spaces.active
    space.shading.type = shading
    space.overlay.show_overlays = space.show_gizmo = False
    space.region_3d.view_rotation = FRONT
    space.region_3d.view_location = (0, 0, 0)
    space.region_3d.view_distance = distance


def deselect() -> None:
    bpy.ops.object.select_all(action="DESELECT")
    bpy.context.view_layer.objects.active = None


def planes() -> list[Any]:
    return [obj for obj in bpy.data.objects if obj.type == "MESH"]


def gallery() -> Any:
    return part("operators.runtime").state(part("ui.gallery_window").GalleryWindow)
