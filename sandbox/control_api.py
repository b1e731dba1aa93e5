# SPDX-License-Identifier: GPL-3.0-or-later
"""/sandbox/…: what a test asks the sandbox about, and makes it do.

No key, and not part of the documented API.
"""

from dataclasses import asdict

from aiohttp import web

from .error_response import Refusal
from .fault.rule import make_rule
from .json_form import Json, timestamp
from .request_context import world_of
from .runtime_setting import change_settings
from .service_state import World
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
            for charge in world_of(request).ledger
        ]
    )


@routes.get("/sandbox/requests")
async def show_requests(request: web.Request) -> web.Response:
    return web.json_response(world_of(request).requests)


@routes.delete("/sandbox/requests")
async def forget_requests(request: web.Request) -> web.Response:
    world_of(request).requests.clear()
    return web.json_response({})


@routes.get("/sandbox/settings")
async def show_settings(request: web.Request) -> web.Response:
    return web.json_response(settings_json(world_of(request)))


@routes.patch("/sandbox/settings")
async def patch_settings(request: web.Request) -> web.Response:
    world, wishes = world_of(request), await read_object(request)
    credits_ = checked_credits(world, wishes.pop("credits", {}))
    change_settings(world.settings, wishes)
    for name, amount in credits_.items():
        world.accounts[name].credits = amount
    return web.json_response(settings_json(world))


def checked_credits(world: World, wish: object) -> dict[str, int]:
    if not isinstance(wish, dict) or wish.keys() - world.accounts.keys():
        raise Refusal(400, f"credits must be an object of {', '.join(world.accounts)}")
    for amount in wish.values():
        if isinstance(amount, bool) or not isinstance(amount, int) or amount < 0:
            raise Refusal(400, "credits must be whole numbers of 0 or more")
    return wish


def settings_json(world: World) -> Json:
    return asdict(world.settings) | {
        "credits": {name: account.credits for name, account in world.accounts.items()}
    }


@routes.post("/sandbox/skip")
async def skip(request: web.Request) -> web.Response:
    seconds = (await read_object(request)).get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise Refusal(400, "seconds must be a number of 0 or more")
    world_of(request).skipped += seconds
    return web.json_response({})


@routes.post("/sandbox/reset")
async def reset(request: web.Request) -> web.Response:
    world_of(request).reset()
    return web.json_response({})


@routes.get("/sandbox/faults")
async def show_faults(request: web.Request) -> web.Response:
    return web.json_response([rule.to_json() for rule in world_of(request).faults])


@routes.post("/sandbox/faults")
async def add_fault(request: web.Request) -> web.Response:
    rule = make_rule(await read_object(request))
    world_of(request).faults.append(rule)
    return web.json_response(rule.to_json(), status=201)


@routes.delete("/sandbox/faults")
async def clear_faults(request: web.Request) -> web.Response:
    world_of(request).faults.clear()
    return web.json_response({})
