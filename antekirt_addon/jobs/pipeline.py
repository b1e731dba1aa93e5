# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of a job, step by step: baseline, submit, watch, download.

The steps are plain functions that block and know no threads; job_lifecycle.py decides when each one runs and
writes down what came of it. Start reading here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ..api.address import unsigned
from ..api.error import Aborted, ApiError, InvalidRequest, Offline, TooManyRequests, Unreachable
from ..api.generation_status import Status
from ..api.request import nearest_aspect_ratio
from ..message import Message
from .download import WrongFile, download
from .job import Job, Kind, ResultFile
from .problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from ..api.output import Output
    from ..api.resource import Generation, Submission
    from .results_folder import ResultsFolder

PROCESSING = {
    Kind.IMAGE: Status.PROCESSING,
    Kind.SVG: Status.PROCESSING_SVG,
    Kind.VIDEO: Status.PROCESSING_VIDEO,
}


class Busy(InvalidRequest):
    """The service is at work on the generation."""


def take_baseline(client: Client, job: Job) -> dict[str, Any]:
    """What the service shows before the submit: the only way to know afterwards what is new.

    For an image: the newest generation. For an SVG or a video: the output that is there already.
    Raises InvalidRequest (or its kind Busy) when the service would refuse the request for what it shows.
    """
    if job.kind is Kind.IMAGE:
        newest = client.generations(limit=1).items
        return {"newest_id": newest[0].id, "newest_at": newest[0].created_at} if newest else {}
    generation = client.generation(job.generation_id)
    if generation.status in PROCESSING.values():
        raise Busy(Message("The generation is not yet completed. Wait for it, then try again."))
    check_image(job, generation)
    images, output = generation.outputs.images, _output(generation, job.kind)
    return {
        "output": output.url if output else "",
        "status": generation.raw_status,
        "prompt": generation.prompt,
        "artist_id": generation.artist_id,
        "artist_name": generation.artist_name,
        "created_at": generation.created_at,
        "generation_id": generation.id,
        "images": len(images),
        **_sides(images[job.image_index : job.image_index + 1]),
    }


def check_image(job: Job, generation: Generation) -> None:
    """Raise InvalidRequest if there is no such image to convert."""
    count = len(generation.outputs.images)
    if generation.status is Status.COMPLETED and job.image_index >= count:
        raise InvalidRequest(
            Message(
                "The generation has {count} images, none with index {index}.",
                count=count,
                index=job.image_index,
            )
        )


def _sides(images: tuple[Output, ...]) -> dict[str, Any]:
    """Width and height of the picture that is to be converted, if the service tells them."""
    sides = [[image.width, image.height] for image in images if image.width and image.height]
    return {"sides": sides[0]} if sides else {}


def fitted(job: Job, baseline: dict[str, Any]) -> dict[str, Any]:
    """The fields of a job's request, once it is known what picture it is of."""
    if job.fits_picture and (sides := baseline.get("sides")):
        return job.parameters | {"aspect_ratio": nearest_aspect_ratio(*sides)}
    return job.parameters


def submit(client: Client, job: Job) -> Submission:
    """Send the paid request, once."""
    return client.submit(job.request())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a generation says about a job, as the service shows it now.

    outputs: (index, output) of what is ready to be fetched; empty while there is nothing new.
    failed: the service has given up. stale: it says it is done, but shows nothing new.
    leftover: with stale, an output at the old address that may have been made anew.
    """

    outputs: tuple[tuple[int, Output], ...] = ()
    failed: bool = False
    stale: bool = False
    leftover: tuple[tuple[int, Output], ...] = ()


def judge(job: Job, generation: Generation) -> Verdict:
    """Compare a generation with what was there before the submit.

    Three traps of the service are met here: right after a submit the status may still be the old one
    with the output absent; a second conversion starts with the first one's output; and `failed` may come
    with files that are there all the same. What an undocumented word means nobody knows: a paid result is
    waited for, while an import for nothing brings what there is.
    """
    over = generation.status in {Status.COMPLETED, Status.FAILED}
    unclear = job.free and generation.status is Status.UNKNOWN
    if not (over or unclear):
        return Verdict()
    if job.kind is Kind.IMAGE:
        outputs = tuple(enumerate(generation.outputs.images))
    else:
        output = _output(generation, job.kind)
        outputs = ((job.image_index, output),) if output else ()
        if output and unsigned(output.url) == unsigned(job.baseline.get("output", "")):
            return _nothing_new(job, generation, outputs if job.seen_processing else ())
    return Verdict(outputs) if outputs or unclear else _nothing_new(job, generation, ())


def _nothing_new(job: Job, generation: Generation, leftover: tuple[tuple[int, Output], ...]) -> Verdict:
    """A generation may have failed long before the submit: only a failure after it is the job's own."""
    fresh = job.seen_processing or generation.raw_status != job.baseline.get("status")
    if generation.status is Status.FAILED and fresh:
        return Verdict(failed=True)
    return Verdict(stale=True, leftover=leftover)


def is_processing(job: Job, generation: Generation) -> bool:
    """Whether the service is at work on an output of just this kind."""
    return generation.status is PROCESSING[job.kind]


def kinds(generation: Generation) -> list[Kind]:
    """What a generation has, or is getting."""
    there = {
        Kind.IMAGE: generation.status is not Status.FAILED or generation.outputs.images,
        Kind.SVG: generation.outputs.svg or generation.status is Status.PROCESSING_SVG,
        Kind.VIDEO: generation.outputs.video or generation.status is Status.PROCESSING_VIDEO,
    }
    return [kind for kind, is_there in there.items() if is_there]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch of `count` outputs has not brought: each one's index, and why."""

    count: int
    missing: tuple[tuple[int, Exception], ...] = ()


def fetch(
    client: Client,
    results_folder: ResultsFolder,
    job: Job,
    outputs: tuple[tuple[int, Output], ...],
    *,
    owner: str = "",
    on_file: Callable[[ResultFile], None],
    on_progress: Callable[[float], None],
) -> Fetched:
    """Download the outputs of a job that it has no file of yet.

    on_file gets each file when it has come, on_progress the share done, 0 to 1; what they raise ends it all.
    One output that cannot be had does not keep the others away. What would meet them too, an unreachable
    host or a full disk, ends the fetch.
    """
    folder = results_folder.generation_folder(job.generation_id)
    there = {file.index for file in job.files}
    missing: dict[int, Exception] = {}
    for number, (index, output) in enumerate(outputs):
        if index in there:
            continue

        def report(received: int, expected: int, number: int = number) -> None:
            on_progress((number + (received / expected if expected else 0.5)) / len(outputs))

        if not output.url:
            missing[index] = WrongFile("The service gives no address for it")
            continue
        try:
            found = download(
                client.transport.connections,
                output.url,
                job.kind,
                index,
                folder,
                owner=owner,
                rights=results_folder.rights,
                on_progress=report,
            )
        except Aborted:
            raise
        except (Unreachable, Offline, TooManyRequests, FileProblem) as error:
            missing |= {later: error for later, _ in outputs[number:] if later not in there}
            break
        except ApiError as error:
            missing[index] = error
            continue
        path = PurePosixPath("results", folder.name, found.path)
        on_file(ResultFile(str(path), index, found.size, found.sha256, found.source_url))
    return Fetched(len(outputs), tuple(missing.items()))


def _output(generation: Generation, kind: Kind) -> Output | None:
    return generation.outputs.svg if kind is Kind.SVG else generation.outputs.video
