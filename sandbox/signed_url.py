# SPDX-License-Identifier: GPL-3.0-or-later
"""Signed addresses on the CDN, which may expire.

A path never changes; what follows the question mark does.
"""

import hashlib
import hmac
import math
from collections.abc import Mapping


def signed(base_url: str, path: str, secret: bytes, until: float | None) -> str:
    expires = "never" if until is None else str(math.ceil(until * 1000))
    return f"{base_url}{path}?expires={expires}&signature={signature(path, expires, secret)}"


def is_valid(path: str, query: Mapping[str, str], secret: bytes, now: float) -> bool:
    """Whether the address was given out by us and has not expired."""
    expires = query.get("expires", "")
    if not hmac.compare_digest(signature(path, expires, secret), query.get("signature", "")):
        return False
    return expires == "never" or now * 1000 < int(expires)


def signature(path: str, expires: str, secret: bytes) -> str:
    return hmac.new(secret, f"{path} {expires}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[
        :32
    ]
