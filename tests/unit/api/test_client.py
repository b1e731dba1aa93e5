# SPDX-License-Identifier: GPL-3.0-or-later
"""Every documented endpoint and error, against the sandbox."""

from __future__ import annotations

import itertools
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api import error
from antekirt_addon.api.client import Client, every_page
from antekirt_addon.api.generation_status import Status
from antekirt_addon.api.request import ImageRequest, SvgRequest, VideoRequest, nearest_aspect_ratio
from antekirt_addon.api.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox


def test_account(client: Client, sandbox: Sandbox) -> None:
    told = sandbox.call("GET", "/account/me").json["data"]
    account = client.account()
    assert (account.id, account.email, account.username) == (told["id"], told["email"], told["username"])
    assert account.credits == 500
    assert account.subscription_plan is None


def test_api_keys_are_masked(client: Client, sandbox: Sandbox) -> None:
    (key,) = client.api_keys()
    assert key.key_masked == f"{sandbox.api_key[:7]}...{sandbox.api_key[-4:]}"
    assert key.is_active


def test_artists_of_all_pages(client: Client) -> None:
    first = client.artists(limit=20)
    everyone = list(every_page(lambda page: client.artists(page=page, limit=20)))
    assert len(first.items) == 20
    assert len({artist.id for artist in everyone}) == len(everyone) == first.total_count


def test_artists_sorted_and_searched(client: Client) -> None:
    names = [artist.name for artist in client.artists(limit=100, order="name", direction="ASC").items]
    assert names != [artist.name for artist in client.artists(limit=100).items]
    wanted = names[3]
    assert wanted in [artist.name for artist in client.artists(search=wanted).items]
    assert client.artists(search="no such artist").items == ()


def test_artist_in_detail(client: Client) -> None:
    listed = client.artists(limit=1).items[0]
    artist = client.artist(listed.id)
    assert (artist.id, artist.name, artist.trigger_word) == (listed.id, listed.name, listed.trigger_word)
    assert artist.earnings is not None
    assert listed.earnings is None
    assert artist.models[0].description
    assert artist.example_image_urls[0].startswith("http")


def test_models(client: Client) -> None:
    model = client.models(limit=1).items[0]
    assert client.model(model.id).name == model.name
    assert {found.artist_id for found in client.models(artist_id=model.artist_id).items} == {model.artist_id}
    kinds = {found.service_type for found in client.models(service_type=model.service_type).items}
    assert kinds == {model.service_type}


def test_generations(client: Client) -> None:
    newest = client.generations(limit=3).items
    oldest = client.generations(limit=3, direction="ASC").items
    assert [g.created_at for g in newest] == sorted((g.created_at for g in newest), reverse=True)
    assert oldest[0].created_at < newest[-1].created_at
    of_one = client.generations(artist_id=newest[0].artist_id).items
    assert {g.artist_id for g in of_one} == {newest[0].artist_id}


def test_the_three_paid_requests(client: Client, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=0, svg_delay=0, video_delay=0)
    artist = client.artists(limit=1).items[0]
    image = client.submit(ImageRequest(artist.id, "a fox, 狐\nin two lines"))
    assert (image.credits_used, image.credits_remaining) == (3, 497)
    wait_for(client, image.generation_id, "images")
    assert client.submit(SvgRequest(image.generation_id)).generation_id == image.generation_id
    wait_for(client, image.generation_id, "svg")
    assert client.submit(VideoRequest(image.generation_id, "slowly", duration=2, fps=12)).credits_used == 25
    outputs = wait_for(client, image.generation_id, "video")
    assert outputs.images[0].format == "webp"
    assert outputs.video.url.startswith(sandbox.cdn_url)
    assert client.generation(image.generation_id).prompt == "a fox, 狐\nin two lines"
    assert [charge["credits"] for charge in sandbox.ledger()] == [3, 5, 25]


def test_a_generation_may_have_a_number(client: Client, sandbox: Sandbox) -> None:
    artist = client.artists(limit=1).items[0]
    sandbox.fault({"kind": "merge", "patch": {"generationId": 12345}}, method="POST")
    submission = client.submit(ImageRequest(artist.id, "x"))
    assert submission.generation_id == "12345"
    with pytest.raises(error.ServiceError):  # it is asked for; only the sandbox has none
        client.generation(submission.generation_id)


def wait_for(client: Client, generation_id: str, output: str) -> Any:
    for _ in range(600):
        generation = client.generation(generation_id)
        if generation.status is Status.COMPLETED and getattr(generation.outputs, output):
            return generation.outputs
    raise AssertionError(f"no {output}")


def test_errors_carry_the_services_words(client: Client, sandbox: Sandbox) -> None:
    unknown, someone = str(uuid.uuid4()), client.artists(limit=1).items[0].id
    wrong = Client(Transport(sandbox.base_url, "ak_wrong", "tests", lambda _host: False))
    poor = Client(Transport(sandbox.base_url, sandbox.poor_api_key, "tests", lambda _host: False))
    cases = [
        (wrong.account, error.Unauthorized, 401, "Invalid API key"),
        (
            lambda: poor.submit(ImageRequest(someone, "x")),
            error.InsufficientCredits,
            402,
            "Insufficient credits",
        ),
        (lambda: client.submit(ImageRequest(sandbox.private_artist_id, "x")), error.Forbidden, 403, ""),
        (lambda: client.artist(unknown), error.NotFound, 404, "Artist not found"),
        (lambda: client.artist(sandbox.deleted_artist_id), error.NotFound, 404, "Artist not found"),
        (lambda: client.generation(unknown), error.NotFound, 404, ""),
    ]
    for call, kind, status, message in cases:
        with pytest.raises(kind) as caught:
            call()
        assert caught.value.status == status
        assert message in caught.value.messages[0]
        assert caught.value.charged is False
    assert sandbox.ledger() == []


ONE = "825a12f9-c650-488e-beb7-39d0c201f9e7"


@pytest.mark.parametrize(
    "make",
    [
        lambda: ImageRequest("", "x"),
        lambda: ImageRequest("825a12f9", "x"),
        lambda: ImageRequest(ONE, ""),
        lambda: ImageRequest(ONE, " \n"),
        lambda: ImageRequest(ONE, "x" * 2001),
        lambda: SvgRequest(ONE, -1),
        lambda: SvgRequest(ONE, True),
        lambda: VideoRequest(ONE, "x", duration=1),
        lambda: VideoRequest(ONE, "x", duration=11),
        lambda: VideoRequest(ONE, "x", fps=11),
        lambda: VideoRequest(ONE, "x", fps=61),
        lambda: VideoRequest(ONE, "x", resolution="1080p"),
        lambda: VideoRequest(ONE, "x", aspect_ratio="4:3"),
        lambda: VideoRequest(ONE, "x" * 2001),
    ],
)
def test_what_the_documentation_forbids_is_not_sent(make: Callable[[], object]) -> None:
    with pytest.raises(error.InvalidRequest):
        make()


@pytest.mark.parametrize(
    ("sides", "ratio"),
    [
        ((1024, 1024), "1:1"),
        ((1024, 900), "1:1"),
        ((1920, 1080), "16:9"),
        ((1024, 768), "1:1"),  # 4:3 is as near to one as to the other, but for a hair
        ((1200, 800), "16:9"),
        ((1080, 1920), "9:16"),
        ((10, 4000), "9:16"),
    ],
)
def test_the_nearest_ratio_takes_the_least_away(sides: tuple[int, int], ratio: str) -> None:
    assert nearest_aspect_ratio(*sides) == ratio


def test_limits_are_included() -> None:
    ImageRequest(ONE, "x" * 2000)
    for duration, fps in itertools.product((2, 10), (12, 60)):
        VideoRequest(ONE, "狐" * 2000, duration=duration, fps=fps, resolution="720p", aspect_ratio="1:1")
