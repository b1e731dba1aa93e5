# SPDX-License-Identifier: GPL-3.0-or-later
"""A request and its answer as one whole that must end: by the clock, or because another thread says so.

`requests` limits one wait for the network at a time, and a server that sends a byte now and then makes
any number of them. So whatever is read here, from a proxy's answer to the last byte of a body, is read
under one limit for all of it.
"""

from __future__ import annotations

import io
import socket
import threading
import time
from contextlib import suppress
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any

from .error import Aborted

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests


class Exchange:
    """One thread carries it out, any other may break it off.

    has_left: whether something of the request may have reached the service. is_broken_off: whether it
    was told to end. seconds: the limit in force.
    """

    def __init__(self, seconds: float) -> None:
        self.has_left = False
        self.is_broken_off = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self.limit(seconds)

    def limit(self, seconds: float) -> None:
        """So much time from now on, whatever it was before."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def seconds_left(self) -> float:
        return self._end - time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether it has taken too long."""
        return self.seconds_left <= 0

    def break_off(self) -> None:
        with self._lock:
            self._shut()

    def hold_back(self) -> bool:
        """Break it off, if nothing of it has left and so nothing ever will. False: it may have left."""
        with self._lock:
            if not self.has_left:
                self._shut()
            return not self.has_left

    def check(self) -> None:
        """Raise Aborted when it was broken off."""
        if self.is_broken_off:
            raise Aborted("Broken off")

    def connected(self, sock: socket.socket) -> None:
        """A connection is made, or has become an encrypted one. Raises Aborted or TimeoutError."""
        with self._lock:
            self._socket = sock
            if not self.is_broken_off and not self.is_over:
                return
        sock.close()
        self.check()
        raise TimeoutError

    def leaves(self, sock: socket.socket) -> None:
        """The request is about to be sent. Raises Aborted when that must not be."""
        with self._lock:
            self._socket = sock
            self.check()
            self.has_left = True

    def _shut(self) -> None:
        self.is_broken_off = True
        sock = getattr(self._socket, "socket", self._socket)  # urllib3 wraps one that is encrypted twice
        if sock is not None:
            with suppress(OSError):  # it may be closed already
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # an SSLSocket's own would confuse its reader


class _LimitedReader(io.RawIOBase):
    """What comes from a socket, until the exchange has taken too long."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, exchange: Exchange) -> None:
        self._sock, self._raw, self._exchange = sock, raw, exchange
        self._silence = sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - a Buffer, which Python 3.11 cannot name
        left = self._exchange.seconds_left
        if left <= 0:
            raise TimeoutError
        if self._silence is None or left < self._silence:
            self._sock.settimeout(left)
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


def adapter(current: Callable[[], Exchange]) -> requests.adapters.HTTPAdapter:
    """An adapter whose connections tell the exchange of the moment what they do, and read under its limit."""
    import requests.adapters
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Response(HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as upstream
            super().__init__(sock, *args, **kwargs)
            self.fp = io.BufferedReader(_LimitedReader(sock, self.fp.detach(), current()))

    def told(pool: type[HTTPConnectionPool]) -> type[HTTPConnectionPool]:
        class Connection(pool.ConnectionCls):  # type: ignore[name-defined,misc]  # chosen at run time
            response_class = Response
            _speaks_to_proxy = False

            def _new_conn(self) -> socket.socket:
                sock: socket.socket = super()._new_conn()
                current().connected(sock)
                return sock

            def _tunnel(self) -> None:
                self._speaks_to_proxy = True
                try:
                    super()._tunnel()
                finally:
                    self._speaks_to_proxy = False

            def connect(self) -> None:
                super().connect()
                current().connected(self.sock)

            def send(self, data: Any) -> None:  # noqa: ANN401 - as upstream
                if self.sock is None and self.auto_open:
                    self.connect()
                if self.sock is not None and not self._speaks_to_proxy:
                    current().leaves(self.sock)
                super().send(data)

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    pools = {"http": told(HTTPConnectionPool), "https": told(HTTPSConnectionPool)}

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as upstream
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as upstream
            manager = super().proxy_manager_for(*args, **kwargs)
            manager.pool_classes_by_scheme = pools
            return manager

    return Adapter(max_retries=0)
