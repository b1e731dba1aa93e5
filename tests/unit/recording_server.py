# SPDX-License-Identifier: GPL-3.0-or-later
"""A second server, that is not the service: it records what reaches it, and answers what it is told to."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator


class RecordingServer:
    """Answers every GET and POST with `status`, `headers` and `body`; as a proxy, carries CONNECT through.

    is_silent: it takes the request, and hangs up.
    connects_to: (host, port) that CONNECT goes to in place of the one asked for, which need not exist.
    """

    def __init__(self) -> None:
        self.status = 200
        self.headers: dict[str, str] = {}
        self.body = b"{}"
        self.is_silent = False
        self.connects_to: tuple[str, int] | None = None
        self.seen: list[tuple[str, str, dict[str, str]]] = []  # method, target, headers in lower case
        self.url = ""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[RecordingServer]:
    told = RecordingServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._note()
            if told.is_silent:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.close_connection = True
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.body)

        def do_POST(self) -> None:
            self.do_GET()

        def do_CONNECT(self) -> None:
            self._note()
            host, port = self.path.rsplit(":", 1)
            with socket.create_connection(told.connects_to or (host, int(port)), timeout=5) as there:
                self.send_response(200)
                self.end_headers()
                _carry(self.connection, there)

        def _note(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            told.seen.append((self.command, self.path, headers))

        def log_message(self, *_arguments: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_arguments: Any) -> None:
            pass  # a client that goes away is what is tested

    server = Quiet(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    told.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _carry(one: socket.socket, other: socket.socket) -> None:
    """Pass bytes on in both directions until one side closes."""
    while True:
        for source in select.select([one, other], [], [])[0]:
            data = source.recv(65536)
            if not data:
                return
            (other if source is one else one).sendall(data)
