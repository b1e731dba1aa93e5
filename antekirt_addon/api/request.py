# SPDX-License-Identifier: GPL-3.0-or-later
"""The three paid requests, with their prices and documented limits.

Each is one frozen dataclass that carries all a paid call needs; it checks itself when it is made
(InvalidRequest), so that what cannot be carried out is never sent.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import ClassVar

from ..message import Message
from ..request_limit import ASPECT_RATIOS, DURATIONS, FRAME_RATES, PROMPT_LIMIT, RESOLUTIONS
from .error import InvalidRequest

# As documented, or a number: what is neither cannot be part of a URL.
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,20}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """An illustration in an artist's style."""

    artist_id: str
    prompt: str

    path: ClassVar[str] = "generations/image"
    price: ClassVar[int] = 3  # credits

    def __post_init__(self) -> None:
        check_id(self.artist_id, Message("artist"))
        check_prompt(self.prompt)

    def body(self) -> dict[str, object]:
        return {"artistId": self.artist_id, "prompt": self.prompt}


@dataclass(frozen=True, slots=True)
class SvgRequest:
    """The vectors of one image of a completed generation."""

    generation_id: str
    image_index: int = 0

    path: ClassVar[str] = "generations/svg"
    price: ClassVar[int] = 5

    def __post_init__(self) -> None:
        check_id(self.generation_id, Message("generation"))
        check_number(Message("image index"), self.image_index, 0, math.inf)

    def body(self) -> dict[str, object]:
        return {"generationId": self.generation_id, "imageIndex": self.image_index}


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """One image of a completed generation, set in motion."""

    generation_id: str
    prompt: str
    image_index: int = 0
    duration: int = 4
    fps: int = 24
    resolution: str = "480p"
    aspect_ratio: str = "16:9"
    camera_fixed: bool = False

    path: ClassVar[str] = "generations/video"
    price: ClassVar[int] = 25

    def __post_init__(self) -> None:
        check_id(self.generation_id, Message("generation"))
        check_number(Message("image index"), self.image_index, 0, math.inf)
        check_prompt(self.prompt)
        check_number(Message("duration"), self.duration, *DURATIONS)
        check_number(Message("frame rate"), self.fps, *FRAME_RATES)
        check_choice(Message("resolution"), self.resolution, RESOLUTIONS)
        check_choice(Message("aspect ratio"), self.aspect_ratio, ASPECT_RATIOS)

    def body(self) -> dict[str, object]:
        return {
            "generationId": self.generation_id,
            "imageIndex": self.image_index,
            "prompt": self.prompt,
            "duration": self.duration,
            "fps": self.fps,
            "resolution": self.resolution,
            "aspectRatio": self.aspect_ratio,
            "cameraFixed": self.camera_fixed,
        }


PaidRequest = ImageRequest | SvgRequest | VideoRequest


def nearest_aspect_ratio(width: float, height: float) -> str:
    """Of what the service makes, the ratio that takes the least away from a picture of these sides."""

    def distance(name: str) -> float:
        across, down = map(int, name.split(":"))
        return abs(math.log(width / height) - math.log(across / down))

    return min(ASPECT_RATIOS, key=distance)


def check_id(value: str, what: str) -> None:
    if not value:
        raise InvalidRequest(Message("No {what} is chosen. Choose one first.", what=what))
    if not ID.fullmatch(value):
        raise InvalidRequest(
            Message("The {what} id must be a full UUID, not “{value}”.", what=what, value=value[:50])
        )


def check_prompt(prompt: str) -> None:
    if not prompt.strip():
        raise InvalidRequest("The prompt is empty. Write what you would like to see.")
    if len(prompt) > PROMPT_LIMIT:
        raise InvalidRequest(
            Message(
                "The prompt has {count} characters, {excess} more than the service takes."
                " Shorten it to {limit}.",
                count=len(prompt),
                excess=len(prompt) - PROMPT_LIMIT,
                limit=PROMPT_LIMIT,
            )
        )


def check_number(what: str, value: int, low: int, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        allowed = (
            Message("from {low} to {high}", low=low, high=high)
            if high < math.inf
            else Message("{low} or more", low=low)
        )
        raise InvalidRequest(
            Message(
                "The {what} must be a whole number {allowed}, not {value}.",
                what=what,
                allowed=allowed,
                value=value,
            )
        )


def check_choice(what: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise InvalidRequest(
            Message(
                "The {what} must be one of {choices}, not “{value}”.",
                what=what,
                choices=", ".join(choices),
                value=value,
            )
        )
