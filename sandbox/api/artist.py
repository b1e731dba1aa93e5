# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /artists and /artists/:id."""

from aiohttp import web

from sandbox.entity import Artist
from sandbox.error_response import Refusal
from sandbox.json_form import Page, artist_detail_json, artist_json, one
from sandbox.request_context import service_of, url_signer_for
from sandbox.service_state import ServiceState
from sandbox.validation import Query, guid

from .sort_order import SortOrder

routes = web.RouteTableDef()


@routes.get("/api/v1/artists")
async def list_artists(request: web.Request) -> web.Response:
    query = Query(request)
    page, order = Page(query), SortOrder(query, ("createdAt", "name"))
    search = (query.text("search") or "").casefold()
    artists = [
        artist
        for artist in service_of(request).artists.values()
        if artist.visibility == "public" and search in artist.name.casefold()
    ]
    sign = url_signer_for(request)
    return page.response(order.sorted(artists), lambda artist: artist_json(artist, sign))


@routes.get("/api/v1/artists/{id}")
async def show_artist(request: web.Request) -> web.Response:
    artist = open_artist(service_of(request), guid("params.id", request.match_info["id"]))
    return one(artist_detail_json(artist, url_signer_for(request)))


def open_artist(service: ServiceState, artist_id: str) -> Artist:
    """The artist, if the caller may use them."""
    artist = service.artists.get(artist_id)
    if artist is None or artist.visibility == "deleted":
        raise Refusal(404, "Artist not found")
    if artist.visibility == "private":
        raise Refusal(403, "This artist is private")
    return artist
