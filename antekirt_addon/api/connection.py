# SPDX-License-Identifier: GPL-3.0-or-later
"""One HTTP exchange at a time, over `requests`, with limits and a way to break it off.

Used by transport.py with the API key and by jobs/download.py without it. Redirects are never followed
here, cookies and .netrc are never used; proxies and CA bundles from the environment are, but a proxy
never for this machine: plain http is allowed to it, and the proxy would read the key.
`requests` is imported when the first connection is made: importing it takes 0.1 s of start-up.
"""

from __future__ import annotations

import socket
import threading
import time
import weakref
import zlib
from contextlib import contextmanager, suppress
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from ..message import Message
from .address import is_loopback, parse
from .error import Aborted, AnswerLost, ApiError, InvalidRequest, Offline, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import requests

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 30.0  # seconds of silence
CHUNK = 65536  # bytes


class Connections:
    """Opens exchanges from any thread; `abort` breaks off all of them, now and from then on.

    allow: asked before every request, with the host: False keeps it from leaving (online access).
    """

    def __init__(self, user_agent: str, allow: Callable[[str], bool]) -> None:
        self._user_agent = user_agent
        self._allow = allow
        self._local = threading.local()  # requests.Session is not documented as safe between threads
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._aborted = threading.Event()

    def abort(self) -> None:
        self._aborted.set()
        for sock in list(self._sockets):
            _shut(sock)

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
        host = parse(url).hostname or ""
        if not is_loopback(host) and not self._allow(host):
            raise Offline("Blender's online access is off")
        session = self._session() if method == "GET" else self._new_session()
        try:
            with self._errors(host):
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
            if method != "GET":
                session.close()

    def read(self, response: requests.Response, *, limit: int, seconds: float) -> Iterator[bytes]:
        """The body in pieces of at most CHUNK bytes: `limit` bytes and `seconds` in all, or AnswerLost.

        Reads what one system call gives, so that a body that drips in is cut off in time, and unpacks
        gzip piece by piece, so that a small body cannot become a huge one in memory.
        """
        host = parse(response.url).hostname or ""
        end = time.monotonic() + seconds
        expected = response.headers.get("Content-Length", "")
        unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        received = size = 0
        while piece := self._read_some(response, host):
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
            if time.monotonic() > end:
                raise AnswerLost(
                    Message(
                        "{host} took longer than {seconds:.0f} s to send its answer",
                        host=host,
                        seconds=seconds,
                    )
                )
        response.raw.release_conn()  # read to its end: the connection can serve the next request
        if expected.isdigit() and received != int(expected):
            raise AnswerLost(
                Message(
                    "{host} sent {received:,} of {expected:,} bytes",
                    host=host,
                    received=received,
                    expected=int(expected),
                )
            )

    def _read_some(self, response: requests.Response, host: str) -> bytes:
        raw: Any = response.raw
        with self._errors(host):
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
        for scheme in ("https://", "http://"):
            session.mount(scheme, _watched_adapter(self._watch))
        return session

    def _watch(self, sock: socket.socket) -> None:
        self._sockets.add(sock)
        if self._aborted.is_set():
            _shut(sock)

    @contextmanager
    def _errors(self, host: str) -> Iterator[None]:
        """Turn what the libraries raise into our tree. `from None`: their texts may hold signed URLs."""
        import requests
        import urllib3

        if self._aborted.is_set():
            raise Aborted("Broken off")
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
        ):
            raise InvalidRequest(
                Message("A request to {host} cannot be made in this form.", host=host)
            ) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError) as error:
            if self._aborted.is_set():
                raise Aborted("Broken off") from None
            raise _broken(error, host) from None


def _broken(error: Exception, host: str) -> ApiError:
    import requests
    import urllib3

    reason = getattr(error.args[0] if error.args else None, "reason", error)
    if "CERTIFICATE_VERIFY_FAILED" in str(reason):
        return Unreachable(Message("The certificate of {host} is not trusted", host=host))
    if isinstance(error, requests.exceptions.ProxyError):
        cause = getattr(reason, "original_error", reason)
        if isinstance(cause, urllib3.exceptions.NewConnectionError) or "Tunnel connection failed" in str(
            cause
        ):
            return Unreachable(Message("The proxy on the way to {host} refused the connection", host=host))
    if isinstance(error, requests.exceptions.ConnectTimeout) or isinstance(
        reason, urllib3.exceptions.NewConnectionError
    ):
        return Unreachable(Message("{host} cannot be reached", host=host))
    return AnswerLost(Message("The connection to {host} broke before the answer was complete", host=host))


def _unpacker(encoding: str) -> Callable[[bytes], tuple[bytes, bytes]]:
    """A function that takes packed bytes and gives at most CHUNK unpacked ones and the packed rest."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return lambda piece: (piece, b"")
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise AnswerLost(
            Message("The answer is packed as “{encoding}”, which was not asked for", encoding=encoding[:20])
        )
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: gzip or zlib header, told apart by zlib

    def unpack(piece: bytes) -> tuple[bytes, bytes]:
        try:
            return unpacker.decompress(piece, CHUNK), unpacker.unconsumed_tail
        except zlib.error:
            raise AnswerLost("The answer is damaged: it could not be unpacked") from None

    return unpack


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        sock.shutdown(socket.SHUT_RDWR)


def _watched_adapter(watch: Callable[[socket.socket], None]) -> requests.adapters.HTTPAdapter:
    """An adapter that shows each socket it opens to `watch`, once it is connected (and encrypted)."""
    import requests.adapters
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    def watched(pool: type[HTTPConnectionPool]) -> type[HTTPConnectionPool]:
        class Connection(pool.ConnectionCls):  # type: ignore[name-defined,misc]  # chosen at run time
            def connect(self) -> None:
                super().connect()
                watch(self.sock)

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    pools = {"http": watched(HTTPConnectionPool), "https": watched(HTTPSConnectionPool)}

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as upstream
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as upstream
            manager = super().proxy_manager_for(*args, **kwargs)
            manager.pool_classes_by_scheme = pools
            return manager

    return Adapter(max_retries=0)
