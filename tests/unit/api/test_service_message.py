# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service says of an error is told, however it says it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from antekirt_addon.api.resource import Generation
from antekirt_addon.api.service_message import messages, messages_of_body

SAID = "Insufficient credits"


@pytest.mark.parametrize(
    "answer",
    [
        {"messages": [{"type": "ERROR", "message": SAID}]},
        {"messages": [SAID]},
        {"messages": SAID},
        {"messages": {"message": SAID}},
        {"messages": [], "message": SAID},
        {"message": SAID},
        {"message": [SAID]},
        {"statusCode": 402, "error": "Payment Required", "message": SAID},
        {"error": SAID},
        {"error": {"message": SAID, "code": 402}},
        {"error": {"details": [{"msg": SAID}]}},
        {"errors": [SAID]},
        {"errors": [{"message": SAID}]},
        {"detail": [{"loc": ["body", "prompt"], "msg": SAID}]},
        {"type": "about:blank", "title": SAID, "status": 402},
        {"data": {"message": SAID}},
        {"data": None, "success": False, "error": f"  {SAID}\n"},
        SAID,
        [SAID, SAID],
    ],
)
def test_the_words_are_found(answer: Any) -> None:
    assert messages(answer) == (SAID,)
    assert messages_of_body(json.dumps(answer).encode()) == (SAID,)


def test_several_messages_stay_several() -> None:
    assert messages({"messages": [{"message": "One"}, "Two", {"type": "ERROR"}, 3]}) == ("One", "Two")
    assert messages({"errors": {"prompt": ["is too long"], "fps": "is odd"}}) == (
        "prompt: is too long",
        "fps: is odd",
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"Insufficient credits\n", SAID),
        (b"\xef\xbb\xbf  Insufficient\r\n credits", SAID),
        (b"<html><head><title>502 Bad&nbsp;Gateway</title></head><body>nginx", "502 Bad\xa0Gateway"),
        (b"<!doctype html><h1>Oh no</h1>", ""),
        (b"<?xml version='1.0'?><Error><Message>x</Message></Error>", ""),
        (b'{"messages": [{"mess', ""),
        (b"\x00\x01\x02\xff\xfe\xfd", ""),
        (b"\xff\xfe" * 50, ""),
        (b"", ""),
        (b"[" * 100_000, ""),
        (b"word " * 1000, ("word " * 40)[:199] + "…"),
    ],
)
def test_what_is_no_json_says_something_too(body: bytes, said: str) -> None:
    assert messages_of_body(body) == ((said,) if said else ())


@pytest.mark.parametrize(
    "answer", [None, 3, True, {}, [], {"messages": None}, {"error": True}, [[[[[["x"]]]]]]]
)
def test_what_says_nothing_has_no_words(answer: Any) -> None:
    assert messages(answer) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"error": "The prompt was refused"},
        {"error": {"message": "The prompt was refused"}},
        {"errorMessage": "The prompt was refused"},
        {"failureReason": "The prompt\nwas refused\x1b[0m"},
        {"messages": [{"type": "ERROR", "message": "The prompt was refused"}]},
    ],
)
def test_a_failed_generation_tells_its_reason(fields: dict[str, Any]) -> None:
    failed = {"id": "g", "status": "failed", "title": "A fox", **fields}
    assert Generation.from_json(failed).reason == "The prompt was refused"
    assert Generation.from_json(failed | {"status": "moderated"}).reason == "The prompt was refused"
    assert Generation.from_json(failed | {"status": "completed"}).reason == ""


def test_a_failed_generation_without_a_reason_has_none() -> None:
    assert Generation.from_json({"id": "g", "status": "failed", "title": "A fox", "error": None}).reason == ""
