# SPDX-License-Identifier: GPL-3.0-or-later
"""A server below HTTP: what it does with a connection is a function of the test's."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Its host and port. `serve` has each connection in a thread of its own, and may end it as it likes."""
    server = socket.create_server(("127.0.0.1", 0))
    taken: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve_one(connection: socket.socket) -> None:
        with suppress(OSError), connection:  # a client that goes away is what is tested
            serve(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                taken.append(server.accept()[0])
                threads.append(threading.Thread(target=serve_one, args=(taken[-1],)))
                threads[-1].start()

    threads.append(threading.Thread(target=accept))
    threads[0].start()
    try:
        yield f"127.0.0.1:{server.getsockname()[1]}"
    finally:
        for sock in (server, *taken):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        server.close()


def silent(connection: socket.socket) -> None:
    """Take what comes and say nothing."""
    while connection.recv(65536):
        pass


def dripping(start: bytes, drops: Iterable[bytes], pause: float = 0.05) -> Callable[[socket.socket], None]:
    """Answer the first request with `start`, and then with one drop after the other."""
    gone = threading.Event()

    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(start)
        for drop in drops:
            gone.wait(pause)
            connection.sendall(drop)

    return serve
