# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service knows: accounts, artists, models, generations and charges, as plain dataclasses."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Operation = Literal["image", "svg", "video"]
Visibility = Literal["public", "private", "deleted"]


@dataclass
class Account:
    name: str  # "main", "poor" or "other": how the control surface calls it
    id: str
    email: str
    username: str
    key: str
    key_id: str
    credits: int
    created_at: datetime
    last_used_at: datetime


@dataclass(frozen=True)
class Model:
    id: str
    name: str
    description: str
    tags: tuple[str, ...]
    service_type: str
    default_params: dict[str, object]
    created_at: datetime


@dataclass(frozen=True)
class Artist:
    id: str
    name: str
    description: str
    tags: tuple[str, ...]
    trigger_word: str
    service_type: str
    earnings: int
    created_at: datetime
    models: tuple[Model, ...]
    visibility: Visibility
    style: str  # the way of drawing, a name of `picture.style`


@dataclass(frozen=True)
class Film:
    """What was asked of a video."""

    prompt: str
    width: int
    height: int
    duration: int  # seconds
    fps: int
    camera_fixed: bool


@dataclass(frozen=True)
class Step:
    """One paid piece of work on a generation. Times are of the service's clock, in seconds."""

    operation: Operation
    number: int  # counts the steps of one generation, so that every output has a name of its own
    image_index: int
    shown_from: float  # until then the generation's status does not tell that this step has begun
    done_at: float
    fails: bool
    film: Film | None = None
    status_word: str = ""  # read instead of the true status until a moment
    status_word_until: float = math.inf


@dataclass
class Generation:
    id: str
    account: Account
    artist: Artist
    prompt: str
    created_at: datetime
    image_count: int
    listed_from: float = -math.inf  # until then only who knows its id finds it
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Charge:
    """One line of the ledger."""

    account: str
    operation: Operation
    generation_id: str
    credits: int
    time: datetime
    body: dict[str, object]
