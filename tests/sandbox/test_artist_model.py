# SPDX-License-Identifier: GPL-3.0-or-later
"""Artists and models: fields, pages, order, search, filters, and who must not be seen."""

import io
from typing import Any

import pytest
from PIL import Image

from sandbox.client import Sandbox, fetch

NOBODY = "00000000-0000-4000-8000-000000000000"
ARTIST_FIELDS = {
    *("id", "name", "description", "tags", "profilePictureUrl", "artistExamplesImages"),
    *("triggerWord", "defaultServiceType", "createdAt", "models"),
}
MODEL_FIELDS = {
    *("id", "name", "description", "tags", "profilePictureUrl", "modelExamplesImages"),
    *("serviceType", "defaultParams", "createdAt"),
}


def every_page(sandbox: Sandbox, path: str, limit: int) -> list[dict[str, Any]]:
    joint = "&" if "?" in path else "?"
    items, page = [], 1
    while True:
        reply = sandbox.call("GET", f"{path}{joint}page={page}&limit={limit}").json
        assert reply["pagination"]["page"] == page
        assert reply["pagination"]["limit"] == limit
        items += reply["data"]
        if page >= reply["pagination"]["totalPages"]:
            assert len(items) == reply["pagination"]["totalCount"]
            return items
        page += 1


def test_artists_come_25_to_a_page_newest_first(sandbox: Sandbox) -> None:
    reply = sandbox.call("GET", "/artists").json
    assert reply["pagination"] == {"page": 1, "limit": 25, "totalPages": 3, "totalCount": 52}
    assert len(reply["data"]) == 25
    dates = [artist["createdAt"] for artist in reply["data"]]
    assert dates == sorted(dates, reverse=True)
    assert set(reply["data"][0]) == ARTIST_FIELDS
    assert all(set(model) == {"id", "name", "serviceType"} for a in reply["data"] for model in a["models"])


def test_pages_join_without_gap_or_double(sandbox: Sandbox) -> None:
    for path in ("/artists?order=name", "/models?direction=ASC", "/generations"):
        items = every_page(sandbox, path, 7)
        assert len({item["id"] for item in items}) == len(items)
    assert sandbox.call("GET", "/artists?page=99").json["data"] == []


@pytest.mark.parametrize("noun", ["artists", "models"])
def test_names_sort_both_ways(sandbox: Sandbox, noun: str) -> None:
    up = [item["name"].casefold() for item in every_page(sandbox, f"/{noun}?order=name&direction=ASC", 100)]
    down = [
        item["name"].casefold() for item in every_page(sandbox, f"/{noun}?order=name&direction=DESC", 100)
    ]
    assert up == sorted(up)
    assert down == up[::-1]


@pytest.mark.parametrize("noun", ["artists", "models"])
def test_search_finds_part_of_a_name_in_any_case(sandbox: Sandbox, noun: str) -> None:
    name = sandbox.call("GET", f"/{noun}?order=name").json["data"][-1]["name"]
    found = sandbox.call("GET", f"/{noun}?search={name[1:6].upper().replace(' ', '%20')}").json["data"]
    assert name in [item["name"] for item in found]
    nothing = sandbox.call("GET", f"/{noun}?search=zzzzzz").json
    assert nothing["data"] == []
    assert nothing["pagination"]["totalCount"] == 0


def test_search_knows_other_scripts(sandbox: Sandbox) -> None:
    reply = sandbox.call("GET", "/artists?search=%E8%91%9B%E9%A3%BE").json
    assert [artist["name"] for artist in reply["data"]] == ["葛飾 さくら"]


def test_one_artist_tells_more(sandbox: Sandbox, artist_id: str) -> None:
    artist = sandbox.call("GET", f"/artists/{artist_id.upper()}").json["data"]
    assert set(artist) == ARTIST_FIELDS | {"earnings"}
    assert artist["id"] == artist_id
    assert all(set(model) == MODEL_FIELDS for model in artist["models"])


def test_models_filter_by_artist_and_type(sandbox: Sandbox, artist_id: str) -> None:
    artist = sandbox.call("GET", f"/artists/{artist_id}").json["data"]
    models = sandbox.call("GET", f"/models?artistId={artist_id}").json["data"]
    assert {model["id"] for model in models} == {model["id"] for model in artist["models"]}
    assert all(set(model) == MODEL_FIELDS | {"artist"} for model in models)
    assert all(model["artist"] == {"id": artist_id, "name": artist["name"]} for model in models)
    patterns = every_page(sandbox, "/models?serviceType=pattern", 100)
    assert {model["serviceType"] for model in patterns} == {"pattern"}


def test_one_model(sandbox: Sandbox) -> None:
    model = sandbox.call("GET", "/models?limit=1").json["data"][0]
    assert sandbox.call("GET", f"/models/{model['id']}").json["data"] == model
    reply = sandbox.call("GET", f"/models/{NOBODY}")
    assert (reply.status, reply.message) == (404, "Model not found")


def test_private_and_deleted_artists_are_in_no_list(sandbox: Sandbox) -> None:
    hidden = {sandbox.private_artist_id, sandbox.deleted_artist_id}
    assert not hidden & {artist["id"] for artist in every_page(sandbox, "/artists", 100)}
    assert not hidden & {model["artist"]["id"] for model in every_page(sandbox, "/models", 100)}


def test_private_is_forbidden_and_deleted_is_unknown(sandbox: Sandbox) -> None:
    assert sandbox.call("GET", f"/artists/{sandbox.private_artist_id}").status == 403
    for unknown in (sandbox.deleted_artist_id, NOBODY):
        reply = sandbox.call("GET", f"/artists/{unknown}")
        assert (reply.status, reply.message) == (404, "Artist not found")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/artists/825a12f9", "params.id must be a valid GUID"),
        ("/models/825a12f9-c650-488e-beb7-39d0c201f9eg", "params.id must be a valid GUID"),
        ("/generations/%20", "params.id must be a valid GUID"),
        ("/artists?page=0", "query.page must be greater than or equal to 1"),
        ("/artists?limit=0", "query.limit must be greater than or equal to 1"),
        ("/models?limit=101", "query.limit must be less than or equal to 100"),
        ("/generations?limit=ten", "query.limit must be an integer"),
        ("/artists?page=1.5", "query.page must be an integer"),
        ("/artists?page=1&page=2", "query.page must be a single value"),
        ("/artists?order=earnings", "query.order must be one of [createdAt, name]"),
        ("/generations?order=name", "query.order must be one of [createdAt]"),
        ("/models?direction=down", "query.direction must be one of [ASC, DESC]"),
        ("/models?artistId=me", "query.artistId must be a valid GUID"),
    ],
)
def test_bad_parameters(sandbox: Sandbox, path: str, words: str) -> None:
    reply = sandbox.call("GET", path)
    assert (reply.status, reply.message) == (400, words)


def test_every_picture_of_an_artist_is_served(sandbox: Sandbox, artist_id: str) -> None:
    artist = sandbox.call("GET", f"/artists/{artist_id}").json["data"]
    model = artist["models"][0]
    small = [artist["profilePictureUrl"], model["profilePictureUrl"]]
    large = [artist["artistExamplesImages"][0], model["modelExamplesImages"][-1]]
    sizes = {url: Image.open(io.BytesIO(fetch("GET", url).body)).size for url in (*small, *large)}
    assert [sizes[url] for url in small] == [(256, 256)] * 2
    assert [sizes[url] for url in large] == [(512, 512)] * 2


def test_a_thousand_artists() -> None:
    with Sandbox("--artists", "1000", "--seed", "7") as large:
        artists = every_page(large, "/artists", 100)
    assert len({artist["name"] for artist in artists}) == 1000


def test_a_seed_decides_everything() -> None:
    pictures = []
    for _ in range(2):
        with Sandbox("--seed", "5") as sandbox:
            artist = sandbox.call("GET", "/artists").json["data"][0]
            generation = sandbox.call("GET", "/generations").json["data"][0]
            picture = fetch("GET", artist["profilePictureUrl"]).body
            pictures.append((sandbox.api_key, artist["id"], generation["id"], picture))
    assert pictures[0] == pictures[1]
