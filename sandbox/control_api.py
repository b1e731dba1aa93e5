# SPDX-License-Identifier: GPL-3.0-or-later
"""/sandbox/…: what a test asks the sandbox about, and makes it do.

No key, and not part of the documented API.
"""

from dataclasses import asdict

from aiohttp import web

from .error_response import Refusal
from .fault.rule import make_rule
from .json_form import Json, timestamp
from .request_context import service_of
from .runtime_setting import change_settings
from .service_state import ServiceState
from .validation import read_object

routes = web.RouteTableDef()


@routes.get("/sandbox/ledger")
async def show_ledger(request: web.Request) -> web.Response:
    return web.json_response(
        [
            {
                "account": charge.account,
                "operation": charge.operation,
                "generationId": charge.generation_id,
                "credits": charge.credits,
                "time": timestamp(charge.time),
                "body": charge.body,
            }
            for charge in service_of(request).ledger
        ]
    )


@routes.get("/sandbox/requests")
async def show_requests(request: web.Request) -> web.Response:
    return web.json_response(service_of(request).requests)


@routes.delete("/sandbox/requests")
async def forget_requests(request: web.Request) -> web.Response:
    service_of(request).requests.clear()
    return web.json_response({})


@routes.get("/sandbox/settings")
async def show_settings(request: web.Request) -> web.Response:
    return web.json_response(settings_json(service_of(request)))


@routes.patch("/sandbox/settings")
async def patch_settings(request: web.Request) -> web.Response:
    service, changes = service_of(request), await read_object(request)
    credits_ = checked_credits(service, changes.pop("credits", {}))
    change_settings(service.settings, changes)
    for name, amount in credits_.items():
        service.accounts[name].credits = amount
    return web.json_response(settings_json(service))


def checked_credits(service: ServiceState, change: object) -> dict[str, int]:
    if not isinstance(change, dict) or change.keys() - service.accounts.keys():
        raise Refusal(400, f"credits must be an object of {', '.join(service.accounts)}")
    for amount in change.values():
        if isinstance(amount, bool) or not isinstance(amount, int) or amount < 0:
            raise Refusal(400, "credits must be whole numbers of 0 or more")
    return change


def settings_json(service: ServiceState) -> Json:
    return asdict(service.settings) | {
        "credits": {name: account.credits for name, account in service.accounts.items()}
    }


@routes.post("/sandbox/skip")
async def skip(request: web.Request) -> web.Response:
    seconds = (await read_object(request)).get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise Refusal(400, "seconds must be a number of 0 or more")
    service_of(request).skipped += seconds
    return web.json_response({})


@routes.post("/sandbox/reset")
async def reset(request: web.Request) -> web.Response:
    service_of(request).reset()
    return web.json_response({})


@routes.get("/sandbox/faults")
async def show_faults(request: web.Request) -> web.Response:
    return web.json_response([rule.to_json() for rule in service_of(request).faults])


@routes.post("/sandbox/faults")
async def add_fault(request: web.Request) -> web.Response:
    rule = make_rule(await read_object(request))
    service_of(request).faults.append(rule)
    return web.json_response(rule.to_json(), status=201)


@routes.delete("/sandbox/faults")
async def clear_faults(request: web.Request) -> web.Response:
    service_of(request).faults.clear()
    return web.json_response({})
