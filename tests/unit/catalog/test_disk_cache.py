# SPDX-License-Identifier: GPL-3.0-or-later
"""The cache and the files in it are nobody's property: they may be small, broken or gone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api.generation_status import Status
from antekirt_addon.api.output import Output, Outputs
from antekirt_addon.api.resource import Artist, Generation, Model, Page
from antekirt_addon.catalog import cached_page
from antekirt_addon.catalog.disk_cache import DiskCache
from antekirt_addon.catalog.recent_artists import KEPT, RecentArtist, RecentArtists

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_used_last_stays(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache", limit=250)
    for number in range(4):
        cache.write(str(number), b"x" * 100)
        os.utime(cache.entry(str(number)), (number, number))
    assert cache.read("0") == b"x" * 100  # which is now the last used
    cache.trim()
    assert [cache.read(str(number)) is not None for number in range(4)] == [True, False, False, True]


def test_folders_count_with_their_files(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, limit=250)
    for number in range(4):
        folder = cache.entry(str(number))
        folder.mkdir()
        (folder / "image-0.webp").write_bytes(b"x" * 100)
        os.utime(folder, (number, number))
    cache.trim()
    assert [cache.entry(str(number)).exists() for number in range(4)] == [False, False, True, True]


def test_a_cache_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = DiskCache(tmp_path / "file" / "cache", limit=100)
    cache.write("key", b"data")
    assert cache.read("key") is None
    cache.trim()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"form": 1, "items": [{}], "page": 1}', b"\xff"])
def test_a_broken_part_is_none(data: bytes) -> None:
    assert cached_page.from_bytes(data, cached_page.artist) is None


def test_artists_come_back_as_they_were() -> None:
    model = Model("m", "Ink v2", "illustration", "Fine lines", ("ink",), "p", ("e",), {"steps": 3}, "2026")
    artist = Artist(
        "a", "Zoë", "Draws", ("ink", "line"), "u", ("1", "2"), "t", "illustration", 2.5, "2026", (model,)
    )
    page = Page((artist,), 1, None, 1)
    assert cached_page.from_bytes(cached_page.to_bytes(page), cached_page.artist) == page


def test_generations_come_back_as_they_were() -> None:
    outputs = Outputs((Output("u", "webp", 1, 2), Output("v")), Output("s", "svg"), None)
    full = Generation("g", Status.UNKNOWN, "paused", "a fox", "2026", "a", "Zoë", "p", outputs)
    empty = Generation("h", Status.FAILED, "failed", "", "", "", "", "", Outputs())
    page = Page((full, empty), 2, 3, 60)
    assert cached_page.from_bytes(cached_page.to_bytes(page), cached_page.generation) == page


def test_the_latest_artist_is_first_and_only_a_few_are_kept(tmp_path: Path) -> None:
    recent = RecentArtists(tmp_path / "new" / "recent.json")
    for number in (*range(KEPT + 3), KEPT):
        recent.note(RecentArtist(str(number), f"Artist {number}"))
    again = RecentArtists(tmp_path / "new" / "recent.json").artists
    assert [artist.id for artist in again][:3] == [str(KEPT), str(KEPT + 2), str(KEPT + 1)]
    assert len(again) == KEPT


def test_each_account_has_its_own_recent_artists(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    file.write_text('[{"id": "old", "name": "Used under 0.1.0"}]')
    recent = RecentArtists(file)
    assert recent.belong_to("A") is False  # they are the first account's
    recent.note(RecentArtist("a", "A"))
    recent.belong_to("")
    assert _ids(recent) == ["a", "old"]
    assert recent.belong_to("B") is True
    assert _ids(recent) == []
    recent.note(RecentArtist("b", "B"))
    again = RecentArtists(file)
    assert _ids(again) == ["b"]
    again.note(RecentArtist("c", "Before it is known"))
    assert _ids(again) == ["c", "b"]
    assert again.belong_to("A") is True
    assert _ids(again) == ["c", "a", "old"]
    again = RecentArtists(file)
    again.belong_to("B")
    assert _ids(again) == ["b"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}x", "[1]", '[{"id": "a"}]', '[{"id": "a", "name": "b", "new": 1}]', "{}"),
        *('{"account": "A", "artists": []}', '{"account": "A", "artists": {"A": [{"id": []}]}}'),
    ],
)
def test_a_broken_file_of_recent_artists_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "recent.json").write_text(text)
    assert RecentArtists(tmp_path / "recent.json").artists == ()


def test_what_is_kept_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        DiskCache(tmp_path / "cache" / "pages", 1000).write("key", b"data")
        RecentArtists(tmp_path / "cache" / "recent.json").note(RecentArtist("id", "name"))
    finally:
        os.umask(before)
    kept = list((tmp_path / "cache").rglob("*"))
    assert len(kept) == 3
    assert [path for path in (tmp_path / "cache", *kept) if path.stat().st_mode & 0o077] == []


def _ids(recent: RecentArtists) -> list[str]:
    return [artist.id for artist in recent.artists]
