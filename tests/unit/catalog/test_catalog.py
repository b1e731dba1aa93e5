# SPDX-License-Identifier: GPL-3.0-or-later
"""Artists and history as a panel sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from antekirt_addon.catalog import catalog as catalogs
from antekirt_addon.catalog.catalog import local_date
from antekirt_addon.catalog.paged_list import ListState
from antekirt_addon.catalog.query import ArtistQuery, HistoryQuery
from antekirt_addon.jobs.problem import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.catalog.catalog import Catalog
    from sandbox.client import Sandbox

    Until = Callable[[Catalog, Callable[[], object]], None]

BROKEN = {"kind": "answer", "status": 400}


def test_the_first_artists_come_with_one_request(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    assert catalog.artists.state is ListState.LOADING
    catalog.show_artists(ArtistQuery(), 12, now=0)
    catalog.show_artists(ArtistQuery(), 12, now=0)
    until(catalog, lambda: catalog.artists.state is ListState.READY)
    listed = sandbox.call("GET", f"/artists?limit={catalogs.PART}").json
    assert [artist.id for artist in catalog.artists.items] == [row["id"] for row in listed["data"]]
    assert catalog.artists.total == 52
    assert not catalog.artists.is_complete
    assert len([ask for ask in sandbox.requests() if ask["path"] == "/api/v1/artists"]) == 2  # ours and this


def test_more_artists_come_when_they_are_needed(catalog: Catalog, until: Until) -> None:
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.items)
    catalog.show_artists(ArtistQuery(), 50, now=0)
    until(catalog, lambda: catalog.artists.is_complete)
    assert len({artist.id for artist in catalog.artists.items}) == 52


def test_a_list_that_does_not_say_how_long_it_is(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    sandbox.settings(answer_shape=["list_without_data"])

    def all_there() -> bool:
        catalog.show_artists(ArtistQuery(), len(catalog.artists.items) + 1, now=0)
        return catalog.artists.is_complete

    until(catalog, all_there)
    assert len(catalog.artists.items) == 52


def test_a_list_that_repeats_itself_is_complete(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    rows = [{"id": str(number)} for number in range(catalogs.PART)]
    sandbox.fault({"kind": "answer", "status": 200, "body": json.dumps(rows)}, path="*/artists", times=None)
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.items)
    catalog.show_artists(ArtistQuery(), catalogs.PART + 1, now=0)
    until(catalog, lambda: catalog.artists.is_complete)
    assert len(catalog.artists.items) == catalogs.PART


def test_a_search_waits_for_a_pause_in_the_typing(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    catalog.show_artists(ArtistQuery(), 1, now=0.0)
    until(catalog, lambda: catalog.artists.items)
    name = catalog.artists.items[5].name
    for count in range(1, len(name) + 1):
        catalog.show_artists(ArtistQuery(name[:count]), 1, now=10 + 0.1 * count)
    assert len(catalog.artists.items) > 1, "what was there stays until the pause"
    catalog.show_artists(ArtistQuery(name), 1, now=20)
    until(catalog, lambda: catalog.artists.items)
    assert [artist.name for artist in catalog.artists.items] == [name]
    assert [word for ask in sandbox.requests() for word in parse_qs(ask["query"]).get("search", [])] == [name]


def test_a_search_for_nobody_is_empty(catalog: Catalog, until: Until) -> None:
    catalog.show_artists(ArtistQuery("nobody at all"), 1, now=100)
    catalog.show_artists(ArtistQuery("nobody at all"), 1, now=101)
    until(catalog, lambda: catalog.artists.state is ListState.EMPTY)


def test_order_and_direction_are_the_service_s(catalog: Catalog, until: Until) -> None:
    catalog.show_artists(ArtistQuery(order="name", direction="DESC"), 52, now=0)
    until(catalog, lambda: catalog.artists.items)
    names = [artist.name for artist in catalog.artists.items]

    def all_there() -> bool:
        catalog.show_artists(ArtistQuery(order="name", direction="ASC"), 52, now=0)
        return catalog.artists.is_complete

    until(catalog, all_there)
    assert [artist.name for artist in catalog.artists.items][::-1][: len(names)] == names


def test_a_problem_is_told_once_and_asked_again_on_demand(
    catalog: Catalog, sandbox: Sandbox, until: Until
) -> None:
    sandbox.fault(BROKEN, path="*/artists")
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.state is ListState.PROBLEM)
    catalog.show_artists(ArtistQuery(), 1, now=0)
    assert not catalog.artists.is_busy, "a panel that is drawn again must not ask again"
    catalog.reload()
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.state is ListState.READY)


def test_without_a_key_the_remedy_is_the_preferences(
    open_catalog: Callable[..., Catalog], until: Until
) -> None:
    catalog = open_catalog(key="")
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.problem)
    assert catalog.artists.problem
    assert catalog.artists.problem.remedy is Remedy.OPEN_PREFERENCES


def test_the_next_start_shows_what_was_known_while_the_service_is_silent(
    open_catalog: Callable[..., Catalog], sandbox: Sandbox, until: Until
) -> None:
    first = open_catalog()
    first.show_artists(ArtistQuery(), 1, now=0)
    first.show_history(HistoryQuery(), 1)
    until(first, lambda: first.artists.items and first.generations.items)
    sandbox.fault(BROKEN, path="*", times=None)
    second = open_catalog()
    second.show_artists(ArtistQuery(), 1, now=0)
    second.show_history(HistoryQuery(), 1)
    until(second, lambda: second.artists.problem and second.generations.problem and second.generations.items)
    assert second.artists.state is ListState.READY
    assert second.artists.items == first.artists.items
    assert second.generations.items == first.generations.items


def test_one_account_is_not_shown_what_another_has_left(
    open_catalog: Callable[..., Catalog], sandbox: Sandbox, until: Until
) -> None:
    first = open_catalog()
    first.show_history(HistoryQuery(), 1)
    until(first, lambda: first.generations.items)
    sandbox.fault(BROKEN, path="*/generations*", times=None)
    other = open_catalog(key=sandbox.other_api_key)
    other.show_history(HistoryQuery(), 1)
    until(other, lambda: other.generations.problem)
    assert other.generations.state is ListState.PROBLEM


def test_another_key_forgets_what_was_shown(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    catalog.show_history(HistoryQuery(), 100)
    until(catalog, lambda: catalog.generations.items)
    settings = catalog.session.settings
    catalog.session.configure(type(settings)(settings.base_url, sandbox.other_api_key, settings.folder, ""))
    catalog.pump(0)
    assert catalog.generations.state is ListState.LOADING
    catalog.show_history(HistoryQuery(), 100)
    until(catalog, lambda: catalog.generations.is_complete)
    assert len(catalog.generations.items) == 5


def test_words_are_looked_for_in_the_whole_history(catalog: Catalog, until: Until) -> None:
    wanted = HistoryQuery(text="FOX birch")

    def found_all() -> bool:
        catalog.show_history(wanted, 1000)
        return catalog.generations.is_complete

    until(catalog, found_all)
    catalog.show_history(wanted, 1000)
    assert len(catalog.generations.items) == 60
    prompts = [entry.prompt for entry in catalog.generations.items]
    assert [entry.prompt for entry in catalog.history] == [
        prompt for prompt in prompts if "fox" in prompt and "birch" in prompt
    ]
    assert catalog.history


def test_what_is_starred_is_found_in_the_whole_history_and_kept(
    open_catalog: Callable[..., Catalog], until: Until
) -> None:
    first = open_catalog()
    listed_all(first, HistoryQuery(), until)
    entries = first.generations.items
    for entry in (entries[3], entries[-1], entries[5], entries[5]):  # the last one's star is taken again
        first.starred.toggle(entry.id)
    second = open_catalog()
    second.starred.toggle(entries[7].id)
    first.starred.toggle(entries[0].id)  # and does not lose what another Blender has starred
    starred = [entries[index].id for index in (0, 3, 7, -1)]
    for catalog in (first, open_catalog()):
        wanted = HistoryQuery(only_starred=True)
        listed_all(catalog, wanted, until)
        assert [entry.id for entry in catalog.history] == starred
    first.show_history(HistoryQuery(only_starred=True), 1000)
    first.starred.toggle(entries[0].id)
    first.show_history(HistoryQuery(only_starred=True), 1000)
    assert [entry.id for entry in first.history] == starred[1:]


def test_dates_are_looked_for_as_prompts_are(catalog: Catalog, until: Until) -> None:
    listed_all(catalog, HistoryQuery(), until)
    day = local_date(catalog.generations.items[10].created_at)
    assert len(day) == len("2026-11-28")
    listed_all(catalog, HistoryQuery(text=day), until)
    assert {local_date(entry.created_at) for entry in catalog.history} == {day}
    prompt = catalog.generations.items[10].prompt.split()[0]
    listed_all(catalog, HistoryQuery(text=f"{day[:7]} {prompt}"), until)
    assert catalog.generations.items[10] in catalog.history
    assert local_date("") == local_date("yesterday") == ""


def listed_all(catalog: Catalog, wanted: HistoryQuery, until: Until) -> None:
    """Show what a query finds in the whole history."""

    def found_all() -> bool:
        catalog.show_history(wanted, 1000)
        return catalog.generations.is_complete and not catalog.generations.is_busy

    until(catalog, found_all)
    catalog.show_history(wanted, 1000)


def test_the_history_of_one_artist_is_the_service_s(catalog: Catalog, until: Until) -> None:
    catalog.show_history(HistoryQuery(), 1)
    until(catalog, lambda: catalog.generations.items)
    artist_id = catalog.generations.items[0].artist_id
    catalog.show_history(HistoryQuery(artist_id), 1)
    until(catalog, lambda: catalog.generations.items)
    assert {entry.artist_id for entry in catalog.generations.items} == {artist_id}


def test_one_artist_comes_with_models_and_examples(catalog: Catalog, until: Until) -> None:
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.items)
    detail = catalog.detail(catalog.artists.items[0].id)
    detail.need(1)
    until(catalog, lambda: detail.items)
    assert detail.items[0].earnings is not None
    assert all(model.description and model.example_image_urls for model in detail.items[0].models)


def test_a_deleted_artist_is_told_of(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    detail = catalog.detail(sandbox.deleted_artist_id)
    detail.need(1)
    until(catalog, lambda: detail.problem)
    assert "Artist not found" in detail.problem.text


def test_coming_online_asks_again(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    sandbox.fault(BROKEN, path="*/artists")
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.problem)
    catalog.session.online = True
    catalog.pump(0)
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.items)
