# SPDX-License-Identifier: GPL-3.0-or-later
"""Make journal-0.1.0.sqlite again, a journal as version 0.1.0 left it: jobs of every kind in every state.

Only the code of 0.1.0 makes what this is for. Check that version out, commit 1bc294a, and run there

    PYTHONPATH=. python3 <here>/tests/data/make_journal.py <here>/tests/data/journal-0.1.0.sqlite
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from antekirt_addon.api.error import ServerFault, Unauthorized
from antekirt_addon.jobs import problem
from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import Remedy, describe

SERVICE = "https://antekirt.com"
ACCOUNT = "0f1e2d3c-0000-4000-8000-00000000000a"
ARTIST = "5a0c1b2d-0000-4000-8000-00000000000b"
BEGIN = 1_760_000_000.0  # seconds since 1970
TARGET = {
    "scene": "Scene",
    "sequencer_scene": "Scene",
    "collection": "Foxes",
    "objects": ("Cube", "Plane"),
    "location": (1.0, -2.5, 0.0),
    "view_rotation": (0.5, 0.5, 0.5, 0.5),
    "frame": 12,
    "align": "VIEW",
    "size": 2.0,
    "shading": "USUAL",
    "loop": False,
    "pack": True,
    "editor": "NODE_EDITOR",
    "editor_shows": "Fox",
    "editor_middle": (0.25, 0.75),
}
MOTION = {
    "prompt": "slowly",
    "duration": 4,
    "fps": 24,
    "resolution": "480p",
    "aspect_ratio": "16:9",
    "camera_fixed": False,
}
SEEN_FOR_IMAGE = {"newest_id": "newest", "newest_at": "2025-10-09T08:00:00.000Z", "account": ACCOUNT}
SEEN_FOR_OUTPUT = {
    "output": "https://cdn.example.com/old.svg",
    "status": "completed",
    "prompt": "a fox",
    "artist_id": ARTIST,
    "artist_name": "Ånna",
    "created_at": "2025-10-09T09:00:00.000Z",
    "account": ACCOUNT,
}


def main() -> None:
    path = Path(sys.argv[1])
    path.unlink(missing_ok=True)
    journal = Journal(path)
    for number, job in enumerate(jobs()):
        journal.save(replace(job, created_at=BEGIN + 60 * number), "an owner that is gone")
    journal.close()


def jobs() -> list[Job]:
    sent = {"submitted_at": BEGIN + 1.5, "expected_seconds": 8.5}
    sought = {"generation_id": "", "before": SEEN_FOR_IMAGE, **sent}
    taken = {**sent, "service_word": "completed", "credits_used": 3, "credits_remaining": 997}
    unsure = describe(ServerFault(503, ("Busy",)), price=3)
    refused = replace(describe(Unauthorized(401, ("Wrong key",))), charged=True, remedy=Remedy.CHECK_AGAIN)
    return [
        image("ready", State.READY, took_seconds=7.25, files=files("ready", "image", "webp", 2), **taken),
        image("queued", State.QUEUED, generation_id=""),
        svg("waiting", State.WAITING, parent_id="queued", generation_id=""),
        image("submitting", State.SUBMITTING, **sought),
        video("unconfirmed", State.UNCONFIRMED, before=SEEN_FOR_OUTPUT, problem=unsure, **sent),
        image("absent", State.ABSENT, problem=problem.ABSENT, **sought),
        svg("running", State.RUNNING, before=SEEN_FOR_OUTPUT, seen_processing=True, **taken),
        video("downloading", State.DOWNLOADING, before=SEEN_FOR_OUTPUT, seen_processing=True, **taken),
        svg("held", State.HELD, problem=refused, **taken),
        image("failed", State.FAILED, problem=problem.SERVICE_FAILED, **taken),
        svg("failed-unsent", State.FAILED, problem=replace(unsure, charged=False), dismissed=True),
        video("cancelled", State.RUNNING, before=SEEN_FOR_OUTPUT, **taken).cancelled(),
        svg("free", State.READY, free=True, files=files("free", "svg", "svg", 1), purpose={}),
    ]


def image(name: str, state: State, **fields: Any) -> Job:
    fields = {"generation_id": f"of-{name}", "purpose": purpose("PLANE", None), **fields}
    return job(Kind.IMAGE, name, state, {"artist_id": ARTIST, "prompt": "a fox\nin the snow, 狐"}, fields)


def svg(name: str, state: State, **fields: Any) -> Job:
    fields = {"generation_id": f"of-{name}", "purpose": purpose("CURVES", None), **fields}
    return job(Kind.SVG, name, state, {"image_index": 0}, fields)


def video(name: str, state: State, **fields: Any) -> Job:
    fields = {"generation_id": f"of-{name}", "purpose": purpose("SEQUENCER", 0), **fields}
    return job(Kind.VIDEO, name, state, {"image_index": 1, **MOTION}, fields)


def job(kind: Kind, name: str, state: State, parameters: dict[str, Any], fields: dict[str, Any]) -> Job:
    about = {"artist_id": ARTIST, "artist_name": "Ånna", "prompt": "a fox\nin the snow, 狐"}
    return Job(kind, parameters, SERVICE, id=f"{kind}-{name}", state=state, **(about | fields))


def purpose(import_as: str, image_index: int | None) -> dict[str, Any]:
    return {"import_as": import_as, "image_index": image_index, "target": TARGET}


def files(name: str, kind: str, extension: str, count: int) -> tuple[ResultFile, ...]:
    return tuple(
        ResultFile(
            f"results/of-{name}/{kind}-{index}.{extension}",
            index,
            1000 + index,
            f"{index:064x}",
            f"https://cdn.example.com/{name}-{index}.{extension}?signature=x",
        )
        for index in range(count)
    )


if __name__ == "__main__":
    main()
