# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to fail, one small class each: its fields are a fault's parameters, `strike` is the deed.

`{"kind": "answer", "status": 503, "headers": {"Retry-After": "2"}}` makes an `Answer`; the kind's name is
the class's in snake case.
"""

import asyncio
import functools
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, get_type_hints

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.error_response import Refusal
from sandbox.request_context import service_of

from .raw_connection import TICK, bytes_of, reset, send_raw, send_slowly


class Fault(Protocol):
    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer, or not, in place of `handler`, which is the service as it would be."""


@dataclass(frozen=True)
class Answer:
    """Another answer than the true one; with `after`, the request is first processed and charged."""

    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    after: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await (handler(request) if self.after else request.read())
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
class Hang:
    """No answer for `seconds`, then a reset; with `after`, the request is first processed and charged."""

    seconds: float = 3600.0
    after: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await (handler(request) if self.after else request.read())
        for _ in range(round(self.seconds / TICK)):
            if is_gone(request):
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
class Delay:
    """The true answer, `seconds` later; the request is processed before the wait.

    With `skip` nobody waits: the sandbox's clock is put forward.
    """

    seconds: float = 1.0
    skip: bool = False

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        if self.skip:
            service_of(request).skipped += self.seconds
        else:
            await asyncio.sleep(self.seconds)
        return response


ALL: tuple[type[Fault], ...] = (
    *(Answer, DropBefore, DropAfter, HalfBody, ContentLength, Drip, Hang),
    *(GzipBomb, Endless, ContentType, Redirect, Merge, Delay),
)
KINDS = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in ALL}


def make_fault(description: object) -> Fault:
    """A fault from its JSON, its parameters checked by the class's own annotations."""
    if not isinstance(description, Mapping) or description.get("kind") not in KINDS:
        raise Refusal(400, f"fault must be an object whose kind is one of {', '.join(KINDS)}")
    kind = KINDS[description["kind"]]
    hints = get_type_hints(kind)
    parameters = {name: value for name, value in description.items() if name != "kind"}
    for name, value in parameters.items():
        if name not in hints:
            raise Refusal(
                400, f"{description['kind']} has no {name}; it has {', '.join(hints) or 'no parameters'}"
            )
        if not is_a(value, hints[name]):
            raise Refusal(
                400,
                f"{description['kind']}.{name} must be of type {getattr(hints[name], '__name__', 'object')}",
            )
        if name == "status" and value not in range(200, 600):
            raise Refusal(400, f"{description['kind']}.status must be from 200 to 599")
    return kind(**parameters)


def is_a(value: object, hint: object) -> bool:
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint == dict[str, str]:
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if hint == dict[str, object]:
        return isinstance(value, dict)
    return isinstance(value, bool if hint is bool else str)


def is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


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


@functools.lru_cache(maxsize=4)
def packed_blanks(megabytes: int) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)  # 31: with the gzip frame
    blanks = b" " * 2**20
    return b"".join([*(packer.compress(blanks) for _ in range(megabytes)), packer.flush()])
