# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /models and /models/:id."""

from aiohttp import web

from sandbox.error_response import Refusal
from sandbox.json_form import Page, model_with_artist_json, one
from sandbox.request_context import service_of, url_signer_for
from sandbox.validation import Query, guid

from .sort_order import SortOrder

routes = web.RouteTableDef()


@routes.get("/api/v1/models")
async def list_models(request: web.Request) -> web.Response:
    query = Query(request)
    page, order = Page(query), SortOrder(query, ("createdAt", "name"))
    artist_id, service_type = query.guid("artistId"), query.text("serviceType")
    search = (query.text("search") or "").casefold()
    artists = service_of(request).models
    models = [
        model
        for artist, model in artists.values()
        if artist.visibility == "public"
        and artist_id in (None, artist.id)
        and service_type in (None, model.service_type)
        and search in model.name.casefold()
    ]
    sign = url_signer_for(request)
    return page.response(
        order.sorted(models), lambda model: model_with_artist_json(artists[model.id][0], model, sign)
    )


@routes.get("/api/v1/models/{id}")
async def show_model(request: web.Request) -> web.Response:
    found = service_of(request).models.get(guid("params.id", request.match_info["id"]))
    if found is None or found[0].visibility == "deleted":
        raise Refusal(404, "Model not found")
    if found[0].visibility == "private":
        raise Refusal(403, "This model belongs to a private artist")
    return one(model_with_artist_json(*found, url_signer_for(request)))
