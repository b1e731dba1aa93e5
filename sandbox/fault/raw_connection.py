# SPDX-License-Identifier: GPL-3.0-or-later
"""Below HTTP: bytes put on the connection as they are, resets, slow sending."""

import asyncio
import socket
import struct
from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import web

TICK = 0.05  # seconds between two pieces of a slow answer


def reset(request: web.Request) -> web.Response:
    """Tear the connection down with a TCP reset, so that the client sees an error rather than an end."""
    if request.transport is not None:
        linger_zero = struct.pack("ii", 1, 0)
        request.transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, linger_zero
        )
        request.transport.abort()
    return web.Response()  # goes nowhere: the framework drops what it cannot send


def send_raw(request: web.Request, status: int, headers: Mapping[str, str], body: bytes) -> web.Response:
    """Send exactly these headers and this body, true or not, then end the connection."""
    return end_with(request, head_bytes(status, headers) + body)


def head_bytes(status: int, headers: Mapping[str, str]) -> bytes:
    """The status line and the headers of an answer after which the connection ends."""
    lines = [f"HTTP/1.1 {status} {phrase(status)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


async def send_head_slowly(request: web.Request, response: web.StreamResponse, pause: float) -> web.Response:
    """Send status line and headers byte by byte, `pause` seconds before each, then the body at once."""
    body = bytes_of(response)
    headers = {**response.headers, "Content-Length": str(len(body))}
    for byte in head_bytes(response.status, headers):
        await asyncio.sleep(pause)
        if request.transport is None or request.transport.is_closing():
            break
        request.transport.write(bytes([byte]))
    return end_with(request, body)


def end_with(request: web.Request, data: bytes) -> web.Response:
    if request.transport is not None:
        request.transport.write(data)
        request.transport.close()
    return web.Response()


async def send_slowly(request: web.Request, response: web.Response, rate: float) -> web.StreamResponse:
    """Send the response's body at `rate` bytes a second."""
    body = bytes_of(response)
    slow = web.StreamResponse(status=response.status, headers=response.headers)
    slow.content_length = len(body)
    await slow.prepare(request)
    piece = max(1, round(rate * TICK))
    for start in range(0, len(body), piece):
        await slow.write(body[start : start + piece])
        await asyncio.sleep(min(piece, len(body) - start) / rate)
    await slow.write_eof()
    return slow


def bytes_of(response: web.StreamResponse) -> bytes:
    """The whole body of an answer of ours, all of which are made in one piece."""
    if not isinstance(response, web.Response):
        raise TypeError("only an answer made in one piece can be spoilt")
    return response.body if isinstance(response.body, bytes) else b""


def is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()
