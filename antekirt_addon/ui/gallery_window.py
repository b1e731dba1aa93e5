# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery in a window of its own, to be widened, searched by typing and leafed through.

Add-ons cannot have a region that they fill with a layout, so this one is drawn by ourselves: Blender opens
its window for the Info Log, a temporary one, and a draw handler and keymap items of ours take it over until
it is closed, which it is before a file is saved: Blender would keep it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..operators import gallery_catalog, runtime
from .open_gallery import OpenGallery

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

KEYS = (
    *("MOUSEMOVE", "LEFTMOUSE", "RIGHTMOUSE", "WHEELUPMOUSE", "WHEELDOWNMOUSE", "TEXTINPUT"),
    *("PAGE_UP", "PAGE_DOWN", "HOME", "RET", "NUMPAD_ENTER", "BACK_SPACE", "ESC", "V"),
)


class GalleryWindow(OpenGallery):
    """The gallery with its hold on Blender's window."""

    def __init__(self) -> None:
        super().__init__()
        self._handle: Any = None
        self._keymap: Any = None
        self._items: list[Any] = []

    def close(self) -> None:
        """With the add-on."""
        if self.address:
            close_window()

    def take_over(self, window: Any) -> None:  # noqa: ANN401 - a Window
        """Draw in this window, and answer its keys."""
        self.address, self.first, self.hovered, self.is_closing = window.as_pointer(), 0, None, False
        self._handle = bpy.types.SpaceInfo.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")
        self._keymap = bpy.context.window_manager.keyconfigs.addon.keymaps.new("Info", space_type="INFO")
        for key in KEYS:
            value = "ANY" if key in {"MOUSEMOVE", "TEXTINPUT"} else "PRESS"
            item = self._keymap.keymap_items.new("antekirt.use_gallery", key, value, any=True)
            self._items.append(item)

    def let_go(self) -> None:
        """The window is gone, or shows something else."""
        self.address, self.scenery = 0, None
        bpy.types.SpaceInfo.draw_handler_remove(self._handle, "WINDOW")
        for item in self._items:
            self._keymap.keymap_items.remove(item)
        self._items.clear()
        gallery_catalog.show_in_window(range(0))


def of_context(context: bpy.types.Context) -> GalleryWindow | None:
    """The gallery's window, if the context is in it."""
    gallery = runtime.state(GalleryWindow)
    window, area = context.window, context.area
    is_there = bool(gallery.address) and window is not None and window.as_pointer() == gallery.address
    return gallery if is_there and area is not None and area.type == "INFO" else None


def find() -> tuple[Any, Any] | None:
    """Window and region of the gallery, while it is open."""
    address = runtime.state(GalleryWindow).address
    for window in bpy.data.window_managers[0].windows if address else ():
        if window.as_pointer() == address:
            for area in window.screen.areas:
                if area.type == "INFO":
                    return window, next(region for region in area.regions if region.type == "WINDOW")
    return None


def close_window() -> None:
    """Close it, if it is open."""
    gallery, found = runtime.state(GalleryWindow), find()
    gallery.let_go()
    if found:
        with bpy.context.temp_override(window=found[0]):
            bpy.ops.wm.window_close()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(*_file: Any) -> None:  # noqa: ANN401 - as Blender calls it
    if runtime.state(GalleryWindow).address:
        close_window()


def _draw() -> None:
    gallery = of_context(bpy.context)
    if gallery and gallery.scenery:
        from .gallery_canvas import draw

        draw(gallery.scenery)


def watch() -> None:
    """Keep what the window shows up to date; called at each tick."""
    gallery = runtime.state(GalleryWindow)
    if gallery.address and gallery.is_closing:
        close_window()
    elif gallery.address:
        update(gallery)


def update(gallery: GalleryWindow) -> None:
    """Put together what the window shows, and have it drawn when it is not the same."""
    from . import gallery_scenery  # not read before a gallery is open

    found = find()
    if found is None:
        gallery.let_go()
        return
    (window, region), catalog = found, gallery_catalog.artists()
    scenery = gallery_scenery.make(gallery, window.scene, region, catalog)
    gallery_catalog.show_in_window(range(gallery.first, gallery.first + len(scenery.layout.cells)))
    if scenery != gallery.scenery:
        gallery.scenery = scenery
        region.tag_redraw()


def _shows_info_log(window: bpy.types.Window) -> bool:
    """Whether Blender opened this window for it: the preferences may have one beside it."""
    return window.screen.is_temporary and [area.type for area in window.screen.areas] == ["INFO"]


class ANTEKIRT_OT_browse_artists(bpy.types.Operator):
    """Show the artists in a window of their own, with pictures as large as you like"""

    bl_idname = "antekirt.browse_artists"
    bl_label = "Browse Artists"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.window is not None and not bpy.app.background

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        gallery = runtime.state(GalleryWindow)
        if gallery.address:
            close_window()
        bpy.ops.screen.info_log_show()
        opened = next(filter(_shows_info_log, context.window_manager.windows), None)
        if opened is None:
            return {"CANCELLED"}
        space: Any = opened.screen.areas[0].spaces.active
        space.show_region_header = False
        gallery.take_over(opened)
        gallery_catalog.artists()
        runtime.wake()
        return {"FINISHED"}


class ANTEKIRT_OT_use_gallery(bpy.types.Operator):
    """Search, leaf or choose in the gallery's window"""

    bl_idname = "antekirt.use_gallery"
    bl_label = "Use Gallery"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return of_context(context) is not None

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        from . import gallery_input

        gallery = of_context(context)
        if gallery is None or gallery.scenery is None:
            return {"PASS_THROUGH"}
        spot = gallery.scenery.layout.spot_at(event.mouse_region_x, event.mouse_region_y)
        if event.type == "MOUSEMOVE":
            if spot != gallery.hovered:
                gallery.hovered = spot
                update(gallery)
            return {"PASS_THROUGH"}
        if not gallery_input.answer(gallery, context.window_manager.antekirt, event, spot):
            return {"PASS_THROUGH"}
        update(gallery)
        return {"FINISHED"}


# There for good: one that goes away has the next one left out.
HANDLERS = (("save_pre", _before_save),)
CLASSES = (ANTEKIRT_OT_browse_artists, ANTEKIRT_OT_use_gallery)


def register() -> None:
    runtime.watch(watch)
