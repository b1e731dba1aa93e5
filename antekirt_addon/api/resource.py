# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service tells, as frozen dataclasses.

Every `from_json` takes whatever the service sent: unknown fields are passed over, missing and mistyped
ones become None, "" or (), because one odd field must not cost the artist a paid result. Only what
nothing can be done without (an id, a list where a list is due) raises BadAnswer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .error import BadAnswer
from .generation_status import Status
from .service_message import reason

Json = Any  # the service's word for it is not proof
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    email: str
    username: str
    credits: int | None
    subscription_plan: str | None
    subscription_status: str | None

    @classmethod
    def from_json(cls, data: Json) -> Account:
        return cls(
            id=_text(data, "id"),
            email=_text(data, "email"),
            username=_text(data, "username"),
            credits=_integer(data, "credits"),
            subscription_plan=_text(data, "subscriptionPlan") or None,
            subscription_status=_text(data, "subscriptionStatus") or None,
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
            id=_text(data, "id"),
            name=_text(data, "name"),
            key_masked=_text(data, "keyMasked"),
            created_at=_text(data, "createdAt"),
            last_used_at=_text(data, "lastUsedAt"),
            is_active=_get(data, "isActive") is True,
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
    def from_json(cls, data: Json) -> Model:
        artist = _get(data, "artist")
        params = _get(data, "defaultParams")
        return cls(
            id=_id(data),
            name=_text(data, "name"),
            service_type=_text(data, "serviceType"),
            description=_text(data, "description"),
            tags=_texts(data, "tags"),
            profile_picture_url=_text(data, "profilePictureUrl"),
            example_image_urls=_urls(data, "modelExamplesImages"),
            default_params=params if isinstance(params, dict) else {},
            created_at=_text(data, "createdAt"),
            artist_id=_text(artist, "id"),
            artist_name=_text(artist, "name"),
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
    def from_json(cls, data: Json) -> Artist:
        return cls(
            id=_id(data),
            name=_text(data, "name"),
            description=_text(data, "description"),
            tags=_texts(data, "tags"),
            profile_picture_url=_text(data, "profilePictureUrl"),
            example_image_urls=_urls(data, "artistExamplesImages"),
            trigger_word=_text(data, "triggerWord"),
            default_service_type=_text(data, "defaultServiceType"),
            earnings=_number(data, "earnings"),
            created_at=_text(data, "createdAt"),
            models=tuple(Model.from_json(m) for m in _list(data, "models") if _text(m, "id")),
        )


@dataclass(frozen=True, slots=True)
class Output:
    """One file that a generation brought. `format` is the service's word, never a file name."""

    url: str
    format: str = ""
    width: int | None = None
    height: int | None = None

    @classmethod
    def from_json(cls, data: Json) -> Output | None:
        """The documented object, a bare URL, or the other names seen in the wild; else None."""
        if isinstance(data, str):
            return cls(data) if data else None
        for name in ("url", "src", "imageUrl", "svgUrl", "videoUrl"):
            if url := _text(data, name):
                return cls(url, _text(data, "format"), _integer(data, "width"), _integer(data, "height"))
        return None


@dataclass(frozen=True, slots=True)
class Outputs:
    images: tuple[Output, ...] = ()
    svg: Output | None = None
    video: Output | None = None

    @classmethod
    def from_json(cls, data: Json) -> Outputs:
        images = (Output.from_json(image) for image in _list(data, "images"))
        return cls(
            images=tuple(image for image in images if image),
            svg=Output.from_json(_get(data, "svg")),
            video=Output.from_json(_get(data, "video")),
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
    def from_json(cls, data: Json) -> Generation:
        artist = _get(data, "artist")
        raw = _text(data, "status")
        return cls(
            id=_id(data),
            status=Status(raw),
            raw_status=raw,
            prompt=_text(data, "prompt"),
            created_at=_text(data, "createdAt"),
            artist_id=_text(artist, "id"),
            artist_name=_text(artist, "name"),
            artist_picture_url=_text(artist, "profilePictureUrl"),
            outputs=Outputs.from_json(_get(data, "outputs")),
            reason=reason(data) if Status(raw) in {Status.FAILED, Status.UNKNOWN} else "",
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """The answer to a paid request."""

    generation_id: str
    status: Status
    credits_used: int | None
    credits_remaining: int | None

    @classmethod
    def from_json(cls, body: Json) -> Submission:
        """The documented form; the id is also accepted as `id`, or either of them inside `data`."""
        inner = _get(body, "data")
        for data in (body, inner):
            for name in ("generationId", "id"):
                if generation_id := _text(data, name):
                    return cls(
                        generation_id,
                        Status(_text(data, "status")),
                        _integer(data, "creditsUsed"),
                        _integer(data, "creditsRemaining"),
                    )
        raise BadAnswer("The service took the request but named no generation")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. total_pages and total_count are None when the service did not say."""

    items: tuple[T, ...]
    page: int
    total_pages: int | None
    total_count: int | None

    @property
    def is_last(self) -> bool:
        """Whether nothing follows, as far as can be told."""
        return not self.items or (self.total_pages is not None and self.page >= self.total_pages)


def _get(data: Json, name: str) -> Json:
    return data.get(name) if isinstance(data, dict) else None


def _text(data: Json, name: str) -> str:
    value = _get(data, name)
    return value if isinstance(value, str) else ""


def _id(data: Json) -> str:
    if value := _text(data, "id"):
        return value
    raise BadAnswer("The service sent a record without an id")


def _number(data: Json, name: str) -> float | None:
    value = _get(data, name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _integer(data: Json, name: str) -> int | None:
    value = _number(data, name)
    return int(value) if value is not None and abs(value) < 2**53 else None


def _list(data: Json, name: str) -> list[Json]:
    value = _get(data, name)
    return value if isinstance(value, list) else []


def _texts(data: Json, name: str) -> tuple[str, ...]:
    return tuple(value for value in _list(data, name) if isinstance(value, str))


def _urls(data: Json, name: str) -> tuple[str, ...]:
    outputs = (Output.from_json(value) for value in _list(data, name))
    return tuple(output.url for output in outputs if output)
