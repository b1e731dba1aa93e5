# SPDX-License-Identifier: GPL-3.0-or-later
"""A network that can be cut: a relay in front of a server, on one port, up or down."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class CuttableRelay:
    """Passes connections on to `port` of this machine while it is up."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._port}"
        self._serve()

    def down(self) -> None:
        """Nothing listens any more, and what was under way breaks."""
        for sock in (self._listener, *self._open):
            with suppress(OSError):  # it may have ended
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        self._open.clear()

    def up(self) -> None:
        """As before."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._serve()

    def _serve(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # closed by `down`
            while True:
                here, _ = listener.accept()
                there = socket.create_connection(("127.0.0.1", self._to))
                self._open += (here, there)
                for pair in ((here, there), (there, here)):
                    threading.Thread(target=_carry, args=pair, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # closed by `down`, or by either end
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
