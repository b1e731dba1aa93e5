# SPDX-License-Identifier: GPL-3.0-or-later
"""Two origins on two loopback ports, the API and the CDN, over one state of the service."""

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence

from aiohttp import web
from aiohttp.typedefs import Middleware

from . import control_api
from .api import account, artist, generation, model, submit
from .cdn import serve_file
from .middleware import answer_errors, limit_bandwidth, require_key, reshape, watch
from .render_pool import RENDER_POOL, RenderPool
from .request_context import SERVICE
from .service_state import ServiceState

HOST = "127.0.0.1"
LARGEST_BODY = 2**20


def listen(port: int) -> socket.socket:
    """A listening socket; 0 takes a free port. OSError if the port is occupied."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener


def url_of(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


async def serve(
    service: ServiceState,
    api: socket.socket,
    cdn: socket.socket,
    stop: asyncio.Event,
    on_ready: Callable[[], None],
    *,
    render_pool: RenderPool | None = None,
) -> None:
    """Answer on both sockets until `stop` is set; `on_ready` is called once when both do."""
    service.cdn_url = url_of(cdn)
    render_pool = render_pool or RenderPool()
    runners = [
        web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        for application in (api_application(service, render_pool), cdn_application(service, render_pool))
    ]
    for runner, listener in zip(runners, (api, cdn), strict=True):
        await runner.setup()
        await web.SockSite(runner, listener).start()
    on_ready()
    await stop.wait()
    for runner in runners:
        await runner.cleanup()
    await render_pool.close()


def api_application(service: ServiceState, render_pool: RenderPool) -> web.Application:
    application = make_application(service, render_pool, [watch("api"), reshape, answer_errors, require_key])
    for module in (account, artist, model, generation, submit, control_api):
        application.add_routes(module.routes)
    return application


def cdn_application(service: ServiceState, render_pool: RenderPool) -> web.Application:
    application = make_application(service, render_pool, [limit_bandwidth, watch("cdn"), answer_errors])
    application.router.add_get("/{path:.*}", serve_file)
    return application


def make_application(
    service: ServiceState, render_pool: RenderPool, middlewares: Sequence[Middleware]
) -> web.Application:
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a reset of our own making is no news
    application = web.Application(middlewares=middlewares, client_max_size=LARGEST_BODY)
    application[SERVICE] = service
    application[RENDER_POOL] = render_pool
    return application
