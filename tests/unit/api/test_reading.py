# SPDX-License-Identifier: GPL-3.0-or-later
"""The same thing is read from every form in which clients have met it; the documented form wins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from antekirt_addon.api.error import BadAnswer
from antekirt_addon.api.generation_status import Status
from antekirt_addon.api.output import Output, Outputs
from antekirt_addon.api.pagination import totals
from antekirt_addon.api.reading import rows
from antekirt_addon.api.resource import Account, Artist, Generation, Model, Submission

URL = "https://cdn.example/1.webp"
SVG = "https://cdn.example/1.svg"
FILM = "https://cdn.example/1.mp4"
PLAIN: dict[str, Any] = {
    "id": "g",
    "status": "completed",
    "prompt": "a fox\nat sunset",
    "createdAt": "2026-03-04",
    "artist": {"id": "a", "name": "Vega", "profilePictureUrl": "https://cdn.example/vega.webp"},
    "outputs": {"images": [{"url": URL}], "svg": {"url": SVG}, "video": {"url": FILM}},
}
GENERATION = Generation.from_json({"data": PLAIN})


def but(**changes: Any) -> dict[str, Any]:
    """The generation with other fields; None takes one away."""
    return {name: value for name, value in (PLAIN | changes).items() if value is not None}


def test_the_documented_form() -> None:
    assert GENERATION.status is Status.COMPLETED
    assert (GENERATION.id, GENERATION.raw_status, GENERATION.created_at) == ("g", "completed", "2026-03-04")
    assert (GENERATION.prompt, GENERATION.artist_id, GENERATION.artist_name) == (
        "a fox\nat sunset",
        "a",
        "Vega",
    )
    assert GENERATION.artist_picture_url == "https://cdn.example/vega.webp"
    assert GENERATION.outputs == Outputs((Output(URL),), Output(SVG), Output(FILM))


@pytest.mark.parametrize(
    "answer",
    [
        PLAIN,
        [PLAIN],
        {"data": [PLAIN]},
        {"data": {"data": PLAIN}},
        {"data": {"generation": PLAIN}},
        {"success": True, "generation": PLAIN},
        {"status": 200, "result": PLAIN},
        {"id": "of the request", "data": PLAIN},
        but(id=None, generationId="g"),
        but(id=None, generation_id="g"),
        but(generationId="another"),
        but(status=None, state="COMPLETED"),
        but(createdAt=None, created_at="2026-03-04"),
        but(artist=PLAIN["artist"] | {"displayName": "another", "avatarUrl": "https://cdn.example/x"}),
        but(
            artist={
                "artistId": "a",
                "displayName": "Vega",
                "avatarUrl": "https://cdn.example/vega.webp",
            }
        ),
        but(
            artist={
                "id": "a",
                "name": "",
                "username": "Vega",
                "thumbnail": {"url": "https://cdn.example/vega.webp"},
            }
        ),
        but(outputs={"images": [URL], "svg": SVG, "video": [FILM]}),
        but(outputs={"images": URL, "svg": {"svgUrl": SVG}, "video": {"videoUrl": FILM}}),
        but(outputs={"images": {"imageUrl": URL}, "svg": [{"url": SVG}], "video": {"file_url": FILM}}),
        but(outputs={"imageUrls": [URL], "svgUrl": SVG, "videoUrl": FILM}),
        but(outputs=[{"url": URL}, {"url": SVG}, {"url": FILM}]),
        but(outputs=[URL, f"{SVG}", f"{FILM}"]),
        but(outputs=None, output=PLAIN["outputs"]),
        but(outputs=None, images=[URL], svg=SVG, video=FILM),
        but(outputs={}, imageUrl=URL, svgUrl=SVG, videoUrl=FILM),
        but(imageUrl="https://cdn.example/another", svg="https://cdn.example/another"),
    ],
)
def test_a_generation_in_other_forms(answer: Any) -> None:
    found = Generation.from_json(answer)
    assert replace(found, raw_status=found.raw_status.lower()) == GENERATION


@pytest.mark.parametrize(
    ("artist", "by"),
    [
        ({"artist": "Vega", "artistId": 7}, ("7", "Vega", "")),
        ({"artist": None, "artistId": "a", "artistName": "Vega"}, ("a", "Vega", "")),
        ({"artist": [3]}, ("", "", "")),
    ],
)
def test_whom_a_generation_is_by(artist: dict[str, Any], by: tuple[str, ...]) -> None:
    found = Generation.from_json(but(**artist))
    assert (found.artist_id, found.artist_name, found.artist_picture_url) == by


def test_an_id_that_is_a_number_is_text() -> None:
    assert Generation.from_json(but(id=12)).id == "12"
    assert Artist.from_json({"id": 0, "name": "Vega"}).id == "0"
    assert Submission.from_json({"generationId": 12}).generation_id == "12"
    assert Account.from_json({"data": {"id": 3}}).id == "3"
    with pytest.raises(BadAnswer):
        Generation.from_json(but(id=True))


def test_files_of_all_kinds_in_one_list_tell_what_they_are() -> None:
    files = [
        {"url": "https://x/a", "type": "image/svg+xml"},
        {"url": "https://x/b?x=.svg", "format": "mp4"},
        "https://x/c.PNG?d=.mp4",
        "https://[x",
    ]
    found = Outputs.from_json(files)
    assert [image.url for image in found.images] == ["https://x/c.PNG?d=.mp4", "https://[x"]
    assert found.svg
    assert found.video
    assert (found.svg.url, found.video.url) == ("https://x/a", "https://x/b?x=.svg")


@pytest.mark.parametrize(
    ("answer", "status", "used", "left"),
    [
        (
            {"generationId": "g", "status": "processing", "creditsUsed": 3, "creditsRemaining": 7},
            "processing",
            3,
            7,
        ),
        ({"data": {"generationId": "g", "status": "processing", "creditsUsed": 3}}, "processing", 3, None),
        (
            {"data": {"id": "g"}, "status": "processing", "creditsUsed": 3, "creditsRemaining": 7},
            "processing",
            3,
            7,
        ),
        (
            {"status": "success", "data": {"id": "g", "status": "processing"}, "creditsUsed": "3"},
            "processing",
            3,
            None,
        ),
        ({"id": "request", "data": {"generationId": "g", "credits_used": 3}}, "unknown", 3, None),
        ({"generation": {"id": "g", "status": "processing"}, "creditsUsed": 3.0}, "processing", 3, None),
        (
            {"generationId": "g", "data": {"id": "another", "status": "x"}, "status": "processing"},
            "processing",
            None,
            None,
        ),
        ({"generationId": "g", "creditsUsed": -3, "creditsRemaining": None}, "unknown", None, None),
        ({"generationId": "g", "creditsUsed": True, "creditsRemaining": float("nan")}, "unknown", None, None),
        (
            {"generationId": "g", "creditsUsed": "three", "creditsRemaining": "\uff11\uff12"},
            "unknown",
            None,
            None,
        ),
    ],
)
def test_a_submission(answer: Any, status: str, used: int | None, left: int | None) -> None:
    assert Submission.from_json(answer) == Submission("g", Status(status), used, left)


def test_people_and_models_under_other_names() -> None:
    artist = Artist.from_json(
        {
            "artist": {
                "_id": "a",
                "displayName": "Vega",
                "thumbnailUrl": URL,
                "tags": [{"name": "ink"}, "oil", 3],
            }
        }
    )
    assert (artist.name, artist.profile_picture_url, artist.tags) == ("Vega", URL, ("ink", "oil"))
    model = Model.from_json({"modelId": "m", "title": "Ink", "image": URL, "examples": [{"src": SVG}, FILM]})
    assert (model.id, model.name, model.profile_picture_url) == ("m", "Ink", URL)
    assert model.example_image_urls == (SVG, FILM)
    account = Account.from_json({"user": {"userId": 3, "displayName": "me", "balance": "12"}})
    assert (account.id, account.username, account.credits) == ("3", "me", 12)


@pytest.mark.parametrize(
    "answer",
    [
        {"data": [1, 2]},
        {"data": [1, 2], "items": [3]},
        {"items": [1, 2]},
        {"results": [1, 2]},
        [1, 2],
        {"data": {"items": [1, 2]}},
        {"data": {"generations": [1, 2]}, "pagination": {}},
        {"generations": [1, 2]},
        {"result": {"docs": [1, 2]}},
    ],
)
def test_a_list_in_other_forms(answer: Any) -> None:
    assert rows(answer, "generation") == [1, 2]


@pytest.mark.parametrize(
    "read", [Generation.from_json, lambda answer: rows(answer, "artist"), Submission.from_json]
)
def test_what_cannot_be_read_keeps_the_services_words(read: Any) -> None:
    for answer in (None, 3, {}, {"data": None}, {"data": {"data": {"data": {"data": {"id": "g"}}}}}):
        with pytest.raises(BadAnswer):
            read(answer)
    with pytest.raises(BadAnswer, match=r"\. We are closed$"):
        read({"success": False, "error": "We\nare closed\x1b[0m"})


# Pages


@pytest.mark.parametrize(
    ("answer", "asked", "listed", "known"),
    [
        ({"pagination": {"page": 1, "limit": 25, "totalPages": 3, "totalCount": 52}}, (1, 25), 25, (3, 52)),
        ({"pagination": {"totalPages": 3}, "meta": {"totalPages": 9}, "total": 4}, (1, 25), 25, (3, 4)),
        ({"meta": {"pagination": {"total_pages": 3, "total": 52}}}, (1, 25), 25, (3, 52)),
        ({"meta": {"last_page": "3"}}, (1, 25), 25, (3, None)),
        ({"data": {"items": [], "pageCount": 3, "total": 52}}, (1, 25), 25, (3, 52)),
        ({"total": 52, "limit": 25}, (2, 25), 25, (3, 52)),
        ({"total": 52, "perPage": 10}, (2, 25), 10, (6, 52)),  # it gives fewer than it was asked for
        ({"total": 52}, (1, 25), 10, (6, 52)),
        ({"total": 20}, (1, 25), 20, (1, 20)),
        ({"total": 52}, (3, 25), 2, (None, 52)),  # the next page, an empty one, tells
        ({"hasMore": False}, (2, 25), 25, (2, None)),
        ({"hasMore": True}, (2, 25), 25, (None, None)),
        ({"pagination": {"totalPages": 0}}, (1, 25), 25, (None, None)),
        (
            {"pagination": {"totalPages": 9, "totalCount": 52}},
            (4, 25),
            0,
            (3, 52),
        ),  # nothing is there any more
        ({"pagination": {"totalPages": 0, "totalCount": 0}}, (1, 25), 0, (0, 0)),
        ({"pagination": [3]}, (1, 25), 10, (None, None)),
        ([], (1, 25), 10, (None, None)),
        ([], (1, 25), 60, (1, None)),  # all of it, whatever was asked for
    ],
)
def test_how_much_there_is(
    answer: Any, asked: tuple[int, int], listed: int, known: tuple[int | None, int | None]
) -> None:
    assert totals(answer, *asked, listed) == known


# Text


def test_no_text_of_the_service_does_anything_but_be_read() -> None:
    bad = "\x1b[31mVe\u202ega\ud800\x00"
    data = but(
        id=bad,
        prompt=f"{bad}\r\ntwo",
        status=bad,
        createdAt=bad,
        artist={"id": bad, "name": f"{bad}\ntwo", "profilePictureUrl": bad},
        outputs={"images": [{"url": bad, "format": bad}], "svg": bad, "video": [bad]},
        error=bad,
    )
    found = Generation.from_json(data)
    clean = "Vega\ufffd"
    assert found.prompt == f"{clean}\ntwo"
    assert found.artist_name == f"{clean} two"
    assert found.outputs.images == (Output(clean, clean),)
    assert {found.id, found.raw_status, found.created_at, found.artist_id, found.reason} == {clean}
    model = Model.from_json(
        {"id": "m", "description": bad, "tags": [bad], "defaultParams": {bad: [{bad: bad}, 2.5]}}
    )
    assert (model.description, model.tags) == (clean, (clean,))
    assert model.default_params == {clean: [{clean: clean}, 2.5]}
