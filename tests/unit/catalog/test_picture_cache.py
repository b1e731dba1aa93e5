# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures come to disk in the background, once, without the key, and only while somebody looks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from antekirt_addon.catalog import picture_cache
from antekirt_addon.catalog.picture_cache import Picture, image_of, portrait
from antekirt_addon.catalog.query import ArtistQuery, HistoryQuery
from antekirt_addon.jobs.free_job import free_job
from antekirt_addon.jobs.job import Kind, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from antekirt_addon.catalog.catalog import Catalog
    from sandbox.client import Sandbox

    Until = Callable[[Catalog, Callable[[], object]], None]


def test_a_picture_is_fetched_without_the_key(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    picture = first_portrait(catalog, until)
    until(catalog, lambda: path_of(catalog, picture))
    path = path_of(catalog, picture)
    assert path
    assert path.read_bytes()[8:12] == b"WEBP"
    asked = [ask for ask in sandbox.requests() if ask["path"].endswith("portrait.webp")]
    assert len(asked) == 1
    assert sandbox.api_key not in str(asked[0]["headers"])


def test_the_next_start_finds_it_on_disk(
    open_catalog: Callable[..., Catalog], sandbox: Sandbox, until: Until
) -> None:
    first = open_catalog()
    picture = first_portrait(first, until)
    until(first, lambda: path_of(first, picture))
    sandbox.forget_requests()
    second = open_catalog()
    until(second, lambda: path_of(second, picture))
    assert path_of(second, picture) == path_of(first, picture)
    assert sandbox.requests() == []


def test_a_picture_whose_file_was_removed_is_had_anew(
    open_catalog: Callable[..., Catalog], until: Until
) -> None:
    opened = open_catalog()
    picture = first_portrait(opened, until)
    until(opened, lambda: path_of(opened, picture))
    path = path_of(opened, picture)
    assert path
    path.unlink()
    opened.pictures.forget_files({path.resolve().parent / "another"})
    assert path_of(opened, picture) == path
    opened.pictures.forget_files({path.resolve()})
    assert path_of(opened, picture) is None
    until(opened, lambda: path_of(opened, picture))
    assert path.exists()


def test_a_name_that_was_taken_just_before_a_crash_is_no_picture(
    open_catalog: Callable[..., Catalog], until: Until
) -> None:
    first = open_catalog()
    picture = first_portrait(first, until)
    until(first, lambda: path_of(first, picture))
    path = path_of(first, picture)
    assert path
    path.write_bytes(b"")
    second = open_catalog()
    until(second, lambda: path_of(second, picture))
    assert path.read_bytes()[8:12] == b"WEBP"


def test_what_is_no_picture_is_not_shown_and_not_asked_for_at_once(
    catalog: Catalog, sandbox: Sandbox, until: Until
) -> None:
    page = {"kind": "answer", "status": 200, "body": "<html>moved</html>"}
    picture = first_portrait(catalog, until)
    sandbox.forget_requests()
    sandbox.fault(page, origin="cdn", times=None)
    until(
        catalog,
        lambda: path_of(catalog, picture) or catalog.pictures.has_failed(picture.key, time.monotonic()),
    )
    assert path_of(catalog, picture) is None
    assert not catalog.pictures.is_busy
    assert len([ask for ask in sandbox.requests() if ask["origin"] == "cdn"]) == 1


def test_one_too_large_is_broken_off(catalog: Catalog, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_cache, "LIMIT", 1000)
    picture = first_portrait(catalog, until)
    until(
        catalog,
        lambda: path_of(catalog, picture) or catalog.pictures.has_failed(picture.key, time.monotonic()),
    )
    assert path_of(catalog, picture) is None


def test_what_has_scrolled_out_of_sight_is_not_fetched(
    catalog: Catalog, sandbox: Sandbox, until: Until
) -> None:
    picture = first_portrait(catalog, until)
    sandbox.forget_requests()
    catalog.pictures.get(picture, now=1.0)
    catalog.pictures.pump(now=1.0 + 2 * picture_cache.WANTED_SECONDS)
    assert not catalog.pictures.is_busy
    assert sandbox.requests() == []


def test_a_few_at_a_time(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    catalog.show_artists(ArtistQuery(), 40, now=0)
    until(catalog, lambda: catalog.artists.items)
    sandbox.settings(latency=0.05)
    portraits = [portrait(artist) for artist in catalog.artists.items[:30]]
    most = 0

    def all_there() -> bool:
        nonlocal most
        most = max(most, len(catalog.pictures.fetching))
        return all([path_of(catalog, picture) for picture in portraits])  # noqa: C419 - ask for all

    until(catalog, all_there)
    assert most == picture_cache.AT_ONCE


def test_an_address_without_a_picture_fails_quietly(catalog: Catalog, until: Until) -> None:
    for address in ("", "not an address", "file:///etc/passwd", "http://127.0.0.1:1/x.webp"):
        picture = Picture(address, address)
        path_of(catalog, picture)
        until(catalog, lambda: not catalog.pictures.is_busy)
        assert path_of(catalog, picture) is None


def test_a_result_on_disk_is_its_own_picture(catalog: Catalog, sandbox: Sandbox, until: Until) -> None:
    catalog.show_history(HistoryQuery(), 1)
    until(catalog, lambda: catalog.generations.items)
    generation = next(entry for entry in catalog.generations.items if entry.outputs.images)
    job = free_job(generation, Kind.IMAGE, 0, sandbox.base_url)
    catalog.session.start([job])
    assert catalog.session.wait(job.id).state is State.READY
    sandbox.forget_requests()
    picture = image_of(generation, 0)
    until(catalog, lambda: path_of(catalog, picture))
    path = path_of(catalog, picture)
    assert path
    assert path.is_relative_to(catalog.session.results_folder.results)
    assert not [ask for ask in sandbox.requests() if ask["origin"] == "cdn"]


def test_the_history_is_read_again_when_a_job_is_ready(
    catalog: Catalog, sandbox: Sandbox, until: Until
) -> None:
    catalog.show_history(HistoryQuery(), 1)
    until(catalog, lambda: catalog.generations.items and not catalog.generations.is_busy)
    generation = next(entry for entry in catalog.generations.items if entry.outputs.images)
    job = free_job(generation, Kind.IMAGE, 0, sandbox.base_url)
    catalog.session.start([job])
    catalog.session.wait(job.id)
    sandbox.forget_requests()

    def asked_again() -> bool:
        catalog.show_history(HistoryQuery(), 1)
        return any(ask["path"] == "/api/v1/generations" for ask in sandbox.requests())

    until(catalog, asked_again)


def first_portrait(catalog: Catalog, until: Until) -> Picture:
    catalog.show_artists(ArtistQuery(), 1, now=0)
    until(catalog, lambda: catalog.artists.items)
    return portrait(catalog.artists.items[0])


def path_of(catalog: Catalog, picture: Picture) -> Path | None:
    return catalog.pictures.get(picture, time.monotonic())
