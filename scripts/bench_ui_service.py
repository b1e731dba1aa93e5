# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox with 1,000 artists, 1,000 entries of history and files of 5 MB, all of them drawn beforehand.

It answers in 50 ms. Drawing while something is measured would take the time from what is measured.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PIL import Image

from sandbox import server
from sandbox.__main__ import print_addresses, stop_at_end_of_stdin
from sandbox.picture.raster import paint, to_webp
from sandbox.render_pool import RenderPool
from sandbox.render_spec import Picture
from sandbox.runtime_setting import Settings
from sandbox.seed_history import make_generation
from sandbox.service_state import ServiceState

if TYPE_CHECKING:
    from sandbox.entity import Generation, Step
    from sandbox.render_spec import RenderSpec

MANY = 1000
LATENCY = 0.05  # seconds
DIFFERENT = 12  # portraits
LARGE = "large "  # begins the prompts whose pictures are
SIDE = 1320  # pixels of the large pictures: noise, which no format makes smaller than 5 MB


class DrawnBeforehand(RenderPool):
    """Has the files ready that a render pool would have to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.portraits = [
            to_webp(paint(Picture("vista", str(n), "the sea", str(n), 512))) for n in range(DIFFERENT)
        ]
        file = io.BytesIO()
        noise = Image.frombytes("RGB", (SIDE, SIDE), os.urandom(3 * SIDE**2))
        noise.save(file, "WEBP", lossless=True, quality=0, method=0)
        self.result = file.getvalue()

    def begin(self, generation: Generation, step: Step) -> None:
        """There is nothing to begin."""

    async def get(self, spec: RenderSpec) -> bytes:
        if spec.picture.prompt.startswith(LARGE):
            return self.result
        return self.portraits[sum(spec.picture.artist.encode()) % DIFFERENT]


def full_service() -> ServiceState:
    service = ServiceState(1, MANY, Settings(latency=LATENCY, image_delay=3600))
    rng = random.Random("bench")  # no secret
    account = service.accounts["main"]
    account.credits = 100 * MANY
    artists, latest = list(service.artists.values())[:12], datetime.now(UTC) - timedelta(days=90)
    for number in range(MANY):
        made = make_generation(rng, account, rng.choice(artists), latest - timedelta(hours=number), number)
        service.generations[made.id] = made
    return service


async def main() -> None:
    service, stop = full_service(), asyncio.Event()
    api, cdn = server.listen(0), server.listen(0)
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), stop_at_end_of_stdin, stop)
    await server.serve(
        service, api, cdn, stop, on_ready=lambda: print_addresses(service, api), render_pool=DrawnBeforehand()
    )


if __name__ == "__main__":
    asyncio.run(main())
