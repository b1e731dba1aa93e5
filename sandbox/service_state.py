# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the sandbox remembers, made anew from a seed by a reset."""

import copy
import random
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .entity import Account, Artist, Charge, Generation
from .runtime_setting import Settings
from .seed_artists import make_artists
from .seed_history import make_history

if TYPE_CHECKING:
    from .fault.rule import Rule


class ServiceState:
    def __init__(self, seed: int, artist_count: int, settings: Settings) -> None:
        self.cdn_url = ""  # known once the server listens
        self.seed = seed
        self.artist_count = artist_count
        self.first_settings = settings
        self.reset()

    def reset(self) -> None:
        """Back to the start: the same keys, ids and history, the settings of the command line, no faults."""
        self.settings = copy.deepcopy(self.first_settings)
        self.random = random.Random(f"{self.seed} ids")
        self.accounts = {
            name: self.make_account(name, credits_)
            for name, credits_ in (("main", 500), ("poor", 2), ("other", 500))
        }
        self.url_secret = self.random.randbytes(32)
        self.artists: dict[str, Artist] = {
            artist.id: artist for artist in make_artists(self.seed, self.artist_count)
        }
        self.models = {
            model.id: (artist, model) for artist in self.artists.values() for model in artist.models
        }
        self.generations: dict[str, Generation] = {
            generation.id: generation
            for generation in make_history(self.seed, self.accounts, list(self.artists.values()))
        }
        self.ledger: list[Charge] = []
        self.requests: list[dict[str, object]] = []
        self.faults: list[Rule] = []
        self.latest = datetime.fromtimestamp(0, UTC)
        self.skipped = 0.0  # seconds that the service's clock is ahead of the machine's

    def make_account(self, name: str, credits_: int) -> Account:
        now = datetime.now(UTC)
        return Account(
            name=name,
            id=self.new_id(),
            email=f"{name}@sandbox.example",
            username=f"{name}_artist",
            key="ak_" + self.random.randbytes(32).hex(),
            key_id=self.new_id(),
            credits=credits_,
            created_at=now,
            last_used_at=now,
        )

    def new_id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def clock(self) -> float:
        return time.monotonic() + self.skipped

    def time(self) -> float:
        """The same clock, counted as signed addresses do: from 1970."""
        return time.time() + self.skipped

    def next_moment(self) -> datetime:
        """When something is made: by the same clock, and no two in the same millisecond."""
        self.latest = max(self.latest + timedelta(milliseconds=1), datetime.fromtimestamp(self.time(), UTC))
        return self.latest

    def one_artist(self, visibility: str) -> Artist:
        return next(artist for artist in self.artists.values() if artist.visibility == visibility)
