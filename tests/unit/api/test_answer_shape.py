# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that answers in other shapes than it documents is used as well as one that does not."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import error
from antekirt_addon.api.client import Client, every_page
from antekirt_addon.api.request import ImageRequest
from antekirt_addon.api.transport import Transport
from sandbox.answer_shape import ANSWER_SHAPES

if TYPE_CHECKING:
    from sandbox.client import Sandbox

LISTS = [name for name in ANSWER_SHAPES if name.startswith("list_")]
OTHERS = [name for name in ANSWER_SHAPES if not name.startswith(("list_", "error_"))]


@pytest.mark.parametrize("shape", [*LISTS, *OTHERS, "all"])
def test_every_shape_says_the_same(client: Client, sandbox: Sandbox, shape: str) -> None:
    def seen() -> tuple[object, ...]:
        generation = client.generations(limit=1).items[0]
        artists = tuple(every_page(lambda page: client.artists(page=page, limit=7)))
        return (
            client.account(),
            artists,
            client.artist(artists[0].id),
            client.models(limit=3).items,
            generation,
            client.generation(generation.id),
        )

    documented = seen()
    sandbox.settings(answer_shape=OTHERS if shape == "all" else [shape])
    assert seen() == documented


@pytest.mark.parametrize(
    "shape", [[], ["submit_as_id"], ["submit_in_data"], ["submit_as_id", "submit_in_data"]]
)
def test_every_shape_takes_a_request(client: Client, sandbox: Sandbox, shape: list[str]) -> None:
    artist = client.artists(limit=1).items[0]
    sandbox.settings(answer_shape=shape)
    submission = client.submit(ImageRequest(artist.id, "x"))
    (charge,) = sandbox.ledger()
    assert (submission.generation_id, submission.credits_used) == (charge["generationId"], 3)
    assert submission.credits_remaining == 497


@pytest.mark.parametrize("shape", ["error_strings", "error_message", "error_text"])
def test_every_shape_of_an_error_keeps_its_words(sandbox: Sandbox, shape: str) -> None:
    sandbox.settings(answer_shape=[shape])
    poor = Client(Transport(sandbox.base_url, sandbox.poor_api_key, "tests", lambda _host: False))
    artist = poor.artists(limit=1).items[0]
    with pytest.raises(error.InsufficientCredits) as caught:
        poor.submit(ImageRequest(artist.id, "x"))
    assert str(caught.value) == "Insufficient credits"


def test_a_list_that_gives_the_same_page_for_ever_ends(client: Client, sandbox: Sandbox) -> None:
    page = client.artists(limit=5)
    body = json.dumps([{"id": artist.id} for artist in page.items])
    sandbox.fault({"kind": "answer", "status": 200, "body": body}, path="*/artists", times=None)
    found = list(itertools.islice(every_page(lambda page: client.artists(page=page, limit=5)), 50))
    assert [artist.id for artist in found] == [artist.id for artist in page.items]


def test_a_page_of_which_nothing_can_be_read_does_not_end_the_list(client: Client, sandbox: Sandbox) -> None:
    whole = list(every_page(lambda page: client.artists(page=page, limit=5)))
    broken = '{"data": [{}, {"name": "?"}], "pagination": {"totalPages": 99}}'
    sandbox.fault({"kind": "answer", "status": 200, "body": broken}, path="*/artists", skip=1)
    assert list(every_page(lambda page: client.artists(page=page, limit=5))) == whole[:5] + whole[10:]
    sandbox.fault({"kind": "answer", "status": 200, "body": broken}, path="*/artists", times=None)
    assert list(every_page(lambda page: client.artists(page=page, limit=5))) == []
