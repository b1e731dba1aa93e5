# SPDX-License-Identifier: GPL-3.0-or-later
"""What a paid request becomes in time.

Nothing runs here: a generation's state is read off its steps and the clock.
"""

import math
from dataclasses import dataclass

from .entity import Film, Generation, Operation, Step
from .runtime_setting import Settings

# A prompt that contains one of these makes that operation fail; a video's own prompt counts, too.
FAIL_MARKERS: dict[Operation, str] = {"image": "[fail]", "svg": "[fail svg]", "video": "[fail video]"}


@dataclass(frozen=True)
class GenerationState:
    """A generation as seen from outside at one moment."""

    status: str
    images: int
    svg: Step | None
    video: Step | None


def new_step(
    generation: Generation,
    operation: Operation,
    image_index: int,
    now: float,
    settings: Settings,
    *,
    film: Film | None = None,
) -> Step:
    delays = {"image": settings.image_delay, "svg": settings.svg_delay, "video": settings.video_delay}
    begun = now if operation == "image" else now + settings.lag
    word_time = math.inf if settings.status_word_time is None else settings.status_word_time
    words = generation.prompt + (film.prompt if film else "")
    return Step(
        operation=operation,
        number=len(generation.steps),
        image_index=image_index,
        shown_from=begun,
        done_at=begun + delays[operation],
        fails=operation in settings.fail or FAIL_MARKERS[operation] in words,
        film=film,
        status_word=settings.status_word,
        status_word_until=now + word_time,
    )


def is_idle(generation: Generation, now: float) -> bool:
    """Whether the generation is completed in truth; with a lag, the status may read so too early."""
    last = generation.steps[-1]
    return now >= last.done_at and not last.fails


def state_at(generation: Generation, now: float) -> GenerationState:
    last = generation.steps[-1]
    done = [step for step in generation.steps if now >= step.done_at and not step.fails]
    if now >= last.done_at:
        status = "failed" if last.fails else "completed"
    elif now < last.shown_from:
        status = "completed"
    else:
        status = "processing" if last.operation == "image" else f"processing_{last.operation}"
    if last.status_word and now < last.status_word_until:
        status = last.status_word
    newest = {step.operation: step for step in done}
    return GenerationState(
        status, generation.image_count * ("image" in newest), newest.get("svg"), newest.get("video")
    )
