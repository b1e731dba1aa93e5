# SPDX-License-Identifier: GPL-3.0-or-later
"""Each shape of an answer that the documentation does not give: the same content, put another way."""

from typing import Any

import pytest

from sandbox.client import Reply, Sandbox


def shaped(sandbox: Sandbox, shape: str, method: str, path: str, body: object = None) -> tuple[Any, Any]:
    """What a request answers as documented, and in a shape."""
    sandbox.settings(answer_shape=[])
    documented = sandbox.call(method, path, body).json
    sandbox.settings(answer_shape=[shape])
    return documented, sandbox.call(method, path, body).json


def refusal(sandbox: Sandbox, shape: str) -> Reply:
    sandbox.settings(answer_shape=[shape])
    reply = sandbox.call("GET", "/account/me", key="ak_wrong")
    assert reply.status == 401
    return reply


def test_one_resource_without_its_envelope(sandbox: Sandbox, generation_id: str) -> None:
    documented, met = shaped(sandbox, "single_without_data", "GET", f"/generations/{generation_id}")
    assert met == documented["data"]
    assert "data" in sandbox.call("GET", "/generations").json


@pytest.mark.parametrize("name", ["items", "results"])
def test_a_list_under_another_name(sandbox: Sandbox, name: str) -> None:
    documented, met = shaped(sandbox, f"list_as_{name}", "GET", "/generations?limit=2")
    assert met == {name: documented["data"], "pagination": documented["pagination"]}


def test_a_bare_list(sandbox: Sandbox) -> None:
    documented, met = shaped(sandbox, "list_without_data", "GET", "/artists?limit=2")
    assert met == documented["data"]
    assert "data" in sandbox.call("GET", "/account/me").json


def test_a_generation_under_another_id(sandbox: Sandbox, generation_id: str) -> None:
    documented, met = shaped(sandbox, "generation_id", "GET", "/generations?limit=1")
    (generation,), (odd,) = documented["data"], met["data"]
    assert odd.pop("generationId") == generation.pop("id") == generation_id
    assert odd == generation
    one = sandbox.call("GET", f"/generations/{generation_id}").json["data"]
    assert (one["generationId"], "id" in one, "id" in one["artist"]) == (generation_id, False, True)


def test_a_submit_in_other_shapes(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(answer_shape=["submit_as_id", "submit_in_data"])
    answer = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": "sea"}).json
    assert answer == {
        "data": {
            "id": sandbox.ledger()[0]["generationId"],
            "status": "processing",
            "creditsUsed": 3,
            "creditsRemaining": 497,
        }
    }


@pytest.mark.parametrize(
    ("shape", "name", "other"),
    [("display_name", "name", "displayName"), ("thumbnail_url", "profilePictureUrl", "thumbnailUrl")],
)
def test_other_names_of_fields(sandbox: Sandbox, shape: str, name: str, other: str) -> None:
    documented, met = shaped(sandbox, shape, "GET", "/models?limit=1")
    (model,), (odd,) = documented["data"], met["data"]
    assert odd[other] == model[name]
    assert name not in odd
    assert ("displayName" in odd["artist"]) is (shape == "display_name")


def test_errors_in_other_words(sandbox: Sandbox) -> None:
    assert refusal(sandbox, "error_strings").json == {"messages": ["Invalid API key"]}
    assert refusal(sandbox, "error_message").json == {"message": "Invalid API key"}
    plain = refusal(sandbox, "error_text")
    assert (plain.body, plain.headers["Content-Type"]) == (b"Invalid API key", "text/plain; charset=utf-8")
