# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /generations and /generations/:id: the account's own history."""

from aiohttp import web

from sandbox.entity import Account, Generation
from sandbox.error_response import Refusal
from sandbox.json_form import Page, generation_json, one
from sandbox.request_context import account_of, service_of, url_signer_for
from sandbox.service_state import ServiceState
from sandbox.validation import Query, guid

from .sort_order import SortOrder

routes = web.RouteTableDef()


@routes.get("/api/v1/generations")
async def list_generations(request: web.Request) -> web.Response:
    query = Query(request)
    page, order = Page(query), SortOrder(query, ("createdAt",))
    artist_id, service_type = query.guid("artistId"), query.text("serviceType")
    service, account, sign = service_of(request), account_of(request), url_signer_for(request)
    now = service.clock()
    generations = [
        generation
        for generation in service.generations.values()
        if generation.account is account
        and now >= generation.listed_from
        and artist_id in (None, generation.artist.id)
        and service_type in (None, generation.artist.service_type)
    ]
    return page.response(
        order.sorted(generations),
        lambda generation: generation_json(generation, now, service.settings, sign),
    )


@routes.get("/api/v1/generations/{id}")
async def show_generation(request: web.Request) -> web.Response:
    service = service_of(request)
    generation = own_generation(service, account_of(request), guid("params.id", request.match_info["id"]))
    return one(generation_json(generation, service.clock(), service.settings, url_signer_for(request)))


def own_generation(service: ServiceState, account: Account, generation_id: str) -> Generation:
    """The generation, if the account made it; another's is as unknown as one that never was."""
    generation = service.generations.get(generation_id)
    if generation is None or generation.account is not account:
        raise Refusal(404, "Generation not found")
    return generation
