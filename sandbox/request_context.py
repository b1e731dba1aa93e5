# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request leads to: the service's state, the account whose key it carries, signed URLs on the CDN."""

from aiohttp import web

from . import signed_url
from .entity import Account
from .json_form import UrlSigner
from .service_state import ServiceState

SERVICE = web.AppKey("service_state", ServiceState)
ACCOUNT = "account"


def service_of(request: web.Request) -> ServiceState:
    return request.config_dict[SERVICE]


def account_of(request: web.Request) -> Account:
    account: Account = request[ACCOUNT]
    return account


def url_signer_for(request: web.Request) -> UrlSigner:
    service = service_of(request)
    lifetime = service.settings.url_lifetime
    until = None if lifetime is None else service.time() + lifetime
    return lambda path: signed_url.signed(service.cdn_url, path, service.url_secret, until)
