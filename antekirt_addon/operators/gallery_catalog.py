# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalog that the gallery and the history show, which follows what the artist is looking through.

draw() takes what is there from `artists` and `history`; that somebody looks is noted, and the tick has the
catalog fetch what is missing. A Blender whose panels stay shut fetches nothing.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import bpy

from ..api.error import InvalidRequest
from ..catalog.query import HistoryQuery
from . import addon_settings, job_session, runtime
from .gallery_properties import artist_query

if TYPE_CHECKING:
    from ..api.resource import Artist
    from ..catalog.catalog import Catalog
    from ..catalog.paged_list import PagedList
    from .gallery_properties import AntekirtGalleryProperties

MOST_SHOWN = 30  # artists or entries on one page
MOST_DETAILED = 8  # artists at once, of whom a panel shows six at most


class Gallery:
    """What is looked through.

    picked: which of its images, by generation; the first if it is not here.
    picked_entry: the generation that is looked at in the grid of the history.
    in_sight: what somebody looks at, of "artists", "history" and "pictures".
    detailed_ids: the artists that are looked at more closely, the latest first.
    in_window: which of the artists that were found the gallery's own window shows.
    """

    def __init__(self) -> None:
        self.catalog: Catalog | None = None
        self.picked: dict[str, int] = {}
        self.picked_entry = ""
        self.in_sight: set[str] = set()
        self.detailed_ids: tuple[str, ...] = ()
        self.in_window = range(0)

    def close(self) -> None:
        if self.catalog:
            self.catalog.close()


def artists() -> Catalog | None:
    """The catalog, for somebody who looks at the artists; None before the timer has made it."""
    return _catalog_for("artists")


def history() -> Catalog | None:
    """The catalog, for somebody who looks at the history; None before the timer has made it."""
    return _catalog_for("history")


def pictures() -> Catalog | None:
    """The catalog, for somebody who looks at pictures of neither list; None before the timer has made it."""
    return _catalog_for("pictures")


def known() -> Catalog | None:
    """The catalog if there is one, for what looks at neither."""
    return runtime.state(Gallery).catalog


def picked() -> dict[str, int]:
    """Which image of a generation was picked, by its id."""
    return runtime.state(Gallery).picked


def picked_entry() -> str:
    """The id of the generation that was picked last."""
    return runtime.state(Gallery).picked_entry


def pick(generation_id: str, index: int) -> None:
    """Pick an image of a generation."""
    gallery = runtime.state(Gallery)
    gallery.picked[generation_id], gallery.picked_entry = index, generation_id


def detail(artist_id: str) -> PagedList[Artist] | None:
    """A list of the one artist with models and examples, for somebody who looks at them."""
    gallery = runtime.state(Gallery)
    if artist_id not in gallery.detailed_ids:
        gallery.detailed_ids = (artist_id, *gallery.detailed_ids)[:MOST_DETAILED]
        runtime.wake()
    return gallery.catalog.detail(artist_id) if gallery.catalog else None


def show_in_window(artists: range) -> None:
    """Have the pictures of those of the artists found that the gallery's own window shows."""
    gallery = runtime.state(Gallery)
    if artists != gallery.in_window:
        gallery.in_window = artists
        runtime.wake()


def _catalog_for(what: str) -> Catalog | None:
    gallery = runtime.state(Gallery)
    if what not in gallery.in_sight:
        gallery.in_sight.add(what)
        runtime.wake()
    return gallery.catalog


def watch() -> None:
    """Bring the catalog up to date with what is looked at; called at each tick."""
    gallery = runtime.state(Gallery)
    if not gallery.in_sight:
        return
    session = job_session.running()
    if session is None:
        with suppress(InvalidRequest):  # the panel says what is wrong with the address
            runtime.hurry()
            job_session.session()
        return
    if gallery.catalog is None or gallery.catalog.session is not session:
        from ..catalog.catalog import Catalog  # not read before somebody looks

        gallery.catalog = Catalog(
            session, addon_settings.cache_folder(), addon_settings.key_path().with_name("starred.json")
        )
        session.version += 1
    follow(gallery.catalog, _of_window(), time.monotonic())


def _of_window() -> AntekirtGalleryProperties:
    properties: AntekirtGalleryProperties = bpy.data.window_managers[0].antekirt  # type: ignore[attr-defined]  # ours
    return properties


def follow(catalog: Catalog, properties: AntekirtGalleryProperties, now: float) -> None:
    """Have the catalog fetch what is looked at, and the page after it."""
    gallery = runtime.state(Gallery)
    if "artists" in gallery.in_sight:
        first, in_window = properties.first_artist, gallery.in_window
        count = max(first + 2 * MOST_SHOWN, in_window.stop + len(in_window))
        catalog.show_artists(artist_query(properties), count, now, properties.style)
        catalog.request_portraits(in_window.start, in_window.stop, now)
        if properties.is_choosing:  # their pictures are sent for at once: to draw first would take a moment
            catalog.request_portraits(first, first + MOST_SHOWN, now)
    if "history" in gallery.in_sight:
        query = HistoryQuery(
            properties.history_artist_id,
            properties.history_text.strip(),
            properties.only_starred,
            properties.history_generation_id,
        )
        catalog.show_history(query, properties.first_entry + MOST_SHOWN)
    for artist_id in gallery.detailed_ids:
        catalog.detail(artist_id).need(1)
    if catalog.pump(now):
        runtime.hurry()


CLASSES = ()


def register() -> None:
    runtime.watch(watch)
