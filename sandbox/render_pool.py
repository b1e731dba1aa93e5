# SPDX-License-Identifier: GPL-3.0-or-later
"""A pool of worker processes that draw what render specs ask for, and a cache of what they drew.

Drawing, tracing and encoding hold Python's lock for whole seconds; in processes of their own they do not
keep the server from answering. A worker ends by itself when its standard input closes, so none outlives
the server.
"""

import asyncio
import contextlib
import json
import sys
from collections import OrderedDict

from aiohttp import web

from .entity import Generation, Step
from .render_spec import RenderSpec, render_spec_for

CACHE_BYTES = 300 * 2**20
WORKERS = 2


class RenderPool:
    def __init__(self) -> None:
        self.idle: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self.unspawned = WORKERS  # started when there is work: a sandbox that is asked for no file needs none
        self.workers: list[asyncio.subprocess.Process] = []
        self.cache: OrderedDict[str, bytes] = OrderedDict()
        self.under_way: dict[str, asyncio.Task[bytes]] = {}

    async def spawn(self) -> None:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "sandbox.render_worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self.workers.append(worker)
        self.idle.put_nowait(worker)

    async def close(self) -> None:
        for task in list(self.under_way.values()):
            task.cancel()
        await asyncio.gather(*self.under_way.values(), return_exceptions=True)
        for worker in self.workers:
            with contextlib.suppress(ProcessLookupError):
                worker.kill()
            await worker.wait()

    def begin(self, generation: Generation, step: Step) -> None:
        """Draw what a paid step will show, while the client waits for it."""
        indices = range(generation.image_count) if step.operation == "image" else [step.image_index]
        for index in indices:
            self.start(render_spec_for(generation, step, index))

    async def get(self, spec: RenderSpec) -> bytes:
        """The file's bytes. A caller that goes away does not stop the work."""
        cached = self.cache.get(key_of(spec))
        return cached if cached is not None else await asyncio.shield(self.start(spec))

    def start(self, spec: RenderSpec) -> asyncio.Task[bytes]:
        key = key_of(spec)
        if key not in self.under_way:
            self.under_way[key] = asyncio.create_task(self.draw(key))
        return self.under_way[key]

    async def draw(self, key: str) -> bytes:
        if self.idle.empty() and self.unspawned:
            self.unspawned -= 1
            await self.spawn()
        worker = await self.idle.get()
        try:
            data = await render(worker, key)
        except (asyncio.IncompleteReadError, ConnectionError):  # the worker died of it
            await self.spawn()
            raise
        else:
            self.idle.put_nowait(worker)
        finally:
            del self.under_way[key]
        if not data:
            raise RuntimeError(f"a worker could not draw {key}")
        self.cache[key] = data
        while sum(map(len, self.cache.values())) > CACHE_BYTES:
            self.cache.popitem(last=False)
        return data


RENDER_POOL = web.AppKey("render_pool", RenderPool)


def key_of(spec: RenderSpec) -> str:
    return json.dumps(spec.to_json())


async def render(worker: asyncio.subprocess.Process, spec: str) -> bytes:
    """Hand over one spec, a line of JSON; take one file: its length in eight bytes, then itself.

    An empty file is the worker's way to say that it failed.
    """
    if worker.stdin is None or worker.stdout is None:
        raise RuntimeError("a worker has lost its pipes")
    worker.stdin.write(spec.encode() + b"\n")
    await worker.stdin.drain()
    length = int.from_bytes(await worker.stdout.readexactly(8), "big")
    return await worker.stdout.readexactly(length)
