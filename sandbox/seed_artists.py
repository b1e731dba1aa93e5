# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists and their models, made from a seed: the public ones, then one private and one deleted."""

import random
import uuid
from datetime import UTC, datetime, timedelta

from . import seed_words as words
from .entity import Artist, Model, Visibility

FIRST_DAY = datetime(2023, 3, 1, 9, tzinfo=UTC)
DAYS = 1000
STYLES = tuple(words.MEDIA)

PUBLIC: Visibility = "public"


def make_artists(seed: int, count: int) -> list[Artist]:
    """`count` public artists with distinct names, one private and one deleted."""
    rng = random.Random(f"{seed} artists")
    names = artist_names(rng, count + 2)
    kinds: list[Visibility] = [*(PUBLIC for _ in range(count)), "private", "deleted"]
    return [
        make_artist(rng, name, visibility, STYLES[number % len(STYLES)])
        for number, (name, visibility) in enumerate(zip(names, kinds, strict=True))
    ]


def artist_names(rng: random.Random, count: int) -> list[str]:
    pairs = [
        f"{given} {family}"
        for given in words.GIVEN_NAMES
        for family in words.FAMILY_NAMES
        if f"{given} {family}" not in words.SPECIAL_NAMES
    ]
    rng.shuffle(pairs)
    names = [*words.SPECIAL_NAMES, *pairs][:count]
    names += [f"Studio {number}" for number in range(count - len(names))]
    return names


def make_artist(rng: random.Random, name: str, visibility: Visibility, style: str) -> Artist:
    service_type = rng.choice(words.SERVICE_TYPES)
    created_at = FIRST_DAY + timedelta(seconds=rng.randrange(DAYS * 86400), milliseconds=rng.randrange(1000))
    sentence = rng.choice(words.PRAISE).format(subject=rng.choice(words.SUBJECTS))
    artist_id = new_id(rng)
    slug = (
        "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())[:12]
        or artist_id[:6]
    )
    return Artist(
        id=artist_id,
        name=name,
        description=f"{rng.choice(words.TRADES)} {sentence}",
        tags=words.MEDIA[style][: rng.randint(1, 3)],
        trigger_word=f"{slug}_style",
        service_type=service_type,
        earnings=rng.randrange(5000),
        created_at=created_at,
        models=tuple(
            make_model(rng, style, service_type, created_at, title)
            for title in rng.sample(words.MODEL_NAMES[style], rng.randint(1, 4))
        ),
        visibility=visibility,
        style=style,
    )


def make_model(rng: random.Random, style: str, service_type: str, after: datetime, title: str) -> Model:
    return Model(
        id=new_id(rng),
        name=f"{title} v{rng.randint(1, 4)}",
        description=f"{title}: {', '.join(words.MEDIA[style])}, for {rng.choice(words.SUBJECTS)}.",
        tags=words.MEDIA[style][: rng.randint(1, 3)],
        service_type=rng.choice((service_type, service_type, "pattern")),
        default_params={"steps": rng.randint(20, 40), "guidanceScale": rng.choice((3.0, 3.5, 4.5))},
        created_at=after + timedelta(days=rng.randrange(1, 60), milliseconds=rng.randrange(86_400_000)),
    )


def new_id(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))
