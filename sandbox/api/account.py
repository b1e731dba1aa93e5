# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /account/me and /account/api-keys."""

from aiohttp import web

from sandbox.json_form import account_json, api_key_json, one
from sandbox.request_context import account_of

routes = web.RouteTableDef()


@routes.get("/api/v1/account/me")
async def show_account(request: web.Request) -> web.Response:
    return one(account_json(account_of(request)))


@routes.get("/api/v1/account/api-keys")
async def list_api_keys(request: web.Request) -> web.Response:
    return web.json_response({"data": [api_key_json(account_of(request))]})
