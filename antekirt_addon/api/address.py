# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a request may go: which URLs are usable, which mean the same, and which lie on this machine."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from urllib.parse import SplitResult, urlsplit

from ..clean_text import one_line
from ..message import Message
from .error import InvalidRequest

DEFAULT_PORTS = {"http": 80, "https": 443}
API_PATH = "/api/v1"  # below the service's address
_HOST = re.compile(r"[^\s\x00-\x20/\\?#@\[\]<>\"'`{}|^%]+")
_KEY = re.compile(r"ak_[0-9A-Za-z]{8,}", re.IGNORECASE)
_SHORTEST_KEY = 20  # characters of something without a dot, colon or slash that can be no host


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself. Names other than localhost are not resolved."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parse(url: str) -> SplitResult:
    """Split an http(s) URL with a host and no credentials in it; anything else raises InvalidRequest."""
    parts = _split(url)
    if parts is None:
        raise InvalidRequest(
            Message("“{url}” is not a web address that can be used here.", url=without_query(url))
        )
    return parts


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in DEFAULT_PORTS and bool(_HOST.fullmatch(parts.hostname or ""))
        _ = parts.port  # raises on a port that is none
    except ValueError:
        return None
    return parts if usable and parts.username is None else None


def check_base_url(url: str) -> str:
    """The service's address, in the one form in which it is kept and compared.

    Refused: what is none; what holds a secret, which is not repeated; and plain http, which would show the
    key on the wire.
    """
    url = url.strip()
    if problem := secret_in(url):
        raise InvalidRequest(problem)
    parts = parse(url)
    if parts.scheme == "http" and not is_loopback(_host(parts)):
        raise InvalidRequest(
            Message(
                "The server address {url} is not encrypted, so your API key is not sent there. Use https.",
                url=without_query(url),
            )
        )
    if parts.query or parts.fragment:
        raise InvalidRequest(
            Message("The server address {url} must end with its host or path.", url=without_query(url))
        )
    return canonical(url)


@cache
def canonical(url: str) -> str:
    """A usable address of the service as any other that means the same is written; others as they are."""
    parts = _split(url.strip())
    if parts is None:
        return url
    return f"{_origin(parts)}{parts.path.rstrip('/').removesuffix(API_PATH).rstrip('/')}"


def _origin(parts: SplitResult) -> str:
    host = _host(parts)
    port = "" if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return host


def secret_in(url: str) -> str:
    """What is wrong with an address that has a secret in it, or ""."""
    if may_be_key(url):
        return Message("This is an API key, not a server address. Paste it into the field for the key.")
    if "@" in url:
        return Message(
            "A server address with a name or password in it is not used. Leave out what stands before the @."
        )
    return ""


def may_be_key(text: str) -> bool:
    """Whether an API key was put where an address is due."""
    text = text.strip()
    bare = len(text) >= _SHORTEST_KEY and not any(sign in text for sign in ".:/ ")
    return bare or text.lower().startswith("ak_") or bool(_KEY.search(text))


def without_secrets(url: str) -> str:
    """What was entered as an address, as it may be kept: a key or a password in it is gone, and what is left
    is refused for the same reason.
    """
    text = "ak_…" if may_be_key(url) else one_line(url)
    return f"…@{re.split('[?#]', text.rpartition('@')[2])[0]}" if "@" in text else text


def unsigned(url: str) -> str:
    """An output's address without its query, where signatures and expiry dates change between answers."""
    return url.partition("?")[0]


def without_query(url: str) -> str:
    """An address as it may be told: without what may be secret, and without the path of a request."""
    text = re.split("[?#]", _KEY.sub("ak_…", one_line(url)), maxsplit=1)[0]
    text = re.sub(r"^([a-z][a-z0-9+.-]*://)[^/]*@", r"\1", text, flags=re.IGNORECASE)
    parts = _split(text)
    if parts is None:
        return without_secrets(text)[:100]
    return f"{_origin(parts)}{parts.path.partition(f'{API_PATH}/')[0].rstrip('/')}"[:100]
