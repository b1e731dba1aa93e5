# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service tells, as frozen dataclasses.

Every `from_json` takes whatever the service sent, a whole answer or a row of a list: unknown fields are
passed over, missing and mistyped ones become None, "" or (), because one odd field must not cost the artist
a paid result. Only what nothing can be done without (an id) raises BadAnswer. The first of several names is
the documented one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from ..message import Message
from .error import BadAnswer
from .generation_status import Status
from .output import Outputs, outputs_of
from .reading import (
    array,
    cleaned,
    count,
    identity,
    integer,
    line,
    lines,
    number,
    objects,
    resource,
    unreadable,
    value,
    words,
)
from .service_message import reason

if TYPE_CHECKING:
    from .reading import Json

T = TypeVar("T")
NAMES = ("name", "displayName", "fullName", "artistName", "username", "title")
PICTURES = (
    *("profilePictureUrl", "profilePicture", "profileImageUrl", "avatarUrl", "avatar", "thumbnailUrl"),
    *("thumbnail", "pictureUrl", "picture", "photoUrl", "imageUrl", "image", "coverImageUrl"),
)
EXAMPLES = ("exampleImages", "examples", "images", "samples")
DATES = ("createdAt", "created")


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    email: str
    username: str
    credits: int | None
    subscription_plan: str | None
    subscription_status: str | None

    @classmethod
    def from_json(cls, answer: Json) -> Account:
        data = resource(answer, "account", "user", marks=("email", "credits"))
        return cls(
            id=identity(data, "account", "user"),
            email=line(data, "email"),
            username=line(data, "username", *NAMES),
            credits=integer(data, "credits", "creditsRemaining", "creditBalance", "balance"),
            subscription_plan=line(data, "subscriptionPlan") or None,
            subscription_status=line(data, "subscriptionStatus") or None,
        )


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: str
    name: str
    key_masked: str
    created_at: str
    last_used_at: str
    is_active: bool

    @classmethod
    def from_json(cls, data: Json) -> ApiKey:
        return cls(
            id=identity(data),
            name=line(data, *NAMES),
            key_masked=line(data, "keyMasked", "maskedKey"),
            created_at=line(data, "createdAt"),
            last_used_at=line(data, "lastUsedAt"),
            is_active=value(data, "isActive") is True,
        )


@dataclass(frozen=True, slots=True)
class Model:
    """A trained version of an artist's style. Lists of artists carry only id, name and service_type."""

    id: str
    name: str
    service_type: str
    description: str = ""
    tags: tuple[str, ...] = ()
    profile_picture_url: str = ""
    example_image_urls: tuple[str, ...] = ()
    default_params: dict[str, Json] = field(default_factory=dict, hash=False)
    created_at: str = ""
    artist_id: str = ""
    artist_name: str = ""

    @classmethod
    def from_json(cls, answer: Json) -> Model:
        data = resource(answer, "model")
        artist_id, artist_name, _ = _person(data)
        params = value(data, "defaultParams")
        return cls(
            id=identity(data, "model"),
            name=line(data, *NAMES),
            service_type=line(data, "serviceType"),
            description=lines(data, "description"),
            tags=words(data, "tags"),
            profile_picture_url=_picture(data),
            example_image_urls=_urls(data, "modelExamplesImages", *EXAMPLES),
            default_params=cleaned(params) if isinstance(params, dict) else {},
            created_at=line(data, *DATES),
            artist_id=artist_id,
            artist_name=artist_name,
        )


@dataclass(frozen=True, slots=True)
class Artist:
    """A creator. `earnings` and the models' descriptions come only when one artist is asked for."""

    id: str
    name: str
    description: str = ""
    tags: tuple[str, ...] = ()
    profile_picture_url: str = ""
    example_image_urls: tuple[str, ...] = ()
    trigger_word: str = ""
    default_service_type: str = ""
    earnings: float | None = None
    created_at: str = ""
    models: tuple[Model, ...] = ()

    @classmethod
    def from_json(cls, answer: Json) -> Artist:
        data = resource(answer, "artist")
        models = []
        for model in array(data, "models"):
            with suppress(BadAnswer):
                models.append(Model.from_json(model))
        return cls(
            id=identity(data, "artist"),
            name=line(data, *NAMES),
            description=lines(data, "description", "bio"),
            tags=words(data, "tags"),
            profile_picture_url=_picture(data),
            example_image_urls=_urls(data, "artistExamplesImages", *EXAMPLES),
            trigger_word=line(data, "triggerWord"),
            default_service_type=line(data, "defaultServiceType"),
            earnings=number(data, "earnings"),
            created_at=line(data, *DATES),
            models=tuple(models),
        )


@dataclass(frozen=True, slots=True)
class Generation:
    """A prompt and its outputs, as the service has them.

    raw_status: also a word that we do not know. reason: why it failed, if it says so.
    """

    id: str
    status: Status
    raw_status: str
    prompt: str
    created_at: str
    artist_id: str
    artist_name: str
    artist_picture_url: str
    outputs: Outputs
    reason: str = ""

    @classmethod
    def from_json(cls, answer: Json) -> Generation:
        data = resource(answer, "generation")
        artist_id, artist_name, artist_picture_url = _person(data)
        word = line(data, "status", "state")
        has_reason = Status(word) in {Status.FAILED, Status.UNKNOWN}
        return cls(
            id=identity(data, "generation"),
            status=Status(word),
            raw_status=word,
            prompt=lines(data, "prompt"),
            created_at=line(data, *DATES),
            artist_id=artist_id,
            artist_name=artist_name,
            artist_picture_url=artist_picture_url,
            outputs=Outputs.of_generation(data),
            reason=reason(data) if has_reason else "",
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """The answer to a paid request."""

    generation_id: str
    status: Status
    credits_used: int | None
    credits_remaining: int | None

    @classmethod
    def from_json(cls, answer: Json) -> Submission:
        """The documented form; all of it or a part may be in an envelope, and the id under another name."""
        parts = list(objects(answer, "generation"))
        parts = sorted(parts, key=lambda part: part is not answer)
        named = [(part, found) for part in parts if (found := identity({"id": value(part, "generationId")}))]
        named += [(part, found) for part in parts if (found := identity(part))]
        if not named:
            raise unreadable(Message("The service took the request but named no generation"), answer)
        told: dict[str, Json] = {}
        for part in (*reversed(parts), named[0][0]):
            told |= {name: found for name, found in part.items() if found is not None}
        return cls(
            named[0][1],
            Status(line(told, "status", "state")),
            count(told, "creditsUsed"),
            count(told, "creditsRemaining"),
        )


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. total_pages and total_count are None when they cannot be told."""

    items: tuple[T, ...]
    page: int
    total_pages: int | None
    total_count: int | None

    @property
    def is_last(self) -> bool:
        """Whether nothing follows. While that cannot be told, the next page will: it may be empty."""
        return self.total_pages is not None and self.page >= self.total_pages


def _person(data: Json) -> tuple[str, str, str]:
    """Id, name and picture of the artist whom something is by: an object, a name alone, or fields beside."""
    artist = value(data, "artist")
    if isinstance(artist, str):
        artist = {"name": artist}
    return (
        identity(artist, "artist") or identity({"id": value(data, "artistId")}),
        line(artist, *NAMES) or line(data, "artistName"),
        _picture(artist),
    )


def _picture(data: Json) -> str:
    found = outputs_of(data, *PICTURES)
    return found[0].url if found else ""


def _urls(data: Json, *names: str) -> tuple[str, ...]:
    return tuple(output.url for output in outputs_of(data, *names))
