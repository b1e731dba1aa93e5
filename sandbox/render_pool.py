# SPDX-License-Identifier: GPL-3.0-or-later
"""Who draws: a few worker processes that are handed orders, and the shelf on which their work is kept.

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
from .render_order import Order, order_for

SHELF_BYTES = 300 * 2**20
WORKERS = 2


class Studio:
    def __init__(self) -> None:
        self.idle: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self.vacancies = WORKERS  # workers not hired yet: a sandbox that is asked for no file needs none
        self.workers: list[asyncio.subprocess.Process] = []
        self.shelf: OrderedDict[str, bytes] = OrderedDict()
        self.under_way: dict[str, asyncio.Task[bytes]] = {}

    async def hire(self) -> None:
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
        for work in list(self.under_way.values()):
            work.cancel()
        await asyncio.gather(*self.under_way.values(), return_exceptions=True)
        for worker in self.workers:
            with contextlib.suppress(ProcessLookupError):
                worker.kill()
            await worker.wait()

    def begin(self, generation: Generation, step: Step) -> None:
        """Draw what a paid step will show, while the client waits for it."""
        indices = range(generation.image_count) if step.work == "image" else [step.image_index]
        for index in indices:
            self.start(order_for(generation, step, index))

    async def get(self, order: Order) -> bytes:
        """The file's bytes. A caller that goes away does not stop the work."""
        on_shelf = self.shelf.get(key_of(order))
        return on_shelf if on_shelf is not None else await asyncio.shield(self.start(order))

    def start(self, order: Order) -> asyncio.Task[bytes]:
        key = key_of(order)
        if key not in self.under_way:
            self.under_way[key] = asyncio.create_task(self.draw(key))
        return self.under_way[key]

    async def draw(self, key: str) -> bytes:
        if self.idle.empty() and self.vacancies:
            self.vacancies -= 1
            await self.hire()
        worker = await self.idle.get()
        try:
            data = await commission(worker, key)
        except (asyncio.IncompleteReadError, ConnectionError):  # the worker died of it
            await self.hire()
            raise
        else:
            self.idle.put_nowait(worker)
        finally:
            del self.under_way[key]
        if not data:
            raise RuntimeError(f"a worker could not draw {key}")
        self.shelf[key] = data
        while sum(map(len, self.shelf.values())) > SHELF_BYTES:
            self.shelf.popitem(last=False)
        return data


STUDIO = web.AppKey("studio", Studio)


def key_of(order: Order) -> str:
    return json.dumps(order.to_json())


async def commission(worker: asyncio.subprocess.Process, order: str) -> bytes:
    """Hand over one order, a line of JSON; take one file: its length in eight bytes, then itself.

    An empty file is the worker's way to say that it failed.
    """
    if worker.stdin is None or worker.stdout is None:
        raise RuntimeError("a worker has lost its pipes")
    worker.stdin.write(order.encode() + b"\n")
    await worker.stdin.drain()
    length = int.from_bytes(await worker.stdout.readexactly(8), "big")
    return await worker.stdout.readexactly(length)
