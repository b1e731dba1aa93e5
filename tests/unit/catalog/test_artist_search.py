# SPDX-License-Identifier: GPL-3.0-or-later
"""Artists found by name, style and model, among all that are known."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from antekirt_addon.api.resource import Artist, Model
from antekirt_addon.catalog.artist_search import matching, styles
from antekirt_addon.catalog.query import ArtistQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.catalog.catalog import Catalog
    from sandbox.client import Sandbox

    Until = Callable[[Catalog, Callable[[], object]], None]

VEGA = Artist("1", "Lucía Vega", tags=("watercolor", "editorial"), models=(Model("m", "Ink v2", "drawing"),))
STORM = Artist("2", "Ada Storm", tags=("papercut", "watercolor"))
BOTH = (VEGA, STORM)


def test_words_are_looked_for_in_names_styles_and_models() -> None:
    assert matching(BOTH, "vega") == [VEGA]
    assert matching(BOTH, "WATER") == [VEGA, STORM]
    assert matching(BOTH, "ink water") == [VEGA]
    assert matching(BOTH, "ink papercut") == []


def test_what_most_artists_do_comes_first_among_the_styles() -> None:
    assert styles(BOTH) == ("watercolor", "editorial", "papercut")


def look(catalog: Catalog, count: int = 1, search: str = "", style: str = "") -> Catalog:
    """Look at the gallery, as each tick does."""
    catalog.show_artists(ArtistQuery(search=search), count, time.monotonic(), style)
    return catalog


def test_a_search_finds_styles_far_down_in_the_list(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    rows = sandbox.call("GET", "/artists?limit=100").json["data"]
    tag = rows[-1]["tags"][0]
    tagged = {row["id"] for row in rows if tag in row["tags"]}
    until(catalog, lambda: look(catalog, 100, search=tag).found.is_complete)
    assert tagged <= {artist.id for artist in catalog.found.items}
    assert catalog.found.total == len(catalog.found.items)


def test_a_style_leaves_those_who_have_it(catalog: Catalog, until: Until) -> None:
    until(catalog, lambda: look(catalog).found.items)
    style = catalog.found.styles[0]
    until(catalog, lambda: look(catalog, 100, style=style).found.is_complete)
    assert catalog.found.items
    assert all(style in artist.tags for artist in catalog.found.items)


def test_what_is_known_is_found_while_the_name_is_still_being_typed(catalog: Catalog, until: Until) -> None:
    until(catalog, lambda: look(catalog).found.items)
    name = catalog.found.items[3].name
    assert [artist.name for artist in look(catalog, search=name).found.items] == [name]
    assert not catalog.found.is_complete, "the service was not asked yet"
