# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery in a window of its own, to be widened, searched by typing and leafed through.

Add-ons cannot have a region that they fill with a layout, so this one is drawn by ourselves: Blender opens
its window for the Info Log, a temporary one, and a draw handler and keymap items of ours take it over until
it is closed, which it is before a file is saved: Blender would keep it there.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import blf
import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..catalog.picture_cache import portrait
from ..operators import artist_selection, gallery_catalog, runtime
from ..translations.number import number
from . import gallery_canvas, wording
from .gallery_canvas import Card, Scenery
from .gallery_layout import arrange
from .picture_texture import PictureTextures
from .wrapped_text import truncated

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..api.resource import Artist
    from ..catalog.catalog import Catalog
    from .gallery_layout import Spot

KEYS = (
    *("MOUSEMOVE", "LEFTMOUSE", "RIGHTMOUSE", "WHEELUPMOUSE", "WHEELDOWNMOUSE", "TEXTINPUT"),
    *("PAGE_UP", "PAGE_DOWN", "HOME", "RET", "NUMPAD_ENTER", "BACK_SPACE", "ESC", "V"),
)
TIP_TAGS, TIP_MODELS = 6, 3


class GalleryWindow:
    """address: of Blender's window, 0 when there is none. first: which artist the page begins with."""

    def __init__(self) -> None:
        self.address = 0
        self.first = 0
        self.scenery: Scenery | None = None
        self.hovered: Spot | None = None
        self.is_closing = False
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
        bpy.app.handlers.save_pre.append(_before_save)

    def let_go(self) -> None:
        """The window is gone, or shows something else."""
        self.address, self.scenery = 0, None
        bpy.types.SpaceInfo.draw_handler_remove(self._handle, "WINDOW")
        for item in self._items:
            self._keymap.keymap_items.remove(item)
        self._items.clear()
        bpy.app.handlers.save_pre.remove(_before_save)


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


def close_soon() -> None:
    """Close it with the next tick: an operator must not take its own window away."""
    runtime.state(GalleryWindow).is_closing = True
    runtime.wake()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(*_file: Any) -> None:  # noqa: ANN401 - as Blender calls it
    close_window()


def _draw() -> None:
    gallery = of_context(bpy.context)
    if gallery and gallery.scenery:
        gallery_canvas.draw(gallery.scenery)


def watch() -> None:
    """Keep what the window shows up to date; called at each tick."""
    gallery = runtime.state(GalleryWindow)
    if gallery.address and gallery.is_closing:
        close_window()
    elif gallery.address:
        update(gallery)


def update(gallery: GalleryWindow) -> None:
    """Put together what the window shows, and have it drawn when it is not the same."""
    found = find()
    if found is None:
        gallery.let_go()
        gallery_catalog.show_in_window(range(0))
        return
    (window, region), catalog = found, gallery_catalog.artists()
    scenery = _scenery(gallery, window.scene, region, catalog)
    gallery_catalog.show_in_window(range(gallery.first, gallery.first + len(scenery.layout.cells)))
    if scenery != gallery.scenery:
        gallery.scenery = scenery
        region.tag_redraw()


def _scenery(
    gallery: GalleryWindow,
    scene: Any,  # noqa: ANN401 - a Scene with our properties
    region: Any,  # noqa: ANN401 - a Region
    catalog: Catalog | None,
) -> Scenery:
    preferences, properties = bpy.context.preferences, bpy.data.window_managers[0].antekirt  # type: ignore[attr-defined]
    scale = preferences.system.ui_scale
    font_size = preferences.ui_styles[0].widget.points * scale
    styles = (iface_("All Styles"), *(catalog.found.styles if catalog else ()))
    widths = [text_width(style, font_size) + 16 * scale for style in styles]
    layout = arrange(region.width, region.height, scale, properties.thumbnail_side, widths)
    if catalog and gallery.first >= max(len(catalog.found.items), 1):
        gallery.first = 0
    shown = catalog.found.items[gallery.first : gallery.first + len(layout.cells)] if catalog else ()
    if gallery.hovered and gallery.hovered not in {
        *layout.controls,
        *layout.styles,
        *layout.cells[: len(shown)],
    }:
        gallery.hovered = None
    return Scenery(
        layout,
        region.width,
        region.height,
        scale,
        font_size,
        search=properties.search,
        hint=iface_("Type to search artists, styles and models"),
        styles=styles,
        style=styles.index(properties.style) - 1 if properties.style in styles else -1,
        cards=_cards(catalog, shown, scene, layout.picture_side, font_size) if catalog else (),
        said=_said(catalog, gallery.first, len(shown)),
        hovered=gallery.hovered,
    )


def text_width(text: str, font_size: float) -> float:
    blf.size(0, font_size)
    return blf.dimensions(0, text)[0]


def _cards(
    catalog: Catalog,
    artists: tuple[Artist, ...],
    scene: Any,  # noqa: ANN401 - see above
    side: float,
    font_size: float,
) -> tuple[Card, ...]:
    textures, now = runtime.state(PictureTextures), time.monotonic()
    paths = [
        str(catalog.pictures.get(portrait(artist), now) or "") if artist.profile_picture_url else ""
        for artist in artists
    ]
    if textures.load_one_of(filter(None, paths)):
        runtime.hurry()
    chosen = {artist.id for artist in artist_selection.selected(scene.antekirt)}
    return tuple(
        Card(
            artist.id,
            artist.name,
            truncated(artist.name, int(side), font_size),
            _tip(artist),
            textures.get(path),
            artist.id in chosen,
        )
        for artist, path in zip(artists, paths, strict=True)
    )


def _tip(artist: Artist) -> tuple[str, ...]:
    models = [model.name for model in artist.models[:TIP_MODELS]]
    return (artist.name, *filter(None, (", ".join(artist.tags[:TIP_TAGS]), ", ".join(models))))


def _said(catalog: Catalog | None, first: int, shown: int) -> str:
    if catalog is None:
        return iface_("Loading")
    found, problem = catalog.found, catalog.artists.problem
    if shown:
        place = f"{number(first + 1)} - {number(first + shown)}"
        if found.total is None:
            return place
        return iface_("{place} of {total}").format(place=place, total=number(found.total))
    if problem:
        return wording.problem_text(problem)
    return iface_("Nobody was found") if found.is_complete else iface_("Loading")


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


CLASSES = (ANTEKIRT_OT_browse_artists,)


def register() -> None:
    runtime.watch(watch)
