# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to fail, one small class each: its fields are a fault's parameters, `strike` is the deed."""

import asyncio
import functools
import json
import zlib
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.request_context import service_of

from .raw_connection import TICK, bytes_of, is_gone, reset, send_head_slowly, send_raw, send_slowly


class Fault(Protocol):
    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer, or not, in place of `handler`, which is the service as it would be."""


@dataclass(frozen=True)
class Answer:
    """Another answer than the true one, `seconds` later; with `after`, once it is processed and charged.

    With `held` it comes when the faults are cleared: a test decides itself when that is.
    """

    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    after: bool = False
    seconds: float = 0.0
    held: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await (handler(request) if self.after else request.read())
        await asyncio.sleep(self.seconds)
        if self.held:
            await until_cleared(request, self)
        return web.Response(status=self.status, headers=self.headers, body=self.body.encode())


@dataclass(frozen=True)
class DropBefore:
    """The connection is reset before anything is processed or charged."""

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:  # noqa: ARG002 - one form
        await request.read()
        return reset(request)


@dataclass(frozen=True)
class DropAfter:
    """All is processed and charged, then the connection is reset with no answer."""

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await handler(request)
        return reset(request)


@dataclass(frozen=True)
class HalfBody:
    """The true headers, half of the body, and the end of the connection."""

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        body = bytes_of(response)
        headers = {**response.headers, "Content-Length": str(len(body))}
        return send_raw(request, response.status, headers, body[: len(body) // 2])


@dataclass(frozen=True)
class ContentLength:
    """The whole true body under a Content-Length that is `off` bytes too long (or, below 0, too short)."""

    off: int = 100

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        body = bytes_of(response)
        headers = {**response.headers, "Content-Length": str(max(0, len(body) + self.off))}
        return send_raw(request, response.status, headers, body)


@dataclass(frozen=True)
class Drip:
    """The true answer, very slowly."""

    bytes_per_second: float = 20.0

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        bytes_of(response)
        return await send_slowly(request, response, self.bytes_per_second)  # type: ignore[arg-type]


@dataclass(frozen=True)
class DripHead:
    """The true answer, its status line and headers byte by byte with `pause` seconds before each."""

    pause: float = 0.5

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        return await send_head_slowly(request, await handler(request), self.pause)


@dataclass(frozen=True)
class TakeLate:
    """A reset at once (with `hang`: silence), yet `seconds` later the request is processed and charged.

    The seconds are of the sandbox's clock, which can be put forward.
    """

    seconds: float = 110.0
    hang: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await request.read()
        service = service_of(request)
        due = service.clock() + self.seconds
        if not self.hang:
            reset(request)
        while service.clock() < due:  # noqa: ASYNC110 - a clock that is put forward tells nobody
            await asyncio.sleep(TICK)
        return await handler(request)


@dataclass(frozen=True)
class Hang:
    """No answer for `seconds`, then a reset; with `after`, the request is first processed and charged.

    With `held` it ends when the faults are cleared, too.
    """

    seconds: float = 3600.0
    after: bool = False
    held: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await (handler(request) if self.after else request.read())
        for _ in range(round(self.seconds / TICK)):
            if is_gone(request) or (self.held and not is_set(request, self)):
                break
            await asyncio.sleep(TICK)
        return reset(request)


@dataclass(frozen=True)
class GzipBomb:
    """A small gzip-encoded body that unpacks to `megabytes` of blanks."""

    megabytes: int = 20
    content_type: str = "application/json"

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:  # noqa: ARG002 - one form
        await request.read()
        body = await asyncio.to_thread(packed_blanks, self.megabytes)
        headers = {
            "Content-Type": self.content_type,
            "Content-Encoding": "gzip",
            "Content-Length": str(len(body)),
        }
        return send_raw(request, 200, headers, body)


@dataclass(frozen=True)
class Endless:
    """A body that begins with `start` and never ends."""

    start: str = '{"data": "'
    content_type: str = "application/json"

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:  # noqa: ARG002 - one form
        await request.read()
        response = web.StreamResponse(headers={"Content-Type": self.content_type})
        await response.prepare(request)
        await response.write(self.start.encode())
        while not is_gone(request):
            await response.write(b"a" * 65536)
        return response


@dataclass(frozen=True)
class ContentType:
    """The true answer under another Content-Type."""

    value: str = "text/html"

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        response.headers["Content-Type"] = self.value
        return response


@dataclass(frozen=True)
class Redirect:
    """A redirect to any address."""

    to: str = "/"
    status: int = 302

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:  # noqa: ARG002 - one form
        await request.read()
        return web.Response(status=self.status, headers={"Location": self.to})


@dataclass(frozen=True)
class Merge:
    """The true JSON answer with a merge patch (RFC 7386) laid over it."""

    patch: dict[str, object] = field(default_factory=dict)

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        return web.json_response(merged(json.loads(bytes_of(response)), self.patch), status=response.status)


@dataclass(frozen=True)
class Replace:
    """The true JSON answer with the one value that `pointer` (RFC 6901) names put in place of another."""

    pointer: str = ""
    value: object = None

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        body = replaced(json.loads(bytes_of(response)), self.pointer, self.value)
        return web.json_response(body, status=response.status)


@dataclass(frozen=True)
class Delay:
    """The true answer, `seconds` later; the request is processed before the wait.

    With `skip` nobody waits: the sandbox's clock is put forward. With `held` it comes when the faults are
    cleared, and `seconds` do not count.
    """

    seconds: float = 1.0
    skip: bool = False
    held: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        if self.skip:
            service_of(request).skipped += self.seconds
        elif self.held:
            await until_cleared(request, self)
        else:
            await asyncio.sleep(self.seconds)
        return response


async def until_cleared(request: web.Request, fault: Fault) -> None:
    while is_set(request, fault):  # noqa: ASYNC110 - who clears them tells nobody
        await asyncio.sleep(TICK)


def is_set(request: web.Request, fault: Fault) -> bool:
    """Whether a fault is among those that are set, and not cleared yet."""
    return any(rule.fault is fault for rule in service_of(request).faults)


def merged(target: object, patch: object) -> object:
    """RFC 7386, section 2: objects are merged, null removes, anything else replaces."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def replaced(target: object, pointer: str, value: object) -> object:
    """RFC 6901: "/data/0/id" goes into objects by name and into lists by number; what is not there is added
    to an object, and leaves a list as it is."""
    if not pointer:
        return value
    name, slash, rest = pointer.removeprefix("/").partition("/")
    name = name.replace("~1", "/").replace("~0", "~")
    if isinstance(target, list):
        return [replaced(v, slash + rest, value) if str(n) == name else v for n, v in enumerate(target)]
    if isinstance(target, dict):
        return target | {name: replaced(target.get(name), slash + rest, value)}
    return target


@functools.lru_cache(maxsize=4)
def packed_blanks(megabytes: int) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)  # 31: with the gzip frame
    blanks = b" " * 2**20
    return b"".join([*(packer.compress(blanks) for _ in range(megabytes)), packer.flush()])
