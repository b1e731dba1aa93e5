# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test or a person may set about the service while it runs, and the check of what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from .answer_shape import ANSWER_SHAPES
from .error_response import Refusal
from .prompt_form import PROMPT_FORMS


@dataclass
class Settings:
    image_delay: float = 1.5  # seconds a generation stays "processing"
    svg_delay: float = 1.0
    video_delay: float = 2.5
    lag: float = 0.0  # seconds after a conversion's submit in which the status still reads "completed"
    images_per_generation: int = 1
    url_lifetime: float | None = None  # seconds until an output's URL answers 403; None: never
    fail: list[str] = field(default_factory=list)  # operations that fail: "image", "svg", "video"
    failure: dict[str, object] = field(default_factory=dict)  # further fields of a failed generation
    list_delay: float = 0.0  # seconds until a new generation is in the list; by its id it is at once
    prompt_form: list[str] = field(default_factory=list)  # of PROMPT_FORMS, laid on in this order
    answer_shape: list[str] = field(default_factory=list)  # of ANSWER_SHAPES, laid on in this order
    status_word: str = ""  # what the status of new work reads instead, while it is made and after
    status_word_time: float | None = None  # seconds from its submit until it reads as documented; None: never
    latency: float = 0.0  # seconds before any answer, on both origins
    cdn_bandwidth: int | None = None  # bytes a second for each download; None: as fast as it goes


LIMITS: dict[str, tuple[float, float]] = {
    "image_delay": (0, 86400),
    "svg_delay": (0, 86400),
    "video_delay": (0, 86400),
    "lag": (0, 86400),
    "images_per_generation": (1, 4),
    "url_lifetime": (0, 31536000),
    "list_delay": (0, 86400),
    "status_word_time": (0, 86400),
    "latency": (0, 3600),
    "cdn_bandwidth": (1, 10**12),
}
WORDS: dict[str, tuple[str, ...]] = {
    "fail": ("image", "svg", "video"),
    "prompt_form": tuple(PROMPT_FORMS),
    "answer_shape": tuple(ANSWER_SHAPES),
}
NULLABLE = ("url_lifetime", "cdn_bandwidth", "status_word_time")
WHOLE = ("images_per_generation", "cdn_bandwidth")


def change_settings(settings: Settings, changes: Mapping[str, object]) -> None:
    """Apply all changes or none; a Refusal says in words what is wrong."""
    names = [known.name for known in fields(settings)]
    for name, value in changes.items():
        if name not in names:
            raise Refusal(400, f"there is no setting {name}; there are {', '.join(names)}, credits")
        check_value(name, value)
    for name, value in changes.items():
        setattr(settings, name, value)


def check_value(name: str, value: object) -> None:
    if name in WORDS:
        check_words(name, value)
    elif name in LIMITS:
        check_number(name, value)
    elif name == "failure" and not isinstance(value, dict):
        raise Refusal(400, "failure must be an object")
    elif name == "status_word" and not isinstance(value, str):
        raise Refusal(400, "status_word must be text; without any, the status is a documented one")


def check_words(name: str, value: object) -> None:
    if not isinstance(value, list) or any(word not in WORDS[name] for word in value):
        raise Refusal(400, f"{name} must be a list of words of {', '.join(WORDS[name])}")


def check_number(name: str, value: object) -> None:
    low, high = LIMITS[name]
    if value is None and name in NULLABLE:
        return
    kinds = int if name in WHOLE else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        number = "a whole number" if name in WHOLE else "a number"
        raise Refusal(
            400, f"{name} must be {number} from {low} to {high}" + (" or null" * (name in NULLABLE))
        )
