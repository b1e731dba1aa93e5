# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test or a person may set about the service while it runs, and the check of what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from .error_response import Refusal


@dataclass
class Settings:
    image_delay: float = 1.5  # seconds a generation stays "processing"
    svg_delay: float = 1.0
    video_delay: float = 2.5
    lag: float = 0.0  # seconds after a conversion's submit in which the status still reads "completed"
    images_per_generation: int = 1
    url_lifetime: float | None = None  # seconds until an output's URL answers 403; None: never
    fail: list[str] = field(default_factory=list)  # operations that fail: "image", "svg", "video"
    latency: float = 0.0  # seconds before any answer, on both origins
    cdn_bandwidth: int | None = None  # bytes a second for each download; None: as fast as it goes


LIMITS: dict[str, tuple[float, float]] = {
    "image_delay": (0, 86400),
    "svg_delay": (0, 86400),
    "video_delay": (0, 86400),
    "lag": (0, 86400),
    "images_per_generation": (1, 4),
    "url_lifetime": (0, 31536000),
    "latency": (0, 3600),
    "cdn_bandwidth": (1, 10**12),
}
NULLABLE = ("url_lifetime", "cdn_bandwidth")
WHOLE = ("images_per_generation", "cdn_bandwidth")


def change_settings(settings: Settings, changes: Mapping[str, object]) -> None:
    """Apply all changes or none; a Refusal says in words what is wrong."""
    names = [known.name for known in fields(settings)]
    for name, value in changes.items():
        if name not in names:
            raise Refusal(400, f"there is no setting {name}; there are {', '.join(names)}, credits")
        if name == "fail":
            check_kinds(value)
        else:
            check_number(name, value)
    for name, value in changes.items():
        setattr(settings, name, value)


def check_kinds(value: object) -> None:
    if not isinstance(value, list) or any(kind not in ("image", "svg", "video") for kind in value):
        raise Refusal(400, 'fail must be a list of "image", "svg" and "video"')


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
