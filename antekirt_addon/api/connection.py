# SPDX-License-Identifier: GPL-3.0-or-later
"""One HTTP exchange at a time in each thread, over `requests`, with limits and a way to break it off.

Used by transport.py with the API key and by jobs/download.py without it. Redirects are never followed
here, cookies and .netrc are never used; proxies and CA bundles from the environment are, but a proxy
never for this machine: plain http is allowed to it, and the proxy would read the key.
`requests` is imported when the first connection is made: importing it takes 0.1 s of start-up.
"""

from __future__ import annotations

import re
import threading
import weakref
import zlib
from contextlib import contextmanager
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from ..clean_text import one_line
from ..message import Message
from .address import is_loopback, parse
from .error import Aborted, AnswerLost, ApiError, BadAnswer, InvalidRequest, Offline
from .exchange import Exchange, adapter
from .network_problem import of_proxy, why_not_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import requests

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 30.0  # seconds of silence
HEAD_SECONDS = 40.0  # for all that comes before the body: connecting, sending, the answer's head
STUCK_SECONDS = 5.0  # after its limit an exchange hangs where no limit holds, in the look-up of a name
CHUNK = 65536  # bytes
_LENGTH = re.compile("[0-9]{1,18}")


class Connections:
    """Opens exchanges from any thread; `abort` breaks off all of them, now and from then on.

    allow: asked before every request, with the host: False keeps it from leaving (online access).
    """

    def __init__(self, user_agent: str, allow: Callable[[str], bool]) -> None:
        self._user_agent = user_agent
        self._allow = allow
        self._local = threading.local()  # requests.Session is not documented as safe between threads
        self._exchanges: dict[threading.Thread, Exchange] = {}
        self._given_up: weakref.WeakSet[threading.Thread] = weakref.WeakSet()
        self._aborted = threading.Event()

    def abort(self) -> None:
        self._aborted.set()
        for exchange in list(self._exchanges.values()):
            exchange.break_off()

    def give_up(self, thread: threading.Thread) -> None:
        """Break off what a thread is at, and whatever else it begins."""
        self._given_up.add(thread)
        if exchange := self._exchanges.get(thread):
            exchange.break_off()

    def hold_back(self, thread: threading.Thread) -> bool:
        """Give a thread up, if nothing of the request it is at has left and so nothing ever will."""
        exchange = self._exchanges.get(thread)
        if exchange is None or not exchange.hold_back():
            return False
        self._given_up.add(thread)
        return True

    def check(self, url: str) -> str:
        """The host of a URL, if it may be asked. Raises Offline."""
        host = parse(url).hostname or ""
        if not is_loopback(host) and not self._allow(host):
            raise Offline("Blender's online access is off")
        return host

    def is_stuck(self, thread: threading.Thread) -> bool:
        """Whether a thread is at an exchange that should have ended, but has not."""
        exchange = self._exchanges.get(thread)
        return exchange is not None and exchange.seconds_left < -STUCK_SECONDS

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than until `abort`."""
        if self._aborted.wait(seconds):
            raise Aborted("Broken off")

    @contextmanager
    def open(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        json: object = None,
        params: Mapping[str, str | int] | None = None,
    ) -> Iterator[requests.Response]:
        """Send a request; the answer's body is still to be read, with `read`.

        A POST always gets a connection of its own: a kept-alive one that the server has just closed
        would leave us not knowing whether the request was taken.
        """
        host = self.check(url)
        session = self._session() if method == "GET" else self._new_session()
        self._begin()
        try:
            with self._errors(url):
                response = session.request(
                    method,
                    url,
                    headers={"User-Agent": self._user_agent, "Accept-Encoding": "identity", **headers},
                    json=json,
                    params=params,
                    timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
                    allow_redirects=False,
                    stream=True,
                    proxies={"no_proxy": host} if is_loopback(host) else None,
                )
            with response:
                yield response
        finally:
            del self._exchanges[threading.current_thread()]
            if method != "GET":
                session.close()

    def _begin(self) -> None:
        thread, exchange = threading.current_thread(), Exchange(HEAD_SECONDS)
        self._exchanges[thread] = exchange  # first, so that nobody who looks from now on overlooks it
        if self._aborted.is_set() or thread in self._given_up:
            exchange.break_off()

    def _current(self) -> Exchange:
        return self._exchanges[threading.current_thread()]

    def read(self, response: requests.Response, *, limit: int, seconds: float) -> Iterator[bytes]:
        """The body in pieces of at most CHUNK bytes: `limit` bytes and `seconds` in all, or AnswerLost.

        Reads what one system call gives, so that a body that drips in is cut off in time, and unpacks
        gzip piece by piece, so that a small body cannot become a huge one in memory.
        """
        host = parse(response.url).hostname or ""
        exchange = self._current()
        exchange.limit(seconds)
        expected = expected_size(response)
        unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        received = size = 0
        while piece := self._read_some(response):
            received += len(piece)
            while piece:
                data, piece = unpack(piece)
                size += len(data)
                if size > limit:
                    raise AnswerLost(
                        Message(
                            "{host} sent more than the {limit:,} bytes that such an answer may have",
                            host=host,
                            limit=limit,
                        )
                    )
                if data:
                    yield data
            if exchange.is_over:
                raise _too_slow(host, exchange)
        response.raw.release_conn()  # read to its end: the connection can serve the next request
        if expected is not None and received != expected:
            raise AnswerLost(
                Message(
                    "{host} sent {received:,} of {expected:,} bytes",
                    host=host,
                    received=received,
                    expected=expected,
                )
            )

    def _read_some(self, response: requests.Response) -> bytes:
        raw: Any = response.raw
        with self._errors(response.url):
            # urllib3 has had read1 since 2.1; Blender 4.2 ships 1.26, whose http.client response has it.
            if hasattr(raw, "read1"):
                return bytes(raw.read1(CHUNK, decode_content=False))
            return bytes(raw._fp.read1(CHUNK))  # noqa: SLF001 - see above

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = self._new_session()
        session: requests.Session = self._local.session
        return session

    def _new_session(self) -> requests.Session:
        from http.cookiejar import DefaultCookiePolicy

        import requests

        session = requests.Session()
        session.auth = lambda request: request  # otherwise requests looks for a password in ~/.netrc
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # Otherwise requests reads all of a redirect, without limit, although it is told not to go there.
        session.get_redirect_target = _nowhere  # type: ignore[method-assign]
        for scheme in ("https://", "http://"):
            session.mount(scheme, adapter(self._current))
        return session

    @contextmanager
    def _errors(self, url: str) -> Iterator[None]:
        """Turn what the libraries raise into our tree. `from None`: their texts may hold signed URLs."""
        import requests
        import urllib3

        exchange = self._current()
        exchange.check()
        try:
            yield
        except ApiError:
            raise
        except (
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidSchema,
            requests.exceptions.MissingSchema,
            requests.exceptions.InvalidHeader,
            UnicodeError,
        ) as error:
            host = parse(url).hostname or ""
            if exchange.has_left:  # it is the answer that is not in this form
                raise BadAnswer(Message("{host} sent an answer that cannot be read", host=host)) from None
            if problem := of_proxy(error, url):
                raise problem from None
            raise InvalidRequest(
                Message("A request to {host} cannot be made in this form.", host=host)
            ) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError) as error:
            if exchange.is_broken_off:
                raise Aborted("Broken off") from None
            raise _broken(error, url, exchange) from None


def _nowhere(resp: requests.Response) -> str | None:  # noqa: ARG001 - as upstream
    return None


def expected_size(response: requests.Response) -> int | None:
    """The bytes that an answer says it has, packed or not; None when it does not say."""
    length = response.headers.get("Content-Length")
    if length is None:
        return None
    if not _LENGTH.fullmatch(length):
        host = parse(response.url).hostname or ""
        raise BadAnswer(Message("{host} sent an answer that cannot be read", host=host))
    return int(length)


def _broken(error: Exception, url: str, exchange: Exchange) -> ApiError:
    """What became of a request. One that did not leave has cost nothing, whatever went wrong."""
    if exchange.has_left:
        host = parse(url).hostname or ""
        if exchange.is_over:
            return _too_slow(host, exchange)
        return AnswerLost(Message("The connection to {host} broke before the answer was complete", host=host))
    return why_not_sent(error, url)


def _too_slow(host: str, exchange: Exchange) -> AnswerLost:
    return AnswerLost(
        Message(
            "{host} took longer than {seconds:.0f} s to send its answer", host=host, seconds=exchange.seconds
        )
    )


def _unpacker(encoding: str) -> Callable[[bytes], tuple[bytes, bytes]]:
    """A function that takes packed bytes and gives at most CHUNK unpacked ones and the packed rest."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return lambda piece: (piece, b"")
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise AnswerLost(
            Message(
                "The answer is packed as “{encoding}”, which was not asked for",
                encoding=one_line(encoding, 20),
            )
        )
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: gzip or zlib header, told apart by zlib

    def unpack(piece: bytes) -> tuple[bytes, bytes]:
        try:
            return unpacker.decompress(piece, CHUNK), unpacker.unconsumed_tail
        except zlib.error:
            raise AnswerLost("The answer is damaged: it could not be unpacked") from None

    return unpack
