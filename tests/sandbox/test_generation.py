# SPDX-License-Identifier: GPL-3.0-or-later
"""Paid requests: what they answer, cost and refuse, and the life that follows."""

from typing import Any

import pytest

from sandbox.client import Sandbox

NOBODY = "00000000-0000-4000-8000-000000000000"


def later(sandbox: Sandbox, generation_id: str, status: str) -> dict[str, object]:
    """The generation ten minutes later, which has the status."""
    sandbox.skip(600)
    generation: dict[str, object] = sandbox.call("GET", f"/generations/{generation_id}").json["data"]
    assert generation["status"] == status
    return generation


def test_an_image_is_accepted_and_charged(sandbox: Sandbox, artist_id: str) -> None:
    body = {"artistId": artist_id, "prompt": "a fox 🦊\nin the snow"}
    reply = sandbox.call("POST", "/generations/image", body)
    assert reply.status == 202
    assert reply.json == {
        "generationId": reply.json["generationId"],
        "status": "processing",
        "creditsUsed": 3,
        "creditsRemaining": 497,
    }
    (entry,) = sandbox.ledger()
    assert (entry["account"], entry["operation"], entry["credits"]) == ("main", "image", 3)
    assert (entry["generationId"], entry["body"]) == (reply.json["generationId"], body)


def test_a_generation_has_the_documented_fields(sandbox: Sandbox, generation_id: str, artist_id: str) -> None:
    generation = sandbox.call("GET", f"/generations/{generation_id}").json["data"]
    assert set(generation) == {"id", "status", "prompt", "createdAt", "artist", "outputs"}
    assert set(generation["artist"]) == {"id", "name", "profilePictureUrl"}
    assert generation["artist"]["id"] == artist_id
    (image,) = generation["outputs"].pop("images")
    assert generation["outputs"] == {"svg": None, "video": None}
    assert image == {"url": image["url"], "format": "webp", "width": 1024, "height": 1024}
    assert sandbox.call("GET", "/generations").json["data"][0]["id"] == generation_id


def test_three_steps_cost_33_credits(sandbox: Sandbox, generation_id: str) -> None:
    svg = sandbox.call("POST", "/generations/svg", {"generationId": generation_id}).json
    assert (svg["status"], svg["creditsUsed"], svg["creditsRemaining"]) == ("processing_svg", 5, 492)
    body = {"generationId": generation_id, "prompt": "pan"}
    video = sandbox.call("POST", "/generations/video", body).json
    assert (video["status"], video["creditsUsed"], video["creditsRemaining"]) == ("processing_video", 25, 467)
    assert svg["generationId"] == video["generationId"] == generation_id
    assert sandbox.call("GET", "/account/me").json["data"]["credits"] == 467


def test_statuses_follow_each_other(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(image_delay=600, svg_delay=600, video_delay=600)
    body = {"artistId": artist_id, "prompt": "sea"}
    generation_id = sandbox.call("POST", "/generations/image", body).json["generationId"]
    path = f"/generations/{generation_id}"
    begun = sandbox.call("GET", path).json["data"]
    assert (begun["status"], begun["outputs"]) == ("processing", {"images": [], "svg": None, "video": None})
    early = sandbox.call("POST", "/generations/svg", {"generationId": generation_id})
    assert (early.status, early.message) == (400, "Generation is not yet completed")
    later(sandbox, generation_id, "completed")
    sandbox.call("POST", "/generations/svg", {"generationId": generation_id})
    assert sandbox.call("GET", path).json["data"]["status"] == "processing_svg"
    later(sandbox, generation_id, "completed")
    sandbox.call("POST", "/generations/video", {"generationId": generation_id, "prompt": "pan"})
    assert sandbox.call("GET", path).json["data"]["status"] == "processing_video"
    outputs: Any = later(sandbox, generation_id, "completed")["outputs"]
    assert outputs["svg"]["format"] == "svg"
    assert outputs["video"] == {"url": outputs["video"]["url"], "format": "mp4", "width": 854, "height": 480}


def test_with_a_lag_the_status_still_reads_completed(sandbox: Sandbox, generation_id: str) -> None:
    sandbox.settings(lag=600, svg_delay=600)
    sandbox.call("POST", "/generations/svg", {"generationId": generation_id})
    generation = sandbox.call("GET", f"/generations/{generation_id}").json["data"]
    assert (generation["status"], generation["outputs"]["svg"]) == ("completed", None)
    assert sandbox.call("POST", "/generations/svg", {"generationId": generation_id}).status == 400
    later(sandbox, generation_id, "processing_svg")
    outputs: Any = later(sandbox, generation_id, "completed")["outputs"]
    assert outputs["svg"]


def test_a_second_conversion_begins_with_the_old_output(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(images_per_generation=2)
    body: dict[str, object] = {"artistId": artist_id, "prompt": "hills"}
    generation_id = sandbox.call("POST", "/generations/image", body).json["generationId"]
    path = f"/generations/{generation_id}"
    sandbox.call("POST", "/generations/svg", {"generationId": generation_id})
    first = sandbox.call("GET", path).json["data"]["outputs"]["svg"]["url"]
    sandbox.settings(svg_delay=600)
    sandbox.call("POST", "/generations/svg", {"generationId": generation_id, "imageIndex": 1})
    under_way = sandbox.call("GET", path).json["data"]
    assert (under_way["status"], under_way["outputs"]["svg"]["url"]) == ("processing_svg", first)
    outputs: Any = later(sandbox, generation_id, "completed")["outputs"]
    assert outputs["svg"]["url"] != first


def test_a_failed_image_has_no_outputs(sandbox: Sandbox, artist_id: str) -> None:
    body = {"artistId": artist_id, "prompt": "a sea [fail]"}
    reply = sandbox.call("POST", "/generations/image", body)
    generation = sandbox.call("GET", f"/generations/{reply.json['generationId']}").json["data"]
    assert (generation["status"], generation["outputs"]["images"]) == ("failed", [])
    assert sandbox.call("GET", "/account/me").json["data"]["credits"] == 497


@pytest.mark.parametrize("by", ["setting", "prompt"])
def test_a_failed_conversion_keeps_its_images(sandbox: Sandbox, generation_id: str, by: str) -> None:
    if by == "setting":
        sandbox.settings(fail=["svg"])
        sandbox.call("POST", "/generations/svg", {"generationId": generation_id})
    else:
        body = {"generationId": generation_id, "prompt": "pan [fail video]"}
        sandbox.call("POST", "/generations/video", body)
    generation = sandbox.call("GET", f"/generations/{generation_id}").json["data"]
    assert generation["status"] == "failed"
    assert len(generation["outputs"]["images"]) == 1
    assert generation["outputs"]["svg"] is generation["outputs"]["video"] is None


@pytest.mark.parametrize("failure", [{"error": "too dark"}, {"messages": [{"message": "too dark"}]}])
def test_a_failed_generation_may_tell_why(
    sandbox: Sandbox, artist_id: str, failure: dict[str, object]
) -> None:
    sandbox.settings(failure=failure)
    paths = []
    for prompt in ("a sea [fail]", "a sea"):
        reply = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": prompt})
        paths.append(f"/generations/{reply.json['generationId']}")
    failed, completed = (sandbox.call("GET", path).json["data"] for path in paths)
    assert failed["status"] == "failed"
    assert failed | failure == failed
    assert failure.keys() & completed.keys() == set()


def test_a_generation_may_come_late_into_the_list(sandbox: Sandbox, artist_id: str) -> None:
    sandbox.settings(list_delay=60)
    total = sandbox.call("GET", "/generations").json["pagination"]["totalCount"]
    reply = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": "sea"})
    generation_id = reply.json["generationId"]
    assert sandbox.call("GET", f"/generations/{generation_id}").json["data"]["status"] == "completed"
    for seconds, listed in ((0, 0), (59, 0), (1, 1)):
        sandbox.skip(seconds)
        page = sandbox.call("GET", "/generations").json
        assert page["pagination"]["totalCount"] == total + listed
        assert (page["data"][0]["id"] == generation_id) is bool(listed)


@pytest.mark.parametrize(
    ("form", "given", "shown"),
    [
        ("nfc", "cafe\u0301", "caf\u00e9"),
        ("trigger", "a fox", "{trigger} a fox"),
        ("cut", "x" * 201, "x" * 200),
        ("escaped", "cat & <dog>", "cat &amp; &lt;dog&gt;"),
        ("no_stop", "A fox.", "A fox"),
        ("lower", "A Fox", "a fox"),
        ("blanks", " a\n  fox ", "a fox"),
    ],
)
def test_a_prompt_may_be_shown_in_another_form(
    sandbox: Sandbox, artist_id: str, form: str, given: str, shown: str
) -> None:
    sandbox.settings(prompt_form=[form])
    trigger = sandbox.call("GET", f"/artists/{artist_id}").json["data"]["triggerWord"]
    reply = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": given})
    one = sandbox.call("GET", f"/generations/{reply.json['generationId']}").json["data"]
    listed = sandbox.call("GET", "/generations?limit=1").json["data"][0]
    assert one["prompt"] == listed["prompt"] == shown.format(trigger=trigger)
    assert sandbox.ledger()[0]["body"]["prompt"] == given


@pytest.mark.parametrize("seconds", [5, None])
def test_a_status_may_be_undocumented(sandbox: Sandbox, artist_id: str, seconds: float | None) -> None:
    sandbox.settings(image_delay=10, status_word="queued", status_word_time=seconds)
    reply = sandbox.call("POST", "/generations/image", {"artistId": artist_id, "prompt": "sea"})
    path = f"/generations/{reply.json['generationId']}"
    statuses = []
    for _ in range(3):
        statuses.append(sandbox.call("GET", path).json["data"]["status"])
        sandbox.skip(6)
    assert statuses == (["queued"] * 3 if seconds is None else ["queued", "processing", "completed"])
    assert len(sandbox.call("GET", path).json["data"]["outputs"]["images"]) == 1


def test_no_credits(sandbox: Sandbox, generation_id: str, artist_id: str) -> None:
    body = {"artistId": artist_id, "prompt": "sea"}
    reply = sandbox.call("POST", "/generations/image", body, key=sandbox.poor_api_key)
    assert (reply.status, reply.message) == (402, "Insufficient credits")
    sandbox.settings(credits={"main": 24})
    conversion: dict[str, object] = {"generationId": generation_id, "prompt": "pan"}
    assert sandbox.call("POST", "/generations/video", conversion).status == 402
    assert sandbox.call("POST", "/generations/svg", conversion).status == 202
    assert [entry["operation"] for entry in sandbox.ledger()] == ["image", "svg"]


def test_who_cannot_be_asked(sandbox: Sandbox) -> None:
    for artist_id, status in (
        (sandbox.private_artist_id, 403),
        (sandbox.deleted_artist_id, 404),
        (NOBODY, 404),
    ):
        body = {"artistId": artist_id, "prompt": "sea"}
        assert sandbox.call("POST", "/generations/image", body).status == status
    assert sandbox.ledger() == []


def test_generations_belong_to_their_account(sandbox: Sandbox, generation_id: str) -> None:
    for key in (sandbox.other_api_key, sandbox.poor_api_key):
        reply = sandbox.call("GET", f"/generations/{generation_id}", key=key)
        assert (reply.status, reply.message) == (404, "Generation not found")
        conversion = {"generationId": generation_id, "prompt": "pan"}
        for work in ("svg", "video"):
            assert sandbox.call("POST", f"/generations/{work}", conversion, key=key).status == 404
    mine = {item["id"] for item in sandbox.call("GET", "/generations?limit=100").json["data"]}
    others = sandbox.call("GET", "/generations?limit=100", key=sandbox.other_api_key).json["data"]
    assert len(mine) == 61
    assert others
    assert not mine & {item["id"] for item in others}


def test_the_history_shows_every_state(sandbox: Sandbox) -> None:
    history = sandbox.call("GET", "/generations?limit=100").json["data"]
    assert {item["status"] for item in history} == {"completed", "failed"}
    assert any(item["outputs"]["svg"] for item in history)
    assert any(item["outputs"]["video"] for item in history)
    assert {len(item["outputs"]["images"]) for item in history} == {0, 1, 4}
    assert any(item["status"] == "failed" and item["outputs"]["images"] for item in history)


def test_history_filters(sandbox: Sandbox) -> None:
    history = sandbox.call("GET", "/generations?limit=100&direction=ASC").json["data"]
    dates = [item["createdAt"] for item in history]
    assert dates == sorted(dates)
    artist_id = history[0]["artist"]["id"]
    of_artist = sandbox.call("GET", f"/generations?limit=100&artistId={artist_id}").json["data"]
    assert {item["id"] for item in of_artist} == {i["id"] for i in history if i["artist"]["id"] == artist_id}
    kind = sandbox.call("GET", f"/artists/{artist_id}").json["data"]["defaultServiceType"]
    of_kind = sandbox.call("GET", f"/generations?limit=100&serviceType={kind}").json["data"]
    assert {item["id"] for item in of_artist} <= {item["id"] for item in of_kind}
    assert sandbox.call("GET", "/generations?serviceType=nothing").json["data"] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prompt": ""}, "body.prompt is not allowed to be empty"),
        ({"prompt": "x" * 2001}, "body.prompt length must be less than or equal to 2000 characters long"),
        ({"prompt": 5}, "body.prompt must be a string"),
        ({"prompt": None}, "body.prompt must be a string"),
        ({"generationId": "mine"}, "body.generationId must be a valid GUID"),
        ({"generationId": None}, "body.generationId must be a valid GUID"),
        ({"imageIndex": -1}, "body.imageIndex must be greater than or equal to 0"),
        ({"imageIndex": 1}, "body.imageIndex must be less than or equal to 0"),
        ({"imageIndex": True}, "body.imageIndex must be an integer"),
        ({"imageIndex": None}, "body.imageIndex must be an integer"),
        ({"duration": 1}, "body.duration must be greater than or equal to 2"),
        ({"duration": 11}, "body.duration must be less than or equal to 10"),
        ({"duration": "4"}, "body.duration must be an integer"),
        ({"duration": 4.5}, "body.duration must be an integer"),
        ({"fps": 11}, "body.fps must be greater than or equal to 12"),
        ({"fps": 61}, "body.fps must be less than or equal to 60"),
        ({"fps": [24]}, "body.fps must be an integer"),
        ({"resolution": "1080p"}, "body.resolution must be one of [480p, 720p]"),
        ({"aspectRatio": "4:3"}, "body.aspectRatio must be one of [16:9, 9:16, 1:1]"),
        ({"aspectRatio": {}}, "body.aspectRatio must be one of [16:9, 9:16, 1:1]"),
        ({"cameraFixed": "true"}, "body.cameraFixed must be a boolean"),
        ({"cameraFixed": 1}, "body.cameraFixed must be a boolean"),
    ],
)
def test_bad_fields_of_a_video(
    sandbox: Sandbox, generation_id: str, change: dict[str, object], words: str
) -> None:
    body = {"generationId": generation_id, "prompt": "pan"} | change
    reply = sandbox.call("POST", "/generations/video", body)
    assert (reply.status, reply.message) == (400, words)
    assert [entry["operation"] for entry in sandbox.ledger()] == ["image"]


@pytest.mark.parametrize("missing", ["generationId", "prompt"])
def test_missing_fields_of_a_video(sandbox: Sandbox, generation_id: str, missing: str) -> None:
    body = {"generationId": generation_id, "prompt": "pan"}
    del body[missing]
    reply = sandbox.call("POST", "/generations/video", body)
    assert (reply.status, reply.message) == (400, f"body.{missing} is required")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b'"text"', b'{"prompt": NaN}', b"9" * 5000])
@pytest.mark.parametrize("work", ["image", "svg", "video"])
def test_a_body_that_is_no_json_object(sandbox: Sandbox, work: str, body: bytes) -> None:
    reply = sandbox.call("POST", f"/generations/{work}", body)
    assert reply.status == 400
    assert reply.message.startswith("body must be ")


def test_prompts_count_in_characters(sandbox: Sandbox, artist_id: str) -> None:
    for prompt in ("🎨" * 2000, " ", "\ud800"):
        body = {"artistId": artist_id, "prompt": prompt}
        generation_id = sandbox.call("POST", "/generations/image", body).json["generationId"]
        assert sandbox.call("GET", f"/generations/{generation_id}").json["data"]["prompt"] == prompt
    body = {"artistId": artist_id, "prompt": "🎨" * 2001}
    assert sandbox.call("POST", "/generations/image", body).status == 400
