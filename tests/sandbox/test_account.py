# SPDX-License-Identifier: GPL-3.0-or-later
"""The account endpoints and the key."""

import re

import pytest

from sandbox.client import Sandbox, fetch


def test_account_has_the_documented_fields(sandbox: Sandbox) -> None:
    account = sandbox.call("GET", "/account/me").json["data"]
    assert set(account) == {"id", "email", "username", "credits", "subscriptionPlan", "subscriptionStatus"}
    assert account["credits"] == 500


def test_each_key_opens_its_own_account(sandbox: Sandbox) -> None:
    keys = (sandbox.api_key, sandbox.poor_api_key, sandbox.other_api_key)
    accounts = [sandbox.call("GET", "/account/me", key=key).json["data"] for key in keys]
    assert [account["credits"] for account in accounts] == [500, 2, 500]
    assert len({account["id"] for account in accounts}) == 3


def test_keys_are_listed_masked(sandbox: Sandbox) -> None:
    reply = sandbox.call("GET", "/account/api-keys")
    (key,) = reply.json["data"]
    assert set(key) == {"id", "name", "keyMasked", "createdAt", "lastUsedAt", "isActive"}
    assert key["keyMasked"] == f"{sandbox.api_key[:7]}...{sandbox.api_key[-4:]}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", key["lastUsedAt"])
    assert sandbox.api_key.encode() not in reply.body


@pytest.mark.parametrize("key", ["", "ak_wrong", "ключ"])
def test_a_missing_or_wrong_key_is_refused(sandbox: Sandbox, key: str) -> None:
    headers = {"x-api-key": key.encode().decode("latin-1")} if key else {}
    reply = fetch("GET", f"{sandbox.base_url}/api/v1/account/me", headers=headers)
    assert reply.status == 401
    assert reply.json == {"messages": [{"type": "ERROR", "message": "Invalid API key"}]}


def test_the_account_alone_may_fail(sandbox: Sandbox) -> None:
    sandbox.fault({"kind": "answer", "status": 500}, path="*/account/me", times=None)
    assert [sandbox.call("GET", "/account/me").status for _ in range(2)] == [500, 500]
    assert sandbox.call("GET", "/artists").status == 200


def test_the_key_is_checked_before_the_request(sandbox: Sandbox) -> None:
    assert sandbox.call("GET", "/artists/nonsense", key="ak_wrong").status == 401
    assert sandbox.call("POST", "/generations/image", b"{", key="ak_wrong").status == 401


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/v1/nothing"), ("GET", "/"), ("PUT", "/api/v1/artists")]
)
def test_an_unknown_path_or_method_is_not_found(sandbox: Sandbox, method: str, path: str) -> None:
    reply = fetch(method, sandbox.base_url + path, headers={"x-api-key": sandbox.api_key})
    assert (reply.status, reply.message) == (404, "Not found")
