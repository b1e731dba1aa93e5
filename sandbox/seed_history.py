# SPDX-License-Identifier: GPL-3.0-or-later
"""The generations that the accounts made before the sandbox started, from a seed. None was drawn yet."""

import math
import random
from datetime import UTC, datetime, timedelta

from . import seed_words as words
from .entity import Account, Artist, Film, Generation, Step
from .seed_artists import new_id

LONG_AGO = -math.inf
COUNTS = {"main": 60, "poor": 1, "other": 5}


def make_history(seed: int, accounts: dict[str, Account], artists: list[Artist]) -> list[Generation]:
    rng = random.Random(f"{seed} history")
    public = [artist for artist in artists if artist.visibility == "public"]
    latest = datetime.now(UTC) - timedelta(hours=1)
    return [
        make_generation(rng, account, rng.choice(public[:12]), latest - timedelta(hours=7 * number), number)
        for name, account in accounts.items()
        for number in range(COUNTS[name] if public else 0)
    ]


def make_generation(
    rng: random.Random, account: Account, artist: Artist, created_at: datetime, number: int
) -> Generation:
    """Mostly completed images; every 4th with an SVG, every 6th with a video, a few failed."""
    generation = Generation(
        id=new_id(rng),
        account=account,
        artist=artist,
        prompt=words.PROMPTS[number % len(words.PROMPTS)],
        created_at=created_at - timedelta(milliseconds=rng.randrange(3_600_000)),
        image_count=4 if number % 5 == 2 else 1,
    )
    steps = generation.steps
    steps.append(Step("image", 0, 0, LONG_AGO, LONG_AGO, fails=number % 26 == 12))
    if steps[0].fails:
        return generation
    index = rng.randrange(generation.image_count)
    if number % 4 == 1:
        steps.append(Step("svg", len(steps), index, LONG_AGO, LONG_AGO, fails=number % 26 == 25))
    if number % 6 == 1 and not steps[-1].fails:
        film = Film(rng.choice(words.MOTIONS), 854, 480, 4, 24, camera_fixed=number % 12 == 1)
        steps.append(Step("video", len(steps), index, LONG_AGO, LONG_AGO, fails=False, film=film))
    return generation
