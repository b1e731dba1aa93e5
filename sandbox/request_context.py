# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request leads to: the world, the account whose key it carries, addresses on the CDN."""

from aiohttp import web

from . import signed_url
from .entity import Account
from .json_form import Link
from .service_state import World

WORLD = web.AppKey("world", World)
ACCOUNT = "account"


def world_of(request: web.Request) -> World:
    return request.config_dict[WORLD]


def account_of(request: web.Request) -> Account:
    account: Account = request[ACCOUNT]
    return account


def link_for(request: web.Request) -> Link:
    world = world_of(request)
    return lambda path: signed_url.signed(world.cdn_url, path, world.url_secret, world.settings.url_lifetime)
