# SPDX-License-Identifier: GPL-3.0-or-later
"""POST /generations/image, /svg and /video: what costs credits.

Each checks in one order: the body, whether the artist or generation exists, whether it may be used, its
state, the credits. Nothing is charged unless all hold; then the charge, the ledger and the new step are made
in one go, with no wait between.
"""

from datetime import UTC, datetime

from aiohttp import web

from sandbox.entity import Charge, Film, Generation, Operation
from sandbox.error_response import Refusal
from sandbox.generation_lifecycle import is_idle, new_step
from sandbox.render_pool import RENDER_POOL
from sandbox.request_context import account_of, service_of
from sandbox.validation import Body, read_object, within

from .artist import open_artist
from .generation import own_generation

routes = web.RouteTableDef()
COSTS: dict[Operation, int] = {"image": 3, "svg": 5, "video": 25}
LONGEST_PROMPT = 2000
# Width and height in pixels. A square has about as many pixels as the other shapes of its resolution.
FRAME_SIZES = {
    ("480p", "16:9"): (854, 480),
    ("480p", "9:16"): (480, 854),
    ("480p", "1:1"): (640, 640),
    ("720p", "16:9"): (1280, 720),
    ("720p", "9:16"): (720, 1280),
    ("720p", "1:1"): (960, 960),
}


@routes.post("/api/v1/generations/image")
async def submit_image(request: web.Request) -> web.Response:
    body = Body(await read_object(request))
    artist_id, prompt = body.guid("artistId"), body.text("prompt", LONGEST_PROMPT)
    service = service_of(request)
    generation = Generation(
        id="",
        account=account_of(request),
        artist=open_artist(service, artist_id),
        prompt=prompt,
        created_at=service.next_moment(),
        image_count=service.settings.images_per_generation,
        listed_from=service.clock() + service.settings.list_delay,
    )
    return charge(request, generation, "image", 0, body)


@routes.post("/api/v1/generations/svg")
async def submit_svg(request: web.Request) -> web.Response:
    body = Body(await read_object(request))
    generation_id, index = body.guid("generationId"), body.integer("imageIndex", 0, 0, None)
    generation = completed_generation(request, generation_id, index)
    return charge(request, generation, "svg", index, body)


@routes.post("/api/v1/generations/video")
async def submit_video(request: web.Request) -> web.Response:
    body = Body(await read_object(request))
    generation_id, index = body.guid("generationId"), body.integer("imageIndex", 0, 0, None)
    prompt = body.text("prompt", LONGEST_PROMPT)
    duration, fps = body.integer("duration", 4, 2, 10), body.integer("fps", 24, 12, 60)
    resolution = body.one_of("resolution", "480p", ("480p", "720p"))
    shape = body.one_of("aspectRatio", "16:9", ("16:9", "9:16", "1:1"))
    camera_fixed = body.boolean("cameraFixed", default=False)
    generation = completed_generation(request, generation_id, index)
    film = Film(prompt, *FRAME_SIZES[resolution, shape], duration, fps, camera_fixed)
    return charge(request, generation, "video", index, body, film=film)


def completed_generation(request: web.Request, generation_id: str, image_index: int) -> Generation:
    service = service_of(request)
    generation = own_generation(service, account_of(request), generation_id)
    if not is_idle(generation, service.clock()):
        raise Refusal(400, "Generation is not yet completed")
    within("body.imageIndex", image_index, 0, generation.image_count - 1)
    return generation


def charge(
    request: web.Request,
    generation: Generation,
    operation: Operation,
    image_index: int,
    body: Body,
    *,
    film: Film | None = None,
) -> web.Response:
    service, account, cost = service_of(request), generation.account, COSTS[operation]
    if account.credits < cost:
        raise Refusal(402, "Insufficient credits")
    account.credits -= cost
    if not generation.id:
        generation.id = service.new_id()
        service.generations[generation.id] = generation
    step = new_step(generation, operation, image_index, service.clock(), service.settings, film=film)
    generation.steps.append(step)
    service.ledger.append(
        Charge(account.name, operation, generation.id, cost, datetime.now(UTC), body.values)
    )
    if not step.fails:
        request.config_dict[RENDER_POOL].begin(generation, step)
    return web.json_response(
        {
            "generationId": generation.id,
            "status": "processing" if operation == "image" else f"processing_{operation}",
            "creditsUsed": cost,
            "creditsRemaining": account.credits,
        },
        status=202,
    )
