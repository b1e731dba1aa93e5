# SPDX-License-Identifier: GPL-3.0-or-later
"""The server's address: one form for all that mean the same, and no secret in any."""

from __future__ import annotations

import pytest

from antekirt_addon.api.address import canonical, check_base_url, parse, without_query, without_secrets
from antekirt_addon.api.error import InvalidRequest

KEY = "ak_2e1a9c97c684f8d6ccaeac7654a9035d853bbf18"


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("https://api.antekirt.com", "https://api.antekirt.com"),
        (" HTTPS://API.Antekirt.COM// ", "https://api.antekirt.com"),
        ("https://api.antekirt.com:443/", "https://api.antekirt.com"),
        ("https://api.antekirt.com:0443", "https://api.antekirt.com"),
        ("https://api.antekirt.com:", "https://api.antekirt.com"),
        ("https://api.antekirt.com.", "https://api.antekirt.com"),
        ("https://api.antekirt.com/api/v1", "https://api.antekirt.com"),
        ("https://api.antekirt.com/api/v1/", "https://api.antekirt.com"),
        ("https://studio.test:8443/Antekirt/api/v1", "https://studio.test:8443/Antekirt"),
        ("https://studio.test/api/v2", "https://studio.test/api/v2"),
        ("https://studio.test:80", "https://studio.test:80"),
        ("HTTP://LocalHost:80/", "http://localhost"),
        ("http://localhost.:8000", "http://localhost:8000"),
        ("http://[0:0:0:0:0:0:0:1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses_that_mean_the_same_are_one(entered: str, kept: str) -> None:
    assert check_base_url(entered) == canonical(entered) == check_base_url(kept) == kept


@pytest.mark.parametrize(
    "url",
    ["https://a b.com", "https://good.com\\.evil.com", "https://%61pi.com", "https://a^b.com", "api.com"],
)
def test_what_is_no_address_stays_as_it_is(url: str) -> None:
    with pytest.raises(InvalidRequest):
        check_base_url(url)
    assert canonical(url) == url


@pytest.mark.parametrize(
    ("entered", "why"),
    [
        (KEY, "API key"),
        (f" {KEY.upper()}\n", "API key"),
        ("ak_1", "API key"),
        ("2e1a9c97c684f8d6ccaeac76", "API key"),
        (f"https://{KEY}", "API key"),
        (f"https://antekirt.test/{KEY}", "API key"),
        (f"https://antekirt.test?key={KEY}", "API key"),
        ("https://me:hidden@antekirt.test", "@"),
        ("https://hidden@antekirt.test", "@"),
        ("me:hidden@antekirt.test", "@"),
        ("https:/me:hidden@antekirt.test", "@"),
        ("https://me:hid/den@antekirt.test", "@"),
        ("https://me:hidden@antekirt.test:99999?x=hidden", "@"),
    ],
)
def test_a_secret_is_refused_and_not_repeated(entered: str, why: str) -> None:
    kept = without_secrets(entered)
    told = [kept, without_query(entered)]
    for url in (entered, kept):
        with pytest.raises(InvalidRequest, match=why) as caught:
            check_base_url(url)
        told.append(str(caught.value))
    for url in (entered, kept):
        try:
            parse(url)
        except InvalidRequest as error:
            told.append(str(error))
    secrets = (entered.strip(), KEY, KEY.upper(), "hidden", "hid/", "den@")
    assert [(text, secret) for text in told for secret in secrets if secret in text and len(secret) > 3] == []


def test_what_is_told_of_an_address_has_no_query_and_no_request() -> None:
    assert without_query("https://cdn.test/a/b.webp?signature=s#x") == "https://cdn.test/a/b.webp"
    assert without_query("https://other.test/api/v1/generations/1?x=1") == "https://other.test"
    assert without_query("https://other.test/@me/") == "https://other.test/@me"
    assert without_query("ftp://other.test/?x") == "ftp://other.test/"
    assert without_query("ht\x1b[1mtp://\u202ex") == "http://x"
    assert len(without_query("https://x/" + "y" * 999)) == 100
