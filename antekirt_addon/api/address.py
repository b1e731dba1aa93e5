# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a request may go: which URLs are usable, and which lie on this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from ..message import Message
from .error import InvalidRequest


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
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
        _ = parts.port  # raises on a port that is none
    except ValueError:
        usable = False
    if not usable:
        raise InvalidRequest(Message("“{url}” is not a web address that can be used here.", url=url[:100]))
    return parts


def check_base_url(url: str) -> str:
    """The service's address without a trailing slash; plain http would show the key on the wire."""
    parts = parse(url.strip())
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise InvalidRequest(
            Message(
                "The server address {url} is not encrypted, so your API key is not sent there. Use https.",
                url=url,
            )
        )
    if parts.query or parts.fragment:
        raise InvalidRequest(Message("The server address {url} must end with its host or path.", url=url))
    return url.strip().rstrip("/")
