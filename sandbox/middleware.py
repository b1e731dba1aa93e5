# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request passes on its way in, from outside to inside: log, latency, faults, shape, errors, key."""

import asyncio
import hmac
import json
import logging
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from .answer_shape import reshaped
from .error_response import Refusal, refusal_response
from .fault.raw_connection import send_slowly
from .fault.rule import due_rule
from .json_form import timestamp
from .request_context import ACCOUNT, service_of

LOG = logging.getLogger("sandbox")
CONTROL = "/sandbox/"


def watch(origin: str) -> Middleware:
    """Write the request down, wait as long as the settings say, and let a fault strike if one is due."""

    @web.middleware
    async def watched(request: web.Request, handler: Handler) -> web.StreamResponse:
        service = service_of(request)
        if origin == "api" and request.path.startswith(CONTROL):
            return await handler(request)
        service.requests.append(
            {
                "origin": origin,
                "method": request.method,
                "path": request.path,
                "query": request.rel_url.raw_query_string,
                "headers": {name.lower(): value for name, value in request.headers.items()},
                "when": timestamp(datetime.now(UTC)),
            }
        )
        if service.settings.latency:
            await asyncio.sleep(service.settings.latency)
        rule = due_rule(service.faults, origin, request.method, request.path)
        return await (rule.fault.strike(request, handler) if rule else handler(request))

    return watched


@web.middleware
async def limit_bandwidth(request: web.Request, handler: Handler) -> web.StreamResponse:
    response = await handler(request)
    rate = service_of(request).settings.cdn_bandwidth
    if rate is None or not isinstance(response, web.Response) or not response.body:
        return response
    return await send_slowly(request, response, rate)


@web.middleware
async def reshape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the answer in the shapes that the settings name."""
    response = await handler(request)
    shapes = service_of(request).settings.answer_shape
    if not shapes or request.path.startswith(CONTROL) or not isinstance(response, web.Response):
        return response
    body = reshaped(json.loads(response.text or "{}"), shapes)
    if isinstance(body, str):
        return web.Response(text=body, status=response.status)
    return web.json_response(body, status=response.status)


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Everything that is raised becomes a status of the documentation with its body."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return refusal_response(refusal.status, refusal.message)
    except web.HTTPRequestEntityTooLarge:
        return refusal_response(400, "body is too large")
    except web.HTTPException:
        return refusal_response(404, "Not found")
    except ConnectionError:
        raise
    except Exception:
        LOG.exception("%s %s", request.method, request.path)
        return refusal_response(500, "Internal server error")


@web.middleware
async def require_key(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.path.startswith(CONTROL):
        return await handler(request)
    key = request.headers.get("x-api-key", "").encode("utf-8", "surrogateescape")
    for account in service_of(request).accounts.values():
        if hmac.compare_digest(account.key.encode(), key):
            account.last_used_at = datetime.now(UTC)
            request[ACCOUNT] = account
            return await handler(request)
    raise Refusal(401, "Invalid API key")
