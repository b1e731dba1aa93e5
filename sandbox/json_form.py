# SPDX-License-Identifier: GPL-3.0-or-later
"""Entities as the JSON of the documentation, field by field."""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from aiohttp import web

from .entity import Account, Artist, Film, Generation, Model
from .generation_lifecycle import state_at
from .prompt_form import shown_prompt
from .runtime_setting import Settings
from .validation import Query

T = TypeVar("T")
Json = dict[str, object]
UrlSigner = Callable[[str], str]  # a path on the CDN → the signed URL that opens it
IMAGE_SIZE = 1024
EXAMPLE_COUNT = 4


def timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def account_json(account: Account) -> Json:
    return {
        "id": account.id,
        "email": account.email,
        "username": account.username,
        "credits": account.credits,
        "subscriptionPlan": None,
        "subscriptionStatus": None,
    }


def api_key_json(account: Account) -> Json:
    return {
        "id": account.key_id,
        "name": "default",
        "keyMasked": f"{account.key[:7]}...{account.key[-4:]}",
        "createdAt": timestamp(account.created_at),
        "lastUsedAt": timestamp(account.last_used_at),
        "isActive": True,
    }


def artist_json(artist: Artist, sign: UrlSigner) -> Json:
    """An artist as in the list: models by name only, no earnings."""
    return {
        "id": artist.id,
        "name": artist.name,
        "description": artist.description,
        "tags": list(artist.tags),
        "profilePictureUrl": sign(portrait_path(artist)),
        "artistExamplesImages": [
            sign(f"/artists/{artist.id}/example-{n}.webp") for n in range(EXAMPLE_COUNT)
        ],
        "triggerWord": artist.trigger_word,
        "defaultServiceType": artist.service_type,
        "createdAt": timestamp(artist.created_at),
        "models": [
            {"id": model.id, "name": model.name, "serviceType": model.service_type} for model in artist.models
        ],
    }


def artist_detail_json(artist: Artist, sign: UrlSigner) -> Json:
    return artist_json(artist, sign) | {
        "earnings": artist.earnings,
        "models": [model_json(model, sign) for model in artist.models],
    }


def model_json(model: Model, sign: UrlSigner) -> Json:
    return {
        "id": model.id,
        "name": model.name,
        "description": model.description,
        "tags": list(model.tags),
        "profilePictureUrl": sign(f"/models/{model.id}/portrait.webp"),
        "modelExamplesImages": [sign(f"/models/{model.id}/example-{n}.webp") for n in range(EXAMPLE_COUNT)],
        "serviceType": model.service_type,
        "defaultParams": model.default_params,
        "createdAt": timestamp(model.created_at),
    }


def model_with_artist_json(artist: Artist, model: Model, sign: UrlSigner) -> Json:
    return model_json(model, sign) | {"artist": {"id": artist.id, "name": artist.name}}


def generation_json(generation: Generation, now: float, settings: Settings, sign: UrlSigner) -> Json:
    state = state_at(generation, now)
    folder = f"/generations/{generation.id}"
    return {
        "id": generation.id,
        "status": state.status,
        "prompt": shown_prompt(generation, settings.prompt_form),
        "createdAt": timestamp(generation.created_at),
        "artist": {
            "id": generation.artist.id,
            "name": generation.artist.name,
            "profilePictureUrl": sign(portrait_path(generation.artist)),
        },
        "outputs": {
            "images": [
                output_json(sign(f"{folder}/image-{index}.webp"), "webp", IMAGE_SIZE, IMAGE_SIZE)
                for index in range(state.images)
            ],
            "svg": state.svg
            and output_json(sign(f"{folder}/vector-{state.svg.number}.svg"), "svg", IMAGE_SIZE, IMAGE_SIZE),
            "video": state.video
            and state.video.film
            and film_json(sign(f"{folder}/film-{state.video.number}.mp4"), state.video.film),
        },
    } | (settings.failure if state.status == "failed" else {})


def film_json(url: str, film: Film) -> Json:
    return output_json(url, "mp4", film.width, film.height)


def output_json(url: str, format_: str, width: int, height: int) -> Json:
    return {"url": url, "format": format_, "width": width, "height": height}


def portrait_path(artist: Artist) -> str:
    return f"/artists/{artist.id}/portrait.webp"


def one(value: Json) -> web.Response:
    return web.json_response({"data": value})


class Page:
    """The documented page and limit of a list request, checked before the list is looked at."""

    def __init__(self, query: Query) -> None:
        self.page = query.integer("page", 1, 1, None)
        self.limit = query.integer("limit", 25, 1, 100)

    def response(self, items: Sequence[T], to_json: Callable[[T], Json]) -> web.Response:
        start = (self.page - 1) * self.limit
        return web.json_response(
            {
                "data": [to_json(item) for item in items[start : start + self.limit]],
                "pagination": {
                    "page": self.page,
                    "limit": self.limit,
                    "totalPages": math.ceil(len(items) / self.limit),
                    "totalCount": len(items),
                },
            }
        )
