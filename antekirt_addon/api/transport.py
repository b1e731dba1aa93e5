# SPDX-License-Identifier: GPL-3.0-or-later
"""The one funnel to the API: address and key in, checked JSON out.

The key travels as the header x-api-key to the base URL and nowhere else: no redirect is followed, and no
message made here holds it, even if the service repeats it.
"""

from __future__ import annotations

import json
import random
import time
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..clean_text import one_line
from ..message import Message
from .address import API_PATH, check_base_url, without_query
from .connection import Connections
from .error import (
    AnswerLost,
    ApiError,
    BadAnswer,
    MissingKey,
    ServerFault,
    TooManyRequests,
    Unreachable,
    for_status,
)
from .service_message import messages_of_body

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import requests

    from .reading import Json

ATTEMPTS = 3  # for a GET; a POST is sent once
FIRST_PAUSE = 0.5  # seconds, doubled from one attempt to the next, plus up to as much again by chance
LONGEST_PAUSE = 5.0  # seconds; who asks for a longer Retry-After is told to the caller instead
RETRY_SECONDS = 20.0  # after which a request that failed is not tried again here: it must end
BODY_LIMIT = 8 * 1024 * 1024  # bytes; a page of 100 generations has about 60 thousand
BODY_SECONDS = 60.0
SHORTEST_KEY = 16  # characters of a key that is looked for in what the service sends


class Transport:
    """Sends requests below `base_url` with `key`.

    allow: whether a host that is not this machine may be asked (online access), called before each request.
    """

    def __init__(self, base_url: str, key: str, user_agent: str, allow: Callable[[str], bool]) -> None:
        self.base_url = check_base_url(base_url)
        self.connections = Connections(user_agent, allow)
        self._key = key.strip()
        self._seconds_ahead = 0.0  # of the service's clock

    def check(self) -> None:
        """Raise MissingKey or Offline if no request would leave."""
        if not self._key:
            raise MissingKey("No API key is set")
        self.connections.check(self.base_url)

    def asks_as(self, other: Transport) -> bool:
        """Whether the same address is asked with the same key."""
        return (self.base_url, self._key) == (other.base_url, other._key)

    def now(self) -> float:
        """Seconds since 1970, by the service's clock as far as it has told what that says."""
        return time.time() + self._seconds_ahead

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Json:
        """The JSON answer to a GET, tried again with growing pauses while trying again may help."""
        end = time.monotonic() + RETRY_SECONDS
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._exchange("GET", path, params=params)
            except (Unreachable, AnswerLost, ServerFault, TooManyRequests) as error:
                pause = FIRST_PAUSE * 2 ** (attempt - 1) * (1 + random.random())  # noqa: S311 - jitter, no secret
                pause = max(pause, getattr(error, "retry_after", None) or 0)
                if attempt == ATTEMPTS or pause > LONGEST_PAUSE or time.monotonic() > end:
                    raise
            self.connections.wait(pause)
        raise AssertionError("not reached")

    def post(self, path: str, body: Mapping[str, object]) -> Json:
        """The JSON answer to a POST, which is sent once: sending it again could cost credits again."""
        return self._exchange("POST", path, body=body)

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> Json:
        if not self._key:
            raise MissingKey("No API key is set")
        url = f"{self.base_url}{API_PATH}/{path}"
        headers = {"x-api-key": self._key, "Accept": "application/json"}
        with self.connections.open(method, url, headers=headers, params=params, json=body) as response:
            self._note_time(response.headers.get("Date", ""))
            if 300 <= response.status_code < 400:
                raise _redirect(response.headers.get("Location", ""), url)
            if response.status_code >= 400:
                raise self._refusal(response)
            return self._json(response)

    def _note_time(self, date: str) -> None:
        with suppress(ValueError, OverflowError, TypeError):  # it says nothing, or nothing that can be read
            self._seconds_ahead = parsedate_to_datetime(date).timestamp() - time.time()

    def _json(self, response: requests.Response) -> Json:
        try:
            return json.loads(self._body(response))
        except (ValueError, RecursionError):
            raise BadAnswer("The service's answer is not JSON") from None

    def _refusal(self, response: requests.Response) -> ApiError:
        """The error that a status of 400 or more stands for, with the service's words if it gave any."""
        try:
            body = self._body(response)
        except AnswerLost:
            body = b""
        messages = tuple(text.replace(self._key, "…") for text in messages_of_body(body))
        phrase = one_line(response.reason or "", 60)
        retry_after = _retry_after(response.headers.get("Retry-After", ""))
        return for_status(response.status_code, messages, retry_after, phrase)

    def _body(self, response: requests.Response) -> bytes:
        """The body, without the key should the service repeat it: no message or name can hold it then."""
        body = b"".join(self.connections.read(response, limit=BODY_LIMIT, seconds=BODY_SECONDS))
        return body.replace(self._key.encode(), "…".encode()) if len(self._key) >= SHORTEST_KEY else body


def _redirect(location: str, url: str) -> BadAnswer:
    """The refusal to follow; it names where it would lead, without what may be secret of that."""
    try:
        target = without_query(urljoin(url, location)) if location else "?"
    except ValueError:
        target = "?"
    return BadAnswer(
        Message(
            "The server address answers with a redirect to {url}. It is not followed: your API key would"
            " go along.",
            url=target,
        )
    )


def _retry_after(value: str) -> float | None:
    """Seconds of a Retry-After header, given as seconds or as a date (RFC 9110, 10.2.3); at most an hour."""
    try:
        seconds = (
            float(value)
            if value.strip().isdigit()
            else parsedate_to_datetime(value).timestamp() - time.time()
        )
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), 3600.0)
