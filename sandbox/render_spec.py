# SPDX-License-Identifier: GPL-3.0-or-later
"""What the render pool draws: a picture, its vectors or a film of it; and which of them a path means."""

import dataclasses
import re
from dataclasses import dataclass
from typing import Literal

from .entity import Artist, Film, Generation, Step
from .service_state import ServiceState

ARTIST_PICTURE_PATH = re.compile(r"/(artists|models)/([0-9a-f-]{36})/(portrait|example-[0-3])\.webp")
OUTPUT_PATH = re.compile(r"/generations/([0-9a-f-]{36})/(image|vector|film)-(\d{1,6})\.(?:webp|svg|mp4)")
CONTENT_TYPES = {"webp": "image/webp", "svg": "image/svg+xml", "mp4": "video/mp4"}
EXAMPLES = (
    "mountains at sunset",
    "a forest with a fox",
    "the sea at night",
    "a city in the morning",
    "desert and canyon",
)


@dataclass(frozen=True)
class Picture:
    """All that decides how a picture looks."""

    style: str
    artist: str  # seeds the artist's palette
    prompt: str
    seed: str  # what tells two pictures of one prompt apart
    size: int = 1024  # pixels on each side


@dataclass(frozen=True)
class RenderSpec:
    file_format: Literal["webp", "svg", "mp4"]
    picture: Picture
    film: Film | None = None

    def to_json(self) -> dict[str, object]:
        return dataclasses.asdict(self)


def render_spec_for(generation: Generation, step: Step, image_index: int) -> RenderSpec:
    picture = Picture(
        generation.artist.style, generation.artist.id, generation.prompt, f"{generation.id} {image_index}"
    )
    if step.operation == "image":
        return RenderSpec("webp", picture)
    return RenderSpec("svg", picture) if step.film is None else RenderSpec("mp4", picture, step.film)


def render_spec_at(service: ServiceState, path: str) -> RenderSpec | None:
    """The file that stands at this path of the CDN; None if there is none."""
    of_artist, output = ARTIST_PICTURE_PATH.fullmatch(path), OUTPUT_PATH.fullmatch(path)
    if of_artist:
        return artist_picture_spec(service, *of_artist.groups())
    if output and output[1] in service.generations:
        return output_spec(service.generations[output[1]], output[2], int(output[3]))
    return None


def artist_picture_spec(service: ServiceState, noun: str, id_: str, name: str) -> RenderSpec | None:
    artist: Artist | None = service.artists.get(id_)
    if noun == "models":
        artist = service.models[id_][0] if id_ in service.models else None
    if artist is None:
        return None
    number = 4 if name == "portrait" else int(name[-1])
    picture = Picture(artist.style, artist.id, EXAMPLES[number], f"{id_} {name}", 256 if number == 4 else 512)
    return RenderSpec("webp", picture)


def output_spec(generation: Generation, kind: str, number: int) -> RenderSpec | None:
    if kind == "image":
        return (
            render_spec_for(generation, generation.steps[0], number)
            if number < generation.image_count
            else None
        )
    operation = {"vector": "svg", "film": "video"}[kind]
    steps = [step for step in generation.steps if step.number == number and step.operation == operation]
    return render_spec_for(generation, steps[0], steps[0].image_index) if steps else None
